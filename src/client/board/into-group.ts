import { covers, pitch } from './arrange.ts';
import { around, cardAt, cardSize, touches, type Point, type Rect } from './geometry.ts';
import { near, type Group } from './grouping.ts';
import { readingOrder, type Placed } from './order.ts';

/** So many rows and columns away from a group's corner a place is looked for, to each side; twice as many where it is one side. */
const reach = 20;
/** Of the places where a group grows least so many are tried for one that takes in no other card. */
const tries = 40;
/** A group gets about the shape of the screens on which boards are looked at: width divided by height. */
const shape = 16 / 9;

/**
 * Where cards come to lie that are put in a group by no hand. Those that lie by it already stay. The others go where the
 * group grows least, over nothing that the board shows and around no other card if that can be. Of a folded one the pile
 * stays: they lie right of its corner and below. Where nothing is free in reach they lie in the corner, over what is there.
 * @param coming not in the group yet
 * @param others what else lies on the board: cards, notes, areas of other groups
 */
export function placesInGroup({ themes, folded }: Pick<Group, 'themes' | 'folded'>, coming: readonly number[], places: Placed, others: readonly Rect[]): Map<number, Point> {
	const cards = themes.flatMap((number) => places.get(number) ?? []);
	const corner = around(cards);
	const laid = new Map<number, Point>();
	if (!corner) return laid;
	let box = corner;
	const lay = (number: number, at: Point) => {
		laid.set(number, at);
		box = grown(box, at);
	};
	const isOnwards = ({ x, y }: Point) => !folded || (x >= corner.x && y >= corner.y);
	/** Does the group then lie around nothing that is not of it? */
	const isClear = (at: Point) => {
		const then = grown(box, at);
		return !others.some((other) => touches(other, then));
	};
	const isByIt = (at: Point) => touches(near(box), cardAt(at)) && isOnwards(at) && isClear(at);

	const from = new Map(coming.flatMap((number) => (places.has(number) ? [[number, places.get(number)!] as const] : [])));
	const rest = readingOrder(from).map((number) => ({ number, at: from.get(number)! }));
	// One that stays may be what the next lies by.
	for (;;) {
		const next = rest.findIndex(({ at }) => isByIt(at));
		if (next < 0) break;
		for (const { number, at } of rest.splice(next, 1)) lay(number, at);
	}

	const taken = [...others, ...[...cards, ...laid.values()].map(cardAt)];
	const free = cellsFrom(corner, folded).filter((cell) => !covers(cell, taken));
	for (const { number } of rest) {
		const nearest = free.map((at) => ({ at, size: sizeOf(grown(box, at)) })).sort((a, b) => a.size - b.size).slice(0, tries);
		const best = (nearest.find(({ at }) => isClear(at)) ?? nearest[0])?.at;
		if (best) free.splice(free.indexOf(best), 1);
		lay(number, best ?? { x: corner.x, y: corner.y });
	}
	return laid;
}

/** In rows as new cards are laid; to the right and below come first, or are all there is. */
function cellsFrom({ x, y }: Point, onwards: boolean): Point[] {
	const steps = Array.from({ length: 2 * reach + 1 }, (_, index) => (onwards || index <= reach ? index : reach - index));
	return steps.flatMap((down) => steps.map((across) => ({ x: x + across * pitch.x, y: y + down * pitch.y })));
}

/** This with a card there. */
function grown({ x, y, width, height }: Rect, at: Point): Rect {
	const [left, top] = [Math.min(x, at.x), Math.min(y, at.y)];
	return { x: left, y: top, width: Math.max(x + width, at.x + cardSize.width) - left, height: Math.max(y + height, at.y + cardSize.height) - top };
}

/** How far it is across. */
function sizeOf({ width, height }: Rect): number {
	return Math.hypot(width, height * shape);
}
