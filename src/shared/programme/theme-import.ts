import { readPabulib } from './pabulib.ts';
import { readSections } from './pabulib-sections.ts';
import type { RowError } from './row-error.ts';
import { parseThemeCsv, parseThemeLines, themesFromPabulib } from './theme-lines.ts';
import type { ThemeRow, ThemeRows } from './theme-row.ts';
import { titleKey } from './title-key.ts';

/** What themes are read from: pasted lines, a sheet saved as CSV, or a `.pb` file. */
export type ThemeSource = 'lines' | 'csv' | 'pb';

/** A finding with what its `row` counts. */
export type Finding = RowError & { unit: 'line' | 'row' };

/** Good rows stand beside the errors: they can be taken without the others. */
export interface ReadThemes {
	rows: ThemeRow[];
	errors: Finding[];
	warnings: Finding[];
}

/** Reads themes out of a text of that kind. */
export function readThemes(text: string, source: ThemeSource): ReadThemes {
	switch (source) {
		case 'lines':
			return found(parseThemeLines(text), 'line');
		case 'csv':
			return found(parseThemeCsv(text), 'row');
		case 'pb':
			return readThemesOfPabulib(text);
	}
}

/** The projects of a `.pb` file; a line that is wrong keeps out its own project only. */
function readThemesOfPabulib(text: string): ReadThemes {
	const lines = withoutVotes(text);
	const whole = readPabulib(lines.join('\n'));
	const warnings = whole.warnings.filter(({ params }) => params.section !== 'VOTES' && params.key !== 'num_votes');
	if (whole.ok) {
		const themes = projectsFound(lines, themesFromPabulib(whole.file));
		return { ...themes, warnings: [...mark(warnings, 'line'), ...themes.warnings] };
	}
	for (const { row } of whole.errors) lines[row - 1] = '';
	const good = readPabulib(lines.join('\n'));
	const themes = good.ok ? projectsFound(lines, themesFromPabulib(good.file)) : { rows: [], errors: [], warnings: [] };
	return {
		rows: themes.rows,
		errors: [...mark(whole.errors, 'line'), ...themes.errors],
		warnings: [...mark(warnings, 'line'), ...themes.warnings]
	};
}

/** What was found in projects, which count from 1, by the lines of the file that they stand in. */
function projectsFound(lines: readonly string[], { rows, errors, warnings }: ThemeRows): ReadThemes {
	const projects = readSections(lines.join('\n'), []).get('PROJECTS')?.lines ?? [];
	const lineOf = (row: number) => projects[row - 1]?.row ?? row;
	const byLine = (error: RowError): RowError => {
		const { first } = error.params;
		return { ...error, row: lineOf(error.row), params: typeof first === 'number' ? { ...error.params, first: lineOf(first) } : error.params };
	};
	return found({ rows: rows.map((one) => ({ ...one, row: lineOf(one.row) })), errors: errors.map(byLine), warnings: warnings.map(byLine) }, 'line');
}

/** The lines of a `.pb` file, those of its ballots empty: for themes they need not be right. */
function withoutVotes(text: string): string[] {
	let inVotes = false;
	return text.split(/\r\n|\n|\r/).map((line) => {
		const [, section] = /^\uFEFF?\s*(meta|projects|votes)[\s;]*$/i.exec(line) ?? [];
		if (section !== undefined) inVotes = section.toLowerCase() === 'votes';
		return inVotes ? '' : line;
	});
}

function found({ rows, errors, warnings }: ThemeRows, unit: Finding['unit']): ReadThemes {
	return { rows, errors: mark(errors, unit), warnings: mark(warnings, unit) };
}

function mark(errors: readonly RowError[], unit: Finding['unit']): Finding[] {
	return errors.map((error) => ({ ...error, unit }));
}

/** A row held against the themes that the evening has. */
export interface PlannedTheme {
	row: ThemeRow;
	/** Another theme of the evening has this number, or had it. */
	clash: boolean;
	/** A theme of the evening has this title already. */
	twin: boolean;
}

/**
 * Holds rows against an evening before they are sent.
 * @param taken numbers that can't be given any more.
 */
export function planThemes(rows: readonly ThemeRow[], taken: ReadonlySet<number>, titles: Iterable<string>): PlannedTheme[] {
	const known = new Set([...titles].map(titleKey));
	return rows.map((row) => ({
		row,
		clash: row.number !== undefined && taken.has(row.number),
		twin: known.has(titleKey(row.title))
	}));
}
