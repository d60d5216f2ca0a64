import { describe, expect, it, test } from 'vitest';
import { byDepth, neighbour, readingOrder } from './order.ts';

const places = new Map([
	[1, { x: 0, y: 0 }],
	[2, { x: 360, y: 30 }],
	[3, { x: 720, y: -40 }],
	[4, { x: 10, y: 260 }],
	[5, { x: 400, y: 250 }]
]);

describe('reading order', () => {
	it('goes in rows from left to right, also where a row was laid by hand', () => {
		expect(readingOrder(places)).toEqual([1, 2, 3, 4, 5]);
	});
	it('knows cards on the same place apart by number', () => {
		expect(readingOrder(new Map([[9, { x: 0, y: 0 }], [2, { x: 0, y: 0 }]]))).toEqual([2, 9]);
	});
	it('is empty for an empty board', () => {
		expect(readingOrder(new Map())).toEqual([]);
	});
});

describe('going from card to card', () => {
	it('finds the nearest one straight ahead', () => {
		expect(neighbour(places, 1, 'right')).toBe(2);
		expect(neighbour(places, 1, 'down')).toBe(4);
		expect(neighbour(places, 5, 'up')).toBe(2);
		expect(neighbour(places, 5, 'left')).toBe(4);
	});
	it('stays where nothing lies that way', () => {
		expect(neighbour(places, 1, 'left')).toBeNull();
		expect(neighbour(places, 7, 'left')).toBeNull();
	});
});

it('piles a lower card over a higher one, and over both what was moved last', () => {
	const pile = (moved: Record<number, number>) =>
		[
			{ key: 3, x: 10, y: 40 },
			{ key: 1, x: 0, y: 0 },
			{ key: 2, x: 0, y: 40 }
		]
			.map((card) => ({ ...card, moved: moved[card.key] }))
			.sort(byDepth)
			.map(({ key }) => key);
	expect(pile({})).toEqual([1, 2, 3]);
	expect(pile({ 1: 12 })).toEqual([2, 3, 1]);
	expect(pile({ 1: 12, 2: 12, 3: 9 })).toEqual([3, 1, 2]);
});
