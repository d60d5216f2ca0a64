import { between, brightness, planeOf, shrunk, type Pixels, type Plane } from './pixels.ts';

/** The colour that blank paper has at each place of a sheet, on a small grid: red, green and blue, 0 to 255. */
export type PaperLight = [Plane, Plane, Plane];

const GRID = 256;
/** From one pixel of the grid to the next light changes less than this, also at the edge of a shadow; ink and fills change more. */
const SOFT = 0.06;

/**
 * The light on a straightened sheet, as blank paper would show it. Paper is what is reached from the lightest places by
 * small steps only: a shadow comes softly, a line or a fill does not. Under what is drawn the light is filled in from
 * around it (the push-pull of Gortler et al., 'The Lumigraph', 1996, section 3.5).
 */
export function paperLight(sheet: Pixels): PaperLight {
	const small = shrunk(sheet, GRID);
	let paper = reachedFrom(small, lightest(small));
	let light = filledIn(small, paper);
	// Blank paper that ink encloses is reached from nowhere, yet looks like the paper around.
	for (let pass = 0; pass < 2; pass++) {
		paper = reachedFrom(small, (at) => paper[at] === 1 || looksBlank(small, light, at));
		light = filledIn(small, paper);
	}
	return light;
}

/** Where to begin: the lightest pixel of each of some thirty parts, if it is light beside the whole sheet and has paper's colour. */
function lightest({ data, width, height }: Pixels): (at: number) => boolean {
	const value = (at: number) => brightness(data[at * 3]!, data[at * 3 + 1]!, data[at * 3 + 2]!);
	const sorted = Float32Array.from({ length: width * height }, (_, at) => value(at)).sort();
	const light = sorted[Math.floor(sorted.length * 0.9)]!;
	const around: number[] = [];
	for (let at = 0; at < width * height; at++) if (Math.abs(value(at) - light) < 0.06 * light) around.push(at);
	const usual = [0, 1, 2].map((channel) => around.map((at) => data[at * 3 + channel]!).sort((a, b) => a - b)[around.length >> 1]!);
	return (at) => {
		const ratios = usual.map((one, channel) => data[at * 3 + channel]! / one);
		return value(at) > 0.85 * light && Math.max(...ratios) / Math.min(...ratios) < 1.12;
	};
}

function reachedFrom({ data, width, height }: Pixels, starts: (at: number) => boolean): Uint8Array {
	const reached = new Uint8Array(width * height);
	const waiting: number[] = [];
	const reach = (at: number) => {
		reached[at] = 1;
		waiting.push(at);
	};
	for (let at = 0; at < reached.length; at++) if (starts(at)) reach(at);
	const isSoft = (from: number, to: number) => {
		for (let channel = 0; channel < 3; channel++) {
			const [one, other] = [data[from * 3 + channel]!, data[to * 3 + channel]!];
			if (Math.abs(one - other) > SOFT * Math.max(one, other) + 1) return false;
		}
		return true;
	};
	for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
		const x = at % width;
		const next = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width];
		for (const to of next) if (to >= 0 && to < reached.length && reached[to] === 0 && isSoft(at, to)) reach(to);
	}
	return reached;
}

function looksBlank({ data }: Pixels, light: PaperLight, at: number): boolean {
	return light.every((plane, channel) => Math.abs(data[at * 3 + channel]! / plane.data[at]! - 1) < 0.07);
}

/** What is paper, blurred a little against its grain; elsewhere what lies around, from ever larger surroundings. */
function filledIn({ data, width, height }: Pixels, paper: Uint8Array): PaperLight {
	return [0, 1, 2].map((channel) => {
		const weights = planeOf(width, height);
		const values = planeOf(width, height);
		for (let at = 0; at < paper.length; at++) {
			if (paper[at] === 0 || isNextToOther(paper, at, width)) continue;
			weights.data[at] = 1;
			values.data[at] = data[at * 3 + channel]!;
		}
		return pulled(values, weights);
	}) as PaperLight;
}

/** A pixel half of which is ink is darker than paper. */
function isNextToOther(paper: Uint8Array, at: number, width: number): boolean {
	return paper[at - 1] === 0 || paper[at + 1] === 0 || paper[at - width] === 0 || paper[at + width] === 0;
}

/** Half the size, and half again, until all is known; then back, each pixel as far as it was not known itself. */
function pulled(values: Plane, weights: Plane): Plane {
	const { width, height } = values;
	if (width === 1 && height === 1) return weights.data[0]! > 0 ? values : { ...values, data: new Float32Array([255]) };
	const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
	const [halfValues, halfWeights] = [planeOf(halfWidth, halfHeight), planeOf(halfWidth, halfHeight)];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const [at, to] = [y * width + x, (y >> 1) * halfWidth + (x >> 1)];
			halfValues.data[to]! += values.data[at]! * weights.data[at]!;
			halfWeights.data[to]! += weights.data[at]!;
		}
	}
	for (let at = 0; at < halfValues.data.length; at++) {
		const weight = halfWeights.data[at]!;
		if (weight > 0) halfValues.data[at]! /= weight;
		halfWeights.data[at] = Math.min(1, weight);
	}
	const coarse = pulled(halfValues, halfWeights);
	const result = planeOf(width, height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = y * width + x;
			const weight = Math.min(0.5, weights.data[at]!);
			result.data[at] = weight * values.data[at]! + (1 - weight) * between(coarse, (x - 0.5) / 2, (y - 0.5) / 2);
		}
	}
	return result;
}
