import { expect, test } from 'vitest';
import { pageOf } from './turning.svelte.ts';

test('a held page is the one on which its card stands, however the cards are laid out', () => {
	expect([0, 5, 6, 11].map((held) => pageOf([0, 6, 12], held))).toEqual([0, 0, 1, 1]);
	// A smaller window: four on a page.
	expect([0, 5, 6, 11].map((held) => pageOf([0, 4, 8, 12], held))).toEqual([0, 1, 1, 2]);
});
test('beyond the end it is the last page', () => {
	expect(pageOf([0, 6, 12], 200)).toBe(2);
	expect(pageOf([], 6)).toBe(0);
});
