import { describe, expect, it, test } from 'vitest';
import { arranged, clearOf, type Known } from './arrange.ts';
import { cardAt, noteAt, type Point, type Rect } from './geometry.ts';
import { readingOrder } from './order.ts';

const cards: Record<number, Known> = {
	1: { main: 'verkeer', dots: 3 },
	2: { main: 'overlast', dots: 9 },
	3: { main: 'verkeer', dots: null },
	4: { main: 'openbare-ruimte', dots: 9 }
};
const known = (number: number) => cards[number];
const at = (places: [number, Point][]) => new Map(places.map(([number, place]) => [number, cardAt(place)]));
const places = at([[1, { x: 10, y: 0 }], [2, { x: 500, y: 40 }], [3, { x: 90, y: 700 }], [4, { x: 900, y: 300 }]]);
const laid = (how: Parameters<typeof arranged>[1], shape = 16 / 9) => arranged(places, how, known, shape);
const along = (how: Parameters<typeof arranged>[1], axis: 'x' | 'y') => [...places.keys()].map((number) => laid(how).get(number)![axis]);

describe('on one line', () => {
	it.each([
		['left', 'x', 10],
		['centre', 'x', 455],
		['right', 'x', 900],
		['top', 'y', 0],
		['middle', 'y', 350],
		['bottom', 'y', 700]
	] as const)('%s: along %s at %d, and the other way they stay', (how, axis, line) => {
		expect(along(how, axis)).toEqual([line, line, line, line]);
		const other = axis === 'x' ? 'y' : 'x';
		expect(along(how, other)).toEqual([...places.values()].map((place) => place[other]));
	});
});

test('spread, the first and the last stay and the others get the same room between', () => {
	expect(along('across', 'x')).toEqual([10, 603, 307, 900]);
	expect(along('across', 'y')).toEqual([0, 40, 700, 300]);
	expect(along('down', 'y')).toEqual([0, 233, 700, 467]);
});

describe('notes among cards, which are smaller', () => {
	const mixed = new Map<number | string, Rect>([[1, cardAt({ x: 0, y: 0 })], ['a', noteAt({ x: 400, y: 10 })], [2, cardAt({ x: 1000, y: 300 })]]);
	const lay = (how: Parameters<typeof arranged>[1]) => [...mixed.keys()].map((key) => arranged(mixed, how, () => undefined, 2).get(key)!);

	it('lie on the line by the edge or the middle that is meant', () => {
		expect(lay('right').map(({ x }) => x)).toEqual([1000, 1080, 1000]);
		expect(lay('centre').map(({ x }) => x)).toEqual([500, 540, 500]);
		expect(lay('bottom').map(({ y }) => y)).toEqual([300, 340, 300]);
	});
	it('get the same room on both sides', () => {
		const [first, note, last] = lay('across').map(({ x }) => x);
		expect(note! - (first! + 320)).toBe(last! - (note! + 240));
	});
	it('are laid in the same rows', () => {
		expect(lay('rows').map(({ x, y }) => [x, y])).toEqual([[0, 0], [360, 0], [0, 250]]);
	});
});

describe('laying in rows', () => {
	const scattered = at(Array.from({ length: 12 }, (_, index) => [index + 1, { x: 17 * index + 3, y: 130 * index }]));
	it('keeps the reading order and begins at the same corner', () => {
		const rows = arranged(scattered, 'rows', known, 2);
		expect(readingOrder(rows)).toEqual(readingOrder(scattered));
		expect(rows.get(1)).toEqual({ x: 3, y: 0 });
	});
	it('passes over the places of what stays', () => {
		const four = at([[1, { x: 0, y: 0 }], [2, { x: 360, y: 0 }], [3, { x: 0, y: 700 }], [5, { x: 360, y: 900 }]]);
		const rows = arranged(four, 'rows', known, 1.8, [cardAt({ x: 360, y: 250 })]);
		expect([...rows]).toEqual([[1, { x: 0, y: 0 }], [2, { x: 360, y: 0 }], [3, { x: 0, y: 250 }], [5, { x: 0, y: 500 }]]);
	});
	it('gets about the shape of the window', () => {
		const columns = (shape: number) => new Set([...arranged(scattered, 'rows', known, shape).values()].map(({ x }) => x)).size;
		expect(columns(0.3)).toBeLessThan(columns(2));
		expect(columns(100)).toBeGreaterThan(11);
	});
	it('by result: most dots first, ties by number, what was not in the round last', () => {
		expect(readingOrder(laid('result', 100))).toEqual([2, 4, 1, 3]);
	});
	it('by main theme: a block for each, in their own order, its cards by number', () => {
		expect(readingOrder(laid('main', 100))).toEqual([4, 1, 3, 2]);
		// In a narrow room the two of one main theme lie below each other.
		const narrow = laid('main', 0.5);
		expect(narrow.get(1)!.x).toBe(narrow.get(3)!.x);
		expect(narrow.get(3)!.y - narrow.get(1)!.y).toBe(250);
	});
});

test('what would lie over cards that stay goes below them', () => {
	const rows = new Map([[1, { x: 0, y: 0 }], [2, { x: 360, y: 0 }]]);
	expect(clearOf(rows, [cardAt({ x: 0, y: 250 })])).toEqual(rows);
	const moved = clearOf(rows, [cardAt({ x: 300, y: 100 })]);
	expect([moved.get(1), moved.get(2)]).toEqual([{ x: 0, y: 400 }, { x: 360, y: 400 }]);
	// A folded group is lower than a card.
	expect(clearOf(rows, [{ x: 300, y: 100, width: 348, height: 132 }]).get(1)).toEqual({ x: 0, y: 332 });
	expect(clearOf(rows, [])).toEqual(rows);
});
