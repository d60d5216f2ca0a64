import { expect, test } from 'vitest';
import { SeenDots } from './seen-dots.ts';

test('a card’s dots are seen once, as long as its result stands there', () => {
	const seen = new SeenDots(null, []);
	expect(seen.has('first', '7')).toBe(false);
	seen.add('first', ['7', '2']);
	seen.add('first', ['4']);
	expect(['7', '2', '4', '9'].map((card) => seen.has('first', card))).toEqual([true, true, true, false]);
	expect(seen.has('second', '7')).toBe(false);
});
test('a result that was hidden, or gave way to another, is seen anew', () => {
	const seen = new SeenDots(null, []);
	seen.add('first', ['7']);
	seen.add(null, []);
	expect(seen.has('first', '7')).toBe(false);
	seen.add('first', ['7']);
	seen.add('second', ['7']);
	expect([seen.has('first', '7'), seen.has('second', '7')]).toEqual([false, true]);
});
test('what stood there before a reload was seen, until it comes back', () => {
	const seen = new SeenDots('first', ['7']);
	expect([seen.has('first', '7'), seen.has('first', '9')]).toEqual([true, false]);
	seen.add(null, []);
	expect(seen.has('first', '7')).toBe(false);
});
