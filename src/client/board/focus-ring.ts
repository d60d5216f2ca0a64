import type { Look } from './look.ts';

/**
 * The ring of the keyboard's focus: ink on white, so that it is seen on paper, card and band alike.
 * @param px one pixel of the screen, in board units
 */
export function drawFocusRing(context: CanvasRenderingContext2D, ring: Path2D, px: number, look: Look): void {
	context.strokeStyle = '#ffffff';
	context.lineWidth = 7 * px;
	context.stroke(ring);
	context.strokeStyle = look.ink;
	context.lineWidth = 3 * px;
	context.stroke(ring);
}
