import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { defaultFormat } from '#shared/programme/collection/format.ts';
import { readForms } from '#shared/programme/form-import/form-rows.ts';
import { guessMapping } from '#shared/programme/form-import/mapping.ts';
import { readFormFile } from './read-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
/** Every letter of these is one byte in Windows-1252 and the same number in Unicode. */
const windows = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
const utf16 = (text: string, mark: boolean, big = false) => {
	const buffer = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
	return new Uint8Array(big ? buffer.swap16() : buffer);
};

async function table(file: Uint8Array) {
	const read = await readFormFile(file, 0);
	if (!read.ok) throw new Error(read.code);
	return read;
}
const rowsOf = async (file: Uint8Array) => (await table(file)).table.rows.filter((row) => row.some((cell) => cell !== ''));
async function formsOf(file: Uint8Array) {
	const { table: read } = await table(file);
	const found = readForms(read, guessMapping(read.rows, defaultFormat), { format: defaultFormat, themes: [], today: '2026-12-01', known: new Set() });
	return { answers: found.forms.map(({ answers }) => Object.values(answers)[0]), errors: found.errors.map(({ row, code }) => `${row} ${code}`), warnings: found.warnings.map(({ row, code }) => `${row} ${code}`) };
}

describe('a CSV file', () => {
	const text = 'dag;uitspraak\r\n24-11-2026;"Eén café, ""De Zon""\nop de hoek; ruïne"\r\n';
	const rows = [['dag', 'uitspraak'], ['24-11-2026', 'Eén café, "De Zon"\nop de hoek; ruïne']];

	it.each([
		['UTF-8', bytes(text)],
		['UTF-8 with a mark', bytes(`\uFEFF${text}`)],
		['Windows-1252', windows(text)],
		['UTF-16', utf16(text, true)],
		['UTF-16 without a mark', utf16(text, false)],
		['UTF-16, big end first', utf16(text, true, true)],
		['Excel’s hint', bytes(`sep=;\r\n${text}`)]
	])('in %s is read right', async (_name, file) => {
		expect(await rowsOf(file)).toEqual(rows);
	});

	it('in Windows-1252 says that somebody should look', async () => {
		expect((await formsOf(windows(text))).warnings).toEqual(['1 encoding-windows']);
		expect((await formsOf(bytes(text))).warnings).toEqual([]);
	});

	it('in UTF-8 that is broken in one place is right in the others', async () => {
		const broken = Buffer.concat([bytes('uitspraak\nEén café\n'), Buffer.from([0x63, 0x61, 0x66, 0xe9]), bytes('\nRuïne ënt\n')]);
		expect(await formsOf(broken)).toEqual({ answers: ['Eén café', 'Ruïne ënt'], errors: ['3 letters-broken'], warnings: [] });
	});

	it.each([
		['commas', 'dag,uitspraak\n1-1-2026,"Een, twee"\n1-1-2026,"Drie"'],
		['tabs', 'dag\tuitspraak\n1-1-2026\tEen, twee\n1-1-2026\tDrie'],
		['one column', 'uitspraak\nEen, twee\nDrie']
	])('with %s keeps a text whole', async (_name, file) => {
		expect(await formsOf(bytes(file))).toMatchObject({ answers: ['Een, twee', 'Drie'], errors: [] });
	});

	it('names the row of a text that was cut, and of a quotation mark that never closes', async () => {
		expect((await formsOf(bytes('dag;uitspraak\n;Een\n;Twee; drie\n;Vier'))).errors).toEqual(['3 cells-beyond-header']);
		expect((await formsOf(bytes('dag;uitspraak\n;Een\n;"Twee\n;Vier'))).errors).toEqual(['3 quote-mark-open']);
	});

	it('with formulas keeps them as words, and names what Excel made of them', async () => {
		expect(await formsOf(bytes('uitspraak\n=HYPERLINK("http://a.nl")\n#NAAM?\n'))).toMatchObject({ answers: ['=HYPERLINK("http://a.nl")'], errors: ['3 cell-is-error'] });
	});
});

