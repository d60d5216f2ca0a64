import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import { anEvening, openTestApp, type TestApp } from '../test-app.ts';
import { Seats } from './seats.ts';

let test: TestApp;
let app: App;
let seats: Seats;
beforeEach(async () => {
	test = await openTestApp();
	app = test.app;
	seats = app.seats;
});
afterEach(() => test.end());

describe('a seat', () => {
	it('is one per browser, evening and role', () => {
		const seat = seats.ensure('browser-1', 'evening-1', 'facilitator');
		expect(seats.ensure('browser-1', 'evening-1', 'facilitator').id).toBe(seat.id);
		const others = [
			seats.ensure('browser-1', 'evening-1', 'screen'),
			seats.ensure('browser-1', 'evening-2', 'facilitator'),
			seats.ensure('browser-2', 'evening-1', 'facilitator')
		];
		expect(new Set([seat, ...others].map(({ id }) => id)).size).toBe(4);
	});

	it('lets one browser be facilitator, screen and participant in different tabs', async () => {
		const evening = await anEvening(app);
		seats.ensure('browser-1', evening.id, 'facilitator');
		seats.ensure('browser-1', evening.id, 'screen');
		await app.joining.join('browser-1', evening.code);
		expect(seats.ofBrowser('browser-1', evening.id).map(({ role }) => role).sort()).toEqual(['facilitator', 'participant', 'screen']);
	});
});

describe('the token of a seat', () => {
	it('names it, for the browser that holds it', () => {
		const seat = seats.ensure('browser-1', 'evening-1', 'screen');
		expect(seats.verify('browser-1', seats.token('browser-1', seat))).toEqual({ seat, row: null });
	});

	it('opens nothing in another browser', () => {
		const token = seats.token('browser-1', seats.ensure('browser-1', 'evening-1', 'screen'));
		expect(seats.verify('browser-2', token)).toBe('seat.unknown');
	});

	it('cannot be made into one of another role, evening, seat or participant', () => {
		const seat = seats.ensure('browser-1', 'evening-1', 'participant' as 'screen');
		const token = seats.token('browser-1', { ...seat, participant: 'participant-1' });
		const [id, evening, role, participant, signature] = token.split('.');
		for (const forged of [
			`${id}.${evening}.facilitator.${participant}.${signature}`,
			`${id}.evening-2.${role}.${participant}.${signature}`,
			`seat-2.${evening}.${role}.${participant}.${signature}`,
			`${id}.${evening}.${role}.participant-2.${signature}`,
			`${id}.${evening}.${role}.${participant}.${'A'.repeat(22)}`,
			`${id}.${evening}.${role}.${participant}`,
			`${token}.extra`,
			'',
			'....'
		])
			expect(seats.verify('browser-1', forged)).toBe('seat.unknown');
	});

	it('signed with another key is unknown', () => {
		const seat = seats.ensure('browser-1', 'evening-1', 'screen');
		expect(seats.verify('browser-1', new Seats(app.database, 'another key', () => false).token('browser-1', seat))).toBe('seat.unknown');
	});

	it('is worthless once the seat was taken back', () => {
		const seat = seats.ensure('browser-1', 'evening-1', 'moderator');
		const token = seats.token('browser-1', seat);
		expect(seats.revokeRole('evening-1', 'moderator')).toEqual([seat.id]);
		expect(seats.verify('browser-1', token)).toBe('seat.revoked');
		expect(seats.ensure('browser-1', 'evening-1', 'moderator').id).not.toBe(seat.id);
	});

	it('of a turn at a kiosk is worthless as long as the helper’s seat of that tablet is taken back', async () => {
		const evening = await anEvening(app);
		const turnAt = async (browser: string) => {
			seats.ensure(browser, evening.id, 'helper');
			const joined = await app.joining.takeTurn(browser, evening, `turn-of-${browser}`);
			if (!joined.ok) throw new Error(joined.code);
			return joined;
		};
		const [turn, other] = [await turnAt('tablet-1'), await turnAt('tablet-2')];
		const resident = await app.joining.join('tablet-1', evening.code);
		if (!resident.ok) throw new Error(resident.code);
		expect(seats.verify('tablet-1', turn.token)).toEqual({ seat: turn.seat, row: null });

		expect(seats.revokeRole(evening.id, 'helper')).toEqual(expect.arrayContaining([turn.seat.id, other.seat.id]));
		for (const [browser, { token, seat }] of [['tablet-1', turn], ['tablet-2', other]] as const) {
			expect(seats.verify(browser, token)).toBe('seat.revoked');
			expect(seats.isRevoked(seat)).toBe(true);
		}
		// One that was asked for just before, and made just after.
		const late = await app.joining.takeTurn('tablet-1', evening, 'turn-late');
		expect(late.ok && seats.verify('tablet-1', late.token)).toBe('seat.revoked');
		expect(seats.verify('tablet-1', resident.token)).toEqual({ seat: resident.seat, row: null });
		expect(seats.hasMoved('tablet-1', evening.id)).toBe(false);

		// The new link, on one of the tablets.
		seats.ensure('tablet-1', evening.id, 'helper');
		expect(seats.verify('tablet-1', turn.token)).toEqual({ seat: turn.seat, row: null });
		expect(seats.verify('tablet-2', other.token)).toBe('seat.revoked');
	});
});

