import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nanoid } from 'nanoid';
import type { CommandInput } from '#shared/protocol/commands.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import type { LiveEvening } from '../live/evening.ts';
import { anEvening, openTestApp, type TestApp } from '../test-app.ts';

let test: TestApp;
let app: App;
let evening: LiveEvening;
beforeEach(async () => {
	test = await openTestApp();
	app = test.app;
	evening = await anEvening(app);
});
afterEach(() => test.end());

const regie = async (command: CommandInput) => {
	const answer = await evening.submit({ ...command, id: nanoid() } as never, { role: 'facilitator', seat: 'regie', participant: null });
	expect(answer.ok).toBe(true);
};
const joined = async (browser: string) => {
	const answer = await app.joining.join(browser, evening.code);
	if (!answer.ok) throw new Error(answer.code);
	return answer;
};

describe('where a typed code leads', () => {
	it('is the evening, however it was typed; looking makes nobody a participant', () => {
		const typed = ` ${evening.code.slice(0, 2).toLowerCase()} ${evening.code.slice(2)}-`;
		expect(app.joining.find('browser-1', typed)).toEqual({ ok: true, evening, present: null });
		expect(app.joining.find(null, typed)).toMatchObject({ ok: true, present: null });
		expect(evening.state.participants.size).toBe(0);
	});

	it('is the place that this browser has there', async () => {
		const { seat } = await joined('browser-1');
		expect(app.joining.find('browser-1', evening.code)).toMatchObject({ ok: true, present: { seat } });
		expect(app.joining.find('browser-2', evening.code)).toMatchObject({ ok: true, present: null });
	});

	it('is nowhere for a code that no evening has', () => {
		expect(app.joining.find('browser-1', 'QQQQQ')).toEqual(refuse('code.unknown'));
	});

	it('for a code that was replaced: the place of who is in, and for all others that it was replaced', async () => {
		const old = evening.code;
		const { seat } = await joined('browser-1');
		await regie({ type: 'evening.code' });
		expect(app.joining.find('browser-1', old)).toMatchObject({ ok: true, evening, present: { seat } });
		expect(app.joining.find('browser-2', old)).toEqual(refuse('code.replaced'));
	});

	it('for an evening that is over: the place of who was in, and for all others that it is over', async () => {
		const { seat } = await joined('browser-1');
		await regie({ type: 'evening.close', closed: true });
		expect(app.joining.find('browser-1', evening.code)).toMatchObject({ ok: true, present: { seat } });
		expect(app.joining.find('browser-2', evening.code)).toEqual(refuse('code.closed'));
	});
});

describe('joining', () => {
	it('behind a closed door is refused, but who is in comes in again', async () => {
		const first = await joined('browser-1');
		await regie({ type: 'evening.door', door: 'closed' });
		expect(await app.joining.join('browser-1', evening.code)).toMatchObject({ ok: true, seat: first.seat });
		expect(await app.joining.join('browser-2', evening.code)).toEqual(refuse('door.closed'));
	});
});

describe('a second person on a phone', () => {
	it('comes in where the evening allows it, once, with a place beside the phone’s own', async () => {
		const { seat } = await joined('browser-1');
		expect(await app.joining.joinSecond('browser-1', evening)).toEqual(refuse('second.notAllowed'));
		await regie({ type: 'evening.second', second: true });
		const [second, again] = await Promise.all([app.joining.joinSecond('browser-1', evening), app.joining.joinSecond('browser-1', evening)]);
		expect(second.ok && again.ok && second.seat.participant === again.seat.participant && second.seat.participant !== seat.participant).toBe(true);
		expect(evening.state.joined).toBe(2);
		expect(app.joining.present('browser-1', evening)).toMatchObject({ seat });
		// Taken back: who is in stays in.
		await regie({ type: 'evening.second', second: false });
		expect(await app.joining.joinSecond('browser-1', evening)).toMatchObject({ ok: true });
		expect(await app.joining.joinSecond('browser-2', evening)).toEqual(refuse('second.notAllowed'));
	});

	it('does not come in behind a closed door, nor once the evening is over', async () => {
		await regie({ type: 'evening.second', second: true });
		await regie({ type: 'evening.door', door: 'closed' });
		expect(await app.joining.joinSecond('browser-1', evening)).toEqual(refuse('door.closed'));
		await regie({ type: 'evening.close', closed: true });
		expect(await app.joining.joinSecond('browser-1', evening)).toEqual(refuse('evening.closed'));
	});
});

