import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPabulib } from './pabulib.ts';
import { parseThemeCsv, parseThemeLines, themesFromPabulib } from './theme-lines.ts';
import type { ThemeRows } from './theme-row.ts';

describe('pasted lines', () => {
	it('become a theme each; empty lines are skipped and counted', () => {
		expect(parseThemeLines('Groen en bomen\r\n\r\n  Te hard rijden  \n')).toEqual({
			rows: [
				{ row: 1, title: 'Groen en bomen', main: 'openbare-ruimte', quotes: [] },
				{ row: 3, title: 'Te hard rijden', main: 'verkeer', quotes: [] }
			],
			errors: [],
			warnings: []
		});
	});

	it.each([
		['7. Plek voor jongeren', 7, 'Plek voor jongeren'],
		['7 Plek voor jongeren', 7, 'Plek voor jongeren'],
		['7;Plek voor jongeren', 7, 'Plek voor jongeren'],
		['7) plek', 7, 'plek'],
		['(7) Plek', 7, 'Plek'],
		['7.) Plek', 7, 'Plek'],
		['7.\tPlek', 7, 'Plek'],
		['- 7. Plek', 7, 'Plek'],
		['7: plek', 7, 'plek'],
		['7 - plek', 7, 'plek'],
		['7\tPlek', 7, 'Plek'],
		['007. plek', 7, 'plek'],
		['30 km in de hele straat', undefined, '30 km in de hele straat'],
		['1.5 meter afstand', undefined, '1.5 meter afstand'],
		['7:30 uur is te vroeg', undefined, '7:30 uur is te vroeg'],
		['24/7 hulp', undefined, '24/7 hulp'],
		['3e straat', undefined, '3e straat']
	])('%j: number %s, title %j', (line, number, title) => {
		const { rows, errors } = parseThemeLines(line);
		expect(errors).toEqual([]);
		expect(rows.map((row) => [row.number, row.title])).toEqual([[number, title]]);
	});

	it.each(['• ', '•\t', '- ', '-', '– ', '* ', '*', '+ ', '· ', '\uF0B7 ', 'o\t', '  ◦ ', '☐ ', '✓', '- • '])('lose the mark of a list: %j', (mark) => {
		expect(parseThemeLines(`${mark}Zwerfvuil\n${mark.trim()}\t\n${mark}Parkeren`)).toMatchObject({
			rows: [{ row: 1, title: 'Zwerfvuil' }, { row: 3, title: 'Parkeren' }],
			errors: [],
			warnings: []
		});
	});

	it.each(['-5 graden', 'o zo stil', '+31 bellen', '=1+1', '(te) hard rijden', 'Te hard - te snel'])('keep %j as it is', (line) => {
		expect(parseThemeLines(line).rows.map(({ number, title }) => [number, title])).toEqual([[undefined, line]]);
	});

	it('with the same name are told by row, and stand', () => {
		expect(brief(parseThemeLines('Parkeren\nBus\n\n•  PARKEREN'))).toEqual({
			rows: [[1, 'Parkeren'], [2, 'Bus'], [4, 'PARKEREN']],
			errors: [],
			warnings: [[4, 'title-twice', { title: 'PARKEREN', first: 1 }]]
		});
	});

	it('take a bare number for a number where every line starts with one, in order', () => {
		expect(parseThemeLines('4 groen\n5 parkeren\n\n6 bus').rows.map(({ number, title }) => [number, title])).toEqual([
			[4, 'groen'],
			[5, 'parkeren'],
			[6, 'bus']
		]);
	});

	it.each(['30 km in de hele wijk\n50 plussers willen een plek\n30 parkeerplaatsen erbij', '5 bomen weg\n24 uur per dag lawaai', '112 bellen duurt lang'])(
		'leave an amount in the title: %s',
		(text) => {
			expect(parseThemeLines(text).rows.map(({ title }) => title)).toEqual(text.split('\n'));
		}
	);

	it('keep HTML and formulas as text, and lose control characters', () => {
		expect(parseThemeLines('<b>Groen</b> & \u0007=1+1\u202E').rows[0]?.title).toBe('<b>Groen</b> &  =1+1');
	});

	it('give good rows beside the errors', () => {
		expect(brief(parseThemeLines(`1. Groen\n1. Parkeren\n3.\n${'x'.repeat(121)}\n1000. Bomen\n0. Bus\n8. Sport`))).toEqual({
			rows: [[1, 'Groen'], [7, 'Sport']],
			errors: [
				[2, 'number-twice', { number: 1, first: 1 }],
				[3, 'title-missing', {}],
				[4, 'title-too-long', { length: 121, most: 120 }],
				[5, 'number-invalid', { value: '1000', most: 999 }],
				[6, 'number-invalid', { value: '0', most: 999 }]
			],
			warnings: []
		});
	});

	it('are read up to 200 themes', () => {
		const lines = Array.from({ length: 203 }, (_, index) => `Thema ${index + 1}`).join('\n');
		const { rows, errors } = parseThemeLines(lines);
		expect(rows).toHaveLength(200);
		expect(errors).toEqual([{ row: 201, code: 'too-many-rows', params: { count: 203, most: 200 } }]);
	});

	it.each(['', ' \n\n ', '\u0000'])('%j holds no themes', (text) => {
		expect(brief(parseThemeLines(text))).toEqual({ rows: [], errors: [[1, 'no-rows', {}]], warnings: [] });
	});
});

