import type { PictureFileKind } from './kind.ts';

/** Random access to the bytes of a file: `at` gives 0 to 255, or -1 past the end. */
export type ByteReader = { size: number; at(position: number): number };

/**
 * How a picture file is built, without decoding it: `whole` reaches its own end mark, `cut` stops
 * before it or lost a part, `broken` is not built like its kind at all. `animated` is known here for PNG only.
 */
export type Structure = { state: 'whole' | 'cut' | 'broken'; animated: boolean };

const whole: Structure = { state: 'whole', animated: false };
const cut: Structure = { state: 'cut', animated: false };
const broken: Structure = { state: 'broken', animated: false };

/**
 * Walks the blocks of a picture up to its end mark. Decoders can't be trusted with this: a PNG cut
 * after its last row, a GIF cut anywhere and a JPEG whose second half is zeros all decode without
 * an error, as a drawing with a grey or empty part.
 */
export function inspectStructure(kind: PictureFileKind, bytes: ByteReader): Structure {
	switch (kind) {
		case 'png':
			return inspectPng(bytes);
		case 'jpeg':
			return inspectJpeg(bytes);
		case 'webp':
			return inspectWebp(bytes);
		case 'gif':
			return inspectGif(bytes);
		case 'tiff':
			return inspectTiff(bytes);
		case 'heic':
		case 'avif':
			return inspectHeif(bytes);
	}
}

/** PNG (W3C PNG, chapter 5): chunks of length, type, data, checksum, from IHDR to IEND. */
function inspectPng(bytes: ByteReader): Structure {
	let position = 8;
	let animated = false;
	while (position + 12 <= bytes.size) {
		const length = uint32(bytes, position);
		const type = letters(bytes, position + 4, 4);
		if (!/^[A-Za-z]{4}$/.test(type)) return broken;
		if (position === 8 && (type !== 'IHDR' || length !== 13)) return broken;
		if (type === 'acTL') animated = true;
		if (type === 'IEND') return { state: 'whole', animated };
		position += 12 + length;
	}
	return cut;
}

/** So many zeros on end are a part that got lost: in a JPEG that is not progressive, in lossy WebP. */
const lostBytes = 512;

/** JPEG (ITU T.81, annex B): marker segments, with coded data after a scan's header, up to EOI. */
function inspectJpeg(bytes: ByteReader): Structure {
	let position = 2;
	let zeros = 0;
	let blocks = Infinity;
	let most = Infinity;
	const tables: FirstCode[] = [];
	while (position < bytes.size) {
		const byte = bytes.at(position++);
		zeros = byte === 0 ? zeros + 1 : 0;
		if (zeros > most) return cut;
		if (byte !== 0xff) continue;
		while (bytes.at(position) === 0xff) position++;
		const marker = bytes.at(position++);
		if (marker === 0xd9) return whole;
		// 0 is an escaped FF in coded data; 1 and D0 to D8 have no length.
		if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
		const length = bytes.at(position) * 256 + bytes.at(position + 1);
		if (position + 1 < bytes.size && length < 2) return broken;
		if (marker === 0xc0 || marker === 0xc1) blocks = blocksOf(bytes, position + 2);
		if (marker === 0xc4) tables.push(...firstCodes(bytes, position + 2, position + length));
		// Before coded data, which may be long.
		if (marker === 0xda) most = Math.max(lostBytes, mostZeros(tables, blocks));
		// Skipping by length keeps the end mark of a thumbnail in the EXIF from counting.
		position += Math.max(length, 2);
	}
	return cut;
}

/** Of a Huffman table the code that is all zeros: how many bits, and what it stands for. `within`: of what changes within a block. */
type FirstCode = { within: boolean; bits: number; symbol: number };

function firstCodes(bytes: ByteReader, start: number, end: number): FirstCode[] {
	const found: FirstCode[] = [];
	for (let at = start; at + 17 <= end; ) {
		const counts = Array.from({ length: 16 }, (_, index) => bytes.at(at + 1 + index));
		found.push({ within: bytes.at(at) >> 4 === 1, bits: counts.findIndex((count) => count > 0) + 1, symbol: bytes.at(at + 17) });
		at += 17 + counts.reduce((sum, count) => sum + count, 0);
	}
	return found;
}

/** How many blocks of 8 by 8 a frame has, of brightness and of colours, or a few more. */
function blocksOf(bytes: ByteReader, frame: number): number {
	const [height, width] = [bytes.at(frame + 1) * 256 + bytes.at(frame + 2), bytes.at(frame + 3) * 256 + bytes.at(frame + 4)];
	const samples = Array.from({ length: Math.max(0, Math.min(4, bytes.at(frame + 5))) }, (_, index) => bytes.at(frame + 7 + index * 3)).map((both) => (both >> 4) * (both & 15));
	// What is coded goes on to the end of the last unit, of 32 pixels at most.
	const units = Math.ceil(width / 32) * Math.ceil(height / 32);
	return units * 16 * samples.reduce((sum, one) => sum + one / Math.max(...samples), 0);
}

/**
 * How many zeros on end the coded data of a JPEG may hold, in bytes. They say the first symbol of each table, again and again:
 * where that is 'nothing more in this block', all of the picture may be one plain colour; elsewhere it is a picture that nobody made.
 */
function mostZeros(tables: FirstCode[], blocks: number): number {
	if (blocks === Infinity) return Infinity;
	if (tables.some(({ within, symbol }) => within && symbol !== 0)) return 0;
	const longest = (within: boolean) => Math.max(0, ...tables.filter((table) => table.within === within).map(({ bits }) => bits));
	return (blocks * (longest(true) + longest(false))) / 8;
}