describe('a vote card', () => {
	const code = (number = 1) => app.voteCards.code(evening.id, number);

	it('lets its participant in, on any phone, and counts once', async () => {
		await regie({ type: 'evening.voteCards', asked: true });
		expect(await app.joining.join('browser-1', evening.code)).toEqual(refuse('voteCard.needed'));
		const [first, other, again] = [await app.joining.joinByCard('browser-1', evening, code()), await app.joining.joinByCard('browser-2', evening, code()), await app.joining.joinByCard('browser-1', evening, code().toLowerCase())];
		if (!first.ok || !other.ok || !again.ok) throw new Error('refused');
		expect(other.seat.participant).toBe(first.seat.participant);
		expect(again.seat).toEqual(first.seat);
		expect(evening.state.joined).toBe(1);
		// The phone before is not shut out.
		expect(await app.joining.enter('browser-1', first.token)).toMatchObject({ seat: first.seat });
		const turn = await app.joining.takeTurn('tablet', evening, 'turn-one', code());
		expect(turn).toMatchObject({ ok: true, seat: { participant: first.seat.participant } });
		expect(await app.joining.takeTurn('tablet', evening, 'turn-two')).toEqual(refuse('voteCard.needed'));
		expect(await app.joining.joinByCard('browser-1', evening, code(2))).toMatchObject({ ok: true });
		expect(evening.state.joined).toBe(2);
		// The card that was shown last is who is here now.
		expect(app.joining.present('browser-1', evening)?.seat.participant).not.toBe(first.seat.participant);
	});

	it('is guessed slowly by each browser, and nobody else waits for it', async () => {
		for (let tries = 0; tries < 3; tries += 1) expect(await app.joining.joinByCard('browser-1', evening, 'AAAAAAAA')).toEqual(refuse('voteCard.unknown'));
		expect(await app.joining.joinByCard('browser-1', evening, code())).toMatchObject({ code: 'pin.wait' });
		expect(await app.joining.joinByCard('browser-2', evening, code())).toMatchObject({ ok: true });
	});

	it('that was used comes in again behind a closed door and once the evening is over; a new one does not', async () => {
		await app.joining.joinByCard('browser-1', evening, code());
		await regie({ type: 'evening.door', door: 'closed' });
		expect(await app.joining.joinByCard('browser-2', evening, code())).toMatchObject({ ok: true });
		expect(await app.joining.joinByCard('browser-3', evening, code(2))).toEqual(refuse('door.closed'));
		await regie({ type: 'evening.close', closed: true });
		expect(await app.joining.joinByCard('browser-3', evening, code(2))).toEqual(refuse('code.closed'));
	});
});

describe('a turn at a kiosk', () => {
	const turn = async (name: string) => {
		const answer = await app.joining.takeTurn('tablet', evening, name);
		if (!answer.ok) throw new Error(answer.code);
		return answer;
	};

	it('is a participant of its own each time; asked for again under the same name it is the same one', async () => {
		const [first, second, again] = [await turn('turn-one'), await turn('turn-two'), await turn('turn-one')];
		expect(second.seat.participant).not.toBe(first.seat.participant);
		expect(again.seat).toEqual(first.seat);
		expect(evening.state.joined).toBe(2);
	});

	it('is no place of the tablet’s own browser in the evening, also after a restore', async () => {
		const { seat, token } = await turn('turn-one');
		expect(app.joining.find('tablet', evening.code)).toMatchObject({ ok: true, present: null });
		app.database.prepare('DELETE FROM seats WHERE id = ?').run(seat.id);
		expect(app.joining.find('tablet', evening.code, () => token)).toMatchObject({ ok: true, present: null });
		expect(await app.joining.enter('tablet', token)).toMatchObject({ seat });
	});

	it('is taken behind a closed door too, but not once the evening is over', async () => {
		await regie({ type: 'evening.door', door: 'closed' });
		expect(await app.joining.takeTurn('tablet', evening, 'turn-one')).toMatchObject({ ok: true });
		await regie({ type: 'evening.close', closed: true });
		expect(await app.joining.takeTurn('tablet', evening, 'turn-two')).toEqual(refuse('evening.closed'));
	});
});

describe('a seat that is younger than the backup that was put back', () => {
	const forget = (seat: string) => app.database.prepare('DELETE FROM seats WHERE id = ?').run(seat);

	it('is still known by what the browser kept of it, and to that browser only', async () => {
		const { seat, token } = await joined('browser-1');
		forget(seat.id);
		const kept = (of: string) => (of === evening.id ? token : undefined);
		expect(app.joining.find('browser-1', evening.code, kept)).toMatchObject({ ok: true, present: { seat, token } });
		expect(app.joining.find('browser-2', evening.code, kept)).toMatchObject({ ok: true, present: null });
		expect(app.joining.find('browser-1', evening.code)).toMatchObject({ ok: true, present: null });
	});

	it('opens no other evening', async () => {
		const { seat, token } = await joined('browser-1');
		forget(seat.id);
		const other = await anEvening(app);
		expect(app.joining.find('browser-1', other.code, () => token)).toMatchObject({ ok: true, present: null });
	});
});
