import type { Line } from './geometry.ts';
import { blurred, planeOf, type Pixels, type Plane } from './pixels.ts';

/** How strong the edge is at each pixel (0 to 1), and the direction across it in radians, 0 to π. */
export type Edges = { strength: Plane; angle: Plane };

/**
 * The picture's three colours on a scale where a shadow shifts all values by the same amount: a paper's edge counts in the
 * shadow as it does in the light.
 */
export function logarithmic({ data, width, height }: Pixels): [Plane, Plane, Plane] {
	const scale = Float32Array.from({ length: 256 }, (_, value) => Math.log(value + 40));
	const planes: [Plane, Plane, Plane] = [planeOf(width, height), planeOf(width, height), planeOf(width, height)];
	for (let index = 0; index < width * height; index++) {
		for (const [channel, plane] of planes.entries()) plane.data[index] = scale[data[index * 3 + channel]!]!;
	}
	return planes;
}

/**
 * Edges of a colour picture: the structure tensor over the three colours (Di Zenzo, 'A note on the gradient of a
 * multi-image', 1986), thinned to the ridge as Canny does (1986). What is no stronger than most of the picture, such as
 * noise or a tablecloth's weave, counts little.
 */
export function edgesOf(planes: Plane[]): Edges {
	const { width, height } = planes[0]!;
	const smooth = planes.map((plane) => blurred(plane, 1).data);
	const magnitude = planeOf(width, height);
	const angle = planeOf(width, height);
	for (let y = 1; y < height - 1; y++) {
		for (let x = 1; x < width - 1; x++) {
			const at = y * width + x;
			let [xx, xy, yy] = [0, 0, 0];
			for (const data of smooth) {
				const across = (data[at + 1]! - data[at - 1]!) / 2;
				const down = (data[at + width]! - data[at - width]!) / 2;
				xx += across * across;
				xy += across * down;
				yy += down * down;
			}
			magnitude.data[at] = Math.sqrt((xx + yy + Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2);
			const direction = Math.atan2(2 * xy, xx - yy) / 2;
			angle.data[at] = direction < 0 ? direction + Math.PI : direction;
		}
	}
	const half = Math.min(0.05, Math.max(0.008, 2 * medianOf(magnitude.data)));
	const strength = planeOf(width, height);
	for (let y = 1; y < height - 1; y++) {
		for (let x = 1; x < width - 1; x++) {
			const at = y * width + x;
			const value = magnitude.data[at]!;
			const ahead = Math.round(Math.sin(angle.data[at]!)) * width + Math.round(Math.cos(angle.data[at]!));
			if (value < magnitude.data[at + ahead]! || value < magnitude.data[at - ahead]!) continue;
			strength.data[at] = value ** 2 / (value ** 2 + half ** 2);
		}
	}
	return { strength, angle };
}

/** Of every seventh value: enough, and sorting them all takes as long as finding the edges. */
function medianOf(values: Float32Array): number {
	return values.filter((_, index) => index % 7 === 0).sort()[Math.floor(values.length / 14)]!;
}

const ANGLES = 180;

/**
 * The lines that most edge pixels lie on, strongest first: the Hough transform by angle and distance (Duda and Hart,
 * 1972), in which a pixel votes only for angles near its own.
 */
export function strongestLines({ strength, angle }: Edges, count: number): Line[] {
	const { width, height } = strength;
	const reach = Math.ceil(Math.hypot(width, height));
	const rows = 2 * reach + 1;
	const votes = planeOf(rows, ANGLES);
	const sines = Float64Array.from({ length: ANGLES }, (_, bin) => Math.sin((bin * Math.PI) / ANGLES));
	const cosines = Float64Array.from({ length: ANGLES }, (_, bin) => Math.cos((bin * Math.PI) / ANGLES));
	for (let at = 0; at < strength.data.length; at++) {
		const vote = strength.data[at]!;
		if (vote < 0.02) continue;
		const x = at % width;
		const y = (at - x) / width;
		const own = Math.round((angle.data[at]! * ANGLES) / Math.PI);
		for (let bin = own - 3; bin <= own + 3; bin++) {
			const wrapped = (bin + ANGLES) % ANGLES;
			const distance = Math.round(x * cosines[wrapped]! + y * sines[wrapped]!);
			votes.data[wrapped * rows + distance + reach]! += vote;
		}
	}
	const smooth = blurred(votes, 1).data;
	const found: Line[] = [];
	const strongest = peaksOf(smooth, rows);
	for (const best of strongest) {
		if (found.length === count) break;
		// Beside a line that was found.
		if (smooth[best] === 0) continue;
		const bin = Math.floor(best / rows);
		const distance = (best % rows) - reach;
		found.push({ angle: (bin * Math.PI) / ANGLES, distance });
		// Past the last angle the same lines come again with their distance negated.
		for (let near = bin - 4; near <= bin + 4; near++) {
			const wrapped = (near + ANGLES) % ANGLES;
			const sign = wrapped === near ? 1 : -1;
			for (let off = -5; off <= 5; off++) {
				const column = sign * (distance + off) + reach;
				if (column >= 0 && column < rows) smooth[wrapped * rows + column] = 0;
			}
		}
	}
	return found;
}

/** Where the votes are more than beside them, most votes first. */
function peaksOf(votes: Float32Array, rows: number): number[] {
	const peaks: number[] = [];
	for (let at = rows + 1; at < votes.length - rows - 1; at++) {
		const value = votes[at]!;
		if (value > 0 && value >= votes[at - 1]! && value >= votes[at + 1]! && value >= votes[at - rows]! && value >= votes[at + rows]!) peaks.push(at);
	}
	return peaks.sort((a, b) => votes[b]! - votes[a]!);
}
