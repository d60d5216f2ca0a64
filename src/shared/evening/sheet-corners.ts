import type { Treatment } from '../protocol/commands.ts';

/**
 * Whether a sheet can lie between these corners: they go round with the clock, and none points inwards or lies on a side.
 * Where sides cross, the picture that is made of it is smeared.
 */
export function canBeSheet(corners: Treatment['corners']): boolean {
	return corners.every(([x, y], index) => {
		const [nextX, nextY] = corners[(index + 1) % 4]!;
		const [lastX, lastY] = corners[(index + 2) % 4]!;
		return (nextX - x) * (lastY - y) > (nextY - y) * (lastX - x);
	});
}
