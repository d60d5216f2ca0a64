import { layHalftone } from '#client/ui/halftone.ts';
import { eyeOff } from '#client/ui/icons/eye-off.ts';
import { lock } from '#client/ui/icons/lock.ts';
import { mainThemeIcons } from '#client/ui/icons/main-theme.ts';
import type { MainTheme } from '#shared/programme/main-theme.ts';
import { smallPrint, type CardContent } from './cards.ts';
import { band, cardSize } from './geometry.ts';
import type { Look } from './look.ts';
import type { Detail, Wanted } from './pictures.ts';
import { print } from './print.ts';
import { layTitle, type TitleRoom } from './title.ts';

/** What a card's picture is drawn with. */
export interface Press {
	look: Look;
	syllables: (word: string) => string[];
	/** The drawing's thumbnail, decoded; null while it is not there. */
	thumbnail: (version: string) => CanvasImageSource | null;
}

/** How far ink goes beyond the card on each side, in board units: the shadow, and the edge's outer half. */
export const bleed = 8;
/** A card with its bleed, in board units. */
export const pictureSize = { width: cardSize.width + 2 * bleed, height: cardSize.height + 2 * bleed } as const;

const edge = 3;
const shadow = 5;
const side = 14;
const { near: bandNear, far: bandFar } = band;
const leading = 1.08;
/** Dots in a row as long as they don't shrink. */
const columns = 26;
/** The same on every card, so that dots can be compared; a count of four figures takes some of it. */
const dotsWidth = 216;
const thumbnailSize = 88;
/** A line of small print. */
const printHeight = 24;

const { width, height } = cardSize;
/** Cut by hand, as the cards of the page. */
const corners: DOMPointInit[] = [{ x: 15, y: 13 }, { x: 11, y: 12 }, { x: 22, y: 9 }, { x: 10, y: 20 }];
const straight: DOMPointInit[] = [{ x: 2, y: 2 }];

/** The card's outline as a path, its top left corner at 0, 0. `grow`: so much larger on each side. */
export function cardOutline(grave: boolean, grow = 0): Path2D {
	const path = new Path2D();
	const radii = (grave ? straight : corners).map(({ x = 0, y = 0 }) => ({ x: x + grow, y: y + grow }));
	path.roundRect(-grow, -grow, width + 2 * grow, height + 2 * grow, radii);
	return path;
}

/** A canvas with the picture of a card and its bleed, at `step` pixels per board unit. */
export function printCard({ content: card, step, detail }: Wanted<CardContent>, press: Press): HTMLCanvasElement {
	return print(pictureSize, step, (context) => {
		context.translate(bleed, bleed);
		drawCard(context, card, detail, press);
	});
}

/** Draws a card, its top left corner at 0, 0, in board units. */
function drawCard(context: CanvasRenderingContext2D, card: CardContent, detail: Detail, press: Press): void {
	const { look } = press;
	const outline = cardOutline(card.grave);
	context.save();
	if (!card.grave) {
		context.save();
		context.translate(shadow, shadow);
		context.fillStyle = look.ink;
		context.fill(outline);
		context.restore();
	}
	context.fillStyle = look.card;
	context.fill(outline);
	context.save();
	context.clip(outline);
	if (detail === 'near') drawNear(context, card, press);
	else drawFar(context, card, press);
	context.restore();
	context.strokeStyle = look.ink;
	context.lineWidth = edge;
	context.stroke(outline);
	context.restore();
}

/** What stands there while a card's own picture is not drawn yet: its band and number. */
export function drawBlank(context: CanvasRenderingContext2D, card: CardContent, look: Look): void {
	context.fillStyle = look.card;
	context.fillRect(0, 0, width, height);
	context.fillStyle = look.main[card.main];
	context.fillRect(0, 0, width, bandNear);
	context.strokeStyle = look.ink;
	context.lineWidth = edge;
	context.strokeRect(0, 0, width, height);
}

