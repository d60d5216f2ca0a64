import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import type { Actor } from './decision.ts';
import { tallyOf } from './state.ts';
import { facilitator, Hall } from './test-hall.ts';

let hall: Hall;
let ans: Actor;
let round: string;
beforeEach(() => {
	hall = new Hall();
	ans = hall.resident('ans');
	round = hall.round('open');
});

const ballot = () => hall.own(ans).ballots[round];
const total = (option: string) => tallyOf(hall.state, round).totals.get(option);

describe('a ballot', () => {
	it('holds the dots that a participant set, and counts them in the total', () => {
		hall.dots(ans, round, '1', 2);
		hall.dots(ans, round, '2', 1);
		expect(ballot()).toEqual({ revision: 2, dots: { 1: 2, 2: 1 } });
		expect([total('1'), total('2')]).toEqual([2, 1]);
	});

	it('is set, not added to: the same number again changes nothing but the revision', () => {
		hall.dots(ans, round, '1', 2);
		hall.dots(ans, round, '1', 2);
		expect(ballot()).toEqual({ revision: 2, dots: { 1: 2 } });
		expect(total('1')).toBe(2);
	});

	it('gives dots back at 0', () => {
		hall.dots(ans, round, '1', 2);
		hall.dots(ans, round, '1', 0);
		expect(ballot()).toEqual({ revision: 2, dots: {} });
		expect(total('1')).toBe(0);
	});

	it('counts as voted while it holds at least one dot', () => {
		const voted = () => tallyOf(hall.state, round).voted;
		hall.dots(ans, round, '1', 1);
		expect(voted()).toBe(1);
		hall.dots(ans, round, '2', 1);
		expect(voted()).toBe(1);
		hall.dots(ans, round, '1', 0);
		hall.dots(ans, round, '2', 0);
		expect(voted()).toBe(0);
	});

	it('is refused when it was based on an older one: two phones of one person do not overwrite each other', () => {
		hall.dots(ans, round, '1', 2);
		expect(hall.give(ans, { type: 'ballot.set', round, option: '1', dots: 1, revision: 0 })).toEqual(refuse('ballot.stale'));
		expect(hall.give(ans, { type: 'ballot.set', round, option: '1', dots: 1, revision: 2 })).toEqual(refuse('ballot.stale'));
		expect(total('1')).toBe(2);
	});

	it('stays within the budget of the round', () => {
		hall.dots(ans, round, '1', 2);
		expect(hall.dots(ans, round, '2', 2)).toEqual(refuse('ballot.budget', { budget: 3 }));
		expect(ballot()?.dots).toEqual({ 1: 2 });
	});

	it('stays within the most that one theme may get', () => {
		expect(hall.dots(ans, round, '1', 3)).toEqual(refuse('ballot.most', { most: 2 }));
		// 'Choose another card' would send people on with a dot that they have not got.
		expect(hall.dots(ans, round, '1', 4)).toEqual(refuse('ballot.budget', { budget: 3 }));
	});

	it('is for the options of the round only', () => {
		expect(hall.dots(ans, round, '3', 1)).toEqual(refuse('ballot.option'));
		expect(hall.dots(ans, round, 'a', 1)).toEqual(refuse('ballot.option'));
	});

	it('is of one participant: another begins with an empty one', () => {
		const bea = hall.resident('bea');
		hall.dots(ans, round, '1', 2);
		hall.dots(bea, round, '1', 2);
		expect(total('1')).toBe(4);
		expect(hall.own(bea).ballots[round]).toEqual({ revision: 1, dots: { 1: 2 } });
	});
});

describe('when a ballot can be given', () => {
	it('not in a round that does not exist, is a draft, is closed, or was removed', () => {
		expect(hall.dots(ans, 'round-elsewhere', '1', 1)).toEqual(refuse('round.unknown'));
		hall.do(facilitator, { type: 'round.close', round });
		expect(hall.dots(ans, round, '1', 1)).toEqual(refuse('round.closed'));
		hall.do(facilitator, { type: 'round.remove', round });
		expect(hall.dots(ans, round, '1', 1)).toEqual(refuse('round.unknown'));
		expect(hall.dots(ans, hall.round('draft'), '1', 1)).toEqual(refuse('round.notOpen'));
	});

	it('not after the evening was closed: its round closed with it, and the dot came too late', () => {
		hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(hall.dots(ans, round, '1', 1)).toEqual(refuse('round.closed'));
		expect(ballot()).toBeUndefined();
	});

	it('again in a round that was reopened, on top of what was given before', () => {
		hall.dots(ans, round, '1', 2);
		hall.do(facilitator, { type: 'round.close', round });
		hall.do(facilitator, { type: 'round.reopen', round });
		hall.dots(ans, round, '2', 1);
		expect(ballot()?.dots).toEqual({ 1: 2, 2: 1 });
	});

	it('not by who never joined', () => {
		const stranger: Actor = { role: 'participant', seat: 'seat-x', participant: 'stranger' };
		expect(hall.dots(stranger, round, '1', 1)).toEqual(refuse('seat.unknown'));
	});
});

describe('offering a whole ballot, to a server that was put back to an earlier moment', () => {
	const offer = (revision: number, dots: Record<string, number>) =>
		hall.give(ans, { type: 'ballot.offer', round, revision, dots });

	it('brings back what the server lost', () => {
		hall.dots(ans, round, '1', 1);
		expect(offer(7, { 1: 2, 2: 1 })).toMatchObject({ ok: true });
		expect(ballot()).toEqual({ revision: 7, dots: { 1: 2, 2: 1 } });
		expect([total('1'), total('2')]).toEqual([2, 1]);
	});

	it('changes nothing where the server has as much or more', () => {
		hall.dots(ans, round, '1', 1);
		hall.dots(ans, round, '1', 2);
		expect(offer(2, { 2: 2 })).toMatchObject({ ok: true, events: [] });
		expect(offer(1, { 2: 2 })).toMatchObject({ ok: true, events: [] });
		expect(ballot()?.dots).toEqual({ 1: 2 });
	});

	it('obeys the same limits', () => {
		expect(offer(1, { 1: 2, 2: 2 })).toEqual(refuse('ballot.budget', { budget: 3 }));
		expect(offer(1, { 1: 3 })).toEqual(refuse('ballot.most', { most: 2 }));
		expect(offer(1, { 3: 1 })).toEqual(refuse('ballot.option'));
	});

	it('goes on from the revision that was offered', () => {
		offer(7, { 1: 2 });
		hall.dots(ans, round, '1', 1);
		expect(ballot()).toEqual({ revision: 8, dots: { 1: 1 } });
	});
});
