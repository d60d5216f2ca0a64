/**
 * The text of a CSV file, whatever program wrote it: UTF-8, UTF-16 with or without its mark, or Windows-1252, which
 * Dutch Excel still writes.
 * @returns null for what is no text. `windows`: nothing in the file says that it is that: somebody should look.
 */
export function decodeText(bytes: Uint8Array): { text: string; windows: boolean } | null {
	const marked = markOf(bytes) ?? unmarked16(bytes);
	if (marked !== null) return { text: new TextDecoder(marked).decode(bytes), windows: false };
	if (bytes.includes(0)) return null;
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), windows: false };
	} catch {
		const text = new TextDecoder().decode(bytes);
		const broken = text.split('\uFFFD').length - 1;
		const whole = (text.match(/[\u0080-\uFFFC]/g) ?? []).length;
		// Mostly UTF-8, broken in places: those rows are named, the others are right. As Windows all would be wrong.
		if (whole > broken) return { text, windows: false };
		return { text: new TextDecoder('windows-1252').decode(bytes), windows: true };
	}
}

function markOf(bytes: Uint8Array): string | null {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	return null;
}

/** UTF-16 without its mark: of Western text every other byte is zero. */
function unmarked16(bytes: Uint8Array): string | null {
	const head = bytes.subarray(0, 2000);
	if (head.length < 4) return null;
	let [even, odd] = [0, 0];
	for (const [index, byte] of head.entries()) if (byte === 0) index % 2 === 0 ? (even += 1) : (odd += 1);
	const half = head.length / 2;
	if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le';
	if (even > half * 0.7 && odd < half * 0.1) return 'utf-16be';
	return null;
}
