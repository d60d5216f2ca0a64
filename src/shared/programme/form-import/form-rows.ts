import { cleanText } from '../../protocol/text.ts';
import { cardCode, readCardCode } from '../collection/card-code.ts';
import { mostInBatch } from '../collection/commands.ts';
import { longestAnswer, longestPlace, mostTicked, type Format, type Question } from '../collection/format.ts';
import { rowError, type RowError } from '../row-error.ts';
import { readDay } from './day.ts';
import { questionOf, type Mapping } from './mapping.ts';
import { cellText, isFilled, type Cell, type Table } from './table.ts';
import { readThemeNames, type ThemeName } from './theme-names.ts';

/** A row that can come in as a form. */
export interface ReadForm {
	/** The row of the file that it stood in. */
	row: number;
	card: string | null;
	/** ISO date. */
	day: string | null;
	/** The resident's code, of 8 letters and figures. */
	code: string | null;
	answers: Record<string, string | string[]>;
}

export interface ReadForms {
	forms: ReadForm[];
	/** By row. One error keeps the whole file out. */
	errors: RowError[];
	warnings: RowError[];
	/** Rows left out because they are there already, where that was asked. */
	skipped: number;
}

/** What rows are held against. */
export interface Against {
	format: Format;
	themes: readonly ThemeName[];
	/** ISO date: a talk lies in the past. */
	today: string;
	/** `likenessOf` the forms that are there. */
	known: ReadonlySet<string>;
}

/** What Excel writes in a cell whose formula went wrong, in Dutch and in English. */
const sheetError = /^#(?:NAAM\?|NAME\?|VERW!|REF!|N\/B|N\/A|DEEL\/0!|DIV\/0!|WAARDE!|VALUE!|GETAL!|NUM!|LEEG!|NULL!|OVERLOOP!|SPILL!|#+)$/i;

/** An é that was written as UTF-8 and read as something else, or that nothing could read. */
const brokenLetters = /\uFFFD|Ã[\u0080-\u00BF©«¨¼¶¤]|â€[\u0099\u009C\u009D™œ“]|[\u0080-\u009F]/;

/** Turns the rows under the header into forms. Looks at columns that are mapped alone. */
export function readForms(table: Table, mapping: Mapping, against: Against): ReadForms {
	const { rows } = table;
	const header = rows[mapping.header - 1] ?? [];
	const columns = mapping.columns.map((target, index) => ({ target, index, name: cellText(header[index] ?? null).trim() || `kolom ${index + 1}` })).filter(({ target }) => target !== '');
	const errors: RowError[] = [];
	const warnings: RowError[] = table.warnings.filter(({ row }) => row === 1 || row >= mapping.header);
	if (!columns.some(({ target }) => target === 'statement' || target.startsWith('q:'))) {
		return { forms: [], errors: [rowError(mapping.header, 'no-answer-column', {})], warnings, skipped: 0 };
	}
	const below = rows.slice(mapping.header).map((cells, index) => ({ row: mapping.header + 1 + index, cells })).filter(({ cells }) => isFilled(cells));
	if (below.length > mostInBatch) return { forms: [], errors: [rowError(mapping.header, 'too-many-form-rows', { count: below.length, most: mostInBatch })], warnings, skipped: 0 };

	const used = new Set(columns.map(({ index }) => index));
	const flawed = new Set<number>();
	for (const { column, error } of table.flaws) {
		if (error.row <= mapping.header || (column !== null && !used.has(column))) continue;
		flawed.add(error.row);
		// Merged cells lie in more columns than one.
		if (!errors.includes(error)) errors.push(error);
	}
	const forms: ReadForm[] = [];
	const codes = new Map<string, number>();
	let skipped = 0;
	for (const { row, cells } of below) {
		// What is wrong with the row itself says enough.
		if (flawed.has(row)) continue;
		const wrong: RowError[] = [];
		const form = readRow(row, cells, columns, mapping, against, wrong);
		errors.push(...wrong);
		if (wrong.length > 0) continue;
		if (Object.keys(form.answers).length === 0) {
			warnings.push(rowError(row, 'row-empty', {}));
			continue;
		}
		if (form.code !== null) {
			const first = codes.get(form.code);
			if (first !== undefined) {
				errors.push(rowError(row, 'code-twice', { first }));
				continue;
			}
			codes.set(form.code, row);
		}
		if (against.known.has(likenessOf(form))) {
			if (mapping.skipKnown) {
				skipped += 1;
				continue;
			}
			warnings.push(rowError(row, 'form-known', {}));
		}
		forms.push(form);
	}
	if (forms.length === 0 && errors.length === 0 && skipped === 0) errors.push(rowError(mapping.header, 'no-form-rows', {}));
	return { forms, errors: errors.sort(byRow), warnings: warnings.sort(byRow), skipped };
}

/** What two forms share where they are the same talk: card, day and every answer. */
export function likenessOf({ card, day, answers }: Pick<ReadForm, 'card' | 'day' | 'answers'>): string {
	return JSON.stringify([card, day, Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1))]);
}

