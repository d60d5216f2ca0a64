import type { Sharp } from 'sharp';
import type { Picture } from './picture.ts';
import { cleanSheet } from './sheet/clean.ts';
import { findSheet } from './sheet/find-corners.ts';
import type { Corners } from './sheet/geometry.ts';
import type { Pixels } from './sheet/pixels.ts';
import { hasFlatBorder, kindOf, type PictureKind } from './sheet/tell-photo.ts';

/** A photo is looked at for its sheet with this longest side, in pixels. */
const SEARCH_SIDE = 960;
/** A photo that is so many times as large as is wanted is near enough. */
const NEAR = 1.1;

/** Decodes a picture in sRGB, with a longest side of `side` pixels at most. @param open see `Picture` @throws what libvips throws */
export async function decodePhoto(open: () => Sharp, side: number): Promise<Pixels> {
	const { data, info } = await open()
		.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
		.toColourspace('srgb')
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** What a picture is; of a photo of a sheet its corners, as parts (0 to 1) of the upright picture's width and height. */
export async function lookForSheet(open: () => Sharp): Promise<{ kind: PictureKind; corners: Corners | null }> {
	const picture = await decodePhoto(open, SEARCH_SIDE);
	if (hasFlatBorder(picture)) return { kind: 'export', corners: null };
	const found = findSheet(picture);
	const kind = kindOf(picture, found?.corners ?? null);
	if (kind !== 'sheet' || found === null) return { kind, corners: null };
	return { kind, corners: found.corners.map(({ x, y }) => ({ x: (x + 0.5) / picture.width, y: (y + 0.5) / picture.height })) as Corners };
}

/** Decodes a photo of which a sheet is to be cut, with a longest side of `side` pixels, or up to a tenth more. */
export function decodeForCutting({ open, width, height }: Pick<Picture, 'open' | 'width' | 'height'>, side: number): Promise<Pixels> {
	// A camera's 12 megapixels are hardly larger than a screen: making them smaller first takes longer than it saves.
	const isNear = Math.max(width, height) <= NEAR * side;
	return decodePhoto(open, isNear ? Math.max(width, height) : side);
}

/**
 * The sheet between these corners, cleaned; see `cleanSheet`.
 * @param corners as parts of the photo's width and height
 * @param box the largest size of the result in pixels
 */
export function cleanPhoto(photo: Pixels, { corners, contrast }: { corners: Corners; contrast: number }, box: { width: number; height: number }): Pixels {
	const inPixels = corners.map(({ x, y }) => ({ x: x * photo.width - 0.5, y: y * photo.height - 0.5 })) as Corners;
	return cleanSheet(photo, inPixels, contrast, box);
}
