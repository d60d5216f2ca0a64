import { describe, expect, test } from 'vitest';
import type { CommentView, RoundView, ThemeView } from '#shared/views/parts.ts';
import { orderThemes, publicTotals, type ThemeOrder } from './theme-order.ts';

const themes: ThemeView[] = [1, 2, 3].map((number) => ({ number, title: `Thema ${number}`, main: 'verkeer' }));
const comments: CommentView[] = [3, 3, 2].map((theme, index) => ({ id: `c${index}`, theme, text: 'x', support: 0 }));

function round(number: number, part: Partial<RoundView> = {}): RoundView {
	return { id: `r${number}`, number, title: 'Ronde', kind: 'themes', options: ['1', '2', '3'], budget: 5, most: 2, results: 'hidden', phase: 'closed', ...part };
}

describe('themes for who draws them', () => {
	const order = (by: ThemeOrder, totals: Record<string, number> | null = null) =>
		orderThemes(by, { themes, comments, totals, drawings: [{ theme: 1 }, { theme: 1 }, {}] }).map(({ number }) => number);

	test('stand by number', () => {
		expect(order('number')).toEqual([1, 2, 3]);
	});

	test('or with the most talked about on top, equal ones by number', () => {
		expect(order('comments')).toEqual([3, 2, 1]);
		expect(orderThemes('comments', { themes, comments: [], totals: null, drawings: [] }).map(({ number }) => number)).toEqual([1, 2, 3]);
	});

	test('or with those that nobody drew yet on top', () => {
		expect(order('undrawn')).toEqual([2, 3, 1]);
	});

	test('or with the most dots on top; a theme outside the round has none', () => {
		expect(order('dots', { 2: 9, 3: 1 })).toEqual([2, 3, 1]);
	});
});

describe('the dots that they may know of', () => {
	test('are those of the latest round that everyone sees the result of', () => {
		expect(publicTotals([round(1, { totals: { 1: 4 } }), round(2, { totals: { 1: 7 } }), round(3)])).toEqual({ 1: 7 });
	});

	test('are none while results are hidden, or of a practice round', () => {
		expect(publicTotals([round(1)])).toBeNull();
		expect(publicTotals([round(1, { kind: 'practice', totals: { a: 3 } })])).toBeNull();
	});
});
