/** Random access to the bytes of a file: `at` gives 0 to 255, or -1 past the end. */
export type ByteReader = { size: number; at(position: number): number };

/**
 * How a picture file is built, without decoding it: `whole` reaches its own end mark, `cut` stops
 * before it, `broken` is not built like its kind at all. `animated` is known here for PNG only.
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
export function inspectStructure(kind: 'png' | 'jpeg' | 'webp' | 'gif', bytes: ByteReader): Structure {
	switch (kind) {
		case 'png':
			return inspectPng(bytes);
		case 'jpeg':
			return inspectJpeg(bytes);
		case 'webp':
			return inspectWebp(bytes);
		case 'gif':
			return inspectGif(bytes);
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

/** JPEG (ITU T.81, annex B): marker segments, with coded data after a scan's header, up to EOI. */
function inspectJpeg(bytes: ByteReader): Structure {
	let position = 2;
	while (position < bytes.size) {
		if (bytes.at(position++) !== 0xff) continue;
		while (bytes.at(position) === 0xff) position++;
		const marker = bytes.at(position++);
		if (marker === 0xd9) return whole;
		// 0 is an escaped FF in coded data; 1 and D0 to D8 have no length.
		if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
		const length = bytes.at(position) * 256 + bytes.at(position + 1);
		if (position + 1 < bytes.size && length < 2) return broken;
		// Skipping by length keeps the end mark of a thumbnail in the EXIF from counting.
		position += Math.max(length, 2);
	}
	return cut;
}

/** WebP: one RIFF container that states its own length. */
function inspectWebp(bytes: ByteReader): Structure {
	if (bytes.size < 20) return cut;
	if (!/^VP8[ LX]$/.test(letters(bytes, 12, 4))) return broken;
	const length = bytes.at(4) + bytes.at(5) * 0x100 + bytes.at(6) * 0x10000 + bytes.at(7) * 0x1000000;
	return 8 + length > bytes.size ? cut : whole;
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
