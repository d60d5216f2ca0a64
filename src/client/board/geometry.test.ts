import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { around, between, bring, cardAt, fit, leastZoom, mostZoom, nextZoom, pan, partWay, pictureStep, toBoard, toStage, touches, zoomAt, type Viewpoint } from './geometry.ts';

const room = { width: 1366, height: 650 };
const insets = { top: 84, right: 84, bottom: 36, left: 36 };
const anyView = fc.record({
	x: fc.integer({ min: -5000, max: 5000 }),
	y: fc.integer({ min: -5000, max: 5000 }),
	zoom: fc.double({ min: leastZoom, max: mostZoom, noNaN: true })
});
const anyPoint = fc.record({ x: fc.integer({ min: -3000, max: 3000 }), y: fc.integer({ min: -3000, max: 3000 }) });

/** Does the whole rectangle lie in what the insets leave free? */
function inSight(view: Viewpoint, rect: { x: number; y: number; width: number; height: number }): boolean {
	const from = toStage(view, rect);
	const to = toStage(view, { x: rect.x + rect.width, y: rect.y + rect.height });
	const loose = 0.01;
	return (
		from.x >= insets.left - loose && from.y >= insets.top - loose && to.x <= room.width - insets.right + loose && to.y <= room.height - insets.bottom + loose
	);
}

test('a point of the board is found back on the stage', () => {
	fc.assert(
		fc.property(anyView, anyPoint, (view, point) => {
			const back = toBoard(view, toStage(view, point));
			expect(back.x).toBeCloseTo(point.x, 4);
			expect(back.y).toBeCloseTo(point.y, 4);
		})
	);
});

describe('zooming', () => {
	it('keeps what is under the pointer under it', () => {
		fc.assert(
			fc.property(anyView, anyPoint, fc.double({ min: 0.001, max: 50, noNaN: true }), (view, pointer, zoom) => {
				const before = toBoard(view, pointer);
				const after = toBoard(zoomAt(view, pointer, zoom), pointer);
				expect(after.x).toBeCloseTo(before.x, 3);
				expect(after.y).toBeCloseTo(before.y, 3);
			})
		);
	});
	it('stays within its bounds', () => {
		expect(zoomAt({ x: 0, y: 0, zoom: 1 }, { x: 0, y: 0 }, 1000).zoom).toBe(mostZoom);
		expect(zoomAt({ x: 0, y: 0, zoom: 1 }, { x: 0, y: 0 }, 0).zoom).toBe(leastZoom);
	});
	it('goes by plus and minus through exactly 100 %', () => {
		let zoom = 0.56;
		const passed = [];
		for (let press = 0; press < 3; press += 1) passed.push((zoom = nextZoom(zoom, 1)));
		expect(passed.map((one) => Math.round(one * 100))).toEqual([71, 100, 141]);
		expect(nextZoom(1.2, -1)).toBe(1);
		expect(nextZoom(1, -1)).toBeCloseTo(0.707, 3);
	});
});

describe('all in view', () => {
	it('holds every card between the tools, and never magnifies', () => {
		const grid = Array.from({ length: 24 }, (_, index) => ({ x: (index % 6) * 360, y: Math.floor(index / 6) * 250 }));
		const all = around(grid)!;
		expect(inSight(fit(all, room, insets), all)).toBe(true);
		expect(fit(cardAt({ x: 0, y: 0 }), room, insets).zoom).toBe(1);
	});
	it('has nothing to hold where there are no cards', () => {
		expect(around([])).toBeNull();
	});
});

describe('bringing a card in view', () => {
	const view = { x: 0, y: 0, zoom: 1 };
	it('leaves the view as it is when the card is in sight', () => {
		expect(bring(view, cardAt({ x: 400, y: 200 }), room, insets)).toBe(view);
	});
	it('pushes the paper no further than needed', () => {
		const pushed = bring(view, cardAt({ x: 1400, y: 200 }), room, insets);
		expect(pushed).toEqual({ x: 1400 + 320 - (1366 - 84), y: 0, zoom: 1 });
	});
	it('comes close enough to read, when asked to', () => {
		const far = { x: -3000, y: -3000, zoom: 0.1 };
		expect(bring(far, cardAt({ x: 0, y: 0 }), room, insets).zoom).toBe(0.1);
		expect(bring(far, cardAt({ x: 0, y: 0 }), room, insets, true).zoom).toBe(0.9);
	});
	it('always ends with the card in sight, as large as it fits', () => {
		fc.assert(
			fc.property(anyView, anyPoint, fc.boolean(), (from, place, toRead) => {
				expect(inSight(bring(from, cardAt(place), room, insets, toRead), cardAt(place))).toBe(true);
			})
		);
	});
});

test('panning follows the hand at every zoom', () => {
	expect(pan({ x: 10, y: 10, zoom: 0.5 }, 100, -50)).toEqual({ x: -190, y: 110, zoom: 0.5 });
});

test('a band drawn backwards catches the same cards', () => {
	const band = between({ x: 500, y: 300 }, { x: 300, y: 100 });
	expect(band).toEqual({ x: 300, y: 100, width: 200, height: 200 });
	expect(touches(band, cardAt({ x: 0, y: 0 }))).toBe(true);
	expect(touches(band, cardAt({ x: 0, y: 301 }))).toBe(false);
});

test('a picture is never smaller than it is shown, and at most a fifth larger', () => {
	fc.assert(
		fc.property(fc.double({ min: 0.04, max: 6, noNaN: true }), (scale) => {
			const step = pictureStep(scale);
			expect(step / scale).toBeGreaterThan(0.99);
			expect(step / scale).toBeLessThan(1.2);
		})
	);
	expect(pictureStep(1)).toBe(1);
});

test('a journey begins where one is and ends where one goes', () => {
	const from = { x: 0, y: 0, zoom: 0.2 };
	const to = { x: 900, y: 400, zoom: 1.1 };
	expect(partWay(from, to, 0)).toEqual(from);
	const end = partWay(from, to, 1);
	expect(end.x).toBeCloseTo(900, 6);
	expect(end.zoom).toBeCloseTo(1.1, 6);
});