function drawNear(context: CanvasRenderingContext2D, card: CardContent, press: Press): void {
	const { look } = press;
	drawBand(context, card, look);
	const top = bandNear + 10;
	const print = smallPrint(card).join(' · ');
	const foot = card.dots === null ? 12 : 60;
	const room: TitleRoom = { width: width - 2 * side, height: height - top - foot - (print === '' ? 0 : printHeight) };
	if (card.drawing !== null) {
		drawThumbnail(context, press.thumbnail(card.drawing), width - side - thumbnailSize, top + 1, thumbnailSize, look);
		room.beside = { width: room.width - thumbnailSize - 12, height: thumbnailSize };
	}
	const below = drawTitle(context, card.title, top, room, card.dots === null ? [33, 30, 27, 24, 21, 18, 16] : [30, 27, 24, 21, 18, 15], press);
	if (print !== '') {
		// Under the title where dots follow, else at the foot.
		const baseline = card.dots === null ? height - 16 : below + 17;
		const free = room.beside && baseline - 14 < top + thumbnailSize ? room.beside.width : room.width;
		context.fillStyle = look.muted;
		const size = [18, 17, 16, 15].find((one) => {
			context.font = `400 ${one}px ${look.fontText}`;
			return context.measureText(print).width <= free;
		});
		context.fillText(print, side, baseline, size === undefined ? free : undefined);
	}
	if (card.dots !== null) drawResult(context, card, card.dots, height - 14, look);
}

function drawFar(context: CanvasRenderingContext2D, card: CardContent, press: Press): void {
	const { look } = press;
	context.fillStyle = look.main[card.main];
	context.fillRect(0, 0, width, bandFar);
	drawIcon(context, card.main, side + 2, 13, 52, look.onMain);
	context.fillStyle = look.onMain;
	const fontAt = (size: number) => `${look.weightHead} ${size}px ${look.fontHead}`;
	context.textAlign = 'right';
	context.textBaseline = 'alphabetic';
	// '3 + 7 + 12' leaves room for the icon.
	const size = [70, 60, 50, 40, 30].find((one) => ((context.font = fontAt(one)), context.measureText(card.numbers).width <= width - 2 * side - 70)) ?? 24;
	context.font = fontAt(size);
	context.fillText(card.numbers, width - side, 39 + size * 0.36);
	drawStates(context, card, width - side - context.measureText(card.numbers).width - 8, 15, 48, look);
	context.textAlign = 'left';
	const hasDots = card.dots !== null;
	const room = { width: width - 2 * side, height: height - bandFar - (hasDots ? 60 : 12) };
	drawTitle(context, card.title, bandFar + 6, room, hasDots ? [30, 26] : [42, 36, 32, 28], press);
	if (card.dots !== null) drawResult(context, card, card.dots, height - 12, look);
}

function drawBand(context: CanvasRenderingContext2D, card: CardContent, look: Look): void {
	const { main, mainName, numbers } = card;
	context.fillStyle = look.main[main];
	context.fillRect(0, 0, width, bandNear);
	drawIcon(context, main, side - 2, 8, 25, look.onMain);
	context.textBaseline = 'alphabetic';
	context.font = `${look.weightHead} 24px ${look.fontHead}`;
	const box = Math.max(32, context.measureText(numbers).width + 14);
	const boxLeft = width - box - 9;
	context.fillStyle = look.card;
	context.beginPath();
	context.roundRect(boxLeft, 7, box, 27, [{ x: 6, y: 7 }, { x: 8, y: 6 }, { x: 6, y: 5 }, { x: 7, y: 8 }]);
	context.fill();
	context.fillStyle = look.main[main];
	context.textAlign = 'center';
	context.fillText(numbers, boxLeft + box / 2, 29.5);
	context.textAlign = 'left';
	context.font = `${look.weightStrong} 18px ${look.fontText}`;
	context.fillStyle = look.onMain;
	const left = drawStates(context, card, boxLeft - 6, 9, 23, look);
	context.fillText(mainName, side + 31, 27, left - side - 33);
}

/** A padlock, and an eye that does not see, each on a ground of its own. @returns where the first of them begins */
function drawStates(context: CanvasRenderingContext2D, { main, locked, hidden }: CardContent, right: number, y: number, size: number, look: Look): number {
	let left = right;
	for (const icon of [...(hidden ? [eyeOff] : []), ...(locked ? [lock] : [])]) {
		left -= size;
		context.fillStyle = look.card;
		context.beginPath();
		context.roundRect(left, y, size, size, size / 5);
		context.fill();
		drawPath(context, icon, left + size * 0.1, y + size * 0.1, size * 0.8, look.main[main]);
		left -= size / 6;
	}
	return left;
}

