import { cardSize, type Point } from './geometry.ts';

/** Cards by number and notes by id, with their places. */
export type Placed<Key = number> = ReadonlyMap<Key, Point>;

/**
 * The cards as one reads them: in rows from the top, each from left to right. A card belongs to the row whose first
 * card begins less than half a card above it, so that a row that was laid by hand stays one.
 */
export function readingOrder<Key extends number | string>(places: Placed<Key>): Key[] {
	const fromTop = [...places].sort(([a, at], [b, bt]) => at.y - bt.y || at.x - bt.x || (a < b ? -1 : 1));
	const order: Key[] = [];
	for (let first = 0; first < fromTop.length; ) {
		const top = fromTop[first]![1].y;
		let end = first + 1;
		while (end < fromTop.length && fromTop[end]![1].y < top + cardSize.height / 2) end += 1;
		const row = fromTop.slice(first, end).sort(([a, at], [b, bt]) => at.x - bt.x || at.y - bt.y || (a < b ? -1 : 1));
		for (const [number] of row) order.push(number);
		first = end;
	}
	return order;
}

/** A card or a note in a pile. */
export interface Depth<Key> extends Point {
	/** When it was moved last, as in `Place`. */
	moved: number | undefined;
	key: Key;
}

/**
 * Which card lies over which: what was moved last on top, for all facilitators. Of what never was, or was moved together,
 * one that lies lower covers one that lies higher, so that every band in a pile can be read. Negative where `a` is drawn
 * first.
 */
export function byDepth<Key extends number | string>(a: Depth<Key>, b: Depth<Key>): number {
	return (a.moved ?? 0) - (b.moved ?? 0) || a.y - b.y || a.x - b.x || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The nearest card that way, those straight ahead first; null where there is none. */
export function neighbour<Key>(places: Placed<Key>, from: Key, direction: Direction): Key | null {
	const start = places.get(from);
	if (!start) return null;
	let nearest: Key | null = null;
	let least = Infinity;
	for (const [key, { x, y }] of places) {
		if (key === from) continue;
		const dx = x - start.x;
		const dy = y - start.y;
		const [ahead, aside] = direction === 'left' ? [-dx, dy] : direction === 'right' ? [dx, dy] : direction === 'up' ? [-dy, dx] : [dy, dx];
		// More aside than ahead is another direction; exactly on top of each other is none.
		if (ahead <= 0 || Math.abs(aside) > ahead * 1.2) continue;
		const far = ahead + 2 * Math.abs(aside);
		if (far < least) {
			least = far;
			nearest = key;
		}
	}
	return nearest;
}
