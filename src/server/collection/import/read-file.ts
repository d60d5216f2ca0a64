import { createHash } from 'node:crypto';
import { cellText, type Table } from '#shared/programme/form-import/table.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { csvTable } from './csv-table.ts';
import { decodeText } from './decode.ts';
import { rowError } from '#shared/programme/row-error.ts';
import { xlsxTable } from './xlsx-table.ts';

/** The largest file of forms, in bytes. */
export const largestFormFile = 20 * 1024 ** 2;

export interface ReadFile {
	ok: true;
	/** The sheets of a workbook by name; one without a name for a CSV file. */
	sheets: string[];
	table: Table;
	/** The same for the same rows, whatever the file is called and in whichever kind it was saved. */
	key: string;
}

/** Reads a file of rows: a workbook (.xlsx) or CSV, told by its first bytes and not by its name. */
export async function readFormFile(bytes: Uint8Array, sheet: number): Promise<ReadFile | Refusal> {
	const [first, second, third, fourth] = bytes;
	if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0) return refuse('formFile.oldExcel');
	if (first === 0x50 && second === 0x4b) {
		try {
			const read = await xlsxTable(bytes, sheet);
			if (read === 'kind') return refuse('formFile.kind');
			if (read === 'tooLarge') return refuse('formFile.tooLarge', { most: largestFormFile / 1024 ** 2 });
			return { ok: true, ...read, key: keyOf(read.table) };
		} catch {
			return refuse('formFile.broken');
		}
	}
	// A PDF or a picture of a form.
	if (first === 0x25 && second === 0x50) return refuse('formFile.kind');
	const decoded = decodeText(bytes);
	if (decoded === null) return refuse('formFile.kind');
	const table = csvTable(decoded.text);
	if (decoded.windows) table.warnings.push(rowError(1, 'encoding-windows', {}));
	return { ok: true, sheets: [''], table, key: keyOf(table) };
}

function keyOf({ rows }: Table): string {
	const hash = createHash('sha256');
	for (const row of rows) {
		const texts = row.map((cell) => cellText(cell).trim());
		if (texts.some((text) => text !== '')) hash.update(`${JSON.stringify(texts.slice(0, texts.findLastIndex((text) => text !== '') + 1))}\n`);
	}
	return hash.digest('base64url');
}