/** How many statements forms hold: their answers to open questions. */
export function statementsIn(forms: readonly Pick<ReadForm, 'answers'>[], format: Format): number {
	const open = new Set(format.questions.filter(({ kind }) => kind === 'open').map(({ id }) => id));
	return forms.reduce((sum, { answers }) => sum + Object.keys(answers).filter((id) => open.has(id)).length, 0);
}

type Column = { target: string; index: number; name: string };

function readRow(row: number, cells: readonly Cell[], columns: readonly Column[], mapping: Mapping, against: Against, wrong: RowError[]): ReadForm {
	const form: ReadForm = { row, card: null, day: null, code: null, answers: {} };
	const at = (target: string): Cell => {
		const column = columns.find((one) => one.target === target);
		return column === undefined ? null : (cells[column.index] ?? null);
	};
	for (const { target, index, name } of columns) {
		const cell = cells[index] ?? null;
		const text = readText(cell);
		if (text === '') continue;
		if (sheetError.test(text)) wrong.push(rowError(row, 'cell-is-error', { column: name, value: text.slice(0, 20) }));
		else if (brokenLetters.test(text)) wrong.push(rowError(row, 'letters-broken', { column: name }));
		else if (target === 'card') {
			const card = readCardCode(text);
			if (card === null) wrong.push(rowError(row, 'card-invalid', { value: shown(text) }));
			else form.card = cardCode(card);
		} else if (target === 'day') {
			form.day = readDay(cell);
			if (form.day === null) wrong.push(rowError(row, 'day-invalid', { value: shown(text) }));
			else if (form.day > against.today) wrong.push(rowError(row, 'day-ahead', { value: shown(text) }));
		} else if (target === 'code') {
			const code = text.toUpperCase().replace(/[\s.-]/g, '');
			if (/^[A-Z0-9]{8}$/.test(code)) form.code = code;
			else wrong.push(rowError(row, 'code-invalid', { value: shown(text) }));
		} else if (target !== 'asked') {
			const question = target === 'statement' ? askedIn(row, at('asked'), mapping, against, wrong) : against.format.questions.find(({ id }) => `q:${id}` === target);
			if (question) readAnswer(row, cell, text, name, question, against, form, wrong);
		}
	}
	return form;
}

/** The question that a row's one statement answers. */
function askedIn(row: number, cell: Cell, mapping: Mapping, { format }: Against, wrong: RowError[]): Question | undefined {
	const text = cellText(cell).trim();
	const question = text === '' ? format.questions.find(({ id }) => id === mapping.asks) : questionOf(text, format);
	if (question?.kind === 'open') return question;
	wrong.push(rowError(row, 'asked-unknown', { value: shown(text) }));
	return undefined;
}

function readAnswer(row: number, cell: Cell, text: string, column: string, question: Question, { themes }: Against, form: ReadForm, wrong: RowError[]): void {
	// '3-10' years became the third of October: nobody answered that.
	if (typeof cell === 'object') return void wrong.push(rowError(row, 'cell-is-date', { column, value: text }));
	switch (question.kind) {
		case 'open':
		case 'place': {
			const most = question.kind === 'place' ? longestPlace : longestAnswer;
			if (text.length > most) wrong.push(rowError(row, 'answer-too-long', { column, length: text.length, most }));
			else form.answers[question.id] = text;
			return;
		}
		case 'choice': {
			const options = question.options ?? [];
			const option = options.find(({ id, label }) => optionKey(text) === id || optionKey(text) === optionKey(label));
			if (option) form.answers[question.id] = option.id;
			else wrong.push(rowError(row, 'choice-unknown', { column, value: shown(text), options: options.map(({ label }) => label).join(', ') }));
			return;
		}
		case 'themes': {
			const found = readThemeNames(text, themes);
			for (const value of found.unknown) wrong.push(rowError(row, 'form-theme-unknown', { column, value: shown(value) }));
			if (found.themes.length > mostTicked) wrong.push(rowError(row, 'themes-too-many', { column, most: mostTicked }));
			else if (found.themes.length > 0) form.answers[question.id] = found.themes;
		}
	}
}

/** A text as it will be kept. The apostrophe that `writeCsv` puts before what a sheet would run goes again. */
function readText(cell: Cell): string {
	return cleanText(cellText(cell).replace(/^'(?=[=+\-@\t\r])/, ''));
}

/** '0 tot 2 jaar', '0-2' and '0 – 2' are one; so are 'Meer dan 10 jaar' and '> 10'. */
function optionKey(text: string): string {
	return text
		.toLowerCase()
		.replace(/\bjaar\b/g, '')
		.replace(/\b(?:tot en met|tot|t\/m)\b|[–—]/g, '-')
		.replace(/\bmeer dan\b/g, '>')
		.replace(/[\s.]+/g, '');
}

/** What was typed, short enough for a sentence. */
function shown(text: string): string {
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function byRow(one: RowError, other: RowError): number {
	return one.row - other.row;
}
