import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { decodeHeic } from './heic.ts';
import type { PictureFileKind } from './kind.ts';

/** The most pixels a drawing may have. */
export const DRAWING_LIMIT_PIXELS = 60_000_000;
/** A side of this many pixels or more is refused. */
export const DRAWING_LIMIT_SIDE = 20_000;

/** A picture of any kind that is taken, before it is decoded. */
export interface Picture {
	/** Begins to decode it anew: upright, opaque, on white. Whoever asks says how large, and in which colours. */
	open(): Sharp;
	/** In pixels, upright. */
	width: number;
	height: number;
	/** A camera made it. */
	fromCamera: 'surely' | 'maybe' | 'no';
	/** It has as many pixels for colour as for brightness: a camera's have fewer. */
	fineColour: boolean;
	/** Only the first of its frames or pages is decoded. */
	first: 'frame' | 'page' | null;
	/** In colours of which a screen has none: CMYK, or more than 8 bits. */
	converted: boolean;
}

/**
 * Reads the header of the picture at a path, which is left as it is; of an HEIC all of it.
 * @param seconds the time that each decoding may take
 * @param failOn `error` lets pass what a decoder warns of
 * @throws what libvips throws about the picture
 */
export async function openPicture(path: string, kind: PictureFileKind, seconds: number, failOn: 'warning' | 'error' = 'error'): Promise<Picture | Refusal> {
	if (kind === 'heic') return openHeic(path, seconds);
	// The header alone is read here, so the limit on pixels can be told apart from damage.
	const header = await sharp(path, { limitInputPixels: false, failOn: 'error' }).metadata();
	const refusal = refusalBySize(header);
	if (refusal) return refusal;
	const { width, height } = header.autoOrient;
	return {
		open: () =>
			sharp(path, { limitInputPixels: DRAWING_LIMIT_PIXELS, failOn, sequentialRead: true }).timeout({ seconds }).autoOrient().flatten({ background: '#ffffff' }),
		width,
		height,
		fromCamera: kind !== 'jpeg' ? 'no' : hasExposure(header.exif) ? 'surely' : 'maybe',
		fineColour: header.chromaSubsampling !== '4:2:0',
		first: (header.pages ?? 1) === 1 ? null : kind === 'gif' || kind === 'webp' ? 'frame' : 'page',
		converted: header.space === 'cmyk' || header.depth !== 'uchar'
	};
}

/** Whether EXIF (JEITA CP-3451, section 4.6) says how long the film was exposed: no drawing program knows. */
function hasExposure(exif: Buffer | undefined): boolean {
	if (exif === undefined) return false;
	// Behind 'Exif\0\0' a TIFF: its first directory names the one of the camera.
	const tiff = exif.subarray(exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0);
	const isLittle = tiff.toString('latin1', 0, 2) === 'II';
	const number = (at: number, length: 2 | 4) => (at + length > tiff.length ? 0 : isLittle ? tiff.readUIntLE(at, length) : tiff.readUIntBE(at, length));
	const entry = (directory: number, tag: number) =>
		Array.from({ length: Math.min(number(directory, 2), 200) }, (_, index) => directory + 2 + 12 * index).find((at) => number(at, 2) === tag);
	const camera = entry(number(4, 4), 0x8769);
	return camera !== undefined && entry(number(camera + 8, 4), 0x829a) !== undefined;
}

async function openHeic(path: string, seconds: number): Promise<Picture | Refusal> {
	const decoded = await decodeHeic(path, { pixels: DRAWING_LIMIT_PIXELS, seconds });
	if (!decoded.ok) return decoded;
	const { data, width, height } = decoded;
	return (
		refusalBySize(decoded) ?? {
			open: () => sharp(data, { raw: { width, height, channels: 4 } }).timeout({ seconds }).flatten({ background: '#ffffff' }),
			width,
			height,
			// Drawing programs don't write it.
			fromCamera: 'surely',
			fineColour: false,
			first: null,
			converted: false
		}
	);
}

function refusalBySize({ width, height }: { width: number; height: number }): Refusal | undefined {
	if (Math.max(width, height) >= DRAWING_LIMIT_SIDE) return refuse('drawing.tooWide');
	if (width * height > DRAWING_LIMIT_PIXELS) return refuse('drawing.tooManyPixels');
	return undefined;
}
