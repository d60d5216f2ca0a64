import Papa from 'papaparse';
import { rowError } from '#shared/programme/row-error.ts';
import type { Table } from '#shared/programme/form-import/table.ts';

/** Rows by which the separator is chosen. */
const looksAt = 200;

/** Reads a CSV file's text: semicolons, commas, tabs or bars, quoted as sheet programs do. */
export function csvTable(text: string): Table {
	const plain = text
		.replace(/^\uFEFF/, '')
		// Excel's own hint, which it does not show as a row. It counts as one there: so do we.
		.replace(/^sep=.(?=\r\n|\n|\r|$)/i, '')
		.replace(/\r\n?/g, '\n');
	const delimiter = separatorOf(plain);
	const { data, errors } = Papa.parse<string[]>(plain, { delimiter, newline: '\n' });
	const open = errors.find(({ code }) => code === 'MissingQuotes')?.row;
	const width = widthOf(data);
	const flaws: Table['flaws'] = [];
	for (const [index, cells] of data.entries()) {
		if (index === open) flaws.push({ column: null, error: rowError(index + 1, 'quote-mark-open', {}) });
		// A separator in a text without quotation marks would shift cells without anyone seeing it.
		else if (cells.slice(width).some((cell) => cell.trim() !== '')) flaws.push({ column: null, error: rowError(index + 1, 'cells-beyond-header', { cells: cells.length, columns: width }) });
	}
	return { rows: data, flaws, warnings: [] };
}

/** The columns that the file has: as many as its widest row among the first filled ones, which hold the header. */
function widthOf(rows: readonly string[][]): number {
	return rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).slice(0, 3).reduce((most, [...cells], index) => {
		// A row of data may be the broken one: the header comes first, after a title of one cell at most.
		const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
		return index === 0 || most === 1 ? Math.max(most, cells.length, filled) : most;
	}, 0);
}

/** The separator that makes most rows as wide as the header. A single column has none: the tab, which stands in no text. */
function separatorOf(text: string): string {
	let best = { delimiter: '\t', score: 0 };
	for (const delimiter of ['\t', ';', ',', '|']) {
		const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: looksAt });
		const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
		const width = widthOf(rows);
		if (width < 2) continue;
		const alike = rows.filter((cells) => cells.length === width).length / rows.length;
		// How even the rows are tells more than how many columns there are.
		const score = alike * 10 + Math.min(width, 9) / 10;
		if (alike > 0.5 && score > best.score) best = { delimiter, score };
	}
	return best.delimiter;
}
