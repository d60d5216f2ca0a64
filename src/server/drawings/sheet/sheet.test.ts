import fastCheck from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cleanSheet } from './clean.ts';
import { findSheet } from './find-corners.ts';
import { homographyOf, inOrder, lengthOf, mapped, type Corners } from './geometry.ts';
import type { Pixels } from './pixels.ts';
import { proportionOf } from './straighten.ts';
import { kindOf } from './tell-photo.ts';
import { photoOf, type Scene, type SheetPhoto, type Table } from './test-photos.ts';
import { usualContrast } from './whiten.ts';

/** As a phone keeps it. */
async function asJpeg<Picture extends Pixels>(picture: Picture, quality = 80): Promise<Picture> {
	const { width, height } = picture;
	const jpeg = await sharp(picture.data, { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer();
	return { ...picture, data: new Uint8Array(await sharp(jpeg).raw().toBuffer()) };
}

/** The largest corner's distance from where it is, in % of the diagonal; 100 where no sheet was found. */
function errorOf(photo: SheetPhoto): number {
	const found = findSheet(photo);
	if (found === null) return 100;
	return (100 * Math.max(...found.corners.map((corner, index) => lengthOf(corner, photo.corners[index]!)))) / Math.hypot(photo.width, photo.height);
}

const small = { width: 480, height: 640 };

describe('a sheet is found', () => {
	const scenes: (Scene & { called: string })[] = [
		...(['dark', 'light', 'wood', 'stones'] as Table[]).map((table, index) => ({ called: `on a table that is ${table}`, seed: 11 + index, table })),
		{ called: 'turned by 30 degrees', seed: 4, table: 'wood', turned: 30 },
		{ called: 'turned the other way', seed: 5, table: 'dark', turned: -30 },
		{ called: 'lying', seed: 6, table: 'wood', landscape: true },
		{ called: 'from far aside', seed: 7, table: 'dark', perspective: 0.4 },
		{ called: 'in the shadow of a phone', seed: 8, table: 'wood', shadow: true },
		{ called: 'with a finger over a corner', seed: 9, table: 'dark', finger: true },
		{ called: 'drawn on up to its edge', seed: 10, table: 'light', filled: true },
		{ called: 'bent a little', seed: 19, table: 'dark', bent: 0.006 },
		{ called: 'in much noise', seed: 12, table: 'wood', noise: 12 }
	];
	for (const { called, ...scene } of scenes) {
		it(called, async () => {
			expect(errorOf(await asJpeg(photoOf({ ...small, ...scene })))).toBeLessThan(2);
		}, 20_000);
	}

	it('in no empty table, and in none of white noise', () => {
		for (const table of ['dark', 'wood', 'checked', 'stones', 'white'] as const) expect(findSheet(photoOf({ ...small, seed: 3, table, empty: true })), table).toBeNull();
	}, 30_000);
});

describe('a photo and an export', () => {
	it('a photo of a sheet is one, and a table without a sheet is a photo too', async () => {
		const photo = await asJpeg(photoOf({ ...small, seed: 2, table: 'wood' }));
		expect(kindOf(photo, findSheet(photo)!.corners)).toBe('sheet');
		expect(kindOf(await asJpeg(photoOf({ ...small, seed: 2, table: 'wood', empty: true })), null)).toBe('noSheet');
	});

	it('a framed drawing from a tablet is an export, whatever its frame looks like', async () => {
		const picture = { data: new Uint8Array(600 * 400 * 3).fill(120), width: 600, height: 400 };
		for (let y = 60; y < 340; y++) picture.data.fill(250, (y * 600 + 80) * 3, (y * 600 + 520) * 3);
		const jpeg = await asJpeg(picture, 70);
		const found = findSheet(jpeg);
		expect(kindOf(jpeg, found?.corners ?? null)).toBe('export');
	});

	it('a scan is an export', async () => {
		const white = { data: new Uint8Array(400 * 560 * 3).map((_, index) => 238 + ((index * 7919) % 13)), width: 400, height: 560 };
		expect(kindOf(await asJpeg(white), null)).toBe('export');
	});
});

describe('a sheet is made straight', () => {
	it('corners in any order are put in order', () => {
		const corner = fastCheck.double({ min: 0, max: 0.3, noNaN: true });
		fastCheck.assert(
			fastCheck.property(fastCheck.tuple(corner, corner, corner, corner), fastCheck.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), ([a, b, c, d], order) => {
				const corners: Corners = [{ x: a, y: b }, { x: 1 - c, y: d }, { x: 1 - a, y: 1 - b }, { x: c, y: 1 - d }];
				expect(inOrder(order.map((index) => corners[index]!))).toEqual(corners);
			})
		);
	});

	it('a projective map takes each corner to its place', () => {
		const square: Corners = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
		const seen: Corners = [{ x: 12, y: 7 }, { x: 90, y: 14 }, { x: 80, y: 120 }, { x: 3, y: 101 }];
		for (const [index, corner] of square.entries()) {
			const { x, y } = mapped(homographyOf(square, seen), corner);
			expect([x, y]).toEqual([expect.closeTo(seen[index]!.x, 6), expect.closeTo(seen[index]!.y, 6)]);
		}
	});

	it('A4 from aside has the proportion of A4', () => {
		// As a lens of 0.7 of the diagonal sees it, tilted by 35 degrees.
		const [width, height, lens, tilt] = [3000, 4000, 3500, 0.6];
		const seen = ([[-105, -148.5], [105, -148.5], [105, 148.5], [-105, 148.5]] as const).map(([x, y]) => {
			const depth = 480 - y * Math.sin(tilt);
			return { x: width / 2 + (lens * x) / depth, y: height / 2 + (lens * y * Math.cos(tilt)) / depth };
		});
		expect(proportionOf(seen as Corners, { width, height })).toBe(Math.SQRT1_2);
	});
});

describe('a sheet is made clean', () => {
	it('paper is white and even, ink is black and colours keep their hue, in light of any slant', async () => {
		for (const scene of [{ seed: 21, shadow: true }, { seed: 22 }, { seed: 23, shadow: true, noise: 8 }]) {
			const photo = await asJpeg(photoOf({ width: 720, height: 960, table: 'wood', perspective: 0, turned: 0, ...scene }), 90);
			const clean = cleanSheet(photo, photo.corners, usualContrast, { width: 1000, height: 1000 });
			const seen = measured(clean, photo);
			expect(seen.background.low, JSON.stringify(scene)).toBeGreaterThanOrEqual(240);
			expect(seen.background.high - seen.background.low).toBeLessThanOrEqual(12);
			expect(seen.ink).toBeLessThanOrEqual(60);
			expect(seen.hue).toBeLessThanOrEqual(10);
		}
	}, 30_000);
});

/** What became of paper (5th and 95th percentile), of the black bar (its middle value), and of the colours' hues (the median shift of the worst colour, in degrees). */
function measured(clean: Pixels, photo: SheetPhoto) {
	const [paper, bar] = [[] as number[], [] as number[]];
	const shifts = new Map<string, number[]>();
	const step = 1.5 / clean.width;
	for (let y = 0; y < clean.height; y++) {
		for (let x = 0; x < clean.width; x++) {
			const [across, down] = [0.006 + (0.988 * (x + 0.5)) / clean.width, 0.006 + (0.988 * (y + 0.5)) / clean.height];
			const colour = photo.drawn(across, down);
			// Not where a colour begins: a pixel there is half of both.
			if ([-4, 4].some((off) => photo.drawn(across + off * step, down) !== colour || photo.drawn(across, down + off * step) !== colour)) continue;
			const at = (y * clean.width + x) * 3;
			const [red, green, blue] = [clean.data[at]!, clean.data[at + 1]!, clean.data[at + 2]!];
			const value = 0.299 * red + 0.587 * green + 0.114 * blue;
			if (Math.min(...colour) > 240) paper.push(value);
			else if (Math.max(...colour) < 30) bar.push(value);
			else {
				const shift = Math.abs(hueOf(red, green, blue) - hueOf(...colour));
				const name = colour.join();
				if (!shifts.has(name)) shifts.set(name, []);
				shifts.get(name)!.push(Math.min(shift, 360 - shift));
			}
		}
	}
	const at = (values: number[], part: number) => values.sort((a, b) => a - b)[Math.floor(part * values.length)]!;
	return {
		background: { low: at(paper, 0.05), high: at(paper, 0.95) },
		ink: at(bar, 0.5),
		hue: Math.max(...[...shifts.values()].filter(({ length }) => length > 200).map((values) => at(values, 0.5)))
	};
}

function hueOf(red: number, green: number, blue: number): number {
	return (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI;
}