/** WebP: one RIFF container that states its own length, with chunks that do. */
function inspectWebp(bytes: ByteReader): Structure {
	if (bytes.size < 20) return cut;
	if (!/^VP8[ LX]$/.test(letters(bytes, 12, 4))) return broken;
	const lengthAt = (at: number) => bytes.at(at) + bytes.at(at + 1) * 0x100 + bytes.at(at + 2) * 0x10000 + bytes.at(at + 3) * 0x1000000;
	const end = 8 + lengthAt(4);
	if (end > bytes.size) return cut;
	for (let chunk = 12; chunk + 8 <= end; chunk += 8 + lengthAt(chunk + 4) + (lengthAt(chunk + 4) % 2)) {
		if (letters(bytes, chunk, 4) !== 'VP8 ') continue;
		let zeros = 0;
		for (let at = chunk + 8; at < chunk + 8 + lengthAt(chunk + 4); at++) {
			zeros = bytes.at(at) === 0 ? zeros + 1 : 0;
			if (zeros > lostBytes) return cut;
		}
	}
	return whole;
}

/** HEIF (ISO 14496-12): boxes that state their length, of which `meta` tells where the picture lies. */
function inspectHeif(bytes: ByteReader): Structure {
	let position = 0;
	let isTold = false;
	while (position + 8 <= bytes.size) {
		const length = uint32(bytes, position);
		const type = letters(bytes, position + 4, 4);
		if (!/^[\x20-\x7e]{4}$/.test(type)) return broken;
		if (type === 'meta') isTold = true;
		// 0: up to the end of the file. 1: the length follows in eight bytes.
		if (length === 0) return isTold ? whole : broken;
		const size = length === 1 ? uint32(bytes, position + 8) * 2 ** 32 + uint32(bytes, position + 12) : length;
		if (size < 8) return broken;
		position += size;
	}
	if (position > bytes.size || !isTold) return cut;
	return position === bytes.size ? whole : cut;
}

/** Tags that say where a picture's strips or tiles begin, and how long each is. */
const tiffPieces = new Map([
	[273, 279],
	[324, 325]
]);

/** How many bytes a value of each type has (TIFF 6.0, section 2; BigTIFF's own from 16 on). */
const tiffTypes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8 };

/** TIFF 6.0: a directory anywhere in the file says where the strips or tiles of the first picture lie. */
function inspectTiff(bytes: ByteReader): Structure {
	const isLittle = bytes.at(0) === 0x49;
	const number = (at: number, length: number): number => {
		let value = 0;
		for (let index = 0; index < length; index++) value = value * 256 + Math.max(0, bytes.at(isLittle ? at + length - 1 - index : at + index));
		return value;
	};
	// BigTIFF has numbers of eight bytes where TIFF has four.
	const isBig = number(2, 2) === 43;
	const wide = isBig ? 8 : 4;
	const directory = number(isBig ? 8 : 4, wide);
	if (directory < 8) return broken;
	const [countLength, entryLength] = isBig ? [8, 20] : [2, 12];
	if (directory + countLength > bytes.size) return cut;
	const count = number(directory, countLength);
	if (count === 0 || count > 1000) return broken;
	// After its entries stands where the next directory is.
	if (directory + countLength + count * entryLength + wide > bytes.size) return cut;
	/** Tag -> where its values stand, how many and how long each is. */
	const entries = new Map<number, { at: number; count: number; length: number }>();
	for (let index = 0; index < count; index++) {
		const entry = directory + countLength + index * entryLength;
		const length = tiffTypes[number(entry + 2, 2)];
		if (length === undefined) continue;
		const values = number(entry + 4, wide);
		const place = entry + 4 + wide;
		const at = values * length <= wide ? place : number(place, wide);
		if (at + values * length > bytes.size) return cut;
		entries.set(number(entry, 2), { at, count: values, length });
	}
	for (const [starts, lengths] of tiffPieces) {
		const [start, length] = [entries.get(starts), entries.get(lengths)];
		if (!start || !length) continue;
		if (start.count !== length.count || start.count > 1_000_000) return broken;
		for (let index = 0; index < start.count; index++) {
			const end = number(start.at + index * start.length, start.length) + number(length.at + index * length.length, length.length);
			if (end > bytes.size) return cut;
		}
		return whole;
	}
	return broken;
}

/** GIF89a: blocks of sub-blocks; whole as soon as the first frame is, since only that one is shown. */
function inspectGif(bytes: ByteReader): Structure {
	let position = 13 + colourTableBytes(bytes.at(10));
	while (position < bytes.size) {
		const block = bytes.at(position);
		if (block === 0x21) {
			position = skipSubBlocks(bytes, position + 2);
		} else if (block === 0x2c) {
			const end = skipSubBlocks(bytes, position + 11 + colourTableBytes(bytes.at(position + 9)));
			return end > bytes.size ? cut : whole;
		} else {
			return broken;
		}
	}
	return cut;
}

function colourTableBytes(flags: number): number {
	return flags >= 0 && (flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

/** The position after the empty sub-block that closes a row of them; past the file's size if none does. */
function skipSubBlocks(bytes: ByteReader, start: number): number {
	let position = start;
	while (position < bytes.size) {
		const length = bytes.at(position);
		position += 1 + length;
		if (length === 0) return position;
	}
	return bytes.size + 1;
}

function uint32(bytes: ByteReader, position: number): number {
	return ((bytes.at(position) * 256 + bytes.at(position + 1)) * 256 + bytes.at(position + 2)) * 256 + bytes.at(position + 3);
}

function letters(bytes: ByteReader, position: number, count: number): string {
	return String.fromCharCode(...Array.from({ length: count }, (_, index) => Math.max(bytes.at(position + index), 0)));
}
