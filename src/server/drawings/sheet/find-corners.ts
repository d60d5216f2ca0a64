import { edgesOf, logarithmic, strongestLines, type Edges } from './edges.ts';
import { areaOf, crossing, inOrder, isConvex, lengthOf, turnOf, type Corners, type Line, type Point } from './geometry.ts';
import { between, blurred, planeOf, shrunk, type Pixels, type Plane } from './pixels.ts';

/** Where the sheet is, in the picture's pixels, and how sure that is: 0 is not at all, 1 is four clear sides. */
export type FoundSheet = { corners: Corners; certainty: number };

/** A sheet whose sides are these lines: from the first corner to the second, and so on. */
type Candidate = { lines: Line[]; corners: Corners; certainty: number };

/** The picture is searched at these sizes, its longest side in pixels: on the smaller one a weave and noise are gone, and a bent side is straighter. */
const sides = [480, 160];
const LINES_PER_SIZE = 36;
/** Below this there is no sheet. */
const LEAST_CERTAINTY = 0.6;
/** The part of a sheet that is paper nobody drew on, at the least: a house front or a landscape has four sides too. */
const LEAST_PAPER = 0.35;

/**
 * The corners of the sheet in a photo; null where there is none. All pairs of strong lines that can be the sides of a
 * sheet are tried, and the one wins along whose sides the picture really steps from paper to table (Zhang and He,
 * 'Whiteboard scanning and image enhancement', Digital Signal Processing 17, 2007, section 3).
 */
export function findSheet(picture: Pixels): FoundSheet | null {
	const small = shrunk(picture, sides[0]!);
	const planes = logarithmic(small);
	const sampler = new StepSampler(planes);
	const coarse = shrunk(small, sides[1]!);
	const lines = [...sampler.lines(), ...enlarged(new StepSampler(logarithmic(coarse)).lines(), small.width / coarse.width)];
	const best = climbed(bestSheet(lines, sampler, small), sampler, small);
	if (best === null || best.certainty < LEAST_CERTAINTY) return null;
	const corners = refine(inOrder(best.corners), planes);
	if (paperPart(corners, planes) < LEAST_PAPER) return null;
	const scale = picture.width / small.width;
	return {
		corners: corners.map(({ x, y }) => ({ x: (x + 0.5) * scale - 0.5, y: (y + 0.5) * scale - 0.5 })) as Corners,
		certainty: best.certainty
	};
}

/** Lines of a smaller picture, where they lie in one that is `scale` times as large. */
function enlarged(lines: Line[], scale: number): Line[] {
	return lines.map(({ angle, distance }) => {
		// A pixel's middle lies half a pixel further than its number.
		const half = (Math.cos(angle) + Math.sin(angle)) / 2;
		return { angle, distance: (distance + half) * scale - half };
	});
}

/** How far from a line its two sides are looked at, in pixels. */
const distances = [3, 6, 9];
const nothing = { paper: 0, any: 0 };

