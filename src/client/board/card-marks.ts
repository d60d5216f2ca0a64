import { check } from '#client/ui/icons/check.ts';
import { handStop } from '#client/ui/icons/hand-stop.ts';
import { drawFocusRing } from './focus-ring.ts';
import type { Point, Size } from './geometry.ts';
import type { Look } from './look.ts';

/** How a card is marked on this facilitator's board. */
export interface Marks {
	selected: boolean;
	/** The keyboard is here. */
	focused: boolean;
	/** Found: lit until something else is looked for. */
	lit: boolean;
	/** In this facilitator's hand. */
	lifted: boolean;
	/** Other facilitators who chose it, or hold it. */
	others: readonly OtherMark[];
}

export interface OtherMark {
	/** Which of the colours for hands: see `Look`. */
	colour: number;
	/** Written at this card; null on the others of the same choice. */
	name: string | null;
	holds: boolean;
}

export const unmarked: Marks = { selected: false, focused: false, lit: false, lifted: false, others: [] };

/** Is it in another facilitator's hand? */
export function isHeld({ others }: Marks): boolean {
	return others.some(({ holds }) => holds);
}

export function isMarked(marks: Marks): boolean {
	return marks.selected || marks.focused || marks.lit || marks.lifted || marks.others.length > 0;
}

/** What is marked: its size in board units, and its outline, `grow` larger on each side. */
export interface Shape {
	size: Size;
	outline: (grow?: number) => Path2D;
	/** Without the comic's noise. */
	plain: boolean;
}

const rays = 26;
/** The radius of a round mark, in pixels. */
const badge = 12;
/** Letters of a name on a tag. */
const longestTag = 18;

/** What lies under a marked card: rays around one that was found, the ground of a chosen one, the shadow of a lifted one. */
export function drawMarksUnder(context: CanvasRenderingContext2D, marks: Marks, shape: Shape, zoom: number, look: Look): void {
	const px = pixel(zoom);
	// A grave theme is found as any other, without the comic's noise.
	if (marks.lit && !shape.plain) drawRays(context, shape.size, px, look);
	if (marks.lifted) {
		context.save();
		context.translate(12, 12);
		context.fillStyle = look.ink;
		context.globalAlpha = 0.85;
		context.fill(shape.outline());
		context.restore();
	}
	if (marks.selected || marks.lit) {
		context.fillStyle = look.loud;
		context.strokeStyle = look.ink;
		context.lineWidth = 1.5 * px;
		const ground = shape.outline(7 * px);
		context.fill(ground);
		context.stroke(ground);
	}
}

/** What lies over a marked card: the tick of a chosen one, the choice and the hands of others, the ring of the focus. */
export function drawMarksOver(context: CanvasRenderingContext2D, marks: Marks, shape: Shape, zoom: number, look: Look): void {
	const px = pixel(zoom);
	drawOthers(context, marks.others, shape, px, look);
	if (marks.focused) {
		const grow = (marks.selected || marks.lit ? 13 : 7) * px;
		drawFocusRing(context, shape.outline(grow), px, look);
	}
	// Not over the corner: above it a group's name may stand, and beside it the band's sign.
	if (marks.selected) drawBadge(context, -0.4 * badge * px, badge * px, px, check, look.loud, look.ink);
}

/** An outline for each other who chose the card: ink with that one's colour in it, dashed around what is in that one's hand. */
export function drawOthers(context: CanvasRenderingContext2D, others: readonly OtherMark[], shape: Shape, px: number, look: Look): void {
	let beside = 0;
	for (const [index, { colour, name, holds }] of others.entries()) {
		const fill = look.hands[colour] ?? look.card;
		const outline = shape.outline((5 + 7 * index) * px);
		context.strokeStyle = look.ink;
		context.lineWidth = 7 * px;
		context.stroke(outline);
		context.strokeStyle = fill;
		context.lineWidth = 4 * px;
		if (holds) context.setLineDash([10 * px, 5 * px]);
		context.stroke(outline);
		context.setLineDash([]);
		if (holds) drawBadge(context, shape.size.width, 0, px, handStop, fill, look.ink);
		if (name !== null) beside += drawName(context, name, { x: beside, y: shape.size.height }, px, fill, look);
	}
}

/** A name on a tag that hangs from the card. @returns how wide it is, with the room after it */
function drawName(context: CanvasRenderingContext2D, name: string, { x, y }: Point, px: number, ground: string, look: Look): number {
	context.font = `${look.weightStrong} ${13 * px}px ${look.fontText}`;
	const letters = [...name];
	const shown = letters.length > longestTag ? `${letters.slice(0, longestTag - 1).join('')}…` : name;
	const width = context.measureText(shown).width + 12 * px;
	context.beginPath();
	context.rect(x, y - 2 * px, width, 20 * px);
	context.fillStyle = ground;
	context.fill();
	context.strokeStyle = look.ink;
	context.lineWidth = 2 * px;
	context.stroke();
	context.fillStyle = look.ink;
	context.textBaseline = 'alphabetic';
	context.fillText(shown, x + 6 * px, y + 12.5 * px);
	return width + 4 * px;
}

/** A CSS pixel in board units, at most so large that a mark from afar does not run into the neighbours. */
function pixel(zoom: number): number {
	return Math.min(1 / zoom, 3);
}

function drawBadge(context: CanvasRenderingContext2D, x: number, y: number, px: number, icon: string, ground: string, ink: string): void {
	const radius = badge * px;
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fillStyle = ground;
	context.fill();
	context.strokeStyle = ink;
	context.lineWidth = 2 * px;
	context.stroke();
	context.save();
	context.translate(x - radius * 0.68, y - radius * 0.68);
	context.scale((radius * 1.36) / 24, (radius * 1.36) / 24);
	context.lineWidth = 3.2;
	context.lineCap = 'round';
	context.lineJoin = 'round';
	context.stroke(new Path2D(icon));
	context.restore();
}

/** Short strokes all around, as a comic draws what is suddenly seen. */
function drawRays(context: CanvasRenderingContext2D, { width, height }: Size, px: number, look: Look): void {
	context.save();
	context.strokeStyle = look.ink;
	context.lineWidth = 3 * px;
	context.lineCap = 'round';
	context.beginPath();
	for (let ray = 0; ray < rays; ray += 1) {
		const angle = ((ray + 0.5) / rays) * 2 * Math.PI;
		const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
		// From the middle to the edge of a rectangle a little larger than the card.
		const out = 1 / Math.max(Math.abs(cos) / (width / 2), Math.abs(sin) / (height / 2));
		const from = out + 15 * px;
		const to = from + (ray % 2 === 0 ? 20 : 11) * px;
		context.moveTo(width / 2 + cos * from, height / 2 + sin * from);
		context.lineTo(width / 2 + cos * to, height / 2 + sin * to);
	}
	context.stroke();
	context.restore();
}
