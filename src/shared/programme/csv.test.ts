import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

describe('a CSV file that we write', () => {
	it('has semicolons, CRLF and a byte-order mark, and quotes only where needed', () => {
		expect(writeCsv([['thema', 'stippen'], ['Groen; "bomen"', 58]])).toBe(
			'\uFEFFthema;stippen\r\n"Groen; ""bomen""";58\r\n'
		);
	});

	it.each(['=1+1', '+31', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x")\nregel 2'])(
		'runs no formula: %j is text',
		(text) => {
			expect(cellsOf(writeCsv([[text]]))).toEqual([[`'${text}`]]);
		}
	);

	it('keeps a number below zero a number', () => {
		expect(writeCsv([[-3]])).toBe('\uFEFF-3\r\n');
	});

	it('reads back as it was, whatever residents typed', () => {
		const text = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.string({ unit: fc.constantFrom(';', '"', '\r', '\n', ',', ' ', '=', '\t', 'a', '\uFEFF') })
		);
		fc.assert(
			fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
				const safe = rows.map((row) => row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
				expect(cellsOf(writeCsv(rows))).toEqual(safe);
			}),
			{ numRuns: 300, seed: 20181106 }
		);
	});
});

function cellsOf(text: string): string[][] {
	return Papa.parse<string[]>(text.slice(1, -2), { delimiter: ';', newline: '\r\n' }).data;
}
