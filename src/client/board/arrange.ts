import { mainThemeKeys, type MainTheme } from '#shared/programme/main-theme.ts';
import { around, cardSize, touches, type Point, type Rect } from './geometry.ts';
import { readingOrder } from './order.ts';

/** How cards and notes can be laid: on one line, with the same room between, or in rows. */
export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export const spreads = ['across', 'down'] as const;
export type Arrangement = (typeof alignments)[number] | (typeof spreads)[number] | 'rows' | 'main' | 'result';

/** These take a room of their own; the others keep to where the cards lie. */
export const inBlocks: ReadonlySet<Arrangement> = new Set(['rows', 'main', 'result']);

/** These go by what only cards have: notes stay where they are. */
export const ofCards: ReadonlySet<Arrangement> = new Set(['main', 'result']);

/** What an arrangement goes by. */
export interface Known {
	main: MainTheme;
	/** Null where there are none, or they may not be seen. */
	dots: number | null;
}

/** Where new cards are laid, and rows are kept: a card and its gutter. */
export const pitch = { x: 360, y: 250 };
/** Between two main themes, in board units. */
const between = 40;

/** What is laid in order, and where it lies: cards by number and notes by id. */
type Lying<Key> = ReadonlyMap<Key, Rect>;

/**
 * Where these go, from the top left corner of where they lie. By main theme and by result only cards can be laid.
 * @param shape width of the room divided by its height: rows get about that shape
 * @param stays what stays where it is: in rows, its places are passed over
 */
export function arranged<Key extends number | string>(lying: Lying<Key>, how: Arrangement, known: (key: Key) => Known | undefined, shape: number, stays: readonly Rect[] = []): Map<Key, Point> {
	switch (how) {
		case 'left':
		case 'centre':
		case 'right':
		case 'top':
		case 'middle':
		case 'bottom':
			return aligned(lying, how);
		case 'across':
			return spread(lying, 'x', 'width');
		case 'down':
			return spread(lying, 'y', 'height');
		case 'rows':
			return inRows(readingOrder(lying), lying, shape, stays);
		case 'result': {
			const dots = (key: Key) => known(key)?.dots ?? -1;
			return inRows([...lying.keys()].sort((a, b) => dots(b) - dots(a) || (a < b ? -1 : 1)), lying, shape, stays);
		}
		case 'main':
			return byMain(lying, known, shape);
	}
}

function aligned<Key>(lying: Lying<Key>, how: (typeof alignments)[number]): Map<Key, Point> {
	const [axis, size] = how === 'left' || how === 'centre' || how === 'right' ? (['x', 'width'] as const) : (['y', 'height'] as const);
	const all = [...lying.values()];
	const [least, most] = [Math.min(...all.map((rect) => rect[axis])), Math.max(...all.map((rect) => rect[axis] + rect[size]))];
	// How much of each lies before the line: nothing, half of it, all of it.
	const part = how === 'left' || how === 'top' ? 0 : how === 'right' || how === 'bottom' ? 1 : 0.5;
	const line = least + (most - least) * part;
	return new Map([...lying].map(([key, rect]) => [key, { x: rect.x, y: rect.y, [axis]: Math.round(line - rect[size] * part) }]));
}

/** The first and the last stay; between them the same room. */
function spread<Key extends number | string>(lying: Lying<Key>, axis: 'x' | 'y', size: 'width' | 'height'): Map<Key, Point> {
	const order = [...lying].sort(([a, at], [b, bt]) => at[axis] - bt[axis] || (a < b ? -1 : 1));
	const rects = order.map(([, rect]) => rect);
	const [first, last] = [rects[0]?.[axis] ?? 0, rects.at(-1)?.[axis] ?? 0];
	const filled = rects.slice(0, -1).reduce((sum, rect) => sum + rect[size], 0);
	const room = (last - first - filled) / Math.max(1, rects.length - 1);
	let next = first;
	return new Map(order.map(([key, rect]) => {
		const at = Math.round(next);
		next += rect[size] + room;
		return [key, { x: rect.x, y: rect.y, [axis]: at }];
	}));
}

function inRows<Key>(order: readonly Key[], lying: Lying<Key>, shape: number, stays: readonly Rect[]): Map<Key, Point> {
	const corner = cornerOf(lying);
	const columns = Math.max(1, Math.round(Math.sqrt((order.length * shape * pitch.y) / pitch.x)));
	const placeAt = (cell: number) => ({ x: corner.x + (cell % columns) * pitch.x, y: corner.y + Math.floor(cell / columns) * pitch.y });
	let cell = 0;
	return new Map(order.map((key) => {
		while (covers(placeAt(cell), stays)) cell += 1;
		return [key, placeAt(cell++)];
	}));
}

/** A block for each main theme, side by side, its cards in rows by number. */
function byMain<Key extends number | string>(lying: Lying<Key>, known: (key: Key) => Known | undefined, shape: number): Map<Key, Point> {
	const corner = cornerOf(lying);
	const blocks = mainThemeKeys.map((main) => [...lying.keys()].filter((key) => known(key)?.main === main).sort((a, b) => (a < b ? -1 : 1))).filter((block) => block.length > 0);
	const widthAt = (rows: number) => blocks.reduce((sum, block) => sum + Math.ceil(block.length / rows) * pitch.x + between, 0);
	const most = Math.max(1, ...blocks.map((block) => block.length));
	// The fewest rows that make it no wider than the room is.
	let rows = 1;
	while (rows < most && widthAt(rows) > rows * pitch.y * shape) rows += 1;
	const laid = new Map<Key, Point>();
	let left = corner.x;
	for (const block of blocks) {
		const columns = Math.ceil(block.length / rows);
		block.forEach((key, index) => laid.set(key, { x: left + (index % columns) * pitch.x, y: corner.y + Math.floor(index / columns) * pitch.y }));
		left += columns * pitch.x + between;
	}
	return laid;
}

function cornerOf(lying: Lying<unknown>): Point {
	const { x = 0, y = 0 } = around(lying.values()) ?? {};
	return { x: Math.round(x), y: Math.round(y) };
}

/** Cards keep so far from what stays, in board units: less than a gutter. */
const gap = { x: 20, y: 30 };

/** The same below everything that stays, where it would lie over any of that. */
export function clearOf<Key>(laid: ReadonlyMap<Key, Point>, stays: readonly Rect[]): Map<Key, Point> {
	const top = around(laid.values());
	if (!top || ![...laid.values()].some((place) => covers(place, stays))) return new Map(laid);
	const lowest = Math.max(...stays.map(({ y, height }) => y + height));
	const by = Math.round(lowest + (pitch.y - cardSize.height) * 2 - top.y);
	return new Map([...laid].map(([key, { x, y }]) => [key, { x, y: y + by }]));
}

/** Would a card there lie over any of these, or closer than a gutter? */
export function covers({ x, y }: Point, stays: readonly Rect[]): boolean {
	const room: Rect = { x: x - gap.x, y: y - gap.y, width: cardSize.width + 2 * gap.x, height: cardSize.height + 2 * gap.y };
	return stays.some((other) => touches(room, other));
}