describe('a facilitator whose session came to its end', () => {
	afterEach(() => vi.useRealTimers());

	it('is refused with the same seat, here and at each new connection, until signing in again', async () => {
		const evening = await anEvening(app);
		const accepted = await app.staff.accept(app.staff.setUpSecret()!, 'Gespreksleider', 'bordeaux-rood-29');
		if (!accepted.ok) throw new Error(accepted.code);
		app.staff.openSession('browser-1', accepted.account);
		const seat = seats.ensure('browser-1', evening.id, 'facilitator');
		const token = seats.token('browser-1', seat);
		expect(await app.joining.enter('browser-1', token)).toMatchObject({ seat });

		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 24 * 3600 * 1000 });
		expect(await app.joining.enter('browser-1', token)).toEqual(refuse('seat.revoked'));
		expect(seats.ofBrowser('browser-1', evening.id)).toEqual([]);

		app.staff.openSession('browser-1', accepted.account);
		expect(await app.joining.enter('browser-1', token)).toMatchObject({ seat });
	});

	it('keeps the places that ask for no session: of a resident, and of a screen', async () => {
		const evening = await anEvening(app);
		const accepted = await app.staff.accept(app.staff.setUpSecret()!, 'Gespreksleider', 'bordeaux-rood-29');
		if (!accepted.ok) throw new Error(accepted.code);
		app.staff.openSession('browser-1', accepted.account);
		seats.ensure('browser-1', evening.id, 'screen');
		await app.joining.join('browser-1', evening.code);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 24 * 3600 * 1000 });
		expect(seats.ofBrowser('browser-1', evening.id).map(({ role }) => role).sort()).toEqual(['participant', 'screen']);
	});
});

describe('after a backup was put back that is older than the seat', () => {
	const forget = (id: string) => app.database.prepare('DELETE FROM seats WHERE id = ?').run(id);

	it('a participant is let in again on the signature, with the own dots to offer', async () => {
		const evening = await anEvening(app);
		const row = seats.newParticipant('browser-1', evening.id);
		const token = seats.token('browser-1', { id: row.id, evening: evening.id, role: 'participant', participant: row.participant });
		expect(await app.joining.enter('browser-1', token)).toMatchObject({ seat: { id: row.id, participant: row.participant } });
		expect(evening.state.participants.has(row.participant!)).toBe(true);
		expect(seats.verify('browser-1', token)).toMatchObject({ row: null });
	});

	it('staff prove themselves anew', () => {
		const seat = seats.ensure('browser-1', 'evening-1', 'facilitator');
		const token = seats.token('browser-1', seat);
		forget(seat.id);
		expect(seats.verify('browser-1', token)).toBe('seat.revoked');
	});
});

