import Papa from 'papaparse';

/**
 * Rows as a CSV file that Dutch Excel opens as it stands: semicolons, CRLF, a byte-order mark. A text that a sheet
 * program would run as a formula (it starts with = + - @ tab or CR) gets an apostrophe in front; a number does not.
 */
export function writeCsv(rows: (string | number)[][]): string {
	const cells = rows.map((row) =>
		row.map((cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
	);
	return `\uFEFF${Papa.unparse(cells, { delimiter: ';', newline: '\r\n' })}\r\n`;
}
