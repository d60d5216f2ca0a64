import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { countedAt, tallyOf } from './state.ts';
import { facilitator, Hall } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const give = (command: CommandInput) => hall.give(facilitator, command);
const roundOf = (id: string) => hall.state.entries.round.get(id)!;
const add = (fields: Partial<CommandInput<'round.add'>> = {}) => {
	const round = hall.newId('round');
	const decision = give({
		type: 'round.add',
		round,
		kind: 'themes',
		title: 'Ronde',
		budget: 5,
		most: 2,
		results: 'hidden',
		themes: [1, 2],
		lines: [],
		...fields
	});
	return { round: fields.round ?? round, decision };
};

describe('a new round', () => {
	it('is a draft over the chosen themes, each once', () => {
		const { round } = add({ themes: [2, 1, 2] });
		expect(roundOf(round)).toMatchObject({ phase: 'draft', options: ['2', '1'], shown: false });
	});

	it('is refused over a theme that is not there', () => {
		expect(add({ themes: [1, 99] }).decision).toEqual(refuse('theme.unknown', { theme: 99 }));
		hall.do(facilitator, { type: 'theme.remove', themes: [2] });
		expect(add().decision).toEqual(refuse('theme.unknown', { theme: 2 }));
	});

	it('never asks for more dots on one theme than there are', () => {
		expect(roundOf(add({ budget: 3, most: 9 }).round).most).toBe(3);
	});

	it('needs a title, and lines with words in a practice round', () => {
		expect(add({ title: '  ' }).decision).toEqual(refuse('text.empty'));
		expect(add({ kind: 'practice', themes: [], lines: ['Koffie', ' '] }).decision).toEqual(refuse('text.empty'));
	});

	it('never takes the place of one that is there', () => {
		const { round } = add();
		expect(add({ round }).decision).toEqual(refuse('message.invalid'));
	});

	it('is numbered per kind, so that ronde 2 can be said aloud', () => {
		const practice = add({ kind: 'practice', themes: [], lines: ['Koffie', 'Thee'] });
		expect([add(), add(), practice].map(({ round }) => roundOf(round).number)).toEqual([1, 2, 1]);
	});

	it('never gets the number of a round that others know', () => {
		const first = hall.round('closed');
		hall.round('closed');
		give({ type: 'round.remove', round: first });
		expect(roundOf(add().round).number).toBe(3);
	});

	it('gets the number of a draft that was thrown away', () => {
		give({ type: 'round.remove', round: add().round });
		expect(roundOf(add().round).number).toBe(1);
	});

	it('for practice has lines of its own, lettered, and no themes', () => {
		const { round } = add({ kind: 'practice', themes: [1], lines: ['Koffie', 'Thee'] });
		expect(roundOf(round).options).toEqual(['a', 'b']);
		expect(hall.view('facilitator').rounds[round]?.lines).toEqual({ a: 'Koffie', b: 'Thee' });
	});
});

