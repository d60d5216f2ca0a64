import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import sharp from 'sharp';
import type { Sharp, WebpOptions } from 'sharp';
import type { DrawingVersion, Treatment } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { largestUpload, type UploadNote } from '#shared/protocol/upload.ts';
import { HEAD_BYTES, identify, type PictureFileKind } from './kind.ts';
import { cleanPhoto, decodeForCutting, decodePhoto, lookForSheet } from './photo.ts';
import { openPicture, type Picture } from './picture.ts';
import type { Pixels } from './sheet/pixels.ts';
import { usualContrast } from './sheet/whiten.ts';
import { inspectStructure } from './structure.ts';
import type { ByteReader } from './structure.ts';

/** One re-encoded picture: opaque 24-bit WebP without metadata; width and height in pixels. */
export type Rendition = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number };

/** The drawing as it came in, after turning by EXIF, in pixels, and what is shown of it. */
export type RenderedDrawing = {
	ok: true;
	source: { width: number; height: number };
	screen: Rendition;
	phone: Rendition;
	thumbnail: Rendition;
	notes: UploadNote[];
	/** Of a photo: what was done with it. */
	photo?: NonNullable<DrawingVersion['photo']>;
};

export type RenderResult = RenderedDrawing | Refusal;

export const screenBox = { width: 3840, height: 2160 };
// WebP has no side above 16,383 pixels: a strip that is very tall is made narrower instead of failing.
const phoneBox = { width: 1080, height: 16_383 };
export const thumbnailBox = { width: 480, height: 360 };

// Measured on tablet drawings and strips of 2 to 4 megapixels: 90 takes 20 to 45 kB per megapixel, and
// effort 2 takes a fifth less time than 4 for 3 to 5 % more bytes.
export const crisp: WebpOptions = { quality: 90, preset: 'drawing', effort: 2 };

// Plain subsampling dulls thin coloured ink. Smart gains 1 to 3 dB on those drawings, at four to five
// times the processor time; above this size it would hold up a server that was told to stop.
const SMART_LIMIT_PIXELS = 4_500_000;

/**
 * Lets libvips read the kinds that are taken and nothing else, and keeps its memory low.
 * This holds for the whole process, so it is called once, by the worker.
 */
export function restrictDecoders(): void {
	sharp.cache(false);
	sharp.concurrency(1);
	// A file that two decoders would claim (an HDR photo, a polyglot) never reaches the second one.
	sharp.block({ operation: ['VipsForeignLoad'] });
	sharp.unblock({
		operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif', 'VipsForeignLoadTiff', 'VipsForeignLoadHeif']
	});
}

/**
 * Checks an uploaded file by its content and makes the renditions of it.
 * A picture that is no good gives a refusal; only a file that can't be read throws.
 * @param path the file, which is left as it is
 * @param timeLimitMs the time each of the steps may take at most; beyond it `drawing.tooSlow`
 * @param treatment what a person wants done with a photo; without it a sheet is looked for and cleaned, an export is not touched
 */
export async function renderDrawing(path: string, timeLimitMs: number, treatment?: Treatment): Promise<RenderResult> {
	const file = examine(path);
	if ('ok' in file) return file;
	const seconds = Math.ceil(timeLimitMs / 1000);
	const render = async (failOn: 'warning' | 'error') => {
		const picture = await openPicture(path, file.kind, seconds, failOn);
		return 'ok' in picture ? picture : renderPicture(picture, { isAnimated: file.animated || picture.first === 'frame', seconds }, treatment);
	};
	try {
		if (file.kind !== 'jpeg') return await render('error');
		return await render('warning').catch((error: unknown) => {
			// Cameras write much that a decoder warns of, and that does no harm.
			if (error instanceof Error && (error.message.startsWith('timeout:') || lostData.test(error.message))) throw error;
			return render('error');
		});
	} catch (error) {
		// All of libvips' errors are about the picture: it was already found, read and walked through.
		const message = error instanceof Error ? error.message : '';
		return refuse(message.startsWith('timeout:') ? 'drawing.tooSlow' : lostData.test(message) ? 'drawing.truncated' : 'drawing.notAPicture');
	}
}

/** libjpeg's warnings of coded data that it could not read (jerror.h): the picture goes on in grey or in stripes. */
const lostData = /bad Huffman code|bad arithmetic code|premature end of data segment|instead of RST/;

/** The checks that need no decoder. */
export function examine(path: string): { kind: PictureFileKind; animated: boolean } | Refusal {
	const file = openSync(path, 'r');
	try {
		const bytes = readerOf(file);
		if (bytes.size === 0) return refuse('drawing.empty');
		if (bytes.size > largestUpload) return refuse('drawing.tooLarge');
		const kind = identify(Uint8Array.from({ length: Math.min(HEAD_BYTES, bytes.size) }, (_, index) => bytes.at(index)));
		if (kind === 'svg') return refuse('drawing.svg');
		if (kind === 'otherPicture' || kind === 'pdf') return refuse('drawing.kind');
		if (kind === 'project') return refuse('drawing.project');
		if (kind === 'unknown') return refuse('drawing.notAPicture');
		const structure = inspectStructure(kind, bytes);
		if (structure.state === 'cut') return refuse('drawing.truncated');
		if (structure.state === 'broken') return refuse('drawing.notAPicture');
		return { kind, animated: structure.animated };
	} finally {
		closeSync(file);
	}
}

