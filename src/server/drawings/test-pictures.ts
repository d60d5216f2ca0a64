import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';

/**
 * Pictures for tests, good and bad, made from bytes: a solid PNG of any size costs next to nothing
 * this way, and chunks can be planted that no drawing program would write.
 */

/** A white PNG of one bit per pixel; `extraChunks` stand before the pixels. */
export function solidPng(width: number, height: number, extraChunks: Buffer[] = []): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 1;
	const row = Buffer.alloc(1 + Math.ceil(width / 8), 0xff);
	row[0] = 0;
	const rows = Buffer.alloc(row.length * height, row);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		pngChunk('IHDR', header),
		...extraChunks,
		pngChunk('IDAT', deflateSync(rows, { level: 1 })),
		pngChunk('IEND', Buffer.alloc(0))
	]);
}

export function pngChunk(type: string, content: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, checksum]);
}

/** A PNG whose second frame a browser would play. */
export function animatedPng(): Buffer {
	return solidPng(64, 48, [pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))]);
}

/** Hatching on white with a coloured patch: deterministic, and too busy to compress to nothing. */
export function drawing(width = 320, height = 240): Sharp {
	return pixelsFrom(width, height, (x, y) => {
		if ((x * x + y * y * 3) % 997 < 40 || x % 40 < 3) return black;
		return x > width / 2 && y > height / 2 ? [230, 80, 60] : white;
	});
}

/** Upright pen lines of 3 pixels on white paper, their middles at x = 10, 30, 50 …: red and black in turn. */
export function penLines(width = 320, height = 120): Sharp {
	return pixelsFrom(width, height, (x) => {
		if (Math.abs((x % 20) - 10) > 1) return white;
		return x % 40 < 20 ? red : black;
	});
}

function pixelsFrom(width: number, height: number, colourAt: (x: number, y: number) => number[]): Sharp {
	const pixels = Buffer.alloc(width * height * 3);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) pixels.set(colourAt(x, y), (y * width + x) * 3);
	}
	return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export const red = [255, 0, 0];
export const green = [0, 255, 0];
export const blue = [0, 0, 255];
export const white = [255, 255, 255];
export const black = [0, 0, 0];

/** Four quarters of one colour each: top left red, top right green, bottom left blue, bottom right white. */
export function quarters(width = 160, height = 120): Sharp {
	return pixelsFrom(width, height, (x, y) => {
		const left = x < width / 2;
		return y < height / 2 ? (left ? red : green) : left ? blue : white;
	});
}

/** Three frames of 64 × 48: red, green, blue. */
export function frames(): Sharp {
	const solid = (colour: number[]): Buffer => Buffer.alloc(64 * 48 * 3, Buffer.from(colour));
	const pixels = Buffer.concat([solid(red), solid(green), solid(blue)]);
	return sharp(pixels, { raw: { width: 64, height: 48 * 3, channels: 3, pageHeight: 48 } });
}

/** The colour in the middle of each quarter of a picture, in reading order. */
export async function quarterColours(picture: Uint8Array): Promise<number[][]> {
	const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
	return [1, 3].flatMap((down) =>
		[1, 3].map((across) => {
			const at = (Math.floor((info.height * down) / 4) * info.width + Math.floor((info.width * across) / 4)) * info.channels;
			return [...data.subarray(at, at + 3)];
		})
	);
}

/** The largest difference between two lists of colours, 0 to 255. */
export function colourDistance(one: number[][], other: number[][]): number {
	return Math.max(...one.flat().map((value, index) => Math.abs(value - (other.flat()[index] ?? Number.NaN))));
}
