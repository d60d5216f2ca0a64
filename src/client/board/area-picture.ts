import { drawOthers, type OtherMark } from './card-marks.ts';
import { drawFocusRing } from './focus-ring.ts';
import type { Rect } from './geometry.ts';
import { cardsInWords, foldedSize, nameHeight, type Group } from './grouping.ts';
import type { Look } from './look.ts';
import type { Wanted } from './pictures.ts';
import { print } from './print.ts';
import { layTitle, type TitleLines } from './title.ts';

/** A group as it is drawn, and how it is marked on this facilitator's board. */
export interface AreaContent extends Group {
	selected: boolean;
	/** The keyboard is here. */
	focused: boolean;
	/** What is carried would join it. */
	aimed: boolean;
	/** A card in it was found. */
	lit: boolean;
	/** Others who chose or hold all of it, where it is folded: of an open one the cards tell. */
	others: readonly OtherMark[];
}

/** A group's name as it is printed. */
export interface NameContent {
	name: string;
	count: number;
	folded: boolean;
	/** The room for it, in board units. */
	width: number;
	key: string;
}

/** Rooms for names grow by this much, in board units: while cards are carried a name is not printed anew in every frame. */
const roomStep = 60;
const side = 14;
/** How much ink the ground of a group has. */
const groundInk = 0.07;
const corner = 12;
/** Sheets that a folded group lies on, each so far lower and to the right. */
const pile = 5;

export function nameContent({ name, folded, themes }: Group, area: Rect): NameContent {
	const width = folded ? foldedSize.width : Math.floor(area.width / roomStep) * roomStep;
	const count = themes.length;
	return { name, count, folded, width, key: JSON.stringify([name, count, folded, width]) };
}

/** The size of a name's picture, in board units. */
export function nameSize({ folded, width }: NameContent): { width: number; height: number } {
	return { width, height: folded ? foldedSize.height : nameHeight };
}

/** A canvas with a group's name and how many cards it has, at `step` pixels per board unit. */
export function printName({ content, step, detail }: Wanted<NameContent>, look: Look, syllables: (word: string) => string[]): HTMLCanvasElement {
	return print(nameSize(content), step, (context) => {
		context.fillStyle = look.ink;
		context.textBaseline = 'alphabetic';
		const far = detail === 'far';
		if (content.folded) drawFolded(context, content, far, look, syllables);
		else drawName(context, content, far, look, syllables);
	});
}

/** Over an open group is little room, or the names of groups in rows would lie over cards: a long name has two or three small lines. */
const nameSizes = { near: [24, 20, 17, 15, 13, 11], far: [36, 30, 25, 17, 15, 13, 11] } as const;
const nameLeading = 1.05;

/** The name of an open group in lines. @param measure width of a text at a size, in board units */
export function layName({ name, count, width }: NameContent, far: boolean, measure: (text: string, size: number) => number, syllables: (word: string) => string[]): TitleLines {
	return layTitle(name, { width: width - 2 * side, height: nameHeight - 2 }, {
		sizes: far ? nameSizes.far : nameSizes.near,
		leading: nameLeading,
		// How many cards it has stands behind the last line, which may be any.
		measure: (text, size) => measure(text + figuresOf(count), size),
		syllables
	});
}

function figuresOf(count: number): string {
	return ` ${count}`;
}

function drawName(context: CanvasRenderingContext2D, content: NameContent, far: boolean, look: Look, syllables: (word: string) => string[]): void {
	const measure = (text: string, size: number) => {
		context.font = `${look.weightHead} ${size}px ${look.fontHead}`;
		return context.measureText(text).width;
	};
	const { lines, size } = layName(content, far, measure, syllables);
	const figures = figuresOf(content.count);
	const end = lines.length - 1;
	const baseline = (index: number) => (end > 0 ? size * 0.95 : far ? 32 : 26) + size * nameLeading * index;
	const behind = side + measure(lines[end] ?? '', size);
	const plate = Math.max(...lines.map((line, index) => measure(index === end ? line + figures : line, size)));
	drawPlate(context, { x: side - 3, y: baseline(0) - size * 0.8, width: plate + 6, height: size * (1.08 + nameLeading * end) }, look);
	lines.forEach((line, index) => context.fillText(line, side, baseline(index)));
	context.fillStyle = look.muted;
	context.fillText(figures, behind, baseline(end));
}

