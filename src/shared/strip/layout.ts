import { dpi, mmPerInch, papers, type Paper } from './papers.ts';
import { linesOf, wordsOf, type TypeSize } from './text-size.ts';

/** A rectangle on a page, in mm from its top left. */
export interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What is laid: a picture, and its words. */
export interface PanelToLay {
	/** The width of what is shown, to its height. */
	shape: number;
	caption?: string;
	/** Who drew it. */
	credit?: string;
}

/** Where a panel stands. `picture` is in `cell` and has the panel's own shape: nothing of a drawing is cut off to fit. */
export interface PlacedPanel {
	/** The how manieth of what was laid, from 0. */
	index: number;
	/** What it has of its row, caption and all. */
	cell: Rect;
	picture: Rect;
	caption: Rect | null;
}

export interface StripPage {
	/** On the first page. `under`: when and where it was. */
	head: { title: Rect; under: Rect } | null;
	/** From left to right, row by row: as it is read. */
	panels: PlacedPanel[];
	/** Who drew them, and beside that the number of the page. */
	foot: Rect;
}

/** Of an A4, in mm; an A3 is the same page, larger. */
export const margin = 12;
export const gutter = 5;
/** Of a picture and a caption; half of it lies outside their rectangle. */
export const border = 0.5;
/** Of a caption, between its border and its words. */
export const captionPadding = 2;
export const sizes = {
	title: { size: 9.5, line: 10.6 },
	under: { size: 3.9, line: 5.1 },
	caption: { size: 3.9, line: 5.1 },
	foot: { size: 3.2, line: 4.2 }
} as const satisfies Record<string, TypeSize>;
/** Room for the number of the page. */
const numberWidth = 22;

/** Rows have so many panels at most: of four none would be seen well. */
const longestRow = 3;
/** A panel beside others counts as having a shape between these: a hair of a drawing would leave no room for its caption. */
const shapes = { narrowest: 0.5, widest: 3 };
/** Captions have this part of a page's height at most: longer ones are set smaller. */
const mostForCaptions = 0.65;
/** How finely the width of a page's rows is looked for, in mm. */
const widthStep = 1;

/** How much larger than an A4 everything is. */
export function scaleOf(paper: Paper): number {
	return papers[paper].height / papers.a4.height;
}

/** Panels, so many to a page. */
export function pagesOf<Panel>(panels: readonly Panel[], layout: number): Panel[][] {
	return Array.from({ length: Math.ceil(panels.length / layout) }, (_, page) => panels.slice(page * layout, (page + 1) * layout));
}

/** "tekening: Noor", of all that stand on a page; '' where nobody is named. */
export function creditLine(panels: readonly { credit?: string }[]): string {
	const names = [...new Set(panels.flatMap(({ credit }) => credit ?? []))];
	return names.length === 0 ? '' : `${names.length === 1 ? 'tekening' : 'tekeningen'}: ${names.join(', ')}`;
}

/**
 * All pages of a strip. Each is laid for the panels that it has: a last page with fewer has them larger.
 * @param head the words over the first page
 * @param layout panels to a page, 1 to 6
 */
export function layStrip(head: { title: string; under: string }, panels: readonly PanelToLay[], layout: number, paper: Paper): StripPage[] {
	const scale = scaleOf(paper);
	let first = 0;
	return pagesOf(panels, layout).map((some, page) => {
		const laid = layPage(page === 0 ? head : null, some);
		const placed = laid.panels.map((panel) => ({ ...onPaper(panel, scale), index: first + panel.index }));
		first += some.length;
		const { title, under } = laid.head ?? {};
		return { head: title && under ? { title: larger(title, scale), under: larger(under, scale) } : null, panels: placed, foot: larger(laid.foot, scale) };
	});
}

function layPage(head: { title: string; under: string } | null, panels: readonly PanelToLay[]): StripPage {
	const width = papers.a4.width - 2 * margin;
	const high = (words: string, type: TypeSize, wide = width) => type.line * Math.max(1, linesOf(wordsOf(words, type), type, wide));
	let top = margin;
	let over: StripPage['head'] = null;
	if (head) {
		const title = { x: margin, y: top, width, height: high(head.title, sizes.title) };
		const under = { x: margin, y: title.y + title.height + 1, width, height: high(head.under, sizes.under) };
		over = { title, under };
		top = under.y + under.height + gutter;
	}
	const footHeight = high(creditLine(panels), sizes.foot, width - numberWidth);
	const foot = { x: margin, y: papers.a4.height - margin - footHeight, width: width - numberWidth, height: footHeight };
	return { head: over, panels: arrange(panels, { x: margin, y: top, width, height: foot.y - gutter - top }), foot };
}

/**
 * Lays the panels of one page in rows, in reading order. The panels of a row are equally high, each as wide as its own
 * shape asks for; all rows are equally wide, and all gutters the same. Of all ways to part them in rows it is the one in
 * which pictures are largest, and evenly so: the product of their sizes is the measure. What is left of the room is half
 * above them and half below.
 * @param panels 1 to 6
 * @param room in mm on an A4
 */