describe('a CSV file', () => {
	const full = [
		['nummer', 'thema', 'hoofdthema', 'toelichting', 'keer genoemd', 'uitspraak 1', 'uitspraak 2'],
		['7', 'Plek voor jongeren', 'Voorzieningen', 'Vooral in de winter', '12', 'Wij willen een skatebaan.', ''],
		['2', 'Te hard rijden', 'verkeer', '', '', '', 'Leg een drempel aan.']
	];

	it.each([';', ',', '\t'])('is read with %j between its columns', (separator) => {
		expect(parseThemeCsv(full.map((row) => row.join(separator)).join('\r\n'))).toEqual({
			rows: [
				{
					row: 2,
					number: 7,
					title: 'Plek voor jongeren',
					main: 'voorzieningen',
					explanation: 'Vooral in de winter',
					mentioned: 12,
					quotes: ['Wij willen een skatebaan.']
				},
				{ row: 3, number: 2, title: 'Te hard rijden', main: 'verkeer', quotes: ['Leg een drempel aan.'] }
			],
			errors: [],
			warnings: []
		});
	});

	it('may have a byte-order mark, a hint of Excel, capitals, another order of columns and quoted cells', () => {
		const text = '\uFEFFsep=;\r\nToelichting;THEMA;Keer_Genoemd;Uitspraak1\r\n"Regel 1\r\nRegel 2";"Groen; ""en"" bomen";3;"Kort, maar goed"\r\n';
		expect(parseThemeCsv(text)).toMatchObject({
			rows: [{ row: 2, title: 'Groen; "en" bomen', explanation: 'Regel 1\nRegel 2', mentioned: 3, quotes: ['Kort, maar goed'] }],
			errors: [],
			warnings: []
		});
	});

	it('may have one column, whose titles hold commas and semicolons', () => {
		expect(parseThemeCsv('thema\nWater, regen en hitte\nParkeren; ook busjes\n').rows.map(({ title }) => title)).toEqual([
			'Water, regen en hitte',
			'Parkeren; ook busjes'
		]);
	});

	it('counts its rows as a sheet does: header, empty rows and cells of several lines are one each', () => {
		const text = 'thema;nummer\n\n"Groen\nen bomen";\n;;\n;4\n';
		expect(brief(parseThemeCsv(text))).toEqual({ rows: [[3, 'Groen en bomen']], errors: [[5, 'title-missing', {}]], warnings: [] });
	});

	it('names the columns that are left out, and the main themes that are unknown', () => {
		expect(brief(parseThemeCsv('thema;prioriteit;thema;hoofdthema\nGroen;1;Bomen;Natuur\n'))).toEqual({
			rows: [[2, 'Groen']],
			errors: [],
			warnings: [
				[1, 'columns-unknown', { columns: 'prioriteit, thema' }],
				[2, 'main-theme-unknown', { value: 'Natuur' }]
			]
		});
		expect(parseThemeCsv('thema;hoofdthema\nGroen;Natuur\n').rows[0]?.main).toBe('overig');
	});

	it('gives good rows beside the errors of the others', () => {
		const long = 'x'.repeat(301);
		const text = [
			'nummer;thema;keer genoemd;toelichting;uitspraak 5',
			'1;Groen;0;;',
			'1;Bomen;;;',
			'zeven;Parkeren;1,5;;',
			`4;Sport;-1;;${long}`,
			`5;Winkels;;${'x'.repeat(601)};`,
			'6;Bus;;;;extra',
			'7;Wonen;;;'
		].join('\n');
		expect(brief(parseThemeCsv(text))).toEqual({
			rows: [[2, 'Groen'], [8, 'Wonen']],
			errors: [
				[3, 'number-twice', { number: 1, first: 2 }],
				[4, 'number-invalid', { value: 'zeven', most: 999 }],
				[4, 'mentioned-invalid', { value: '1,5', most: 1_000_000 }],
				[5, 'mentioned-invalid', { value: '-1', most: 1_000_000 }],
				[5, 'quote-too-long', { column: 'uitspraak 5', length: 301, most: 300 }],
				[6, 'explanation-too-long', { length: 601, most: 600 }],
				[7, 'cells-beyond-header', { cells: 6, columns: 5 }]
			],
			warnings: []
		});
	});

	it('shows the row whose quotation mark is never closed', () => {
		expect(brief(parseThemeCsv('thema;toelichting\nGroen;\n"Parkeren;\nSport;\n'))).toEqual({
			rows: [[2, 'Groen']],
			errors: [[3, 'quote-mark-open', {}]],
			warnings: []
		});
	});

	it('warns once where letters were lost in another encoding', () => {
		expect(brief(parseThemeCsv('thema\nCaf\uFFFD\nPati\uFFFDnten\n')).warnings).toEqual([[2, 'encoding-doubtful', {}]]);
	});

	it.each([
		['', 'no-rows'],
		['\n \n', 'no-rows'],
		['\n;;\n', 'no-theme-column'],
		['nummer;thema\n', 'no-rows'],
		['nummer;naam\n1;Groen\n', 'no-theme-column'],
		['%PDF-1.7\n%âãÏÓ', 'no-theme-column']
	])('%j is refused', (text, code) => {
		const { rows, errors } = parseThemeCsv(text);
		expect(rows).toEqual([]);
		expect(errors.map((error) => error.code)).toEqual([code]);
	});
});