describe('joining', () => {
	it('works by the code however it was typed', async () => {
		const { code, id } = await anEvening(app);
		for (const typed of [code.toLowerCase(), ` ${code.slice(0, 2)} ${code.slice(2)} `, code.split('').join('-')])
			expect(await app.joining.join('browser-1', typed)).toMatchObject({ ok: true, evening: { id } });
	});

	it('twice gives the same seat, also when both taps come at once', async () => {
		const evening = await anEvening(app);
		const [first, second] = await Promise.all([app.joining.join('browser-1', evening.code), app.joining.join('browser-1', evening.code)]);
		const third = await app.joining.join('browser-1', evening.code);
		expect(first).toMatchObject({ ok: true });
		expect([second, third].map((joined) => joined.ok && joined.seat.id)).toEqual([first.ok && first.seat.id, first.ok && first.seat.id]);
		expect(evening.state.participants.size).toBe(1);
	});

	it('survives a restart', async () => {
		const { code, id } = await anEvening(app);
		const joined = await app.joining.join('browser-1', code);
		app = await test.restart();
		expect(app.joining.present('browser-1', app.evenings.get(id)!)).toMatchObject({ seat: joined.ok && joined.seat });
	});

	it('is refused by name: an unknown code, an old one, an evening that is over, a closed door', async () => {
		const evening = await anEvening(app);
		const { code } = evening;
		const direct = (input: Parameters<typeof evening.submit>[0]) => evening.submit(input, { role: 'facilitator', seat: 's', participant: null });
		const known = await app.joining.join('browser-1', code);
		expect(await app.joining.join('browser-2', 'ZZZZZ')).toEqual(refuse('code.unknown'));
		await direct({ id: 'new-code-1', type: 'evening.code' });
		expect(await app.joining.join('browser-2', code)).toEqual(refuse('code.replaced'));
		await direct({ id: 'close-door', type: 'evening.door', door: 'closed' });
		expect(await app.joining.join('browser-2', evening.code)).toEqual(refuse('door.closed'));
		// Known phones return.
		expect(await app.joining.join('browser-1', evening.code)).toMatchObject({ ok: true, seat: known.ok && known.seat });
		await direct({ id: 'close-evening', type: 'evening.close', closed: true });
		expect(await app.joining.join('browser-2', evening.code)).toEqual(refuse('code.closed'));
	});
});

describe('a return code', () => {
	it('moves a participant to another phone, once, and ends the first one’s seat', async () => {
		const evening = await anEvening(app);
		const first = await app.joining.join('browser-1', evening.code);
		if (!first.ok) throw new Error(first.code);
		const code = app.returnCodes.of(evening.id, first.seat.participant!);
		expect(app.returnCodes.of(evening.id, first.seat.participant!)).toBe(code);
		const moved = await app.joining.comeBack('browser-2', evening, code.toLowerCase());
		expect(moved).toMatchObject({ ok: true, seat: { participant: first.seat.participant } });
		expect(seats.verify('browser-1', first.token)).toBe('seat.revoked');
		expect(await app.joining.comeBack('browser-3', evening, code)).toEqual(refuse('return.unknown'));
	});

	it('is for its own evening only', async () => {
		const [one, other] = [await anEvening(app), await anEvening(app, 'Andere avond')];
		const joined = await app.joining.join('browser-1', one.code);
		const code = app.returnCodes.of(one.id, (joined.ok && joined.seat.participant) || '');
		expect(await app.joining.comeBack('browser-2', other, code)).toEqual(refuse('return.unknown'));
		expect(await app.joining.comeBack('browser-2', one, code)).toMatchObject({ ok: true });
	});

	it('is not guessed: wrong ones are slowed, at most 30 s, and nobody is locked out', async () => {
		const evening = await anEvening(app);
		const guesses = [];
		for (let guess = 0; guess < 4; guess += 1) guesses.push(await app.joining.comeBack('browser-2', evening, 'AAAAAAAA'));
		expect(guesses).toEqual([refuse('return.unknown'), refuse('return.unknown'), refuse('return.unknown'), refuse('pin.wait', { seconds: 1 })]);
	});
});

describe('codes', () => {
	it('are five letters and digits that cannot be mistaken for one another', async () => {
		for (let evening = 0; evening < 20; evening += 1) expect((await anEvening(app)).code).toMatch(/^[A-HJ-NP-Z2-9]{5}$/);
	});
});
