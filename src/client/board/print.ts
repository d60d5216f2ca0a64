import type { Size } from './geometry.ts';

/** On which every picture is drawn first; null where there is no memory for it. */
let block: CanvasRenderingContext2D | null | undefined;

/** Canvases whose pictures are not shown any more, for the next ones: as garbage they would wait, some 40 kB each, while dots come by the hundred. */
const spares: HTMLCanvasElement[] = [];
const mostSpares = 200;

/** Nothing shows this picture any more: its memory is let go of at once. */
export function giveBack(picture: HTMLCanvasElement): void {
	// Safari counts a canvas's memory until it is collected, and gives none above a limit.
	picture.width = 0;
	picture.height = 0;
	if (spares.length < mostSpares) spares.push(picture);
}

/**
 * A canvas with a picture on it, at `step` pixels per board unit. It is drawn on one canvas for all and copied from there:
 * in Chromium a canvas keeps the faces and shapes of the text that was drawn on it for as long as it lives. Measured on a
 * thousand small ones with four lines each: 280 MB, copied 139 MB.
 * @param size in board units, as `draw` draws in
 */
export function print({ width, height }: Size, step: number, draw: (context: CanvasRenderingContext2D) => void): HTMLCanvasElement {
	const picture = spares.pop() ?? document.createElement('canvas');
	picture.width = Math.ceil(width * step);
	picture.height = Math.ceil(height * step);
	const context = picture.getContext('2d');
	block ??= document.createElement('canvas').getContext('2d');
	// Without memory for another canvas the picture stays empty; the board goes on.
	if (!context || !block) return picture;
	// Also empties it.
	block.canvas.width = picture.width;
	block.canvas.height = picture.height;
	block.scale(picture.width / width, picture.height / height);
	draw(block);
	context.drawImage(block.canvas, 0, 0);
	return picture;
}
