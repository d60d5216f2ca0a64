import type { Size, Viewpoint } from './geometry.ts';
import type { Look } from './look.ts';

/** Register marks stand this far apart, in board units: one in each gutter where new cards are laid. */
const across = 360;
const down = 250;
const gutter = { x: -20, y: -25 };
/** Marks closer together than this, in pixels, would be a pattern. */
const closest = 60;

/** The paper, with a printer's register marks: while one pans, something is seen to move. */
export function drawSheet(context: CanvasRenderingContext2D, view: Viewpoint, room: Size, look: Look): void {
	context.fillStyle = look.paper;
	context.fillRect(0, 0, room.width, room.height);
	const { zoom } = view;
	const every = 2 ** Math.max(0, Math.ceil(Math.log2(closest / (down * zoom))));
	const [stepX, stepY] = [across * every, down * every];
	const arm = 5;
	context.beginPath();
	for (let x = gutter.x + Math.ceil((view.x - gutter.x) / stepX) * stepX; (x - view.x) * zoom < room.width; x += stepX) {
		for (let y = gutter.y + Math.ceil((view.y - gutter.y) / stepY) * stepY; (y - view.y) * zoom < room.height; y += stepY) {
			const [left, top] = [Math.round((x - view.x) * zoom) + 0.5, Math.round((y - view.y) * zoom) + 0.5];
			context.moveTo(left - arm, top);
			context.lineTo(left + arm, top);
			context.moveTo(left, top - arm);
			context.lineTo(left, top + arm);
		}
	}
	context.globalAlpha = 0.45;
	context.strokeStyle = look.line;
	context.lineWidth = 1;
	context.stroke();
	context.globalAlpha = 1;
}
