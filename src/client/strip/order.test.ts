import { describe, expect, it } from 'vitest';
import { beforeAfterDrop, beforeAfterMove } from './order.ts';

const order = ['a', 'b', 'c'];

describe('where a panel goes', () => {
	it('a place on or back, and no further than the ends', () => {
		expect(beforeAfterMove(order, 'b', -1)).toBe('a');
		expect(beforeAfterMove(order, 'a', -1)).toBeUndefined();
		expect(beforeAfterMove(order, 'a', 1)).toBe('c');
		expect(beforeAfterMove(order, 'b', 1)).toBeNull();
		expect(beforeAfterMove(order, 'c', 1)).toBeUndefined();
		expect(beforeAfterMove(order, 'gone', 1)).toBeUndefined();
	});

	it('before or after the one that it is dropped on; nowhere where that is its own place', () => {
		expect(beforeAfterDrop(order, 'c', 'a', false)).toBe('a');
		expect(beforeAfterDrop(order, 'a', 'b', true)).toBe('c');
		expect(beforeAfterDrop(order, 'a', 'c', true)).toBeNull();
		expect(beforeAfterDrop(order, 'a', 'b', false)).toBeUndefined();
		expect(beforeAfterDrop(order, 'b', 'b', true)).toBeUndefined();
	});
});