describe('a workbook', () => {
	const sheet = async (data: unknown[][]) => new Uint8Array(await writeXlsxFile(data as never).toBuffer());

	it('is read with its days, numbers and line breaks', async () => {
		const file = await sheet([
			[{ value: 'dag' }, { value: 'uitspraak' }],
			[{ value: new Date(Date.UTC(2026, 10, 24)), type: Date, format: 'dd-mm-yyyy' }, { value: 'Eén café\nop de hoek' }],
			[{ value: 46_350, type: Number }, { value: 30, type: Number }]
		]);
		expect(await rowsOf(file)).toEqual([['dag', 'uitspraak'], [{ day: '2026-11-24' }, 'Eén café\nop de hoek'], [46_350, 30]]);
		expect(await formsOf(file)).toMatchObject({ answers: ['Eén café\nop de hoek', '30'], errors: [] });
	});

	it('with merged cells and formulas without an outcome names their rows', async () => {
		const file = await sheet([
			[{ value: 'uitspraak' }, { value: 'iets' }],
			[{ value: 'Licht.', rowSpan: 2 }, { value: 'x' }],
			[null, { value: 'x' }],
			[{ value: '="Meer"&" licht"', type: 'Formula' }, null],
			[{ value: 'Park.' }, { value: '=1+1', type: 'Formula' }],
			[{ value: '24-11', type: String }, null],
			[{ value: new Date(Date.UTC(2026, 9, 3)), type: Date, format: 'd-m' }, null]
		]);
		expect(await formsOf(file)).toMatchObject({ answers: ['Park.', '24-11'], errors: ['2 cells-merged', '4 formula-empty', '7 cell-is-date'] });
	});

	it('is known by its rows, also saved as CSV', async () => {
		const file = await sheet([[{ value: 'uitspraak' }], [{ value: 'Licht.' }]]);
		expect((await table(file)).key).toBe((await table(bytes('uitspraak\r\nLicht.\r\n'))).key);
		expect((await table(file)).key).not.toBe((await table(bytes('uitspraak\r\nLicht!\r\n'))).key);
	});

	it('that is cut short, old, packed to burst or no workbook is refused by name', async () => {
		const file = await sheet([[{ value: 'uitspraak' }], [{ value: 'Licht.' }]]);
		expect(await readFormFile(file.subarray(0, file.length - 400), 0)).toMatchObject({ ok: false, code: 'formFile.broken' });
		expect(await readFormFile(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 0)).toMatchObject({ ok: false, code: 'formFile.oldExcel' });
		expect(await readFormFile(bytes('%PDF-1.7'), 0)).toMatchObject({ ok: false, code: 'formFile.kind' });
		expect(await readFormFile(Uint8Array.from([0x89, 0x50, 0, 0, 1, 2, 3, 4]), 0)).toMatchObject({ ok: false, code: 'formFile.kind' });
		const bomb = Buffer.from(file);
		// The list says that a part unpacks to 3 GB.
		bomb.writeUInt32LE(3_000_000_000, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
		expect(await readFormFile(new Uint8Array(bomb), 0)).toMatchObject({ ok: false, code: 'formFile.tooLarge' });
	});
});

const shared = resolve('../shared/statements');
const collections = (() => {
	try {
		return readdirSync(shared).filter((name) => !name.includes('.md') && readdirSync(join(shared, name)).includes('comments.csv'));
	} catch {
		return [];
	}
})();
it.skipIf(collections.length === 0)('real statements come in, one form each', async () => {
	for (const name of collections) {
		const file = new Uint8Array(readFileSync(join(shared, name, 'comments.csv')));
		const { answers, errors } = await formsOf(file);
		expect(errors).toEqual([]);
		expect(answers.length).toBeGreaterThan(30);
		expect(answers.every((one) => typeof one === 'string' && one.length > 0)).toBe(true);
	}
});
