import { describe, expect, test } from 'vitest';
import type { RoundView } from '#shared/views/parts.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { awaitsResult, nowAndNext } from './next-step.ts';

const one: RoundView = { id: 'r1', number: 1, title: 'Wat telt?', kind: 'themes', options: ['1'], budget: 5, most: 2, results: 'hidden', phase: 'draft' };
const practice: RoundView = { ...one, id: 'p1', kind: 'practice', title: 'Koffie of thee?', lines: { a: 'Koffie', b: 'Thee' }, results: 'open' };
const quiet = {
	evening: { title: 'Avond', area: 'Oude Kom', date: '2026-11-24', code: 'ABCDE' },
	themes: { '1': { number: 1, title: 'Groen', main: 'openbare-ruimte' as const } },
	show: { mode: 'join' as const },
	joined: 12
};

/** The label of the next step, in an evening with these rounds. */
function next(rounds: RoundView[], rest: Partial<FacilitatorView> = {}): string | null {
	const now = nowAndNext({ ...quiet, ...rest, rounds: Object.fromEntries(rounds.map((round) => [round.id, round])) });
	return now.step?.label ?? null;
}

describe('the one next step', () => {
	test('an evening begins with its themes', () => {
		expect(next([], { themes: {} })).toBe('Naar de thema’s');
	});
	test('then people come in: the screen shows how', () => {
		expect(next([], { joined: 0, show: { mode: 'cards' } })).toBe('Zet meedoen op het scherm');
		expect(next([], { joined: 0, blank: true })).toBe('Zet het scherm weer aan');
	});
	test('then everyone practises, and only then comes a real round', () => {
		expect(next([])).toBe('Maak een oefenronde');
		expect(next([{ ...practice, phase: 'closed', closed: 1 }], { show: { mode: 'ranking', round: 'p1' } })).toBe('Maak een stemronde');
	});
	test('a round that stands ready is opened', () => {
		expect(next([one])).toBe('Open ronde 1');
		expect(next([practice])).toBe('Open de oefenronde');
	});
	test('before a round, whoever came in since sees how to join: large, on the screen', () => {
		const show = { mode: 'ranking' as const, round: 'p1' };
		const rounds = [{ ...practice, phase: 'closed' as const, closed: 1, shown: true as const }, one];
		expect(next(rounds, { show })).toBe('Zet meedoen op het scherm');
		expect(next(rounds)).toBe('Open ronde 1');
		// Where nobody can come in, or the hall sees nothing, it would only be in the way.
		expect(next(rounds, { show, evening: { ...quiet.evening, door: 'closed' } })).toBe('Open ronde 1');
		expect(next(rounds, { show, blank: true })).toBe('Open ronde 1');
	});
	test('an open round goes on the screen, then it can be closed', () => {
		const open = { ...one, phase: 'open' as const };
		expect(next([open])).toBe('Zet de kaarten op het scherm');
		expect(next([open], { show: { mode: 'cards', round: 'r1' } })).toBe('Sluit ronde 1');
	});
	test('a blank screen is not filled by an open round: who blanked it has a reason', () => {
		expect(next([{ ...one, phase: 'open' }], { blank: true })).toBe('Sluit ronde 1');
	});
	test('hidden results are first seen by regie alone, then shown to the whole hall, whatever its screen shows', () => {
		const closed = { ...one, phase: 'closed' as const, closed: 1 };
		expect(next([closed])).toBe('Laat de uitslag zien');
		expect(next([closed], { show: { mode: 'cards', round: 'r1' } })).toBe('Laat de uitslag zien');
	});
	test('where the part of the run-sheet is there for a result, that is shown before going on', () => {
		const view = (round: RoundView, show: FacilitatorView['show']) => ({ ...quiet, rounds: { r1: round }, runSheet: { order: ['s1'], segment: 's1' }, segments: { s1: { id: 's1', title: 'De uitslag', phones: 'watch' as const, show } } });
		const closed = { ...one, phase: 'closed' as const, closed: 1 };
		expect(awaitsResult(view(closed, { mode: 'ranking', round: 'r1' }))).toBe(true);
		expect(awaitsResult(view({ ...closed, shown: true, totals: { 1: 3 } }, { mode: 'ranking', round: 'r1' }))).toBe(false);
		expect(awaitsResult(view(closed, { mode: 'timer' }))).toBe(false);
	});
	test('results that everyone saw coming are shown once the cards are all that the screen has', () => {
		const closed = { ...practice, phase: 'closed' as const, closed: 1 };
		expect(next([closed], { show: { mode: 'cards', round: 'p1' } })).toBe('Laat de uitslag zien');
		expect(next([closed], { show: { mode: 'theme', theme: 1 } })).toBe('Maak een stemronde');
	});
	test('showing them says what the hall sees, and that a blank screen stays blank', () => {
		const step = (blank?: true) => nowAndNext({ ...quiet, blank, rounds: { r1: { ...one, phase: 'closed', closed: 1 } } }).step;
		expect(step()).toMatchObject({ done: 'De zaal ziet nu de uitslag van ronde 1, op scherm en telefoons.' });
		expect(step(true)).toMatchObject({ done: 'Telefoons tonen nu de uitslag van ronde 1. Het scherm is nog leeg.' });
	});
	test('once the hall has seen the results nothing presses, or the next round', () => {
		const shown = { ...one, phase: 'closed' as const, closed: 1, shown: true as const };
		const show = { mode: 'ranking' as const, round: 'r1' };
		expect(next([shown], { show })).toBeNull();
		expect(next([shown, { ...one, id: 'r2', number: 2 }])).toBe('Open ronde 2');
	});
	test('after the evening nothing is next', () => {
		expect(next([one], { evening: { ...quiet.evening, closed: true } })).toBeNull();
	});
});

test('what runs now is said: hidden results, to whom closed ones show', () => {
	const wordsOf = (round: RoundView) => nowAndNext({ ...quiet, rounds: { r1: round } }).words;
	expect(wordsOf({ ...one, phase: 'open' })).toBe('Uitslag verborgen tot u de ronde sluit.');
	expect(wordsOf({ ...one, phase: 'open', results: 'open' })).toBe('Iedereen ziet de stippen komen.');
	expect(wordsOf({ ...one, phase: 'closed', closed: 1 })).toContain('Alleen u ziet de uitslag');
});
