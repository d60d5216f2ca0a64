import type { RowError } from '../row-error.ts';

/** What stands in one cell of a file. A CSV file has texts alone; a sheet knows numbers, days and yes or no. */
export type Cell = string | number | boolean | { day: string } | null;

/** A file as rows of cells: the first is row 1, as a sheet program counts. */
export interface Table {
	rows: Cell[][];
	/** What is wrong with the file itself. `column`: counts from 0; null where the whole row is wrong. Only in columns that are used does it matter. */
	flaws: { column: number | null; error: RowError }[];
	/** The same, that keeps nothing out. */
	warnings: RowError[];
}

/** A cell as people read it. */
export function cellText(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'object') return dutchDate(cell.day);
	if (typeof cell === 'boolean') return cell ? 'ja' : 'nee';
	// What Excel stores for 0.1 + 0.2 is no answer that anybody gave.
	if (typeof cell === 'number') return String(Number(cell.toPrecision(15))).replace('.', ',');
	return cell;
}

export function isFilled(cells: readonly Cell[]): boolean {
	return cells.some((cell) => cellText(cell).trim() !== '');
}

/** 'B4' for the second column of the fourth row. */
export function cellName(column: number, row: number): string {
	let letters = '';
	for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
	return `${letters}${row}`;
}

function dutchDate(iso: string): string {
	const [year, month, day] = iso.split('-').map(Number);
	return `${day}-${month}-${year}`;
}
