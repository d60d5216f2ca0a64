import type { PaperLight } from './light.ts';
import { between, type Pixels, type Plane } from './pixels.ts';

/** The contrast that a photo gets by itself, of 0 to 100. */
export const usualContrast = 50;

/** Of blank paper this much counts as white: its grain and the camera's noise are gone. */
const WHITE = 0.9;
/** Ink is never looked for above this: a pencil stays grey. */
const DARKEST = 0.42;
/** Below the first of these a colour is paper's own tint, above the second it is kept whole. */
const TINT = [0.05, 0.16] as const;

/**
 * Makes paper white and ink black, in place. Each colour is taken beside what blank paper shows there (Zhang and He,
 * 'Whiteboard scanning and image enhancement', 2007, section 5). Then only the value and the saturation of a colour are
 * changed, never its hue (HSV: Smith, 'Color gamut transform pairs', 1978).
 * @param contrast 0 (soft) to 100 (hard): what is between paper and ink grows darker
 */
export function whiten(sheet: Pixels, light: PaperLight, contrast: number): void {
	const { data, width, height } = sheet;
	const histogram = new Uint32Array(256);
	const [scaleX, scaleY] = [light[0].width / width, light[0].height / height];
	const [red, green, blue] = light.map((plane) => ({ plane, row: new Float32Array(plane.width) })) as [LightRow, LightRow, LightRow];
	// Where each column of the sheet lies on the grid: the same in every row.
	const lefts = new Uint16Array(width);
	const parts = new Float64Array(width);
	for (let x = 0; x < width; x++) {
		const column = Math.max(0, Math.min(red.row.length - 1, (x + 0.5) * scaleX - 0.5));
		lefts[x] = Math.floor(column);
		parts[x] = column - lefts[x]!;
	}
	for (let y = 0, at = 0; y < height; y++) {
		const row = (y + 0.5) * scaleY - 0.5;
		// The grid is far coarser than the sheet: a row of it is read once for all of this row's pixels.
		for (const one of [red, green, blue]) for (let column = 0; column < one.row.length; column++) one.row[column] = between(one.plane, column, row);
		for (let x = 0; x < width; x++, at += 3) {
			const left = lefts[x]!;
			const right = Math.min(red.row.length - 1, left + 1);
			const part = parts[x]!;
			const one = paperAs255(data[at]!, red.row, left, right, part);
			const two = paperAs255(data[at + 1]!, green.row, left, right, part);
			const three = paperAs255(data[at + 2]!, blue.row, left, right, part);
			data[at] = one;
			data[at + 1] = two;
			data[at + 2] = three;
			histogram[Math.floor(Math.max(one, two, three))]!++;
		}
	}
	const curve = curveOf(inkOf(histogram), contrast);
	for (let at = 0; at < data.length; at += 3) {
		const most = Math.max(data[at]!, data[at + 1]!, data[at + 2]!);
		const least = Math.min(data[at]!, data[at + 1]!, data[at + 2]!);
		if (most === 0) continue;
		const saturation = (most - least) / most;
		// Most of a sheet: grey, however dark.
		if (saturation <= TINT[0]) {
			data[at] = data[at + 1] = data[at + 2] = curve[most]! + 0.5;
			continue;
		}
		const kept = saturation * rising(saturation);
		const value = curve[most]!;
		// Between the largest and the least channel each keeps its place: that is the hue.
		for (let channel = 0; channel < 3; channel++) {
			const place = most === least ? 1 : (data[at + channel]! - least) / (most - least);
			data[at + channel] = value * (1 - kept * (1 - place)) + 0.5;
		}
	}
}

type LightRow = { plane: Plane; row: Float32Array };

/** A value beside the light on blank paper there, which lies between two of a row's. */
function paperAs255(value: number, row: Float32Array, left: number, right: number, part: number): number {
	return Math.min(255, (255 * value) / Math.max(1, row[left]! * (1 - part) + row[right]! * part));
}

/** The value of ink: in the middle of what is dark. */
function inkOf(histogram: Uint32Array): number {
	const end = Math.round(DARKEST * 255);
	let dark = 0;
	for (let value = 0; value < end; value++) dark += histogram[value]!;
	let count = 0;
	for (let value = 0; value < end; value++) {
		count += histogram[value]!;
		if (count * 2 > dark) return value;
	}
	return 0;
}

function curveOf(ink: number, contrast: number): Float64Array {
	const power = 2 ** ((contrast - usualContrast) / usualContrast);
	return Float64Array.from({ length: 256 }, (_, value) => {
		const level = Math.max(0, Math.min(1, (value - ink) / (WHITE * 255 - ink)));
		return 255 * level ** power;
	});
}

function rising(saturation: number): number {
	const part = Math.max(0, Math.min(1, (saturation - TINT[0]) / (TINT[1] - TINT[0])));
	return part * part * (3 - 2 * part);
}
