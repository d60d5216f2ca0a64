/** A place: on the board in board units, on the stage in CSS pixels. */
export interface Point {
	x: number;
	y: number;
}

export interface Rect extends Point {
	width: number;
	height: number;
}

/** A card's size in board units; its place is its top left corner. */
export const cardSize = { width: 320, height: 200 } as const;

/** A note's size in board units; its place is its top left corner. */
export const noteSize = { width: 240, height: 160 } as const;

/** Below this zoom cards are drawn for the distance. */
export const farBelow = 0.36;
/** How far a card's band reaches down, near and from afar, in board units. */
export const band = { near: 40, far: 78 } as const;

export function bandHeight(zoom: number): number {
	return zoom < farBelow ? band.far : band.near;
}

/** What the stage shows: the board point in its top left corner, and pixels per board unit. */
export interface Viewpoint extends Point {
	zoom: number;
}

export interface Size {
	width: number;
	height: number;
}

export const leastZoom = 0.01;
export const mostZoom = 3;
/** Below this a card's title can't be read. */
const readableZoom = 0.5;
const zoomToRead = 0.9;
/** Where a card can't be seen larger than this, nothing is free. */
const leastRoom = 0.15;

export function toBoard(view: Viewpoint, onStage: Point): Point {
	return { x: view.x + onStage.x / view.zoom, y: view.y + onStage.y / view.zoom };
}

export function toStage(view: Viewpoint, onBoard: Point): Point {
	return { x: (onBoard.x - view.x) * view.zoom, y: (onBoard.y - view.y) * view.zoom };
}

/** The same view after the paper was pushed by so many pixels. */
export function pan(view: Viewpoint, dx: number, dy: number): Viewpoint {
	return { x: view.x - dx / view.zoom, y: view.y - dy / view.zoom, zoom: view.zoom };
}

/** Zooms, within bounds, so that the board point under `onStage` stays where it is. */
export function zoomAt(view: Viewpoint, onStage: Point, wanted: number): Viewpoint {
	const zoom = Math.min(mostZoom, Math.max(leastZoom, wanted));
	const under = toBoard(view, onStage);
	return { x: under.x - onStage.x / zoom, y: under.y - onStage.y / zoom, zoom };
}

/** The zoom that a press on plus or minus leads to: quarter steps of a doubling, through 100 % exactly. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
	const steps = Math.log2(zoom) * 2;
	const next = direction === 1 ? Math.floor(steps + 1.001) : Math.ceil(steps - 1.001);
	return Math.min(mostZoom, Math.max(leastZoom, 2 ** (next / 2)));
}

/** The view that holds all of `rect` in the middle of what is free on the stage, no larger than `most`. */
export function fit(rect: Rect, free: Rect, most = 1): Viewpoint {
	const zoom = Math.max(leastZoom, Math.min(most, free.width / rect.width, free.height / rect.height));
	return centre(middleOf(rect), zoom, free);
}

/** The view at this zoom whose board point `at` lies in the middle of what is free on the stage. */
export function centre(at: Point, zoom: number, free: Rect): Viewpoint {
	return { x: at.x - (free.x + free.width / 2) / zoom, y: at.y - (free.y + free.height / 2) / zoom, zoom };
}

/**
 * The view that brings `rect` into `free`: the least push that does it, or, with `toRead` and from afar, zoomed in on it.
 * @returns the same view where it was in sight already.
 */
export function bring(view: Viewpoint, rect: Rect, free: Rect, toRead = false): Viewpoint {
	const tooSmall = toRead && view.zoom < readableZoom;
	if (tooSmall || rect.width * view.zoom > free.width || rect.height * view.zoom > free.height) {
		return fit(rect, free, tooSmall ? zoomToRead : view.zoom);
	}
	const corner = toStage(view, rect);
	const dx = shift(corner.x, rect.width * view.zoom, free.x, free.width);
	const dy = shift(corner.y, rect.height * view.zoom, free.y, free.height);
	return dx === 0 && dy === 0 ? view : pan(view, dx, dy);
}

/**
 * The part of a stage that nothing lies over. For each thing the stage gives up one side of it: so that a card fits in
 * what is left, and then that most is left. What leaves a card next to nothing lies over all, and is let be.
 * @param edge what stays free along the stage's edges, pixels; `gap`: around each thing that lies over it
 */
export function freeOf(room: Size, over: readonly Rect[], edge: number, gap: number): Rect {
	let free: Rect = { x: edge, y: edge, width: Math.max(1, room.width - 2 * edge), height: Math.max(1, room.height - 2 * edge) };
	for (const { x, y, width, height } of [...over].sort((a, b) => b.width * b.height - a.width * a.height)) {
		const thing = { x: x - gap, y: y - gap, width: width + 2 * gap, height: height + 2 * gap };
		if (!touches(thing, free)) continue;
		const end = { x: free.x + free.width, y: free.y + free.height };
		const below = thing.y + thing.height;
		const beside = thing.x + thing.width;
		const [best] = [
			{ ...free, height: thing.y - free.y },
			{ ...free, y: below, height: end.y - below },
			{ ...free, width: thing.x - free.x },
			{ ...free, x: beside, width: end.x - beside }
		].sort((a, b) => Math.min(1, roomForCard(b)) - Math.min(1, roomForCard(a)) || b.width * b.height - a.width * a.height);
		if (best && roomForCard(best) >= leastRoom) free = best;
	}
	return free;
}

/** How large a card can lie there: 1 is its own size. */
function roomForCard({ width, height }: Rect): number {
	return Math.min(width / cardSize.width, height / cardSize.height);
}

function shift(start: number, length: number, from: number, room: number): number {
	if (start < from) return from - start;
	return Math.min(0, from + room - (start + length));
}

export function cardAt(place: Point): Rect {
	return { x: place.x, y: place.y, ...cardSize };
}

export function noteAt(place: Point): Rect {
	return { x: place.x, y: place.y, ...noteSize };
}

export function middleOf({ x, y, width, height }: Rect): Point {
	return { x: x + width / 2, y: y + height / 2 };
}

/** The rectangle between two corners, whichever way it was drawn. */
export function between(a: Point, b: Point): Rect {
	return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

export function touches(a: Rect, b: Rect): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function contains(rect: Rect, point: Point): boolean {
	return point.x >= rect.x && point.x < rect.x + rect.width && point.y >= rect.y && point.y < rect.y + rect.height;
}

/** What all these cards lie in together; null where there are none. */
export function around(places: Iterable<Point>): Rect | null {
	let left = Infinity;
	let top = Infinity;
	let right = -Infinity;
	let bottom = -Infinity;
	for (const { x, y } of places) {
		left = Math.min(left, x);
		top = Math.min(top, y);
		right = Math.max(right, x + cardSize.width);
		bottom = Math.max(bottom, y + cardSize.height);
	}
	return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The sizes in which pictures are kept: each a fifth larger than the one before, the first that is large enough. */
export function pictureStep(pixelsPerUnit: number): number {
	return 2 ** (Math.ceil(Math.log2(pixelsPerUnit) * 4 - 0.01) / 4);
}

/** Part of the way from one view to another, as a camera goes: zoom by ratio. `part` from 0 to 1. */
export function partWay(from: Viewpoint, to: Viewpoint, part: number): Viewpoint {
	const zoom = from.zoom * (to.zoom / from.zoom) ** part;
	// The corner moves as the zoom does, or the picture sways on its way.
	const share = to.zoom === from.zoom ? part : (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom);
	return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, zoom };
}
