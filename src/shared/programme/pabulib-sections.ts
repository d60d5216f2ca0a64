import { rowError } from './row-error.ts';
import type { RowError } from './row-error.ts';

/** A cell as it stands on a line; `quoted` tells that its text stood between quotation marks. */
type Cell = { text: string; quoted: boolean };
/** Column name in lower case to its place. */
type Columns = ReadonlyMap<string, number>;
type SectionName = 'META' | 'PROJECTS' | 'VOTES';
/** `row`: the 1-based line of the section's header. */
export type Section = { row: number; columns: Columns; lines: { row: number; cells: Cell[] }[] };

const needed: Record<SectionName, readonly string[]> = {
	META: ['key', 'value'],
	PROJECTS: ['project_id'],
	VOTES: ['voter_id', 'vote']
};

/** All that some reader of the format takes for the end of a line. */
export const lineBreak = /\r\n|[\n\v\f\r\u001C-\u001E\u0085\u2028\u2029]/g;

/**
 * Cuts one line at its semicolons. A cell between double quotation marks may hold semicolons, and a mark written
 * twice; other cells are trimmed, and a mark inside them is text.
 * @returns the cells, or null where a quotation mark is never closed.
 */
export function splitCells(line: string): Cell[] | null {
	const cells: Cell[] = [];
	let at = 0;
	for (;;) {
		const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=;|$)/.exec(line.slice(at));
		if (quoted !== null) {
			cells.push({ text: (quoted[1] ?? '').replaceAll('""', '"'), quoted: true });
			at += quoted[0].length;
		} else {
			const end = line.indexOf(';', at) === -1 ? line.length : line.indexOf(';', at);
			const text = line.slice(at, end).trim();
			// Read as plain text, a cell that opens and never closes would swallow what its writer put behind it.
			if (text.startsWith('"') && !text.slice(1).includes('"')) return null;
			cells.push({ text, quoted: false });
			at = end;
		}
		if (at >= line.length) return cells;
		at += 1;
	}
}

/** Writes cells as one line that `splitCells` reads back; what would end the line becomes a space. */
export function joinCells(cells: readonly string[]): string {
	const [first = '', ...others] = cells.map((cell) => cell.replace(lineBreak, ' '));
	// A voter called VOTES without dots would otherwise read as the start of a section.
	const likeSection = /^(meta|projects|votes)$/i.test(first);
	return [likeSection ? `"${first}"` : quote(first), ...others.map(quote)].join(';');
}

function quote(text: string): string {
	return /[;"]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Where each named column stands; of a name that stands there twice, the first counts. */
function columnsOf(header: readonly Cell[]): Columns {
	const columns = new Map<string, number>();
	for (const [place, { text }] of header.entries()) {
		const name = text.toLowerCase();
		if (!columns.has(name)) columns.set(name, place);
	}
	return columns;
}

/** The text of a named column on a line; empty where the column or the cell is not there. */
export function fieldOf(cells: readonly Cell[], section: Section | undefined, name: string): string {
	const place = section?.columns.get(name);
	return place === undefined ? '' : (cells[place]?.text ?? '');
}

/**
 * Cuts a text (a byte-order mark and any line end allowed) into its sections. Findings go to `errors`, each with
 * its line: a line before the first section, a column or quotation mark that lacks, a cell without a column.
 */
export function readSections(text: string, errors: RowError[]): Map<SectionName, Section> {
	const sections = new Map<SectionName, Section>();
	let name: SectionName | null = null;
	let columns: Columns | null = null;
	let outside = false;
	const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
	for (const [index, line] of lines.entries()) {
		const row = index + 1;
		if (line.trim() === '') continue;
		const cells = splitCells(line);
		if (cells === null) {
			errors.push(rowError(row, 'quote-mark-open', {}));
			continue;
		}
		const marker = markerOf(cells);
		if (marker !== null) {
			if (sections.has(marker)) errors.push(rowError(row, 'pb-section-twice', { section: marker }));
			[name, columns] = [marker, null];
			sections.set(marker, { row, columns: new Map(), lines: [] });
		} else if (name === null) {
			// Once: a text of another kind would otherwise give an error for each of its lines.
			if (!outside) errors.push(rowError(row, 'pb-line-outside-section', {}));
			outside = true;
		} else if (columns === null) {
			columns = columnsOf(cells);
			for (const column of needed[name]) {
				if (!columns.has(column)) errors.push(rowError(row, 'pb-column-missing', { section: name, column }));
			}
			sections.set(name, { row, columns, lines: [] });
		} else {
			const { size } = columns;
			// A semicolon in a name without quotes would otherwise shift cells without anyone seeing it.
			if (cells.slice(size).some(({ text: extra }) => extra !== '')) {
				errors.push(rowError(row, 'cells-beyond-header', { cells: cells.length, columns: size }));
			}
			sections.get(name)?.lines.push({ row, cells });
		}
	}
	return sections;
}

/** A section's name alone on its line, without quotes; a sheet program may have put empty cells behind it. */
function markerOf(cells: Cell[]): SectionName | null {
	const [first, ...others] = cells;
	if (first === undefined || first.quoted || others.some(({ text, quoted }) => quoted || text !== '')) return null;
	const text = first.text.toUpperCase();
	return text === 'META' || text === 'PROJECTS' || text === 'VOTES' ? text : null;
}
