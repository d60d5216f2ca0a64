import { between, touches, type Point, type Rect, type Size } from './geometry.ts';

/** Paper that stays around it, in board units. */
const gap = 16;
/** From one place that is tried to the next, and how many of these away from the middle at most. */
const step = 60;
const farthest = 30;

/**
 * Where something new comes to lie: as near as it can to what one looks at, over nothing else. Where nothing is free
 * in reach it lies in the middle, over what is there.
 * @param middle of what one looks at, in board units
 * @returns its top left corner
 */
export function freeSpot(middle: Point, { width, height }: Size, taken: readonly Rect[]): Point {
	const from = { x: Math.round(middle.x - width / 2), y: Math.round(middle.y - height / 2) };
	const around = between({ x: from.x - gap, y: from.y - gap }, { x: from.x + width + gap, y: from.y + height + gap });
	const places = [];
	for (let across = -farthest; across <= farthest; across += 1) {
		for (let down = -farthest; down <= farthest; down += 1) places.push({ x: across * step, y: down * step });
	}
	places.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
	const free = places.find(({ x, y }) => !taken.some((other) => touches({ ...around, x: around.x + x, y: around.y + y }, other)));
	return free ? { x: from.x + free.x, y: from.y + free.y } : from;
}
