import type { Rect } from './geometry.ts';

/**
 * What lies over the board now, in pixels of the stage: everything that is marked `data-overlay`, the board's own tools
 * and what the page pins over it. Measured, not reckoned: what is chosen, a long message or a narrow window make it higher.
 */
export function overlaysOn(stage: HTMLElement): Rect[] {
	const { left, top } = stage.getBoundingClientRect();
	return [...document.querySelectorAll('[data-overlay]')]
		.map((element) => element.getBoundingClientRect())
		.filter(({ width, height }) => width > 0 && height > 0)
		.map(({ x, y, width, height }) => ({ x: x - left, y: y - top, width, height }));
}