describe('the life of a round', () => {
	it('goes from draft to open to closed, and open again', () => {
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'round.open', round });
		hall.do(facilitator, { type: 'round.close', round });
		hall.do(facilitator, { type: 'round.reopen', round });
		expect(roundOf(round).phase).toBe('open');
	});

	it.each([
		['draft', 'round.close', 'round.notOpen'],
		['draft', 'round.reopen', 'round.notClosed'],
		['open', 'round.open', 'round.notDraft'],
		['open', 'round.reopen', 'round.notClosed'],
		['open', 'round.remove', 'round.isOpen'],
		['closed', 'round.open', 'round.notDraft'],
		['closed', 'round.close', 'round.notOpen']
	] as const)('of one that is %s, %s is refused', (phase, type, code) => {
		expect(give({ type, round: hall.round(phase) })).toEqual(refuse(code));
	});

	it('has one open round at a time', () => {
		hall.round('open');
		const second = hall.round('draft');
		expect(give({ type: 'round.open', round: second })).toEqual(refuse('round.anotherOpen', { round: 1 }));
	});

	it('can be edited while it is a draft only', () => {
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'round.edit', round, set: { budget: 2, themes: [1, 3] } });
		expect(roundOf(round)).toMatchObject({ budget: 2, most: 2, options: ['1', '3'] });
		hall.do(facilitator, { type: 'round.edit', round, set: { budget: 1 } });
		expect(roundOf(round).most).toBe(1);
		hall.do(facilitator, { type: 'round.open', round });
		expect(give({ type: 'round.edit', round, set: { budget: 9 } })).toEqual(refuse('round.notDraft'));
	});

	it('of practice gets other lines while it is a draft: fewer, more, in another order', () => {
		const round = hall.practice(['Koffie', 'Thee', 'Water']);
		const edit = (lines: string[]) => give({ type: 'round.edit', round, set: { lines } });
		const lines = () => hall.view('facilitator').rounds[round]?.lines;
		expect(edit(['Thee', 'Soep'])).toMatchObject({ ok: true });
		expect(lines()).toEqual({ a: 'Thee', b: 'Soep' });
		expect(roundOf(round).options).toEqual(['a', 'b']);
		edit(['Soep', 'Brood', 'Kaas', 'Melk']);
		expect(roundOf(round).options).toEqual(['a', 'b', 'c', 'd']);
		expect(edit(['Soep', '  '])).toEqual(refuse('text.empty'));
		expect(edit(['Soep', 'a'.repeat(81)])).toEqual(refuse('text.tooLong', { most: 80, length: 81 }));
		expect(lines()).toEqual({ a: 'Soep', b: 'Brood', c: 'Kaas', d: 'Melk' });
		hall.do(facilitator, { type: 'round.open', round });
		expect(edit(['Thee', 'Soep'])).toEqual(refuse('round.notDraft'));
	});

	it('over themes has no lines, of practice no themes, whatever is asked', () => {
		const [themes, practice] = [hall.round('draft'), hall.practice(['Koffie', 'Thee'])];
		give({ type: 'round.edit', round: themes, set: { lines: ['Soep', 'Brood'] } });
		give({ type: 'round.edit', round: practice, set: { themes: [1, 2] } });
		expect(roundOf(themes)).toMatchObject({ options: ['1', '2'], lines: {} });
		expect(roundOf(practice).options).toEqual(['a', 'b']);
	});

	it('leaves out a theme that was removed before it opened, and needs one at least', () => {
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'theme.remove', themes: [1] });
		hall.do(facilitator, { type: 'round.open', round });
		expect(roundOf(round).options).toEqual(['2']);
		hall.do(facilitator, { type: 'round.close', round });
		const empty = add({ themes: [] }).round;
		expect(give({ type: 'round.open', round: empty })).toEqual(refuse('round.noOptions'));
	});

	it('keeps the rounds before it: their dots stay as they were', () => {
		const ans = hall.resident('ans');
		const first = hall.round('open');
		hall.dots(ans, first, '1', 2);
		hall.do(facilitator, { type: 'round.close', round: first });
		hall.round('open');
		expect(tallyOf(hall.state, first).totals.get('1')).toBe(2);
	});
});

describe('how many took part', () => {
	const counted = () => countedAt(hall.state, round);
	let round: string;
	beforeEach(() => {
		({ round } = add());
		give({ type: 'round.open', round });
		hall.resident(hall.newId('resident'));
	});

	it('stays with a round that was closed, whoever comes in later', () => {
		give({ type: 'evening.present', present: 18 });
		give({ type: 'round.close', round });
		hall.resident(hall.newId('resident'));
		give({ type: 'evening.present', present: 30 });
		expect(counted()).toEqual({ present: 18, joined: 1 });
		expect(hall.view('facilitator').rounds[round]).toMatchObject({ joined: 1 });
		expect(hall.view('facilitator').joined).toBe(2);
	});

	it('goes on while the round is open, again after it was reopened', () => {
		hall.resident(hall.newId('resident'));
		expect(counted()).toEqual({ present: null, joined: 2 });
		give({ type: 'round.close', round });
		give({ type: 'round.reopen', round });
		hall.resident(hall.newId('resident'));
		expect(counted().joined).toBe(3);
		give({ type: 'round.close', round });
		hall.resident(hall.newId('resident'));
		expect(counted().joined).toBe(3);
	});

	it('has the heads that were typed after it, where nobody had typed any', () => {
		give({ type: 'round.close', round });
		give({ type: 'evening.present', present: 18 });
		expect(counted()).toEqual({ present: 18, joined: 1 });
	});
});