describe('the projects of a .pb file', () => {
	it('become themes numbered in file order, with their id as source', () => {
		const projects = [
			{ id: '41093', name: 'Avondverlichting', category: 'Openbare ruimte', description: 'Langs het water' },
			{ id: '12', name: 'Kookles', category: 'Jeugdactiviteiten', description: 'Voor kinderen' },
			{ id: '7', name: 'Bankjes', category: 'Ontmoeten' }
		];
		expect(themesFromPabulib({ projects })).toEqual({
			rows: [
				{ row: 1, number: 1, title: 'Avondverlichting', main: 'openbare-ruimte', explanation: 'Langs het water', quotes: [], source: '41093' },
				{ row: 2, number: 2, title: 'Kookles', main: 'overig', explanation: 'Jeugdactiviteiten: Voor kinderen', quotes: [], source: '12' },
				{ row: 3, number: 3, title: 'Bankjes', main: 'samenleven', explanation: 'Ontmoeten', quotes: [], source: '7' }
			],
			errors: [],
			warnings: []
		});
	});

	it('keep their ids as numbers where each of them can be one', () => {
		const named = (...ids: string[]) => themesFromPabulib({ projects: ids.map((id) => ({ id, name: `Project ${id}` })) }).rows.map(({ number }) => number);
		expect(named('12', '7', '999')).toEqual([12, 7, 999]);
		expect(named('12', '1000')).toEqual([1, 2]);
		expect(named('12', '07')).toEqual([1, 2]);
		expect(named('12', 'p7')).toEqual([1, 2]);
	});

	it('keep their numbers where one of them is refused', () => {
		const projects = [{ id: 'a', name: '' }, { id: 'b', name: 'Bankjes' }];
		expect(themesFromPabulib({ projects })).toMatchObject({
			rows: [{ number: 2, title: 'Bankjes' }],
			errors: [{ row: 1, code: 'title-missing' }]
		});
	});

	it.skipIf(!existsSync('../shared/ballots'))('of four real votes all become themes', () => {
		for (const [name, count] of [['Amsterdam_166', 52], ['Amsterdam_490', 31], ['Amsterdam_588', 15], ['Assen_2024', 14]]) {
			const result = readPabulib(readFileSync(`../shared/ballots/Netherlands_${name}.pb`, 'utf8'));
			if (!result.ok) throw new Error(JSON.stringify(result.errors));
			expect(themesFromPabulib(result.file)).toMatchObject({ rows: { length: count }, errors: [], warnings: [] });
		}
	});
});

function brief({ rows, errors, warnings }: ThemeRows): Record<keyof ThemeRows, unknown[]> {
	const finding = ({ row, code, params }: ThemeRows['errors'][number]): unknown[] => [row, code, params];
	return { rows: rows.map(({ row, title }) => [row, title]), errors: errors.map(finding), warnings: warnings.map(finding) };
}
