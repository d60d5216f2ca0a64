import type { PanelFrame } from '#shared/protocol/commands.ts';
import { leastFrame } from '#shared/protocol/text.ts';

/** A place in a drawing, in parts of its width and height. */
export interface Place {
	x: number;
	y: number;
}

/** The corners of a frame that can be taken: they stand across from each other. */
export type Corner = 'first' | 'last';

/** As small as a finger makes by tapping: nobody meant a frame. */
const leastDrawn = 0.04;
/** Room between the frames of a drawing that is divided, as a part of its side. */
const gutter = 0.02;

/** The frame moved by so much, as far as the drawing goes. */
export function movedBy(frame: PanelFrame, by: Place): PanelFrame {
	return { ...frame, x: round(within(frame.x + by.x, 0, 1 - frame.width)), y: round(within(frame.y + by.y, 0, 1 - frame.height)) };
}

/** The frame with that corner there; the other stays where it is. */
export function withCorner({ x, y, width, height }: PanelFrame, corner: Corner, to: Place): PanelFrame {
	const [right, bottom] = [x + width, y + height];
	if (corner === 'last') return framed({ x, y }, { x: within(to.x, x + leastFrame, 1), y: within(to.y, y + leastFrame, 1) });
	return framed({ x: within(to.x, 0, right - leastFrame), y: within(to.y, 0, bottom - leastFrame) }, { x: right, y: bottom });
}

/** Where a corner of a frame is. */
export function cornerOf({ x, y, width, height }: PanelFrame, corner: Corner): Place {
	return corner === 'first' ? { x, y } : { x: x + width, y: y + height };
}

/** The frame that was drawn from one place to another; null for a tap. */
export function drawnFrame(from: Place, to: Place): PanelFrame | null {
	const first = { x: within(Math.min(from.x, to.x), 0, 1), y: within(Math.min(from.y, to.y), 0, 1) };
	const last = { x: within(Math.max(from.x, to.x), 0, 1), y: within(Math.max(from.y, to.y), 0, 1) };
	return last.x - first.x < leastDrawn || last.y - first.y < leastDrawn ? null : framed(first, last);
}

/** A drawing divided in equal frames, row by row. */
export function divided(columns: number, rows: number): PanelFrame[] {
	const [width, height] = [(1 - gutter * (columns - 1)) / columns, (1 - gutter * (rows - 1)) / rows];
	return Array.from({ length: columns * rows }, (_, index) => {
		const [column, row] = [index % columns, Math.floor(index / columns)];
		return { x: round(column * (width + gutter)), y: round(row * (height + gutter)), width: down(width), height: down(height) };
	});
}

/** In the order in which one reads them: those that overlap in height stand in one row. */
export function inReadingOrder(frames: readonly PanelFrame[]): PanelFrame[] {
	const rows: PanelFrame[][] = [];
	for (const frame of [...frames].sort((a, b) => a.y - b.y)) {
		const row = rows.find((one) => frame.y < one[0]!.y + one[0]!.height / 2);
		if (row) row.push(frame);
		else rows.push([frame]);
	}
	return rows.flatMap((row) => row.sort((a, b) => a.x - b.x));
}

function framed(first: Place, last: Place): PanelFrame {
	return { x: round(first.x), y: round(first.y), width: down(last.x - round(first.x)), height: down(last.y - round(first.y)) };
}
function within(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(most, value));
}
/** A ten-thousandth of a side is less than a pixel. */
function round(part: number): number {
	return Math.round(part * 10_000) / 10_000;
}
/** Rounded up it could go past the edge. */
function down(part: number): number {
	return Math.max(leastFrame, Math.floor(part * 10_000 + 1e-6) / 10_000);
}