async function renderPicture(picture: Picture, { isAnimated, seconds }: { isAnimated: boolean; seconds: number }, wanted?: Treatment): Promise<RenderResult> {
	const notes: UploadNote[] = [];
	if (isAnimated) notes.push('animated');
	if (picture.first === 'page') notes.push('firstPage');
	if (picture.converted) notes.push('converted');

	const decodeInto = (box: { width: number; height: number }): Sharp =>
		picture
			.open()
			.resize({ ...box, fit: 'inside', withoutEnlargement: true })
			.toColourspace('srgb');

	// What a sheet is cut from is decoded while the sheet is looked for: the two need two processors.
	const decoded = wanted || isAnimated || picture.fromCamera === 'no' ? undefined : decodeForCutting(picture, longestOf(screenBox));
	// Of a picture that can't be read the search tells as well.
	decoded?.catch(() => {});
	const photo = wanted ? { ...wanted, found: false } : isAnimated ? undefined : await treatmentOf(picture);
	const { data, info } = photo === undefined ? await decodeInto(screenBox).raw().toBuffer({ resolveWithObject: true }) : await treated(picture, photo, screenBox, seconds, decoded);
	const fromScreen = (): Sharp =>
		sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }).timeout({ seconds });

	const shown = photo === undefined ? picture : info;
	const phoneScale = Math.min(1, phoneBox.width / shown.width, phoneBox.height / shown.height);
	const phoneWidth = shown.width * phoneScale;
	// Only a strip taller than twice its width is sharper on a phone than on the screen: decoded again.
	const forPhone =
		phoneWidth <= info.width
			? fromScreen().resize({ ...phoneBox, fit: 'inside', withoutEnlargement: true })
			: decodeInto(phoneBox);
	// Where fine colour was lost already, smart subsampling gains nothing.
	const smart = (pixels: number): boolean => picture.fineColour && pixels <= SMART_LIMIT_PIXELS;
	const forThumbnail = fromScreen().resize({ ...thumbnailBox, fit: 'inside', withoutEnlargement: true });
	const [screen, phone, thumbnail] = await Promise.all([
		encode(fromScreen(), smart(info.width * info.height)),
		encode(forPhone, smart(phoneWidth * shown.height * phoneScale)),
		encode(forThumbnail, picture.fineColour)
	]);
	return {
		ok: true,
		source: { width: picture.width, height: picture.height },
		screen,
		phone,
		thumbnail,
		notes,
		...(photo && { photo })
	};
}

/** What is done with a picture by itself; undefined for an export. What a camera may have made is a photo without a sheet too, and what it surely made is never an export: white paper on a white table looks like one. */
async function treatmentOf({ open, fromCamera }: Picture): Promise<RenderedDrawing['photo']> {
	const { kind, corners } = await lookForSheet(open);
	if (fromCamera === 'no' ? kind !== 'sheet' : fromCamera === 'maybe' && kind === 'export') return undefined;
	const found = corners !== null;
	const within = (part: number) => Math.max(0, Math.min(1, part));
	const [topLeft, topRight, bottomRight, bottomLeft] = (corners ?? wholePhoto).map(({ x, y }): [number, number] => [within(x), within(y)]);
	return { cleaned: found, found, corners: [topLeft!, topRight!, bottomRight!, bottomLeft!], turn: 0, contrast: usualContrast };
}

/** Where the handles begin without a sheet: a little inside, where a finger can take them. */
const wholePhoto = [
	{ x: 0.08, y: 0.08 },
	{ x: 0.92, y: 0.08 },
	{ x: 0.92, y: 0.92 },
	{ x: 0.08, y: 0.92 }
];

/**
 * The photo as it is to be shown.
 * @param largest the size that it may have, in pixels
 * @param decoded the photo, where it is decoded already; see `decodeForCutting`
 */
export async function treated(picture: Picture, { cleaned, corners, turn, contrast }: Treatment, largest: { width: number; height: number }, seconds: number, decoded?: Promise<Pixels>) {
	const box = turn % 2 === 0 ? largest : { width: largest.height, height: largest.width };
	const [topLeft, topRight, bottomRight, bottomLeft] = corners.map(([x, y]) => ({ x, y }));
	const upright = cleaned
		? cleanPhoto(await (decoded ?? decodeForCutting(picture, longestOf(largest))), { corners: [topLeft!, topRight!, bottomRight!, bottomLeft!], contrast }, box)
		: await decodePhoto(picture.open, longestOf(largest));
	// It has the size that was asked for.
	if (cleaned && turn === 0) return { data: upright.data, info: { width: upright.width, height: upright.height, channels: 3 as const } };
	return sharp(upright.data, { raw: { width: upright.width, height: upright.height, channels: 3 } })
		.timeout({ seconds })
		.rotate(90 * turn)
		.toBuffer({ resolveWithObject: true })
		.then(({ data, info }) =>
			sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
				.resize({ ...largest, fit: 'inside', withoutEnlargement: true })
				.raw()
				.toBuffer({ resolveWithObject: true })
		);
}

function longestOf({ width, height }: { width: number; height: number }): number {
	return Math.max(width, height);
}

async function encode(picture: Sharp, smartSubsample: boolean): Promise<Rendition> {
	const { data, info } = await picture.webp({ ...crisp, smartSubsample }).toBuffer({ resolveWithObject: true });
	// A copy with a buffer of its own, so that it can be moved to the main thread.
	return { bytes: new Uint8Array(data), width: info.width, height: info.height };
}

/** Reads a file through one window of 64 kB, so that 40 MB never stands in memory. */
function readerOf(file: number): ByteReader {
	const { size } = fstatSync(file);
	const window = new Uint8Array(65_536);
	let start = 0;
	let filled = 0;
	return {
		size,
		at(position) {
			if (position < 0 || position >= size) return -1;
			if (position < start || position >= start + filled) {
				start = position;
				filled = readSync(file, window, 0, window.length, position);
			}
			return position < start + filled ? (window[position - start] ?? -1) : -1;
		}
	};
}
