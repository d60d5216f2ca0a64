import type { Corners } from './geometry.ts';
import { paperLight } from './light.ts';
import type { Pixels } from './pixels.ts';
import { proportionOf, sizeOf, straightened } from './straighten.ts';
import { whiten } from './whiten.ts';

/**
 * A photographed sheet as if it had been scanned: straight, on white paper.
 * @param contrast 0 (soft) to 100 (hard)
 * @param box the largest size of the result in pixels
 */
export function cleanSheet(photo: Pixels, corners: Corners, contrast: number, box: { width: number; height: number }): Pixels {
	const size = sizeOf(corners, proportionOf(corners, photo), box);
	const sheet = straightened(photo, corners, size);
	whiten(sheet, paperLight(sheet), contrast);
	return sheet;
}