function drawIcon(context: CanvasRenderingContext2D, main: MainTheme, x: number, y: number, size: number, colour: string): void {
	drawPath(context, mainThemeIcons[main], x, y, size, colour);
}

function drawPath(context: CanvasRenderingContext2D, path: string, x: number, y: number, size: number, colour: string): void {
	context.save();
	context.translate(x, y);
	context.scale(size / 24, size / 24);
	context.strokeStyle = colour;
	context.lineWidth = 2.4;
	context.lineCap = 'round';
	context.lineJoin = 'round';
	context.stroke(new Path2D(path));
	context.restore();
}

/** @returns where the title's last line ends. */
function drawTitle(
	context: CanvasRenderingContext2D,
	title: string,
	top: number,
	room: TitleRoom,
	sizes: readonly number[],
	{ look, syllables }: Press
): number {
	const fontAt = (size: number) => `${look.weightHead} ${size}px ${look.fontHead}`;
	// Firefox and older Safari have no letter spacing on a canvas; theirs is a little wider.
	context.letterSpacing = '-0.018em';
	const measure = (text: string, size: number) => {
		context.font = fontAt(size);
		return context.measureText(text).width;
	};
	const { lines, size } = layTitle(title, room, { sizes, leading, measure, syllables });
	context.font = fontAt(size);
	context.fillStyle = look.ink;
	context.textBaseline = 'alphabetic';
	lines.forEach((line, index) => context.fillText(line, side, top + size * (0.8 + index * leading)));
	context.letterSpacing = '0px';
	return top + size * leading * lines.length;
}

/** The drawing whole, on white, in its own straight frame. */
function drawThumbnail(
	context: CanvasRenderingContext2D,
	image: CanvasImageSource | null,
	x: number,
	y: number,
	size: number,
	look: Look
): void {
	context.fillStyle = '#ffffff';
	context.fillRect(x, y, size, size);
	if (image !== null) {
		const [imageWidth, imageHeight] = sizeOf(image);
		const scale = Math.min((size - 4) / imageWidth, (size - 4) / imageHeight);
		const [w, h] = [imageWidth * scale, imageHeight * scale];
		context.imageSmoothingQuality = 'high';
		context.drawImage(image, x + (size - w) / 2, y + (size - h) / 2, w, h);
	}
	context.strokeStyle = look.ink;
	context.lineWidth = 2;
	context.strokeRect(x, y, size, size);
}

function sizeOf(image: CanvasImageSource): [number, number] {
	if (image instanceof HTMLImageElement) return [image.naturalWidth, image.naturalHeight];
	return 'codedWidth' in image ? [image.displayWidth, image.displayHeight] : [Number(image.width), Number(image.height)];
}

/** One printed dot for each dot given, from the bottom up, and the count beside them. */
function drawResult(context: CanvasRenderingContext2D, { main }: CardContent, dots: number, bottom: number, look: Look): void {
	context.fillStyle = look.ink;
	context.font = `${look.weightHead} 40px ${look.fontHead}`;
	context.textAlign = 'right';
	context.textBaseline = 'alphabetic';
	context.fillText(String(dots), width - side, bottom);
	context.textAlign = 'left';
	const free = width - 2 * side - context.measureText(String(dots)).width - 8;
	if (dots === 0) return;
	const { rows, width: units, height: high } = layHalftone(dots, columns);
	const pitch = Math.min(dotsWidth, free) / units;
	context.fillStyle = look.main[main];
	context.beginPath();
	for (const row of rows) {
		const y = bottom + (row.y - high) * pitch;
		for (let dot = 0; dot < row.dots; dot += 1) {
			const x = side + (row.x + dot) * pitch;
			context.moveTo(x + 0.43 * pitch, y);
			context.arc(x, y, 0.43 * pitch, 0, 2 * Math.PI);
		}
	}
	context.fill();
}
