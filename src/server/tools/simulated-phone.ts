import { nanoid } from 'nanoid';
import { io, type Socket } from 'socket.io-client';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Ballot, CatchUpAnswer, Frame, Own } from '#shared/protocol/frames.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { applyPatch } from '#shared/views/merge-patch.ts';
import { StartRefusal } from '../start-refusal.ts';

/** Waits this long after 'te snel', in ms. */
const slowDownPause = 500;
/** Before it sends again after the line broke, in ms. */
const brokenPause = 100;
/** A server that starts anew has this long, in ms. */
const longestSilence = 30_000;
/** And for one answer: then the command goes once more. */
const longestAnswer = 5_000;

/** A program's line to the evening: plain socket.io-client, as src/shared/protocol/README.md shows it. */
export class SimulatedClient<View> {
	readonly #socket: Socket;
	view = {} as View;
	seq = 0;
	#closed = false;
	own: Own | null = null;
	/** Told of each frame when it has been taken up. */
	onFrame: (frame: Frame) => void = () => {};

	private constructor(url: string, cookie: string, seat: string) {
		this.#socket = io(url, {
			transports: ['websocket'],
			forceNew: true,
			extraHeaders: { cookie },
			auth: { version: protocolVersion, seat }
		});
		this.#socket.on('frame', (frame: Frame) => {
			if (frame.from !== this.seq) return;
			this.#take(frame);
			this.onFrame(frame);
		});
		this.#socket.on('own', (own: Own) => (this.own = own));
	}

	/** Connects, and settles when the whole view is there. */
	static async connect<View>(url: string, cookie: string, seat: string): Promise<SimulatedClient<View>> {
		const client = new SimulatedClient<View>(url, cookie, seat);
		await new Promise<void>((settle, fail) => {
			client.#socket.on('state', (state: CatchUpAnswer & { own?: Own }) => {
				if ('snapshot' in state) {
					client.view = state.snapshot.view as View;
					client.seq = state.snapshot.seq;
				} else for (const frame of state.frames) client.#take(frame);
				client.own = state.own ?? null;
				settle();
			});
			client.#socket.once('connect_error', fail);
		});
		return client;
	}

	/**
	 * Gives a command with a fresh id; 'te snel' is waited out. Where the line breaks before the answer it is sent again
	 * once the line is back: the same id counts once. @throws {StartRefusal} where no answer came for half a minute.
	 */
	async send(command: CommandInput): Promise<Answer> {
		const message = { ...command, id: nanoid() };
		const until = performance.now() + longestSilence;
		while (!this.#closed && performance.now() < until) {
			// What waits for a line that is never tried again would keep the program from ending.
			const left = Math.min(longestAnswer, until - performance.now());
			const answer: Answer | null = await this.#socket.timeout(left).emitWithAck('command', message).catch(() => null);
			if (answer && (answer.ok || answer.code !== 'rate.slowDown')) return answer;
			await new Promise((next) => setTimeout(next, answer ? slowDownPause : brokenPause));
		}
		throw new StartRefusal('De server antwoordt niet meer. Kijk of hij nog draait, en begin opnieuw met een nieuwe sleutel.');
	}

	close(): void {
		this.#closed = true;
		this.#socket.close();
	}

	#take(frame: Frame): void {
		this.view = applyPatch(this.view, frame.changes);
		this.seq = frame.to;
	}
}

/** Joins over HTTP, as a phone that never was there. @throws with the refusal's code. */
export async function joinEvening(url: string, code: string): Promise<{ cookie: string; seat: string }> {
	const response = await fetch(`${url}/api/join`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code })
	});
	const joined = (await response.json()) as { ok: true; seat: string } | { ok: false; code: string };
	if (!joined.ok) throw new Error(joined.code);
	return { cookie: response.headers.get('set-cookie')!.split(';', 1)[0]!, seat: joined.seat };
}

/** One participant who gives dots one after the other, each based on the ballot before it. */
export class SimulatedPhone {
	readonly #client: SimulatedClient<unknown>;
	readonly #round: string;
	#ballot: Ballot = { revision: 0, dots: {} };

	constructor(client: SimulatedClient<unknown>, round: string) {
		this.#client = client;
		this.#round = round;
	}

	/** Where its replica stands. */
	get seq(): number {
		return this.#client.seq;
	}

	/** Sets the dots of one option. @returns the answer, and the ms until it came. */
	async give(option: string, dots: number): Promise<{ answer: Answer; ms: number }> {
		const start = performance.now();
		const { revision } = this.#ballot;
		const answer = await this.#client.send({ type: 'ballot.set', round: this.#round, option, dots, revision });
		if (answer.ballot) this.#ballot = answer.ballot;
		return { answer, ms: performance.now() - start };
	}

	close(): void {
		this.#client.close();
	}
}
