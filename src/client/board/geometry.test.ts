import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { around, between, bring, cardAt, fit, freeOf, leastZoom, mostZoom, nextZoom, pan, partWay, pictureStep, toBoard, toStage, touches, zoomAt, type Rect, type Viewpoint } from './geometry.ts';

const free = { x: 36, y: 84, width: 1366 - 36 - 84, height: 650 - 84 - 36 };
const anyView = fc.record({
	x: fc.integer({ min: -5000, max: 5000 }),
	y: fc.integer({ min: -5000, max: 5000 }),
	zoom: fc.double({ min: leastZoom, max: mostZoom, noNaN: true })
});
const anyPoint = fc.record({ x: fc.integer({ min: -3000, max: 3000 }), y: fc.integer({ min: -3000, max: 3000 }) });

/** Does the whole rectangle lie in what is free? */
function inSight(view: Viewpoint, rect: Rect): boolean {
	const from = toStage(view, rect);
	const to = toStage(view, { x: rect.x + rect.width, y: rect.y + rect.height });
	const loose = 0.01;
	return from.x >= free.x - loose && from.y >= free.y - loose && to.x <= free.x + free.width + loose && to.y <= free.y + free.height + loose;
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
		expect(inSight(fit(all, free), all)).toBe(true);
		expect(fit(cardAt({ x: 0, y: 0 }), free).zoom).toBe(1);
	});
	it('has nothing to hold where there are no cards', () => {
		expect(around([])).toBeNull();
	});
});

describe('what is free of a stage', () => {
	const laptop = { width: 1366, height: 650 };
	const search: Rect = { x: 16, y: 16, width: 330, height: 54 };
	const side: Rect = { x: 1150, y: 16, width: 200, height: 54 };
	const chosen: Rect = { x: 450, y: 82, width: 470, height: 54 };
	const zoom: Rect = { x: 1290, y: 446, width: 60, height: 190 };
	const undo: Rect = { x: 315, y: 578, width: 736, height: 60 };
	const panel: Rect = { x: 966, y: 0, width: 400, height: 650 };

	it('is all of it within its edges, where nothing lies over it', () => {
		expect(freeOf(laptop, [], 36, 12)).toEqual({ x: 36, y: 36, width: 1294, height: 578 });
	});
	it('lies below the tools and what is chosen, above the undo bar, beside zoom and panel', () => {
		expect(freeOf(laptop, [search, side, zoom], 36, 12)).toEqual({ x: 36, y: 82, width: 1242, height: 532 });
		expect(freeOf(laptop, [search, side, chosen, zoom, undo], 36, 12)).toEqual({ x: 36, y: 148, width: 1242, height: 418 });
		expect(freeOf(laptop, [search, panel], 36, 12)).toMatchObject({ x: 36, width: 918 });
	});
	it('is on a phone what is between the tools and the bars at the bottom', () => {
		const over = [{ x: 12, y: 16, width: 300, height: 54 }, { x: 12, y: 82, width: 100, height: 54 }, { x: 140, y: 430, width: 208, height: 54 }, { x: 0, y: 496, width: 360, height: 60 }];
		expect(freeOf({ width: 360, height: 556 }, over, 16, 12)).toEqual({ x: 16, y: 148, width: 328, height: 270 });
	});
	it('is not cut by a panel that covers all of it', () => {
		expect(freeOf({ width: 360, height: 556 }, [{ x: 0, y: 0, width: 360, height: 556 }], 16, 12)).toMatchObject({ width: 328, height: 524 });
	});
	it('has no part under anything that leaves a card room beside it', () => {
		const thing = fc.record({ x: fc.integer({ min: -50, max: 1300 }), y: fc.integer({ min: -50, max: 640 }), width: fc.integer({ min: 1, max: 300 }), height: fc.integer({ min: 1, max: 80 }) });
		fc.assert(
			fc.property(fc.array(thing, { maxLength: 2 }), (over) => {
				const found = freeOf(laptop, over, 36, 12);
				for (const one of over) expect(touches(one, found)).toBe(false);
				expect(found.x >= 36 && found.y >= 36 && found.x + found.width <= 1330 && found.y + found.height <= 614).toBe(true);
			})
		);
	});
});

describe('bringing a card in view', () => {
	const view = { x: 0, y: 0, zoom: 1 };
	it('leaves the view as it is when the card is in sight', () => {
		expect(bring(view, cardAt({ x: 400, y: 200 }), free)).toBe(view);
	});
	it('pushes the paper no further than needed', () => {
		const pushed = bring(view, cardAt({ x: 1400, y: 200 }), free);
		expect(pushed).toEqual({ x: 1400 + 320 - (1366 - 84), y: 0, zoom: 1 });
	});
	it('comes close enough to read, when asked to', () => {
		const far = { x: -3000, y: -3000, zoom: 0.1 };
		expect(bring(far, cardAt({ x: 0, y: 0 }), free).zoom).toBe(0.1);
		expect(bring(far, cardAt({ x: 0, y: 0 }), free, true).zoom).toBe(0.9);
	});
	it('always ends with the card in sight, as large as it fits', () => {
		fc.assert(
			fc.property(anyView, anyPoint, fc.boolean(), (from, place, toRead) => {
				expect(inSight(bring(from, cardAt(place), free, toRead), cardAt(place))).toBe(true);
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