export function arrange(panels: readonly PanelToLay[], room: Rect): PlacedPanel[] {
	const measured = panels.map((panel) => ({ ...panel, words: panel.caption === undefined ? null : wordsOf(panel.caption, sizes.caption) }));
	let best: PlacedPanel[] = [];
	let most = -Infinity;
	for (const rows of waysToPart(panels.length)) {
		const placed = laid(rowsOf(measured, rows), room);
		const score = placed.reduce((sum, { picture }) => sum + Math.log(picture.width * picture.height), 0);
		if (score > most) [best, most] = [placed, score];
	}
	return best;
}

/** All ways to part so many in rows: [[1, 2], [2, 1], …]. */
function waysToPart(count: number): number[][] {
	if (count === 0) return [[]];
	return Array.from({ length: Math.min(count, longestRow) }, (_, index) => index + 1).flatMap((row) => waysToPart(count - row).map((rest) => [row, ...rest]));
}

/** `words`: the widths of those of its caption. */
type Measured = { shape: number; words: number[] | null };
type Row = { index: number; panel: Measured; shape: number }[];

function rowsOf(panels: readonly Measured[], counts: number[]): Row[] {
	let first = 0;
	return counts.map((count) => {
		const widest = count === 1 ? Infinity : shapes.widest;
		const row = panels.slice(first, first + count).map((panel, index) => ({ index: first + index, panel, shape: Math.max(shapes.narrowest, Math.min(widest, panel.shape)) }));
		first += count;
		return row;
	});
}

/** How high a row of this width is, and how high the captions below it are; in mm. */
function heightsOf(row: Row, width: number): Heights {
	const pictures = (width - gutter * (row.length - 1)) / row.reduce((sum, { shape }) => sum + shape, 0);
	return { pictures, captions: Math.max(...row.map(({ panel, shape }) => captionHeight(panel.words, pictures * shape))) };
}

function captionHeight(words: number[] | null, width: number): number {
	if (words === null) return 0;
	return linesOf(words, sizes.caption, width - 2 * captionPadding) * sizes.caption.line + 2 * captionPadding;
}

function laid(rows: Row[], room: Rect): PlacedPanel[] {
	const gutters = gutter * (rows.length - 1);
	const heights = (width: number) => rows.map((row) => heightsOf(row, width));
	const sum = (width: number) => heights(width).reduce((all, { pictures, captions }) => all + pictures + captions, gutters);
	// Narrower, pictures are lower and captions higher: the widest that fits is looked for from the widest on.
	for (let width = room.width; width > room.width / 3; width -= widthStep) {
		if (sum(width) <= room.height) return placed(rows, heights(width), room, width, { pictures: 1, captions: 1 });
	}
	// With long captions: all of the width, and pictures that are lower than their cells could be.
	const high = room.height - gutters;
	const even = heights(room.width).map(({ pictures, captions }) => ({ pictures: Math.min(pictures, high / rows.length), captions }));
	const all = (part: 'pictures' | 'captions') => even.reduce((together, row) => together + row[part], 0);
	const captions = Math.min(1, (mostForCaptions * high) / all('captions'));
	return placed(rows, even, room, room.width, { pictures: Math.min(1, (high - captions * all('captions')) / all('pictures')), captions });
}

type Heights = { pictures: number; captions: number };

/** @param heights of each row @param parts what of their heights pictures and captions get */
function placed(rows: Row[], heights: Heights[], room: Rect, width: number, parts: Heights): PlacedPanel[] {
	const high = heights.reduce((all, { pictures, captions }) => all + pictures * parts.pictures + captions * parts.captions, gutter * (rows.length - 1));
	const left = room.x + (room.width - width) / 2;
	let y = room.y + (room.height - high) / 2;
	return rows.flatMap((row, index) => {
		const pictures = heights[index]!.pictures * parts.pictures;
		const captions = heights[index]!.captions * parts.captions;
		const across = (width - gutter * (row.length - 1)) / row.reduce((all, { shape }) => all + shape, 0);
		let x = left;
		const panels = row.map(({ index: at, panel, shape }) => {
			const cell = { x, y, width: across * shape, height: pictures + captions };
			x += cell.width + gutter;
			return inCell(at, panel, cell, pictures, parts.captions);
		});
		y += pictures + captions + gutter;
		return panels;
	});
}

/** @param high what the picture has of the cell @param part what the caption gets of the height that it needs */
function inCell(index: number, { shape, words }: Measured, cell: Rect, high: number, part: number): PlacedPanel {
	const width = Math.min(cell.width, high * shape);
	const height = width / shape;
	const picture = { x: cell.x + (cell.width - width) / 2, y: cell.y + high - height, width, height };
	const caption = words === null ? null : { x: cell.x, y: cell.y + high, width: cell.width, height: captionHeight(words, cell.width) * part };
	return { index, cell, picture, caption };
}

function larger({ x, y, width, height }: Rect, scale: number): Rect {
	return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}

function onPaper({ index, cell, picture, caption }: PlacedPanel, scale: number): PlacedPanel {
	return { index, cell: larger(cell, scale), picture: onDots(larger(picture, scale)), caption: caption && larger(caption, scale) };
}

/** On whole dots of the printer, so that each of the picture's pixels is one. */
function onDots({ x, y, width, height }: Rect): Rect {
	const dot = mmPerInch / dpi;
	const whole = (mm: number) => Math.round(mm / dot) * dot;
	const [left, top] = [whole(x), whole(y)];
	return { x: left, y: top, width: Math.max(dot, whole(x + width) - left), height: Math.max(dot, whole(y + height) - top) };
}
