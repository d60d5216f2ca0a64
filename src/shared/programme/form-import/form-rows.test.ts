import { describe, expect, it } from 'vitest';
import { defaultFormat } from '../collection/format.ts';
import { defaultThemes } from '../default-themes.ts';
import { likenessOf, readForms, statementsIn, type Against } from './form-rows.ts';
import { guessMapping, type Mapping } from './mapping.ts';
import type { Cell } from './table.ts';

const themes = defaultThemes.map(({ source, title }) => ({ id: source, title }));
const against: Against = { format: defaultFormat, themes, today: '2026-12-01', known: new Set() };

function read(rows: Cell[][], change: Partial<Mapping> = {}, other: Partial<Against> = {}) {
	return readForms({ rows, flaws: [], warnings: [] }, { ...guessMapping(rows, defaultFormat), ...change }, { ...against, ...other });
}
const codes = (rows: { row: number; code: string }[]) => rows.map(({ row, code }) => `${row} ${code}`);

describe('what columns hold is guessed', () => {
	it('by the labels of the questions, in the order of the paper where two are alike', () => {
		const header = ['Kaart', 'Datum', 'Hoe lang woont of werkt u hier al?', 'wat gaat hier goed', 'Waar in de wijk is dat?', 'Waar in de wijk is dat?', 'Iets anders', 'beterthema'];
		expect(guessMapping([['Formulieren van november'], [], header, ['V07']], defaultFormat)).toMatchObject({ header: 3, columns: ['card', 'day', 'q:hoelang', 'q:goed', 'q:beterwaar', 'q:veiligwaar', '', 'q:beterthema'] });
	});

	it('of one statement a row', () => {
		expect(guessMapping([['timestamp', 'author-id', 'comment-body']], defaultFormat).columns).toEqual(['', '', 'statement']);
		expect(guessMapping([['uitspraak']], defaultFormat)).toMatchObject({ columns: ['statement'], asks: 'vertellen' });
	});

	it('of a code by what stands below it', () => {
		expect(guessMapping([['code', 'uitspraak'], ['', 'x'], ['v7-3', 'x']], defaultFormat).columns).toEqual(['card', 'statement']);
		expect(guessMapping([['code', 'uitspraak'], ['K7M2P4QX', 'x']], defaultFormat).columns).toEqual(['code', 'statement']);
	});
});

it('a row is a form: card, day, choice, themes and words', () => {
	const rows = [
		['kaart', 'dag', 'code', 'hoelang', 'Wat gaat hier goed?', 'beterthema'],
		['v7-3', 46_350, 'k7m2-p4qx', '3-10', "'=geen formule", 'A1; afval en zwerfvuil'],
		['', { day: '2026-11-03' }, '', 'Meer dan 10 jaar', 12.5, ''],
		[null, null, null, '', '', '']
	];
	const { forms, errors, warnings } = read(rows);
	expect(errors).toEqual([]);
	expect(warnings).toEqual([]);
	expect(forms).toEqual([
		{ row: 2, card: 'V07-03', day: '2026-11-24', code: 'K7M2P4QX', answers: { hoelang: 'langer', goed: '=geen formule', beterthema: ['A1', 'A2'] } },
		{ row: 3, card: null, day: '2026-11-03', code: null, answers: { hoelang: 'lang', goed: '12,5' } }
	]);
	expect(statementsIn(forms, defaultFormat)).toBe(2);
});

it('every mistake is named by its row, and nothing else is', () => {
	const header = ['kaart', 'dag', 'code bewoner', 'hoelang', 'goed', 'beterwaar', 'beterthema'];
	const good = ['', '', '', '', 'Het park.', '', ''];
	const at = (column: number, cell: Cell) => good.map((one, index): Cell => (index === column ? cell : one));
	const { errors, warnings, forms } = read([
		header,
		at(0, 'V07-11'),
		at(1, 'gisteren'),
		at(1, '2-12-2026'),
		at(2, 'ABC'),
		at(3, 'heel lang'),
		at(4, { day: '2026-10-03' }),
		at(4, '#NAAM?'),
		at(4, 'caf\uFFFD'),
		at(4, 'cafÃ©'),
		at(4, 'x'.repeat(4001)),
		at(5, 'x'.repeat(201)),
		at(6, 'Vliegende auto’s'),
		at(6, 'A1, A2, A3, A4'),
		at(4, ''),
		at(2, 'K7M2P4QX'),
		at(2, 'K7M2 P4QX'),
		good
	]);
	expect(codes(errors)).toEqual([
		'2 card-invalid', '3 day-invalid', '4 day-ahead', '5 code-invalid', '6 choice-unknown', '7 cell-is-date', '8 cell-is-error', '9 letters-broken', '10 letters-broken',
		'11 answer-too-long', '12 answer-too-long', '13 form-theme-unknown', '14 themes-too-many', '17 code-twice'
	]);
	expect(codes(warnings)).toEqual([]);
	expect(forms.map(({ row }) => row)).toEqual([16, 18]);
});

it('statements answer the question that their row names, or else the one that was chosen', () => {
	const rows = [['vraag', 'uitspraak'], ['Wat kan beter?', 'Meer licht.'], ['', 'Het park.'], ['Wat eet u?', 'Soep.'], ['goed', '']];
	const { forms, errors, warnings } = read(rows, { asks: 'trots' });
	expect(forms.map(({ answers }) => answers)).toEqual([{ beter: 'Meer licht.' }, { trots: 'Het park.' }]);
	expect(codes(errors)).toEqual(['4 asked-unknown']);
	expect(codes(warnings)).toEqual(['5 row-empty']);
});

it('flaws of a file count where they are used', () => {
	const rows = [['uitspraak', 'iets'], ['Licht.', 'x'], ['Park.', 'x']];
	const flaw = (column: number | null, row: number) => ({ column, error: { row, code: 'cells-merged' as const, params: { cells: 'A2:A3' } } });
	const result = readForms({ rows, flaws: [flaw(0, 1), flaw(1, 2), flaw(0, 3)], warnings: [] }, guessMapping(rows, defaultFormat), against);
	expect(codes(result.errors)).toEqual(['3 cells-merged']);
	expect(result.forms.map(({ row }) => row)).toEqual([2]);
});

it('forms that are there are told, or left out', () => {
	const rows = [['goed'], ['Het park.'], ['De markt.']];
	const known = new Set([likenessOf({ card: null, day: null, answers: { goed: 'Het park.' } })]);
	expect(codes(read(rows, {}, { known }).warnings)).toEqual(['2 form-known']);
	expect(read(rows, { skipKnown: true }, { known })).toMatchObject({ skipped: 1, forms: [{ row: 3 }], warnings: [] });
});

it('a file without answers, or with too many rows, says so once', () => {
	expect(codes(read([['naam'], ['Jan']]).errors)).toEqual(['1 no-answer-column']);
	expect(codes(read([['uitspraak']]).errors)).toEqual(['1 no-form-rows']);
	expect(codes(read([['uitspraak'], ...Array.from({ length: 10_001 }, () => ['Licht.'])]).errors)).toEqual(['1 too-many-form-rows']);
});
