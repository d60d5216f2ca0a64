import { cleanText, longest } from '../protocol/text.ts';
import { mainThemeOf } from './main-theme.ts';
import type { MainTheme } from './main-theme.ts';
import { rowError } from './row-error.ts';
import { suggestedMain } from './suggest-main.ts';
import { titleKey } from './title-key.ts';
import type { RowError } from './row-error.ts';

/** One theme as a file or a pasted text gives it. Without a number the evening gives it its next free one. */
export type ThemeRow = {
	/** 1-based place in what was given, as in `RowError`. */
	row: number;
	/** 1 to 999. */
	number?: number;
	title: string;
	main: MainTheme;
	explanation?: string;
	/** How often residents named it while input was collected. */
	mentioned?: number;
	/** At most five, in order. */
	quotes: string[];
	grave?: boolean;
	/** Its id in the file that it came from. */
	source?: string;
};

/** The good rows stand beside the errors, so that a whole file can be previewed. */
export type ThemeRows = { rows: ThemeRow[]; errors: RowError[]; warnings: RowError[] };

/** A theme as text, before any check. An empty field means: not given. */
export type RawTheme = {
	row: number;
	number: string;
	title: string;
	main: string;
	explanation: string;
	mentioned: string;
	quotes: { column: string; text: string }[];
	source: string;
};

export const mostThemes = 200;
export const lastNumber = 999;
const mostMentioned = 1_000_000;
const longestSource = 80;

/** Text for one line: as `cleanText`, with line feeds as spaces. */
export function oneLine(text: string): string {
	return cleanText(text).replaceAll('\n', ' ');
}

/**
 * Checks each row and the rows together: a number may be used once, and at most 200 rows are read. A row with an
 * error is left out of `rows`; all its errors are given. A row without a main theme gets the one that its title seems
 * to belong to.
 */
export function checkThemes(raws: readonly RawTheme[], warnings: RowError[] = []): ThemeRows {
	const rows: ThemeRow[] = [];
	const errors: RowError[] = [];
	const numbers = new Map<number, number>();
	const titles = new Map<string, number>();
	let doubtful = false;
	for (const raw of raws.slice(0, mostThemes)) {
		const found: RowError[] = [];
		const row = checkTheme(raw, numbers, found, warnings);
		if (found.length === 0) {
			rows.push(row);
			const first = titles.get(titleKey(row.title));
			if (first === undefined) titles.set(titleKey(row.title), row.row);
			else warnings.push(rowError(row.row, 'title-twice', { title: row.title, first }));
		}
		errors.push(...found);
		// A file in another encoding, read as UTF-8, has this mark where letters with accents stood.
		if (!doubtful && JSON.stringify(raw).includes('\uFFFD')) {
			doubtful = true;
			warnings.push(rowError(raw.row, 'encoding-doubtful', {}));
		}
	}
	const beyond = raws[mostThemes];
	if (beyond !== undefined) errors.push(rowError(beyond.row, 'too-many-rows', { count: raws.length, most: mostThemes }));
	if (raws.length === 0) errors.push(rowError(1, 'no-rows', {}));
	return { rows, errors, warnings };
}

function checkTheme(raw: RawTheme, numbers: Map<number, number>, errors: RowError[], warnings: RowError[]): ThemeRow {
	const theme: ThemeRow = { row: raw.row, title: oneLine(raw.title), main: 'overig', quotes: [] };
	if (theme.title === '') errors.push(rowError(raw.row, 'title-missing', {}));
	if (theme.title.length > longest.title) {
		errors.push(rowError(raw.row, 'title-too-long', { length: theme.title.length, most: longest.title }));
	}

	const number = wholeNumber(raw.number, 1, lastNumber);
	if (number === null) errors.push(rowError(raw.row, 'number-invalid', { value: oneLine(raw.number), most: lastNumber }));
	else if (number !== undefined) {
		const first = numbers.get(number);
		if (first !== undefined) errors.push(rowError(raw.row, 'number-twice', { number, first }));
		else numbers.set(number, raw.row);
		theme.number = number;
	}

	const main = oneLine(raw.main);
	theme.main = (main === '' ? suggestedMain(theme.title) : mainThemeOf(main)) ?? 'overig';
	if (main !== '' && mainThemeOf(main) === null) warnings.push(rowError(raw.row, 'main-theme-unknown', { value: main }));

	const mentioned = wholeNumber(raw.mentioned, 0, mostMentioned);
	if (mentioned === null) {
		errors.push(rowError(raw.row, 'mentioned-invalid', { value: oneLine(raw.mentioned), most: mostMentioned }));
	} else if (mentioned !== undefined) theme.mentioned = mentioned;

	const explanation = cleanText(raw.explanation);
	if (explanation.length > longest.explanation) {
		errors.push(rowError(raw.row, 'explanation-too-long', { length: explanation.length, most: longest.explanation }));
	} else if (explanation !== '') theme.explanation = explanation;

	for (const { column, text } of raw.quotes) {
		const quote = oneLine(text);
		if (quote.length > longest.quote) {
			errors.push(rowError(raw.row, 'quote-too-long', { column, length: quote.length, most: longest.quote }));
		} else if (quote !== '') theme.quotes.push(quote);
	}

	if (raw.source.length > longestSource) {
		errors.push(rowError(raw.row, 'source-too-long', { length: raw.source.length, most: longestSource }));
	} else if (raw.source !== '') theme.source = raw.source;
	return theme;
}

/** @returns undefined where nothing was given, null where it is no whole number from `least` to `most`. */
function wholeNumber(text: string, least: number, most: number): number | undefined | null {
	const digits = oneLine(text);
	if (digits === '') return undefined;
	const number = /^[0-9]+$/.test(digits) ? Number(digits) : Number.NaN;
	return number >= least && number <= most ? number : null;
}
