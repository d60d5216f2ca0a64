import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import type { Decision } from './decision.ts';
import { facilitator, Hall, helper, secondFacilitator } from './test-hall.ts';

let hall: Hall;
let round: string;
beforeEach(() => {
	hall = new Hall();
	// 3 dots, of which at most 2 on one theme; themes 1 and 2.
	round = hall.round('open', 'open');
});

const count = (people: number, dots: Record<string, number>, { paper = 'paper-one', table = '', by = facilitator } = {}): Decision =>
	hall.give(by, { type: 'paper.count', paper, round, table, people, dots });
const result = () => hall.view('facilitator').rounds[round]!;

describe('papers counted by hand', () => {
	it('add to what phones gave, and stay told apart', () => {
		hall.dots(hall.resident('ans'), round, '1', 2);
		expect(count(4, { 1: 3, 2: 5 })).toMatchObject({ ok: true });
		expect(result()).toMatchObject({ totals: { 1: 5, 2: 5 }, paper: { 1: 3, 2: 5 }, voted: 1, onPaper: 4 });
		for (const role of ['participant', 'screen', 'illustrator'] as const) {
			expect(hall.view(role).rounds[round]).toMatchObject({ totals: { 1: 5, 2: 5 }, paper: { 1: 3, 2: 5 }, onPaper: 4 });
		}
	});

	it('of several tables add up, each by its name', () => {
		count(4, { 1: 3 }, { paper: 'paper-one', table: 'Tafel 1' });
		count(2, { 1: 1, 2: 4 }, { paper: 'paper-two', table: 'Tafel 2' });
		expect(result()).toMatchObject({ totals: { 1: 4, 2: 4 }, onPaper: 6 });
		expect(Object.values(hall.view('facilitator').papers).map(({ table, people }) => [table, people])).toEqual([['Tafel 1', 4], ['Tafel 2', 2]]);
	});

	it('of one table count once: another helper may have typed them', () => {
		count(4, { 1: 3 }, { paper: 'paper-one', table: 'Tafel 4' });
		expect(count(4, { 1: 3 }, { paper: 'paper-two', table: ' tafel  4', by: helper })).toEqual(refuse('paper.table', { people: 4 }));
		expect(count(2, { 1: 1 }, { paper: 'paper-two', table: 'Tafel 4, tweede stapel', by: helper })).toMatchObject({ ok: true });
		// The same one, corrected; and again once it was taken away.
		expect(count(5, { 1: 3 }, { paper: 'paper-one', table: 'Tafel 4' })).toMatchObject({ ok: true });
		hall.do(facilitator, { type: 'paper.remove', paper: 'paper-one' });
		expect(count(4, { 1: 3 }, { paper: 'paper-three', table: 'Tafel 4' })).toMatchObject({ ok: true });
	});

	it('hidden, tell nobody anything before closing; how many people only', () => {
		round = hall.newId('round');
		hall.do(facilitator, { type: 'round.close', round: Object.keys(hall.view('facilitator').rounds)[0]! });
		hall.do(facilitator, { type: 'round.add', round, kind: 'themes', title: 'Verborgen', budget: 3, most: 2, results: 'hidden', themes: [1, 2], lines: [] });
		hall.do(facilitator, { type: 'round.open', round });
		count(4, { 1: 3 });
		for (const role of ['facilitator', 'participant', 'screen', 'illustrator'] as const) {
			expect(hall.view(role).rounds[round]).not.toHaveProperty('totals');
			expect(hall.view(role).rounds[round]).not.toHaveProperty('paper');
		}
		for (const role of ['participant', 'screen', 'illustrator', 'moderator'] as const) expect(JSON.stringify(hall.view(role))).not.toContain('papers');
		hall.do(facilitator, { type: 'round.close', round });
		expect(result()).toMatchObject({ totals: { 1: 3, 2: 0 }, paper: { 1: 3 } });
		expect(hall.view('participant').rounds[round]).not.toHaveProperty('paper');
	});

	it('on a merged card count for that card, and come apart again with it', () => {
		count(4, { 1: 3, 2: 5 });
		hall.do(facilitator, { type: 'theme.merge', themes: [2], into: 1 });
		expect(result()).toMatchObject({ options: ['1'], totals: { 1: 8 }, paper: { 1: 8 } });
		hall.do(facilitator, { type: 'theme.split', themes: [{ theme: 2, x: 0, y: 0 }] });
		expect(result()).toMatchObject({ totals: { 1: 3, 2: 5 } });
	});

	it('can be typed after the round was closed and shown: they mostly come later', () => {
		hall.do(facilitator, { type: 'round.close', round });
		expect(count(2, { 2: 4 })).toMatchObject({ ok: true });
		expect(hall.view('screen').rounds[round]!.totals).toEqual({ 1: 0, 2: 4 });
	});
});

