import { nanoid } from 'nanoid';
import { io } from 'socket.io-client';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Frame, Own, Snapshot } from '#shared/protocol/frames.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { applyPatch } from '#shared/views/merge-patch.ts';
import type { ParticipantView } from '#shared/views/views.ts';

/** A resident's phone without a page: it joined by HTTP and keeps the participant's view. */
export interface Phone {
	readonly view: ParticipantView;
	readonly own: Own;
	/** All that the server ever sent it, as text: to search for what it may not hold. */
	readonly heard: string;
	send(command: CommandInput): Promise<Answer>;
	/** Sets dots on an option, on top of its ballot as it is now. */
	dots(round: string, option: string, dots: number): Promise<Answer>;
	/** Types a comment. @returns its id. */
	comment(theme: number, text: string): Promise<string>;
	close(): void;
}

/** Joins by the evening's code and connects. @throws where the server refuses. */
export async function joinPhone(address: string, code: string): Promise<Phone> {
	const response = await fetch(`${address}/api/join`, { method: 'POST', body: JSON.stringify({ code }) });
	const joined: { ok: boolean; seat?: string; code?: string } = await response.json();
	if (!joined.ok) throw new Error(`Joining was refused: ${joined.code}`);
	const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
	const socket = io(address, { forceNew: true, auth: { version: protocolVersion, seat: joined.seat }, extraHeaders: { cookie } });

	let heard = '';
	let view: ParticipantView | undefined;
	let own: Own | undefined;
	socket.onAny((_event, message) => (heard += JSON.stringify(message)));
	socket.on('frame', (frame: Frame) => (view = applyPatch(view!, frame.changes)));
	socket.on('own', (news: Own) => (own = news));
	await new Promise<void>((settle, fail) => {
		socket.once('connect_error', fail);
		socket.once('state', (state: { snapshot: Snapshot<ParticipantView>; own: Own }) => {
			view = state.snapshot.view;
			own = state.own;
			settle();
		});
	});
	const send = (command: CommandInput): Promise<Answer> =>
		socket.timeout(10_000).emitWithAck('command', { ...command, id: nanoid() });

	return {
		get view() {
			return view!;
		},
		get own() {
			return own!;
		},
		get heard() {
			return heard;
		},
		send,
		async dots(round, option, dots) {
			const answer = await send({ type: 'ballot.set', round, option, dots, revision: own!.ballots[round]?.revision ?? 0 });
			// The answer is all that the phone which gave them hears of it.
			if (answer.ballot) own = { ...own!, ballots: { ...own!.ballots, [round]: answer.ballot } };
			return answer;
		},
		async comment(theme, text) {
			const comment = nanoid();
			const answer = await send({ type: 'comment.add', comment, theme, text });
			if (!answer.ok) throw new Error(`The comment was refused: ${answer.code}`);
			return comment;
		},
		close: () => socket.close()
	};
}
