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
	/** A camera may have made it. */
	fromCamera: boolean;
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
 * @throws what libvips throws about the picture
 */
export async function openPicture(path: string, kind: PictureFileKind, seconds: number): Promise<Picture | Refusal> {
	if (kind === 'heic') return openHeic(path, seconds);
	// The header alone is read here, so the limit on pixels can be told apart from damage.
	const header = await sharp(path, { limitInputPixels: false, failOn: 'error' }).metadata();
	const refusal = refusalBySize(header);
	if (refusal) return refusal;
	const { width, height } = header.autoOrient;
	return {
		open: () =>
			sharp(path, { limitInputPixels: DRAWING_LIMIT_PIXELS, failOn: 'error', sequentialRead: true }).timeout({ seconds }).autoOrient().flatten({ background: '#ffffff' }),
		width,
		height,
		fromCamera: kind === 'jpeg',
		fineColour: header.chromaSubsampling !== '4:2:0',
		first: (header.pages ?? 1) === 1 ? null : kind === 'gif' || kind === 'webp' ? 'frame' : 'page',
		converted: header.space === 'cmyk' || header.depth !== 'uchar'
	};
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
			fromCamera: true,
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
