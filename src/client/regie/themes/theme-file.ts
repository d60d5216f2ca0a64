import type { ThemeSource } from '#shared/programme/theme-import.ts';

/** A file as text, with what it is taken for; or why it can't be read, in words. */
export type ThemeFile =
	| { ok: true; name: string; source: ThemeSource; text: string; windows: boolean }
	| { ok: false; name: string; problem: string };

/** Far more than 200 themes or the ballots of a town take; a film chosen by mistake must not fill the memory. */
const largest = 10_000_000;

/** Reads a file that a person chose. */
export async function readThemeFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<ThemeFile> {
	const { name } = file;
	const problem = (words: string): ThemeFile => ({ ok: false, name, problem: words });
	if (file.size > largest) return problem('Dit bestand is groter dan 10 MB. Kies een bestand met alleen de thema’s.');
	let bytes;
	try {
		bytes = new Uint8Array(await file.arrayBuffer());
	} catch {
		return problem('Dit bestand kan niet worden gelezen. Is het verplaatst of nog open? Kies het opnieuw.');
	}
	if (bytes.length === 0) return problem('Dit bestand is leeg. Kies een ander bestand.');
	if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
		return problem('Dit is een Excel-bestand. Bewaar het in Excel als ‘CSV UTF-8’ en kies het opnieuw.');
	const { text, windows } = decodeText(bytes);
	if (text.includes('\u0000')) return problem('Dit is geen tekst. Kies een CSV-bestand of een .pb-bestand.');
	return { ok: true, name, source: sourceOf(name, text), text, windows };
}

/**
 * Bytes as text: UTF-8, UTF-16 where a mark says so, else the encoding of older Windows programs, in which every byte
 * is a letter. `windows` tells that last guess.
 */
export function decodeText(bytes: Uint8Array): { text: string; windows: boolean } {
	if (startsWith(bytes, [0xff, 0xfe])) return { text: new TextDecoder('utf-16le').decode(bytes), windows: false };
	if (startsWith(bytes, [0xfe, 0xff])) return { text: new TextDecoder('utf-16be').decode(bytes), windows: false };
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), windows: false };
	} catch {
		return { text: new TextDecoder('windows-1252').decode(bytes), windows: true };
	}
}

function sourceOf(name: string, text: string): ThemeSource {
	if (/\.pb$/i.test(name) || /^\s*META[\s;]*$/m.test(text.slice(0, 200))) return 'pb';
	return /\.txt$/i.test(name) && !hasColumns(text) ? 'lines' : 'csv';
}

/** Excel's 'Unicode-tekst' is a table too: its first line names the columns. */
function hasColumns(text: string): boolean {
	const cells = text.split(/\r?\n/, 1)[0]!.split(/[\t;]/).map((cell) => cell.replaceAll('"', '').trim().toLowerCase());
	return cells.length > 1 && cells.includes('thema');
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
	return start.every((byte, place) => bytes[place] === byte);
}
