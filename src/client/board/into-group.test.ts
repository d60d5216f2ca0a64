import { describe, expect, it } from 'vitest';
import { around, cardAt, touches, type Point } from './geometry.ts';
import { areaOf } from './grouping.ts';
import { placesInGroup } from './into-group.ts';

/** As new ones are laid: six in a row, four rows. */
const places = new Map(Array.from({ length: 24 }, (_, index): [number, Point] => [index + 1, { x: (index % 6) * 360, y: Math.floor(index / 6) * 250 }]));
const moved = (...moves: [number, Point][]) => new Map([...places, ...moves]);
/** Puts cards in a group on this board; other cards are all that lies there. */
function put(themes: number[], coming: number[], { folded = false, board = places } = {}) {
	const others = [...board].filter(([number]) => !themes.includes(number) && !coming.includes(number)).map(([, place]) => cardAt(place));
	const laid = placesInGroup({ themes, folded }, coming, board, others);
	const all = [...themes.map((number) => board.get(number)!), ...laid.values()];
	const isFree = [...laid.values()].every((place, index) => ![...others, ...all.filter((one) => one !== place).map(cardAt)].some((other) => touches(cardAt(place), other)));
	return { laid: Object.fromEntries(laid), all, others, isFree };
}
const cornerOf = (themes: number[], folded: boolean, at: (number: number) => Point | undefined) => {
	const { x, y } = areaOf({ themes, folded }, at)!;
	return { x, y };
};

describe('a card that is put in a group', () => {
	it('goes next to its cards, over none and around none', () => {
		const { laid, isFree } = put([23, 24], [2]);
		expect(laid).toEqual({ 2: { x: 1440, y: 1000 } });
		expect(isFree).toBe(true);
	});

	it('leaves a pile where it is, also one that lies at the edge', () => {
		for (const coming of [[1], [2, 9], [1, 2, 3, 4, 5, 6, 7]]) {
			const { laid, isFree } = put([23, 24], coming, { folded: true });
			expect(isFree).toBe(true);
			expect(cornerOf([23, 24, ...coming], true, (number) => laid[number] ?? places.get(number))).toEqual(cornerOf([23, 24], true, (number) => places.get(number)));
		}
		// What lies right above it would take its place.
		expect(put([23, 24], [17], { folded: true }).laid).toEqual({ 17: { x: 1440, y: 1000 } });
	});

	it('goes above an open group where below it is nothing free', () => {
		const { laid, all, others } = put([2, 3], [23]);
		expect(laid).toEqual({ 23: { x: 360, y: -250 } });
		expect(others.filter((other) => touches(other, around(all)!))).toEqual([]);
	});

	it('goes around no other card where it can go elsewhere as well', () => {
		// Left of the group is room; below it only half of what the row takes.
		expect(put([8, 9], [22], { board: moved([7, { x: 0, y: 2000 }], [14, { x: 0, y: 3000 }]) }).laid).toEqual({ 22: { x: 0, y: 250 } });
	});

	it('stays where it lies next to the others already, and so does what lies next to that', () => {
		expect(put([2, 3], [6, 4, 5]).laid).toEqual({ 4: places.get(4), 5: places.get(5), 6: places.get(6) });
		expect(put([23], [17]).laid).toEqual({ 17: places.get(17) });
		// With others between them it goes where none is.
		expect(put([24], [17]).laid).toEqual({ 17: { x: 2160, y: 750 } });
	});

	it('lies on no other where many come, and makes about as many rows as columns', () => {
		const coming = Array.from({ length: 15 }, (_, index) => index + 1);
		const { all, isFree } = put([24], coming, { board: moved([24, { x: 9000, y: 33 }]) });
		expect(isFree).toBe(true);
		const { width, height } = around(all)!;
		expect(width / height).toBeGreaterThan(1);
		expect(width / height).toBeLessThan(3);
	});

	it('lies over what is there where nothing is free', () => {
		const everything = [{ x: -9e5, y: -9e5, width: 18e5, height: 18e5 }];
		expect(placesInGroup({ themes: [1], folded: false }, [2], places, everything)).toEqual(new Map([[2, { x: 0, y: 0 }]]));
	});
});
