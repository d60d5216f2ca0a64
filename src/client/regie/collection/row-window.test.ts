import { describe, expect, it } from 'vitest';
import { scrollTo, windowOf } from './row-window.ts';

describe('the rows of a long list that are drawn', () => {
	const list = { height: 500, row: 50, total: 25_000 };

	it('are those in sight and some to both sides, whatever the length', () => {
		for (const top of [0, 49, 12_345, 600_000, 25_000 * 50 - 500]) {
			const { first, end } = windowOf({ ...list, top });
			expect(first * 50).toBeLessThanOrEqual(top);
			expect(end * 50).toBeGreaterThanOrEqual(Math.min(top + 500, 25_000 * 50));
			expect(end - first).toBeLessThan(40);
		}
	});

	it('are all of a short list', () => {
		expect(windowOf({ ...list, top: 0, total: 3 })).toEqual({ first: 0, end: 3 });
		expect(windowOf({ ...list, top: 0, total: 0 })).toEqual({ first: 0, end: 0 });
	});

	it('stand still for a few pixels', () => {
		expect(windowOf({ ...list, top: 10_001 })).toEqual(windowOf({ ...list, top: 10_050 }));
	});
});

describe('a row that is gone to', () => {
	const seen = { top: 100, height: 500, row: 50 };

	it('comes in sight by the nearest edge', () => {
		expect(scrollTo(1, seen)).toBe(50);
		expect(scrollTo(12, seen)).toBe(150);
	});

	it('moves nothing where it is seen whole', () => {
		expect(scrollTo(2, seen)).toBeNull();
		expect(scrollTo(11, seen)).toBeNull();
	});
});
