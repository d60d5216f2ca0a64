import { inflateRawSync } from 'node:zlib';

/** What lies in a zip file, by its list at the end. `size`: unpacked, in bytes, as the file says. */
export interface ZipEntry {
	name: string;
	size: number;
	read(most: number): Uint8Array;
}

/**
 * The parts of a zip file, unpacked one by one and never beyond a limit: a file of a megabyte can unpack to gigabytes.
 * @throws for what is no whole zip file.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOf(view);
	const entries: ZipEntry[] = [];
	let at = view.getUint32(end + 16, true);
	for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
		if (view.getUint32(at, true) !== 0x02014b50) throw new Error('The list of the zip file is damaged');
		const method = view.getUint16(at + 10, true);
		const packed = view.getUint32(at + 20, true);
		const size = view.getUint32(at + 24, true);
		const nameLength = view.getUint16(at + 28, true);
		const start = view.getUint32(at + 42, true);
		const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
		entries.push({
			name,
			size,
			read(most) {
				const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
				const body = bytes.subarray(data, data + packed);
				return method === 0 ? body : inflateRawSync(body, { maxOutputLength: most });
			}
		});
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

/** Where the end record stands: a comment of up to 64 kB may follow it. */
function endOf(view: DataView): number {
	for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at;
	throw new Error('This is no whole zip file');
}
