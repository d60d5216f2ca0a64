import readXlsxFile from 'read-excel-file/node';
import { rowError } from '#shared/programme/row-error.ts';
import { cellName, type Cell, type Table } from '#shared/programme/form-import/table.ts';
import { zipEntries, type ZipEntry } from './zip.ts';

/** What a workbook may unpack to, in bytes: 10,000 rows of full forms are some 60 MB. */
const mostUnpacked = 200 * 1024 ** 2;
/** Rows are read up to here, so that one typed far below does not make a million empty ones. */
const mostRows = 100_000;

/** The sheets of a workbook by name, and the one that is asked for. @throws for a file that is damaged */
export async function xlsxTable(bytes: Uint8Array, sheet: number): Promise<{ sheets: string[]; table: Table } | 'tooLarge' | 'kind'> {
	const entries = zipEntries(bytes);
	// Another zip file: a text document, or an OpenDocument sheet.
	if (!entries.some(({ name }) => name === 'xl/workbook.xml')) return 'kind';
	if (entries.reduce((sum, { size }) => sum + size, 0) > mostUnpacked) return 'tooLarge';
	// Unpacked within the limit first: the list may lie about how large its parts are.
	for (const entry of entries) if (/\.xml$/.test(entry.name) && entry.read(mostUnpacked).byteLength > entry.size) return 'tooLarge';
	const sheets = await readXlsxFile(Buffer.from(bytes), { trim: false });
	const found = sheets[sheet] ?? sheets[0];
	if (found === undefined) return 'kind';
	const rows = found.data.slice(0, mostRows).map((row) => row.map(cellOf));
	const xml = xmlOf(entries, sheets.indexOf(found));
	return { sheets: sheets.map(({ sheet: name }) => name), table: { rows, flaws: xml === null ? [] : [...merged(xml), ...emptyFormulas(xml)], warnings: [] } };
}

function cellOf(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (value instanceof Date) return { day: value.toISOString().slice(0, 10) };
	return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** The XML of the sheet at that place in the workbook. The order of sheets stands in the workbook, their files in its relations. */
function xmlOf(entries: readonly ZipEntry[], place: number): string | null {
	const read = (name: string) => {
		const entry = entries.find((one) => one.name === name);
		return entry === undefined ? null : new TextDecoder().decode(entry.read(mostUnpacked));
	};
	const relation = [...(read('xl/workbook.xml') ?? '').matchAll(/<(?:\w+:)?sheet\b[^>]*?\br:id="([^"]+)"/g)][place]?.[1];
	const [, target] = [...(read('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<Relationship\b[^>]*>/g)]
		.map(([tag]) => [/\bId="([^"]+)"/.exec(tag)?.[1], /\bTarget="([^"]+)"/.exec(tag)?.[1]] as const)
		.find(([id]) => id === relation) ?? [];
	if (target === undefined) return null;
	return read(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
}

/** Cells that were merged: all but the first are empty, and nobody can tell whether that is what was meant. */
function merged(xml: string): Table['flaws'] {
	return [...xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].flatMap(([, left, top, right, bottom]) => {
		const [first, last] = [columnOf(left!), columnOf(right!)];
		const error = rowError(Number(top), 'cells-merged', { cells: `${left}${top}:${right}${bottom}` });
		return Array.from({ length: Math.min(last - first + 1, 500) }, (_, index) => ({ column: first + index, error }));
	});
}

/** Formulas that no program worked out: the file was made by a script. Their cells are read as empty. */
function emptyFormulas(xml: string): Table['flaws'] {
	return [...xml.matchAll(/<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*\/>|[^]*?<\/(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v>\s*<\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>/g)].map(([, column, row]) => ({
		column: columnOf(column!),
		error: rowError(Number(row), 'formula-empty', { cell: cellName(columnOf(column!), Number(row)) })
	}));
}

/** 'A' is column 0. */
function columnOf(letters: string): number {
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
