import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall, secondFacilitator } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});
const give = (command: CommandInput) => hall.give(facilitator, command);
const merge = (themes: number[], into: number) => hall.do(facilitator, { type: 'theme.merge', themes, into });
const split = (...themes: number[]) => hall.do(facilitator, { type: 'theme.split', themes: themes.map((theme) => ({ theme, x: 40, y: 50 })) });
const cards = () => Object.values(hall.view('participant').themes).map(({ number, merged = [] }) => [number, ...merged.map((theme) => theme.number)]);

describe('themes that were merged', () => {
	it('have one card, on which both texts stay, for every role', () => {
		merge([2], 1);
		for (const role of ['facilitator', 'participant', 'screen', 'moderator', 'illustrator'] as const) {
			expect(hall.view(role).themes['1']).toMatchObject({ title: 'Parkeren', merged: [{ number: 2, title: 'Zwerfvuil' }] });
			expect(hall.view(role).themes).not.toHaveProperty('2');
		}
		expect(Object.keys(hall.view('facilitator').places)).toEqual(['1', '3']);
	});

	it('have their dots counted together; each keeps those that it was given, and its own limit', () => {
		const round = hall.round('open', 'open');
		const [ans, bea] = [hall.resident('ans'), hall.resident('bea')];
		hall.dots(ans, round, '1', 2);
		hall.dots(bea, round, '2', 1);
		merge([2], 1);
		expect(hall.view('screen').rounds[round]).toMatchObject({ options: ['1'], parts: { '1': ['1', '2'] }, totals: { '1': 3 } });
		// At most two on one theme, three in all: the limits are those of before.
		expect(hall.dots(ans, round, '1', 3)).toEqual(refuse('ballot.most', { most: 2 }));
		expect(hall.dots(ans, round, '2', 1)).toMatchObject({ ok: true });
		expect(hall.dots(ans, round, '2', 2)).toEqual(refuse('ballot.budget', { budget: 3 }));
		expect(hall.own(ans).ballots[round]!.dots).toEqual({ '1': 2, '2': 1 });
		split(2);
		expect(hall.view('screen').rounds[round]).toMatchObject({ options: ['1', '2'], totals: { '1': 2, '2': 2 } });
		expect(hall.view('screen').rounds[round]).not.toHaveProperty('parts');
	});

	it('show a round over one of them under their card, named after it', () => {
		const round = hall.newId('round');
		hall.do(facilitator, { type: 'round.add', round, kind: 'themes', title: 'Ronde', budget: 2, most: 2, results: 'open', themes: [2], lines: [] });
		hall.do(facilitator, { type: 'round.open', round });
		merge([2], 1);
		expect(hall.view('participant').rounds[round]).toMatchObject({ options: ['1'], parts: { '1': ['2'] } });
	});

	it('are one option in rounds that were not opened yet', () => {
		const draft = hall.round('draft');
		merge([2], 1);
		expect(hall.view('facilitator').rounds[draft]!.options).toEqual(['1']);
		hall.do(facilitator, { type: 'round.open', round: draft });
		expect(hall.view('participant').rounds[draft]).not.toHaveProperty('parts');
		hall.do(facilitator, { type: 'round.add', round: 'round-after', kind: 'themes', title: 'Later', budget: 1, most: 1, results: 'open', themes: [2, 3], lines: [] });
		expect(hall.view('facilitator').rounds['round-after']!.options).toEqual(['1', '3']);
	});

	it('have their comments and drawings at that card, and each its own again once they are split', () => {
		const comment = hall.comment(hall.resident('ans'), 'Overal blikjes.', 'approved', 2);
		const drawing = hall.drawing();
		merge([1], 2);
		expect(hall.view('participant').comments[comment]!.theme).toBe(2);
		expect(hall.view('screen').drawings[drawing]!.theme).toBe(2);
		// What is said by a phone that still shows the old card comes along.
		hall.comment(hall.resident('bea'), 'Nergens plek.', 'approved', 1);
		expect(Object.values(hall.view('participant').comments).map(({ theme, given }) => [theme, given])).toEqual([[2, undefined], [2, 1]]);
		split(1);
		expect(Object.values(hall.view('participant').comments).map(({ theme, given }) => [theme, given])).toEqual([[2, undefined], [1, undefined]]);
		expect(hall.view('screen').drawings[drawing]!.theme).toBe(1);
	});

	it('are all marked gevoelig where one is, so that nothing said at it comes before the hall', () => {
		const comment = hall.comment(hall.resident('ans'));
		merge([3], 1);
		expect(hall.view('participant').themes['1']).toMatchObject({ grave: true });
		expect(hall.view('participant').comments).not.toHaveProperty(comment);
		hall.do(facilitator, { type: 'theme.edit', theme: 3, set: { grave: false } });
		expect(hall.view('participant').themes['1']).not.toHaveProperty('grave');
		expect(hall.view('participant').comments).toHaveProperty(comment);
	});

	it('keep their own marks for when they have a card again: one that was never gevoelig or hidden is not so after a split', () => {
		hall.do(facilitator, { type: 'theme.hide', themes: [2], hidden: true });
		merge([2, 3], 1);
		expect(hall.view('facilitator').themes['1']).toMatchObject({ grave: true });
		expect(hall.view('facilitator').hidden).toEqual([1]);
		hall.do(facilitator, { type: 'theme.split', themes: [{ theme: 3, x: 0, y: 0 }] });
		expect(hall.view('facilitator').themes['1']).not.toHaveProperty('grave');
		expect(hall.view('facilitator').themes['3']).toMatchObject({ grave: true });
		hall.do(facilitator, { type: 'theme.split', themes: [{ theme: 2, x: 0, y: 0 }] });
		expect(hall.view('facilitator').hidden).toEqual([2]);
		expect(Object.keys(hall.view('screen').themes)).toEqual(['1', '3']);
	});

	it('are all hidden from the screen where one is', () => {
		hall.do(facilitator, { type: 'theme.hide', themes: [2], hidden: true });
		merge([2], 1);
		expect(hall.view('screen').themes).not.toHaveProperty('1');
		hall.do(facilitator, { type: 'theme.hide', themes: [1], hidden: false });
		expect(hall.view('screen').themes['1']).toMatchObject({ merged: [{ number: 2 }] });
	});

	it('are shown on their card where the screen showed one of them', () => {
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'theme', theme: 2 } });
		hall.do(facilitator, { type: 'screen.prepare', show: { mode: 'theme', theme: 2 } });
		merge([2], 1);
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 1 });
		expect(hall.view('participant').now).toEqual({ mode: 'theme', theme: 1 });
		expect(hall.view('facilitator').next?.show).toEqual({ mode: 'theme', theme: 1 });
	});

	it('are never merged in a chain: who comes with others brings them along', () => {
		merge([2], 1);
		merge([1], 3);
		expect(cards()).toEqual([[3, 1, 2]]);
		split(2);
		expect(cards()).toEqual([[2], [3, 1]]);
		// By the number of one that has no card the same card is meant.
		merge([2], 1);
		expect(cards()).toEqual([[3, 1, 2]]);
	});

	it('leave their group, and come out of their card into its group, where they are laid', () => {
		hall.do(facilitator, { type: 'group.add', group: 'group-of-streets', name: 'Straat', themes: [1] });
		hall.do(facilitator, { type: 'group.add', group: 'group-of-others', name: 'Anders', themes: [2] });
		merge([2], 1);
		expect(hall.view('facilitator').groups).toEqual({ 'group-of-streets': { id: 'group-of-streets', name: 'Straat', themes: [1] } });
		split(2);
		expect(hall.view('facilitator').groups['group-of-streets']!.themes).toEqual([1, 2]);
		expect(hall.view('facilitator').places['2']).toMatchObject({ x: 40, y: 50 });
	});

	it('are edited each, and are removed together, unless one of them has dots', () => {
		merge([2], 1);
		hall.do(facilitator, { type: 'theme.edit', theme: 2, set: { title: 'Zwerfafval' } });
		expect(hall.view('screen').themes['1']!.merged).toMatchObject([{ title: 'Zwerfafval' }]);
		expect(give({ type: 'theme.remove', themes: [2] })).toEqual(refuse('theme.merged', { theme: 2, into: 1 }));
		const removed = hall.do(facilitator, { type: 'theme.remove', themes: [1] });
		expect(cards()).toEqual([[3]]);
		hall.do(facilitator, { type: 'undo', command: removed });
		expect(cards()).toEqual([[1, 2], [3]]);
		split(2);
		hall.round('closed');
		merge([2], 1);
		expect(give({ type: 'theme.remove', themes: [1] })).toEqual(refuse('theme.inRound', { theme: 1, round: 1 }));
	});

	it('of which another facilitator moves one meanwhile: what else was moved goes, and nothing jumps', () => {
		merge([2], 1);
		hall.do(secondFacilitator, { type: 'theme.move', moves: [{ theme: 2, x: 900, y: 900 }, { theme: 3, x: 900, y: 900 }] });
		expect(hall.view('facilitator').places['3']).toMatchObject({ x: 900, y: 900 });
		expect(give({ type: 'theme.group', themes: [2], group: null })).toEqual(refuse('theme.merged', { theme: 2, into: 1 }));
	});
});