/** Behind a name, of the ground's own colour: rings of cards, and a colleague's choice, end at it, or they would run through the letters. */
function drawPlate(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, look: Look): void {
	context.save();
	context.beginPath();
	context.roundRect(x, y, width, height, 4);
	context.fillStyle = look.paper;
	context.fill();
	context.fillStyle = look.ink;
	context.globalAlpha = groundInk;
	context.fill();
	context.restore();
}

function drawFolded(context: CanvasRenderingContext2D, { name, count, width }: NameContent, far: boolean, look: Look, syllables: (word: string) => string[]): void {
	const { lines, size } = layTitle(name, { width: width - 2 * side - 8, height: 74 }, {
		sizes: far ? [48, 40, 34, 28, 22] : [30, 27, 24, 21, 18, 15],
		leading: 1.1,
		measure: (text, at) => {
			context.font = `${look.weightHead} ${at}px ${look.fontHead}`;
			return context.measureText(text).width;
		},
		syllables
	});
	context.font = `${look.weightHead} ${size}px ${look.fontHead}`;
	lines.forEach((line, index) => context.fillText(line, side, 12 + size * (0.85 + 1.1 * index)));
	context.font = `${look.weightStrong} ${far ? 30 : 19}px ${look.fontText}`;
	context.fillText(cardsInWords(count), side, foldedSize.height - 16);
}

/** The ground keeps this far from a card that is not in the group, in board units. */
const strangerGap = 10;

/** The places of these cards, at which an area has no ground: they lie over it, and are not in the group. Null for none. */
export function holesFor(cards: readonly Rect[]): Path2D | null {
	if (cards.length === 0) return null;
	const holes = new Path2D();
	for (const { x, y, width, height } of cards) holes.roundRect(x - strangerGap, y - strangerGap, width + 2 * strangerGap, height + 2 * strangerGap, corner);
	return holes;
}

/**
 * What a group's name is printed on: the ground behind its cards, or the pile that they were folded into.
 * @param holes where it has no ground, with a line around each
 */
export function drawGround(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, holes: Path2D | null, { folded, selected, aimed, lit, focused, others }: AreaContent, zoom: number, look: Look): void {
	const px = Math.min(1 / zoom, 3);
	const outline = (by: number) => {
		const path = new Path2D();
		path.roundRect(x - by, y - by, width + 2 * by, height + 2 * by, corner + Math.max(0, by));
		return path;
	};
	context.strokeStyle = look.ink;
	if (folded) {
		if (selected || lit) {
			context.fillStyle = look.loud;
			context.lineWidth = 1.5 * px;
			context.fill(outline(7 * px + pile));
			context.stroke(outline(7 * px + pile));
		}
		context.fillStyle = look.card;
		context.lineWidth = 3;
		for (const sheet of [pile, 0]) {
			context.save();
			context.translate(sheet, sheet);
			context.fill(outline(0));
			context.stroke(outline(0));
			context.restore();
		}
	} else {
		context.fillStyle = look.ink;
		context.globalAlpha = aimed ? 0.2 : groundInk;
		if (holes && !aimed) {
			const ground = outline(0);
			context.save();
			context.clip(ground);
			ground.addPath(holes);
			context.fill(ground, 'evenodd');
			context.globalAlpha = 1;
			context.lineWidth = 1.5 * px;
			context.stroke(holes);
			context.restore();
		} else context.fill(outline(0));
		context.globalAlpha = 1;
		context.lineWidth = (selected || aimed ? 3 : 1.5) * px;
		context.stroke(outline(0));
	}
	if (aimed) {
		context.setLineDash([9 * px, 6 * px]);
		context.lineWidth = 3 * px;
		context.stroke(outline(6 * px));
		context.setLineDash([]);
	}
	if (others.length > 0) {
		context.save();
		context.translate(x, y);
		const around = (by = 0) => {
			const path = new Path2D();
			path.roundRect(-by, -by, width + 2 * by, height + 2 * by, corner + by);
			return path;
		};
		drawOthers(context, others, { size: { width, height }, outline: (grow = 0) => around(grow + pile), plain: true }, px, look);
		context.restore();
	}
	if (focused) drawFocusRing(context, outline(folded ? 13 * px : 6 * px), px, look);
}
