import { mainThemeKeys, type MainTheme } from '#shared/programme/main-theme.ts';
import { around, type Point } from './geometry.ts';
import { readingOrder, type Placed } from './order.ts';

/** How cards can be laid: on one line, with the same room between, or in rows. */
export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export const spreads = ['across', 'down'] as const;
export type Arrangement = (typeof alignments)[number] | (typeof spreads)[number] | 'rows' | 'main' | 'result';

/** These take a room of their own; the others keep to where the cards lie. */
export const inBlocks: ReadonlySet<Arrangement> = new Set(['rows', 'main', 'result']);

/** What an arrangement goes by. */
export interface Known {
	main: MainTheme;
	/** Null where there are none, or they may not be seen. */
	dots: number | null;
}

/** Where new cards are laid, and rows are kept: a card and its gutter. */
const pitch = { x: 360, y: 250 };
/** Between two main themes, in board units. */
const between = 40;

/**
 * Where these cards go, from the top left corner of where they lie.
 * @param shape width of the room divided by its height: rows get about that shape
 */
export function arranged(places: Placed, how: Arrangement, known: (number: number) => Known | undefined, shape: number): Map<number, Point> {
	switch (how) {
		case 'left':
		case 'centre':
		case 'right':
		case 'top':
		case 'middle':
		case 'bottom':
			return aligned(places, how);
		case 'across':
			return spread(places, 'x');
		case 'down':
			return spread(places, 'y');
		case 'rows':
			return inRows(readingOrder(places), places, shape);
		case 'result': {
			const dots = (number: number) => known(number)?.dots ?? -1;
			return inRows([...places.keys()].sort((a, b) => dots(b) - dots(a) || a - b), places, shape);
		}
		case 'main':
			return byMain(places, known, shape);
	}
}

function aligned(places: Placed, how: (typeof alignments)[number]): Map<number, Point> {
	const axis = how === 'left' || how === 'centre' || how === 'right' ? 'x' : 'y';
	const all = [...places.values()].map((place) => place[axis]);
	const [least, most] = [Math.min(...all), Math.max(...all)];
	// All cards are as large: their middles lie on a line where their corners do.
	const line = Math.round(how === 'left' || how === 'top' ? least : how === 'right' || how === 'bottom' ? most : (least + most) / 2);
	return new Map([...places].map(([number, { x, y }]) => [number, { x, y, [axis]: line }]));
}

/** The first and the last stay; between them the same room. */
function spread(places: Placed, axis: 'x' | 'y'): Map<number, Point> {
	const order = [...places].sort(([a, at], [b, bt]) => at[axis] - bt[axis] || a - b);
	const first = order[0]?.[1][axis] ?? 0;
	const step = ((order.at(-1)?.[1][axis] ?? 0) - first) / Math.max(1, order.length - 1);
	return new Map(order.map(([number, { x, y }], index) => [number, { x, y, [axis]: Math.round(first + index * step) }]));
}

function inRows(order: readonly number[], places: Placed, shape: number): Map<number, Point> {
	const corner = cornerOf(places);
	const columns = Math.max(1, Math.round(Math.sqrt((order.length * shape * pitch.y) / pitch.x)));
	return new Map(order.map((number, index) => [number, { x: corner.x + (index % columns) * pitch.x, y: corner.y + Math.floor(index / columns) * pitch.y }]));
}

/** A block for each main theme, side by side, its cards in rows by number. */
function byMain(places: Placed, known: (number: number) => Known | undefined, shape: number): Map<number, Point> {
	const corner = cornerOf(places);
	const blocks = mainThemeKeys.map((main) => [...places.keys()].filter((number) => known(number)?.main === main).sort((a, b) => a - b)).filter((block) => block.length > 0);
	const widthAt = (rows: number) => blocks.reduce((sum, block) => sum + Math.ceil(block.length / rows) * pitch.x + between, 0);
	const most = Math.max(1, ...blocks.map((block) => block.length));
	// The fewest rows that make it no wider than the room is.
	let rows = 1;
	while (rows < most && widthAt(rows) > rows * pitch.y * shape) rows += 1;
	const laid = new Map<number, Point>();
	let left = corner.x;
	for (const block of blocks) {
		const columns = Math.ceil(block.length / rows);
		block.forEach((number, index) => laid.set(number, { x: left + (index % columns) * pitch.x, y: corner.y + Math.floor(index / columns) * pitch.y }));
		left += columns * pitch.x + between;
	}
	return laid;
}

function cornerOf(places: Placed): Point {
	const { x = 0, y = 0 } = around(places.values()) ?? {};
	return { x: Math.round(x), y: Math.round(y) };
}

/** The same below everything that stays, where it would lie over any of that. */
export function clearOf(laid: ReadonlyMap<number, Point>, stays: Placed): Map<number, Point> {
	const covers = [...laid.values()].some(({ x, y }) => [...stays.values()].some((other) => Math.abs(x - other.x) < pitch.x - 20 && Math.abs(y - other.y) < pitch.y - 20));
	const [top, lowest] = [around(laid.values()), around(stays.values())];
	if (!covers || !top || !lowest) return new Map(laid);
	const by = Math.round(lowest.y + lowest.height + (pitch.y - 200) * 2 - top.y);
	return new Map([...laid].map(([number, { x, y }]) => [number, { x, y: y + by }]));
}