describe('a lock', () => {
	it.each<[string, CommandInput, number]>([
		['goes under another', { type: 'theme.merge', themes: [1], into: 3 }, 1],
		['takes others up', { type: 'theme.merge', themes: [3], into: 1 }, 1],
		['is split', { type: 'theme.split', themes: [{ theme: 2, x: 0, y: 0 }] }, 1],
		['has one of its texts edited', { type: 'theme.edit', theme: 2, set: { title: 'Anders' } }, 1]
	])('keeps a card as it is: none %s', (_, command, theme) => {
		merge([2], 1);
		hall.do(facilitator, { type: 'theme.lock', themes: [2], locked: true });
		expect(hall.view('facilitator').locked).toEqual([1]);
		expect(give(command)).toEqual(refuse('theme.locked', { theme }));
		hall.do(facilitator, { type: 'theme.lock', themes: [1], locked: false });
		expect(give(command)).toMatchObject({ ok: true });
	});
});

describe('undo', () => {
	it('brings everything back as it was: the card, its place, its group, what may be seen', () => {
		hall.do(facilitator, { type: 'group.add', group: 'group-of-streets', name: 'Straat', themes: [1, 3] });
		const seen = () => ({ ...hall.view('facilitator'), history: {} });
		const before = seen();
		const merged = merge([1, 3], 2);
		hall.do(facilitator, { type: 'undo', command: merged });
		expect(seen()).toEqual(before);
		merge([1], 2);
		const between = seen();
		const apart = split(1);
		hall.do(facilitator, { type: 'undo', command: apart });
		expect(seen()).toEqual(between);
	});

	it.each<[string, () => void]>([
		['the card went under another', () => void merge([2], 3)],
		['the theme was merged anew elsewhere', () => void (split(1), merge([1], 3))]
	])('of a merge is refused in words once %s', (_, since) => {
		const merged = merge([1], 2);
		since();
		const before = hall.view('facilitator');
		expect(give({ type: 'undo', command: merged })).toEqual(refuse('undo.changedSince'));
		expect(hall.view('facilitator')).toEqual(before);
	});

	it('of a merge leaves a mark that a person set on the card since on both', () => {
		const merged = merge([1], 2);
		hall.do(facilitator, { type: 'theme.edit', theme: 2, set: { grave: true } });
		hall.do(facilitator, { type: 'undo', command: merged });
		expect(hall.view('facilitator').themes).toMatchObject({ 1: { grave: true }, 2: { grave: true } });
	});

	it('of a theme that others were merged into since is refused: they would vanish with it', () => {
		const added = hall.do(facilitator, { type: 'theme.add', themes: [{ title: 'Nieuw', main: 'overig' }] });
		merge([1], 4);
		expect(give({ type: 'undo', command: added })).toEqual(refuse('undo.changedSince'));
	});
});

it('numbers that name no theme, or one that is gone, are refused', () => {
	expect(give({ type: 'theme.merge', themes: [1], into: 99 })).toEqual(refuse('theme.unknown', { theme: 99 }));
	expect(give({ type: 'theme.merge', themes: [99], into: 1 })).toEqual(refuse('theme.unknown', { theme: 99 }));
	expect(give({ type: 'theme.split', themes: [{ theme: 99, x: 0, y: 0 }] })).toEqual(refuse('theme.unknown', { theme: 99 }));
	// What has its own card already, or goes under itself, changes nothing.
	expect(give({ type: 'theme.split', themes: [{ theme: 1, x: 9, y: 9 }] })).toMatchObject({ ok: true, events: [] });
	expect(give({ type: 'theme.merge', themes: [1], into: 1 })).toMatchObject({ ok: true, events: [] });
});
