import { describe, expect, it } from 'vitest';
import { freeSpot } from './free-spot.ts';
import { cardAt, cardSize, touches } from './geometry.ts';

describe('a place for something new', () => {
	it('is the middle of what one looks at where that is free', () => {
		expect(freeSpot({ x: 500, y: 400 }, cardSize, [])).toEqual({ x: 340, y: 300 });
	});
	it('is beside what lies there, as near as it can', () => {
		const there = cardAt({ x: 340, y: 300 });
		const spot = freeSpot({ x: 500, y: 400 }, cardSize, [there]);
		expect(touches({ ...spot, ...cardSize }, there)).toBe(false);
		expect(Math.hypot(spot.x - 340, spot.y - 300)).toBeLessThan(300);
	});
	it('is the middle where nothing is free', () => {
		expect(freeSpot({ x: 0, y: 0 }, cardSize, [{ x: -9e5, y: -9e5, width: 18e5, height: 18e5 }])).toEqual({ x: -160, y: -100 });
	});
});
