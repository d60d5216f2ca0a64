/** The kinds of which a drawing can be made. */
export const pictureFileKinds = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'heic', 'avif'] as const;
export type PictureFileKind = (typeof pictureFileKinds)[number];

/**
 * What a file is by its first bytes. `project`: a drawing program's own file (Procreate and Krita, which are ZIPs; PSD, XCF,
 * Clip Studio). `otherPicture`: a real picture of a kind that is not taken (BMP, JPEG XL, JPEG 2000).
 */
export type FileKind = PictureFileKind | 'svg' | 'pdf' | 'project' | 'otherPicture' | 'unknown';

/** How many bytes of the start of a file `identify` wants to see. */
export const HEAD_BYTES = 4096;

const heifBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis']);

const projects = ['PK\x03\x04', '8BPS', 'gimp xcf', 'CSFCHUNK'];

/**
 * Tells the kind of a file from its first bytes; a name or a content type says nothing.
 * @param head the first `HEAD_BYTES` bytes, or the whole file when it is shorter
 */
export function identify(head: Uint8Array): FileKind {
	// Not TextDecoder: its 'latin1' is windows-1252, in which byte 89 of a PNG is another character.
	const text = Buffer.from(head).toString('latin1');
	if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
	if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
	if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
	if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
	if (/^(II[*+]\0|MM\0[*+])/.test(text)) return 'tiff';
	const container = heifOf(text);
	if (container) return container;
	if (projects.some((start) => text.startsWith(start))) return 'project';
	if (isOtherPicture(text)) return 'otherPicture';
	// Readers accept a PDF whose header stands anywhere in the first kilobyte.
	if (text.slice(0, 1024).includes('%PDF-')) return 'pdf';
	// Zeros are dropped so that an SVG in UTF-16 is not called 'no picture'.
	if (startsWithSvg(text.replaceAll('\0', ''))) return 'svg';
	return 'unknown';
}

/** HEIF's brands (ISO 23008-12, annex B; AV1 Image File Format, section 8): what is in it, the first or one of the others says. */
function heifOf(text: string): 'heic' | 'avif' | undefined {
	if (text.slice(4, 8) !== 'ftyp' || !heifBrands.has(text.slice(8, 12))) return undefined;
	const length = Buffer.from(text.slice(0, 4), 'latin1').readUInt32BE();
	return /^(.{4})*avi[fs]/s.test(text.slice(8, Math.min(length, 256))) ? 'avif' : 'heic';
}

function isOtherPicture(text: string): boolean {
	if (/^(\xff\x0a|\0\0\0\x0cJXL |\0\0\0\x0cjP {2})/.test(text)) return true;
	// 'BM' alone also starts a text; a real bitmap has four reserved zeros.
	return text.startsWith('BM') && text.slice(6, 10) === '\0\0\0\0';
}

/** Whether the first element of a text is `svg`, past what may stand before it in XML. */
function startsWithSvg(text: string): boolean {
	let rest = text.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart();
	for (;;) {
		const close = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : /^<!doctype/i.test(rest) ? '>' : undefined;
		if (close === undefined) return /^<(\w+:)?svg[\s/>]/i.test(rest);
		// A doctype that names svg is enough: its own declarations may hold a '>'.
		if (/^<!doctype\s+svg\b/i.test(rest)) return true;
		const end = rest.indexOf(close);
		if (end < 0) return false;
		rest = rest.slice(end + close.length).trimStart();
	}
}
