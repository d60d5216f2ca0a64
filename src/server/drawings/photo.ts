import type { Sharp } from 'sharp';
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

/**
 * The sheet between these corners, cleaned; see `cleanSheet`.
 * @param corners as parts of the picture's width and height
 * @param side the longest side that the photo is decoded with, in pixels, or up to a tenth more; the sheet is a part of it
 */
export async function cleanPhoto(
	{ open, width, height }: { open(): Sharp; width: number; height: number },
	{ corners, contrast }: { corners: Corners; contrast: number },
	box: { width: number; height: number },
	side = Math.max(box.width, box.height)
): Promise<Pixels> {
	// A camera's 12 megapixels are hardly larger than a screen: making them smaller first takes longer than it saves.
	const isNear = Math.max(width, height) <= NEAR * side;
	const photo = await decodePhoto(open, isNear ? Math.max(width, height) : side);
	const inPixels = corners.map(({ x, y }) => ({ x: x * photo.width - 0.5, y: y * photo.height - 0.5 })) as Corners;
	return cleanSheet(photo, inPixels, contrast, box);
}