describe('who sees what the dots add up to', () => {
	const totals = (role: 'facilitator' | 'participant' | 'screen' | 'illustrator', round: string) =>
		hall.view(role).rounds[round]?.totals;

	it('in a hidden round nobody before it is closed, regie neither', () => {
		const round = hall.round('open', 'hidden');
		hall.dots(hall.resident('ans'), round, '1', 2);
		for (const role of ['facilitator', 'participant', 'screen', 'illustrator'] as const)
			expect(totals(role, round)).toBeUndefined();
	});

	it('in a hidden round that is closed only regie, until it is shown to all', () => {
		const round = hall.round('open', 'hidden');
		hall.dots(hall.resident('ans'), round, '1', 2);
		hall.do(facilitator, { type: 'round.close', round });
		expect(totals('facilitator', round)).toEqual({ 1: 2, 2: 0 });
		expect(totals('participant', round)).toBeUndefined();
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		for (const role of ['participant', 'screen', 'illustrator'] as const) expect(totals(role, round)).toEqual({ 1: 2, 2: 0 });
	});

	it('in a hidden round that is reopened nobody again', () => {
		const round = hall.round('closed', 'hidden');
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		hall.do(facilitator, { type: 'round.reopen', round });
		expect(totals('facilitator', round)).toBeUndefined();
		hall.do(facilitator, { type: 'round.close', round });
		expect(totals('participant', round)).toBeUndefined();
	});

	it('in an open round everyone at once', () => {
		const round = hall.round('open', 'open');
		hall.dots(hall.resident('ans'), round, '1', 2);
		for (const role of ['facilitator', 'participant', 'screen'] as const) expect(totals(role, round)).toEqual({ 1: 2, 2: 0 });
	});

	it('nobody but regie knows of a draft', () => {
		const round = hall.round('draft', 'open');
		expect(hall.view('facilitator').rounds[round]).toBeDefined();
		for (const role of ['participant', 'screen', 'illustrator'] as const) expect(hall.view(role).rounds).toEqual({});
	});

	it('the hall gets a result by one command: phones, and the screen whatever it showed', () => {
		const round = hall.round('closed');
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'theme', theme: 2 } });
		const shown = hall.do(facilitator, { type: 'round.show', round, shown: true });
		expect(hall.view('screen').show).toEqual({ mode: 'ranking', round });
		hall.do(facilitator, { type: 'undo', command: shown });
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 2 });
		expect(totals('screen', round)).toBeUndefined();
	});

	it('a blank screen stays blank; switched on again it has the result', () => {
		const round = hall.round('closed');
		hall.do(facilitator, { type: 'screen.blank', blank: true });
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		expect(hall.view('screen').blank).toBe(true);
		hall.do(facilitator, { type: 'screen.blank', blank: false });
		expect(hall.view('screen').show).toEqual({ mode: 'ranking', round });
	});

	it('a result that is hidden again is nowhere on the screen', () => {
		const round = hall.round('open');
		hall.dots(hall.resident('ans'), round, '1', 2);
		hall.do(facilitator, { type: 'round.close', round });
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		hall.do(facilitator, { type: 'round.show', round, shown: false });
		expect(hall.view('screen').show).toEqual({ mode: 'cards', round });
		expect(totals('screen', round)).toBeUndefined();
	});

	it('a result is shown of a closed round only', () => {
		expect(give({ type: 'round.show', round: hall.round('open'), shown: true })).toEqual(refuse('round.notClosed'));
	});
});