function middleOf(three: Float64Array): number {
	const [a, b, c] = [three[0]!, three[1]!, three[2]!];
	return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** Along one line, summed up from its start so that any part of it can be asked for at once. */
type Profile = { line: Line; from: number; edge: Float64Array; step: Float64Array; change: Float64Array };

/** Reads what lies along a line and on both sides of it. */
class StepSampler {
	readonly #edges: Edges;
	readonly #brightness: Plane;
	readonly #red: Plane;
	readonly #blue: Plane;
	readonly #chroma: Plane;
	/** How far two sides are apart at each distance: used again for each place, since there are very many. */
	readonly #apart = [new Float64Array(3), new Float64Array(3), new Float64Array(3), new Float64Array(3)] as const;

	constructor(planes: [Plane, Plane, Plane]) {
		const [red, green, blue] = planes;
		this.#edges = edgesOf(planes);
		const mix = (value: (at: number) => number): Plane => {
			const mixed = planeOf(red.width, red.height);
			for (let at = 0; at < mixed.data.length; at++) mixed.data[at] = value(at);
			return blurred(mixed, 1);
		};
		this.#brightness = mix((at) => (red.data[at]! + green.data[at]! + blue.data[at]!) / 3);
		this.#red = mix((at) => red.data[at]! - green.data[at]!);
		this.#blue = mix((at) => blue.data[at]! - green.data[at]!);
		this.#chroma = { ...red, data: this.#red.data.map((value, at) => Math.hypot(value, this.#blue.data[at]!)) };
	}

	/** The lines along which the two sides differ the most. Pens' lines and a table's grain are none. */
	lines(): Line[] {
		const { strength, angle } = this.#edges;
		const votes = { ...strength, data: new Float32Array(strength.data.length) };
		for (let at = 0; at < votes.data.length; at++) {
			if (strength.data[at]! < 0.1) continue;
			const x = at % votes.width;
			const { any } = this.#step(x, (at - x) / votes.width, Math.cos(angle.data[at]!), Math.sin(angle.data[at]!));
			votes.data[at] = strength.data[at]! * any;
		}
		return strongestLines({ strength: votes, angle }, LINES_PER_SIZE);
	}

	/**
	 * @param every only each so many pixels are looked at, the ones between taken for the same: for a first look
	 * @param into is written over
	 */
	profile(line: Line, every = 1, into = this.emptyProfile()): Profile {
		const { width, height } = this.#brightness;
		const { edge, step, change } = into;
		const reach = edge.length >> 1;
		const [cosine, sine] = [Math.cos(line.angle), Math.sin(line.angle)];
		let [strength, sides] = [0, nothing];
		for (let along = -reach; along < reach; along++) {
			const x = line.distance * cosine - along * sine;
			const y = line.distance * sine + along * cosine;
			const at = along + reach;
			if (at % every === 0) {
				const isInside = x >= 0 && y >= 0 && x < width && y < height;
				strength = isInside ? this.#edge(x, y, line.angle, cosine, sine) : 0;
				sides = strength > 0.05 ? this.#step(x, y, cosine, sine) : nothing;
			}
			edge[at + 1] = edge[at]! + strength;
			step[at + 1] = step[at]! + sides.paper;
			change[at + 1] = change[at]! + sides.any;
		}
		return { line, from: -reach, edge, step, change };
	}

	/** Of which all is still to be read: as long as any line is. */
	emptyProfile(): Profile {
		const reach = Math.ceil(Math.hypot(this.#brightness.width, this.#brightness.height));
		const [edge, step, change] = [new Float64Array(2 * reach + 1), new Float64Array(2 * reach + 1), new Float64Array(2 * reach + 1)];
		return { line: { angle: 0, distance: 0 }, from: -reach, edge, step, change };
	}

	/** The strongest edge across the line near this point. */
	#edge(x: number, y: number, angle: number, cosine: number, sine: number): number {
		const { strength, angle: angles } = this.#edges;
		const { data, width, height } = strength;
		let strongest = 0;
		for (let off = -3; off <= 3; off++) {
			const column = Math.round(x + off * cosine);
			const row = Math.round(y + off * sine);
			if (column < 0 || row < 0 || column >= width || row >= height) continue;
			const at = row * width + column;
			if (data[at]! > strongest && Math.abs(Math.cos(angles.data[at]! - angle)) > 0.9) strongest = data[at]!;
		}
		return strongest;
	}

	/**
	 * `paper`: how much more like paper the side is that the line's normal points to, -1 to 1; paper is lighter than a table,
	 * or has less colour. `any`: how much the two sides differ at all, 0 to 1. A pen's line has the same on both.
	 */
	#step(x: number, y: number, cosine: number, sine: number): { paper: number; any: number } {
		const { width, height } = this.#brightness;
		const [light, grey, red, blue] = this.#apart;
		for (let index = 0; index < distances.length; index++) {
			const [right, down] = [distances[index]! * cosine, distances[index]! * sine];
			const [oneX, oneY, otherX, otherY] = [Math.round(x + right), Math.round(y + down), Math.round(x - right), Math.round(y - down)];
			light[index] = grey[index] = red[index] = blue[index] = 0;
			if (Math.min(oneX, oneY, otherX, otherY) < 0 || Math.max(oneX, otherX) >= width || Math.max(oneY, otherY) >= height) continue;
			const [one, other] = [oneY * width + oneX, otherY * width + otherX];
			light[index] = this.#brightness.data[one]! - this.#brightness.data[other]!;
			grey[index] = this.#chroma.data[other]! - this.#chroma.data[one]!;
			red[index] = this.#red.data[one]! - this.#red.data[other]!;
			blue[index] = this.#blue.data[one]! - this.#blue.data[other]!;
		}
		// The middle one: a pen's line near the edge is met by one of the three.
		const lighter = middleOf(light) / 0.12;
		return {
			paper: Math.max(-1, Math.min(1, lighter + middleOf(grey) / 0.25)),
			any: Math.min(1, Math.sqrt(lighter ** 2 + (middleOf(red) / 0.25) ** 2 + (middleOf(blue) / 0.25) ** 2))
		};
	}
}

function bestSheet(lines: Line[], sampler: StepSampler, { width, height }: Pixels): Candidate | null {
	const profiles = lines.map((line) => sampler.profile(line));
	const margin = 0.04 * Math.hypot(width, height);
	const isNear = ({ x, y }: Point) => x > -margin && y > -margin && x < width + margin && y < height + margin;
	let best: Candidate | null = null;
	const pairs: [number, number][] = [];
	for (let one = 0; one < lines.length; one++) {
		for (let other = one + 1; other < lines.length; other++) {
			if (angleBetween(lines[one]!, lines[other]!) < Math.PI / 4) pairs.push([one, other]);
		}
	}
	const crossings = lines.map((one) =>
		lines.map((other) => {
			const point = angleBetween(one, other) < Math.PI / 4 ? null : crossing(one, other);
			return point !== null && isNear(point) ? point : null;
		})
	);
	for (const [a, c] of pairs) {
		for (const [b, d] of pairs) {
			// Each two pairs come twice; once will do.
			if (b < a) continue;
			const ab = crossings[a]![b];
			const bc = ab && crossings[b]![c];
			const cd = bc && crossings[c]![d];
			const da = cd && crossings[d]![a];
			if (!da) continue;
			const corners: Corners = [ab, bc, cd, da];
			const part = areaOf(corners) / (width * height);
			if (part < 0.06 || !(isConvex(corners) || isConvex([da, cd, bc, ab]))) continue;
			const certainty = certaintyOf([profiles[b]!, profiles[c]!, profiles[d]!, profiles[a]!], corners, part);
			if (certainty > (best?.certainty ?? 0)) best = { lines: [b, c, d, a].map((index) => lines[index]!), corners, certainty };
		}
	}
	return best;
}

/**
 * Moves and turns one side at a time as long as that makes it surer: a side that was no line by itself, for it is bent or
 * lies near a frame that was drawn, is found from the three others.
 */
function climbed(candidate: Candidate | null, sampler: StepSampler, { width, height }: Pixels): Candidate | null {
	if (candidate === null) return null;
	const profiles = candidate.lines.map((line) => sampler.profile(line));
	const glanced = sampler.emptyProfile();
	let best = candidate;
	for (const { reach, step, turn } of [
		{ reach: 140, step: 4, turn: 0.03 },
		{ reach: 20, step: 2, turn: 0.02 },
		{ reach: 3, step: 1, turn: 0.01 }
	]) {
		for (let moving = 0; moving < 4; moving++) {
			const start = best.lines[moving]!;
			for (let shift = -reach; shift <= reach; shift += step) {
				for (const turned of Math.abs(shift) > 30 ? [0] : [-turn, 0, turn]) {
					const line = turnedAround(start, turned, shift, best.corners[moving]!, best.corners[(moving + 1) % 4]!);
					const lines = best.lines.with(moving, line);
					const points = lines.map((one, index) => crossing(lines[(index + 3) % 4]!, one));
					if (!points.every((point) => point !== null)) continue;
					const corners = points as Corners;
					const part = areaOf(corners) / (width * height);
					if (!(isConvex(corners) || isConvex([...corners].reverse() as Corners))) continue;
					// Most are far from better, which every fourth pixel tells.
					const glance = certaintyOf(profiles.with(moving, sampler.profile(line, 4, glanced)), corners, part);
					if (glance < best.certainty - 0.06) continue;
					const profile = sampler.profile(line);
					const certainty = certaintyOf(profiles.with(moving, profile), corners, part);
					if (certainty <= best.certainty) continue;
					best = { lines, corners, certainty };
					profiles[moving] = profile;
				}
			}
		}
	}
	return best;
}

/** A line turned around the middle of a side, and moved along its own normal. */
function turnedAround({ angle, distance }: Line, turn: number, shift: number, one: Point, other: Point): Line {
	const middle = { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
	const off = distance - middle.x * Math.cos(angle) - middle.y * Math.sin(angle);
	return { angle: angle + turn, distance: middle.x * Math.cos(angle + turn) + middle.y * Math.sin(angle + turn) + off + shift };
}

/** Between the lines themselves: 0 to π/2. */
function angleBetween(one: Line, other: Line): number {
	const difference = Math.abs(one.angle - other.angle) % Math.PI;
	return Math.min(difference, Math.PI - difference);
}

/** @param profiles that of the side from each corner to the next */
function certaintyOf(profiles: Profile[], corners: Corners, part: number): number {
	const middle = { x: (corners[0].x + corners[2].x) / 2, y: (corners[0].y + corners[2].y) / 2 };
	const sides = profiles.map((profile, index) => sideAlong(profile, corners[index]!, corners[(index + 1) % 4]!, middle));
	let [sum, weakest, total] = [0, 1, 0];
	for (const [index, { fit, before, after, length }] of sides.entries()) {
		// A sheet's side ends at its corners; the edge of a table, a plank's or a tile's goes on.
		const goesOn = Math.max(before, after);
		// Where both neighbours go on past a side, it is where a fill ends, and the sheet does not.
		const isPassed = Math.min(sides[(index + 3) % 4]!.after, sides[(index + 1) % 4]!.before);
		const score = fit - 0.25 * goesOn - 0.8 * isPassed;
		sum += score * length;
		total += length;
		weakest = Math.min(weakest, score);
	}
	// Of two that fit as well, a sheet with its frame drawn on it, the larger one is the sheet.
	return 0.7 * (sum / total) + 0.3 * weakest + 0.15 * (Math.sqrt(part) - 0.6);
}

/** How well a side fits; `before` and `after`: how far the edge is there beyond its start and its end, 0 to 1. */
type Side = { fit: number; before: number; after: number; length: number };

function sideAlong({ line, from, edge, step, change }: Profile, start: Point, end: Point, middle: Point): Side {
	const [cosine, sine] = [Math.cos(line.angle), Math.sin(line.angle)];
	const last = edge.length - 1;
	const [first, second] = [start, end].map(({ x, y }) => Math.max(0, Math.min(last, Math.round(y * cosine - x * sine) - from))) as [number, number];
	const [low, high] = [Math.min(first, second), Math.max(first, second)];
	const length = high - low;
	if (length === 0) return { fit: 0, before: 0, after: 0, length };
	const towards = Math.sign(middle.x * cosine + middle.y * sine - line.distance);
	// What is drawn may reach the sheet's edge: then only a change is left there.
	const steps = Math.max((towards * (step[high]! - step[low]!)) / length, (0.8 * (change[high]! - change[low]!)) / length);
	const fit = ((edge[high]! - edge[low]!) / length) * (0.3 + 0.7 * steps);
	const more = Math.round(length * 0.12) + 1;
	const below = (edge[low]! - edge[Math.max(0, low - more)]!) / more;
	const above = (edge[Math.min(last, high + more)]! - edge[high]!) / more;
	return first < second ? { fit, before: below, after: above, length } : { fit, before: above, after: below, length };
}

/** The part inside the corners that is smooth and of one colour, whatever light falls on it. */
function paperPart(corners: Corners, planes: [Plane, Plane, Plane]): number {
	const [red, green, blue] = planes.map((plane) => blurred(plane, 1)) as [Plane, Plane, Plane];
	const { width, height } = red;
	const inside: number[] = [];
	// Of each four pixels one: a part needs no more.
	for (let y = 1; y < height - 1; y += 2) {
		for (let x = 1; x < width - 1; x += 2) {
			if (corners.every((corner, index) => turnOf(corner, corners[(index + 1) % 4]!, { x, y }) > 0)) inside.push(y * width + x);
		}
	}
	const middle = (value: (at: number) => number) => Float32Array.from(inside.map(value)).sort()[inside.length >> 1] ?? 0;
	const warmth = (at: number) => red.data[at]! - green.data[at]!;
	const cold = (at: number) => blue.data[at]! - green.data[at]!;
	const [usualWarmth, usualCold] = [middle(warmth), middle(cold)];
	const paper = inside.filter((at) => {
		const slope = Math.abs(green.data[at + 1]! - green.data[at - 1]!) + Math.abs(green.data[at + width]! - green.data[at - width]!);
		return slope < 0.05 && Math.abs(warmth(at) - usualWarmth) < 0.08 && Math.abs(cold(at) - usualCold) < 0.08;
	});
	return paper.length / inside.length;
}

/** Moves each side to where the picture steps the most, pixel by pixel, and fits a line through those places. */
function refine(corners: Corners, planes: Plane[]): Corners {
	const lines = corners.map((start, index) => sideThrough(start, corners[(index + 1) % 4]!, planes));
	const refined = lines.map((line, index) => crossing(lines[(index + 3) % 4]!, line));
	const reach = 0.03 * Math.hypot(planes[0]!.width, planes[0]!.height);
	return corners.map((corner, index) => {
		const point = refined[index]!;
		return point !== null && lengthOf(point, corner) < reach ? point : corner;
	}) as Corners;
}

const SEARCH = 5;

function sideThrough(start: Point, end: Point, planes: Plane[]): Line {
	const length = lengthOf(start, end);
	const [normalX, normalY] = [-(end.y - start.y) / length, (end.x - start.x) / length];
	const offsets: { at: number; off: number; weight: number }[] = [];
	for (let at = 0.04 * length; at < 0.96 * length; at++) {
		const x = start.x + (at / length) * (end.x - start.x);
		const y = start.y + (at / length) * (end.y - start.y);
		let [strongest, where] = [0, 0];
		const across = Array.from({ length: 2 * SEARCH + 1 }, (_, index) => steepness(planes, x, y, normalX, normalY, index - SEARCH));
		for (const [index, value] of across.entries()) if (value > strongest) [strongest, where] = [value, index];
		if (strongest < 0.02 || where === 0 || where === 2 * SEARCH) continue;
		const [before, after] = [across[where - 1]!, across[where + 1]!];
		const between = (before - after) / (2 * (before - 2 * strongest + after) || 1);
		offsets.push({ at: at - length / 2, off: where - SEARCH + Math.max(-0.5, Math.min(0.5, between)), weight: Math.min(strongest, 0.2) });
	}
	const { slope, shift } = fitted(offsets);
	// The line that lies `shift + slope × at` along the normal.
	const angle = Math.atan2(normalY, normalX) + Math.atan(slope);
	const middle = { x: (start.x + end.x) / 2 + shift * normalX, y: (start.y + end.y) / 2 + shift * normalY };
	return { angle, distance: middle.x * Math.cos(angle) + middle.y * Math.sin(angle) };
}

/** How much the colours change across a side, `off` pixels along its normal. */
function steepness(planes: Plane[], x: number, y: number, normalX: number, normalY: number, off: number): number {
	const one = [x + (off + 1) * normalX, y + (off + 1) * normalY] as const;
	const other = [x + (off - 1) * normalX, y + (off - 1) * normalY] as const;
	return Math.hypot(...planes.map((plane) => between(plane, ...one) - between(plane, ...other)));
}

/** A line through places that may be wrong: least squares, again and again, with less weight for what lies far off (Tukey's biweight). */
function fitted(offsets: { at: number; off: number; weight: number }[]): { slope: number; shift: number } {
	let line = { slope: 0, shift: 0 };
	for (const width of [8, 6, 4, 3, 2, 2]) {
		let [weights, ats, offs, squares, products] = [0, 0, 0, 0, 0];
		for (const { at, off, weight } of offsets) {
			const far = (off - line.shift - line.slope * at) / width;
			if (Math.abs(far) >= 1) continue;
			const counts = weight * (1 - far ** 2) ** 2;
			weights += counts;
			ats += counts * at;
			offs += counts * off;
			squares += counts * at * at;
			products += counts * at * off;
		}
		const spread = weights * squares - ats ** 2;
		if (spread <= 1e-9) return line;
		const slope = (weights * products - ats * offs) / spread;
		line = { slope, shift: (offs - slope * ats) / weights };
	}
	return line;
}