describe('a count that cannot be', () => {
	it.each<[string, number, Record<string, number>, ReturnType<typeof refuse>]>([
		['more dots than those people have', 2, { 1: 4, 2: 3 }, refuse('paper.budget', { given: 7, most: 6, people: 2, budget: 3 })],
		['400 people with five dots each in a round of three', 400, { 1: 1000, 2: 1000 }, refuse('paper.budget', { given: 2000, most: 1200, people: 400, budget: 3 })],
		['more dots on a theme than those people may give it', 2, { 1: 5 }, refuse('paper.most', { given: 5, most: 4, option: '1' })],
		['dots of nobody', 0, { 1: 1 }, refuse('paper.budget', { given: 1, most: 0, people: 0, budget: 3 })],
		['a theme that the round is not about', 2, { 3: 1 }, refuse('ballot.option')]
	])('is refused by name: %s', (_, people, dots, refusal) => {
		expect(count(people, dots)).toEqual(refusal);
		expect(result()).not.toHaveProperty('paper');
	});

	it('has more people than were counted in the hall, with those of other tables', () => {
		hall.do(facilitator, { type: 'evening.present', present: 18 });
		count(10, { 1: 3 }, { paper: 'paper-one' });
		expect(count(9, { 1: 3 }, { paper: 'paper-two' })).toEqual(refuse('paper.present', { people: 19, present: 18 }));
		expect(count(400, { 1: 3 }, { paper: 'paper-one' })).toEqual(refuse('paper.present', { people: 400, present: 18 }));
		expect(count(8, { 1: 3 }, { paper: 'paper-two' })).toMatchObject({ ok: true });
	});

	it('is of a round that is not open yet, or gone, or of an evening that is over', () => {
		const draft = hall.round('draft');
		expect(hall.give(facilitator, { type: 'paper.count', paper: 'paper-one', round: draft, table: '', people: 1, dots: {} })).toEqual(refuse('round.notOpen'));
		expect(hall.give(facilitator, { type: 'paper.count', paper: 'paper-one', round: 'round-unknown', table: '', people: 1, dots: {} })).toEqual(refuse('round.unknown'));
		hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(count(1, {})).toEqual(refuse('evening.closed'));
	});
});

describe('correcting a count', () => {
	it('leaves a trace of what it said before', () => {
		count(4, { 1: 3 }, { table: 'Tafel 1' });
		count(5, { 1: 4 }, { table: 'Tafel 1', by: secondFacilitator });
		expect(result()).toMatchObject({ totals: { 1: 4, 2: 0 }, onPaper: 5 });
		const [view] = Object.values(hall.view('facilitator').papers);
		expect(view).toMatchObject({ people: 5, dots: { 1: 4 }, earlier: [{ people: 4, dots: { 1: 3 } }] });
		expect(view!.earlier![0]!.at).toBeLessThan(view!.at);
	});

	it('to the same, or of its table alone, is no correction', () => {
		count(4, { 1: 3 }, { table: 'Tafel 1' });
		expect(count(4, { 1: 3, 2: 0 }, { table: 'Tafel 1' })).toMatchObject({ ok: true, events: [] });
		count(4, { 1: 3 }, { table: 'Tafel 2' });
		const [view] = Object.values(hall.view('facilitator').papers);
		expect(view).toMatchObject({ table: 'Tafel 2' });
		expect(view).not.toHaveProperty('earlier');
	});

	it('is taken back by undo, as adding and removing are', () => {
		const added = hall.do(facilitator, { type: 'paper.count', paper: 'paper-one', round, table: '', people: 4, dots: { 1: 3 } });
		const corrected = hall.do(facilitator, { type: 'paper.count', paper: 'paper-one', round, table: '', people: 5, dots: { 1: 4 } });
		// Somebody corrected it since: that work would be lost.
		expect(hall.give(facilitator, { type: 'undo', command: added })).toEqual(refuse('undo.changedSince'));
		hall.do(facilitator, { type: 'undo', command: corrected });
		expect(result()).toMatchObject({ paper: { 1: 3 }, onPaper: 4 });
		expect(Object.values(hall.view('facilitator').papers)[0]).not.toHaveProperty('earlier');
		const removed = hall.do(facilitator, { type: 'paper.remove', paper: 'paper-one' });
		expect(result()).not.toHaveProperty('paper');
		expect(result()).not.toHaveProperty('onPaper');
		hall.do(facilitator, { type: 'undo', command: removed });
		expect(result()).toMatchObject({ paper: { 1: 3 } });
		hall.do(facilitator, { type: 'undo', command: added });
		expect(result()).not.toHaveProperty('paper');
	});

	it('is not for one that is gone, or that belongs to another round', () => {
		count(4, { 1: 3 });
		hall.do(facilitator, { type: 'paper.remove', paper: 'paper-one' });
		expect(count(4, { 1: 3 })).toEqual(refuse('paper.unknown'));
		expect(hall.give(facilitator, { type: 'paper.remove', paper: 'paper-one' })).toEqual(refuse('paper.unknown'));
	});

	it('keeps a round from going back to a draft: its papers would be of other themes', () => {
		const drafted = hall.round('draft');
		hall.do(facilitator, { type: 'round.close', round });
		const opened = hall.do(facilitator, { type: 'round.open', round: drafted });
		round = drafted;
		count(2, { 1: 2 });
		hall.do(facilitator, { type: 'undo', command: opened });
		expect(hall.view('facilitator').rounds[drafted]).toMatchObject({ phase: 'closed', paper: { 1: 2 } });
	});

	it('are typed, corrected and taken away by a helper as well, who sees no dots of phones', () => {
		hall.dots(hall.resident('ans'), round, '1', 2);
		const typed = hall.newId('command');
		hall.give(helper, { type: 'paper.count', paper: 'paper-one', round, table: '', people: 4, dots: { 1: 3 } }, typed);
		expect(hall.view('helper').papers['paper-one']).toMatchObject({ people: 4, dots: { 1: 3 } });
		expect(hall.view('helper').rounds[round]).toMatchObject({ onPaper: 4, phase: 'open' });
		for (const field of ['totals', 'paper', 'voted']) expect(hall.view('helper').rounds[round]).not.toHaveProperty(field);
		expect(result()).toMatchObject({ totals: { 1: 5 } });
		const byRegie = hall.do(facilitator, { type: 'paper.count', paper: 'paper-two', round, table: '', people: 1, dots: {} });
		expect(hall.give(helper, { type: 'undo', command: byRegie })).toMatchObject({ code: 'undo.unknown' });
		hall.do(helper, { type: 'undo', command: typed });
		expect(hall.view('helper').papers).toEqual({ 'paper-two': expect.anything() });
	});
});
