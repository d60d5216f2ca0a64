import { homographyOf, lengthOf, type Corners } from './geometry.ts';
import type { Pixels } from './pixels.ts';

/** Measured this near to the A series (ISO 216), it is such a sheet: what the lens tells is no surer than that, and nearly all paper here is. */
const NEAR_A_SERIES = 0.12;

/** The lens of most phones, as a part of the picture's diagonal (26 mm where the diagonal is 43 mm). */
const USUAL_LENS = 0.6;

/**
 * The width to the height of the sheet that these corners are of. From the two vanishing points follows how strong the
 * lens is, and from that how the sheet lies (Zhang and He, 'Whiteboard scanning and image enhancement', 2007, section 4);
 * the picture's middle is taken for the lens's. A sheet that leans one way only has one such point, and in a photo that
 * was cut they say nothing: then the lens is a usual one.
 */
export function proportionOf(corners: Corners, { width, height }: { width: number; height: number }): number {
	const measured = proportionThroughLens(corners, width, height);
	for (const usual of [Math.SQRT2, Math.SQRT1_2]) if (Math.abs(measured / usual - 1) < NEAR_A_SERIES) return usual;
	return measured;
}

function proportionThroughLens(corners: Corners, width: number, height: number): number {
	const [one, two, four, three] = corners.map(({ x, y }) => [x - width / 2, y - height / 2, 1]) as [Vector, Vector, Vector, Vector];
	const second = dot(cross(one, four), three) / dot(cross(two, four), three);
	const third = dot(cross(one, four), two) / dot(cross(three, four), two);
	const across = two.map((value, index) => second * value - one[index]!) as Vector;
	const down = three.map((value, index) => third * value - one[index]!) as Vector;
	const diagonal = Math.hypot(width, height);
	const lens = Math.sqrt(-(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2])) / diagonal;
	// No lens of a camera is outside these: the two points were too far off to tell.
	const used = (lens > 0.4 && lens < 2 ? lens : USUAL_LENS) * diagonal;
	const measure = ([x, y, z]: Vector) => Math.hypot(x / used, y / used, z);
	return measure(across) / measure(down);
}

type Vector = [number, number, number];

function cross([a, b, c]: Vector, [d, e, f]: Vector): Vector {
	return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function dot([a, b, c]: Vector, [d, e, f]: Vector): number {
	return a * d + b * e + c * f;
}

/** The largest size in the box that this sheet fills, without more pixels than its sides have in the photo. */
export function sizeOf(corners: Corners, proportion: number, box: { width: number; height: number }): { width: number; height: number } {
	const [topLeft, topRight, bottomRight, bottomLeft] = corners;
	const across = Math.max(lengthOf(topLeft, topRight), lengthOf(bottomLeft, bottomRight));
	const down = Math.max(lengthOf(topLeft, bottomLeft), lengthOf(topRight, bottomRight));
	const width = Math.max(across, down * proportion);
	const scale = Math.min(1, box.width / width, (box.height * proportion) / width);
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round((width * scale) / proportion)) };
}

/** A sliver of this part along each side is left out: a side is never quite straight, and the table would be seen. */
const SLIVER = 0.006;

/** What lies between the corners, seen from straight above, each pixel between the four that it falls on; white outside the photo. */
export function straightened(picture: Pixels, corners: Corners, size: { width: number; height: number }, sliver = SLIVER): Pixels {
	const { width, height } = size;
	const [left, top] = [width * sliver, height * sliver];
	const frame: Corners = [
		{ x: -left, y: -top },
		{ x: width + left, y: -top },
		{ x: width + left, y: height + top },
		{ x: -left, y: height + top }
	];
	const [a, b, c, d, e, f, g, h, i] = homographyOf(frame, corners) as [number, number, number, number, number, number, number, number, number];
	const data = new Uint8Array(width * height * 3);
	const { data: from, width: fromWidth, height: fromHeight } = picture;
	for (let y = 0, to = 0; y < height; y++) {
		for (let x = 0; x < width; x++, to += 3) {
			const [column, row] = [x + 0.5, y + 0.5];
			const depth = g * column + h * row + i;
			const sourceX = (a * column + b * row + c) / depth;
			const sourceY = (d * column + e * row + f) / depth;
			if (sourceX < -1 || sourceY < -1 || sourceX > fromWidth || sourceY > fromHeight) {
				data[to] = data[to + 1] = data[to + 2] = 255;
				continue;
			}
			const x0 = Math.max(0, Math.min(fromWidth - 2, Math.floor(sourceX)));
			const y0 = Math.max(0, Math.min(fromHeight - 2, Math.floor(sourceY)));
			const right = Math.max(0, Math.min(1, sourceX - x0));
			const down = Math.max(0, Math.min(1, sourceY - y0));
			const above = (y0 * fromWidth + x0) * 3;
			const below = above + fromWidth * 3;
			for (let channel = 0; channel < 3; channel++) {
				const high = from[above + channel]! * (1 - right) + from[above + 3 + channel]! * right;
				const low = from[below + channel]! * (1 - right) + from[below + 3 + channel]! * right;
				data[to + channel] = high * (1 - down) + low * down + 0.5;
			}
		}
	}
	return { data, width, height };
}
