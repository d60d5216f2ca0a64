import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsAcross, columnsFor, layHalftone, stepFor } from './halftone.ts';

/** The centres that are drawn: what the hall can count. */
function centres(count: number, columns: number): string[] {
	return layHalftone(count, columns).rows.flatMap((row) => row.path.match(/M[\d.]+ [\d.]+/g) ?? []);
}

test('58 dots are 58 dots, none on top of another', () => {
	expect(new Set(centres(58, 22)).size).toBe(58);
});

test('one never stands for more than one, however many there are', () => {
	fc.assert(
		fc.property(fc.nat(3000), fc.integer({ min: 1, max: 40 }), (count, columns) => {
			expect(new Set(centres(count, columns)).size).toBe(count);
		})
	);
});

test('the bottom row fills first, the next lies half a dot over', () => {
	const { rows } = layHalftone(25, 22);
	expect(rows.map((row) => row.dots)).toEqual([22, 3]);
	expect(rows[0]?.path.startsWith('M0.5 ')).toBe(true);
	expect(rows[1]?.path.startsWith('M1 ')).toBe(true);
});

test('no dot given, none drawn', () => {
	expect(layHalftone(0, 22)).toEqual({ rows: [], width: 22.5, height: 0 });
});

test('up to 150 the dots keep their size; above it they shrink and the height stays about the same', () => {
	const at150 = layHalftone(150, 22);
	expect(at150.width).toBe(22.5);
	const at600 = layHalftone(600, 22);
	expect(at600.width).toBe(44.5);
	expect(at600.height / at600.width).toBeLessThan((at150.height / at150.width) * 1.1);
});

test('cards that are looked at together have dots of one size', () => {
	expect(layHalftone(20, 22, 600).width).toBe(layHalftone(600, 22).width);
});

test('dots are as large as the fullest card allows', () => {
	const ratioOf = (most: number) => {
		const { width, height } = layHalftone(most, columnsFor(most, 4), most);
		return width / height;
	};
	for (let most = 1; most < 3000; most += 7) expect(ratioOf(most)).toBeGreaterThanOrEqual(4);
	expect(columnsFor(5, 4)).toBeLessThan(columnsFor(71, 4));
	expect(columnsFor(71, 4)).toBeLessThan(columnsFor(150, 4));
});

test('every dot lies whole within the picture', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 40 }), (count, columns) => {
			const { width, height } = layHalftone(count, columns);
			const points = centres(count, columns).map((centre) => centre.slice(1).split(' ').map(Number));
			const outside = points.filter(([x = NaN, y = NaN]) => !(x >= 0.5 && x <= width - 0.5 && y >= 0.49 && y <= height - 0.49));
			expect(outside).toEqual([]);
		})
	);
});

test('dots of one size fit in the room of every card, as large as the fullest allows', () => {
	const heightOf = (dots: number, width: number, step: number) => layHalftone(dots, columnsAcross(width / step), 0).height * step;
	const room = fc.record({ dots: fc.nat(600), width: fc.integer({ min: 200, max: 900 }), height: fc.integer({ min: 80, max: 300 }) });
	fc.assert(
		fc.property(fc.array(room, { maxLength: 15 }), (rooms) => {
			const step = stepFor(rooms, 26);
			for (const { dots, width, height } of rooms) expect(heightOf(dots, width, step)).toBeLessThanOrEqual(height);
			const larger = step / 0.98;
			if (step < 26) expect(rooms.some(({ dots, width, height }) => heightOf(dots, width, larger) > height)).toBe(true);
		})
	);
	// A wide card with 89 dots: as large as they come, where a narrow one has to make do.
	expect(stepFor([{ dots: 89, width: 800, height: 90 }], 26)).toBe(26);
	expect(stepFor([{ dots: 300, width: 400, height: 160 }], 26)).toBeGreaterThan(14);
});
