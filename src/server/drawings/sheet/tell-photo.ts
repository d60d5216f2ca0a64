import { turnOf, type Corners } from './geometry.ts';
import { brightness, type Pixels } from './pixels.ts';

/**
 * What a picture is: a photo of a sheet, a photo in which none was found, or an export: a scan, or a drawing made on a
 * tablet, which is never touched.
 */
export type PictureKind = 'sheet' | 'noSheet' | 'export';

/** A drawing program leaves this much around a frame in one colour; no table, lit by a lamp, has that. */
const FLAT_AROUND = 0.5;
/** The same of a whole picture. */
const FLAT = 0.25;

/** The same along the border alone: then no sheet need be looked for, which takes the most time. */
const FLAT_BORDER = 0.8;

/** Whether the picture's border has one colour, as most exports do. */
export function hasFlatBorder(picture: Pixels): boolean {
	return mostOfOneColour(picture, borderOf(picture)) > FLAT_BORDER;
}

/** @param corners of the sheet that was found in it; null where none was */
export function kindOf(picture: Pixels, corners: Corners | null): PictureKind {
	if (corners !== null) {
		const isAround = (x: number, y: number) => corners.some((corner, index) => turnOf(corner, corners[(index + 1) % 4]!, { x, y }) < 0);
		return mostOfOneColour(picture, isAround) < FLAT_AROUND ? 'sheet' : 'export';
	}
	return mostOfOneColour(picture, () => true) > FLAT || hasPaperBorder(picture) ? 'export' : 'noSheet';
}

/** The part of those pixels that has the commonest colour; a JPEG's own small errors are none. */
function mostOfOneColour({ data, width, height }: Pixels, counts: (x: number, y: number) => boolean): number {
	const histogram = new Uint32Array(2 ** 18);
	let all = 0;
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at += 3) {
			if (!counts(x, y)) continue;
			all++;
			histogram[((data[at]! >> 2) << 12) | ((data[at + 1]! >> 2) << 6) | (data[at + 2]! >> 2)]!++;
		}
	}
	return histogram.reduce((most, count) => Math.max(most, count), 0) / Math.max(1, all);
}

function borderOf({ width, height }: Pixels): (x: number, y: number) => boolean {
	const edge = Math.ceil(Math.max(width, height) * 0.02);
	return (x, y) => x < edge || y < edge || x >= width - edge || y >= height - edge;
}

/** A scanner lights the paper up to the picture's border, evenly. */
function hasPaperBorder(picture: Pixels): boolean {
	const { data, width, height } = picture;
	const isBorder = borderOf(picture);
	let [light, all] = [0, 0];
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at += 3) {
			if (!isBorder(x, y)) continue;
			all++;
			if (brightness(data[at]!, data[at + 1]!, data[at + 2]!) > 205) light++;
		}
	}
	return light / all > 0.85;
}
