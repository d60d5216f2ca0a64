import { describe, expect, test } from 'vitest';
import type { RoundView } from '#shared/views/parts.ts';
import { textsOf, totalOf } from './theme-texts.ts';

const comment = (id: string, theme: number, support = 0) => ({ id, theme, text: `Reactie ${id}`, support });
const round = (id: string, set: Partial<RoundView>): RoundView => ({
	id,
	number: 1,
	title: 'Ronde',
	kind: 'themes',
	options: ['7'],
	budget: 5,
	most: 5,
	results: 'hidden',
	phase: 'closed',
	...set
});

describe('a theme in the light', () => {
	test('has its explanation, then what was said tonight, then what was collected before', () => {
		const theme = { number: 7, title: 'Licht', main: 'veiligheid' as const, explanation: 'Waar is het donker?', quotes: ['Hier.', 'Daar.'] };
		const comments = { a: comment('a', 7, 3), b: comment('b', 8) };
		expect(textsOf({ comments }, theme).map(({ kind, words, support }) => [kind, words, support])).toEqual([
			['explanation', 'Waar is het donker?', 0],
			['comment', 'Reactie a', 3],
			['quote', 'Hier.', 0],
			['quote', 'Daar.', 0]
		]);
	});
	test('says of each text at which theme it was said, where several are on its card', () => {
		const theme = { number: 7, title: 'Licht', main: 'veiligheid' as const, quotes: ['Hier.'], merged: [{ number: 9, title: 'Paden', main: 'veiligheid' as const, quotes: ['Daar.'] }] };
		const comments = { a: comment('a', 7), b: { ...comment('b', 7), given: 9 } };
		expect(textsOf({ comments }, theme).map(({ words, at }) => [words, at])).toEqual([
			['9: Paden', undefined],
			['Reactie a', 7],
			['Reactie b', 9],
			['Hier.', 7],
			['Daar.', 9]
		]);
	});
	test('has the dots of the last round about it that was shown', () => {
		const rounds = { a: round('a', { totals: { 7: 4 } }), b: round('b', { totals: { 7: 9 } }), c: round('c', {}), d: round('d', { kind: 'practice', totals: { 7: 1 } }) };
		expect(totalOf({ rounds }, 7)).toEqual({ dots: 9, paper: null, round: rounds.b.number });
		// Of the only one it goes without saying.
		expect(totalOf({ rounds: { a: rounds.a } }, 7)).toEqual({ dots: 4, paper: null, round: null });
		expect(totalOf({ rounds }, 8)).toBeNull();
		expect(totalOf({ rounds: {} }, 7)).toBeNull();
	});
	test('and says how many of them were on paper, where papers were counted', () => {
		const counted = { totals: { 7: 58, 8: 3 }, onPaper: 12, paper: { 7: 58 } };
		expect(totalOf({ rounds: { a: round('a', counted) } }, 7)).toEqual({ dots: 58, paper: 58, round: null });
		expect(totalOf({ rounds: { a: round('a', { ...counted, options: ['8'] }) } }, 8)).toEqual({ dots: 3, paper: 0, round: null });
	});
});
