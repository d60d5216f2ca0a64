import type { Point } from './geometry.ts';

/**
 * The button of the card, note or group that lies nearest to where one that is gone lay; null where that was none of
 * these, or the board is empty.
 * @param board the element that holds the board's list
 * @param gone its button, no longer in the page
 */
export function nearestThing(board: HTMLElement, gone: HTMLElement): HTMLElement | null {
	const from = placeOf(gone);
	if (!from) return null;
	let nearest: HTMLElement | null = null;
	let least = Infinity;
	// From a group to a card of it, not to the name of another.
	for (const button of board.querySelectorAll<HTMLElement>(gone.closest('h2') ? '.cards li button' : '.cards button')) {
		const at = placeOf(button);
		const far = at ? Math.hypot(at.x - from.x, at.y - from.y) : Infinity;
		if (far >= least) continue;
		nearest = button;
		least = far;
	}
	return nearest;
}

/** In board units, as the list lays its things. */
function placeOf(button: HTMLElement): Point | null {
	const [x, y] = (button.closest<HTMLElement>('li, h2')?.style.translate ?? '').split(' ').map(parseFloat);
	return x === undefined || Number.isNaN(x) ? null : { x, y: y ?? 0 };
}
