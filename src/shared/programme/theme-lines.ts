import Papa from 'papaparse';
import { mainThemeOf } from './main-theme.ts';
import type { PabulibFile } from './pabulib.ts';
import { rowError } from './row-error.ts';
import type { RowError } from './row-error.ts';
import { checkThemes, oneLine } from './theme-row.ts';
import type { RawTheme, ThemeRows } from './theme-row.ts';

/**
 * Pasted lines, one theme a line; empty lines are skipped but counted. The mark of a list in a mail or a document is
 * no part of the name ('• Plek', '- Plek'). A line may start with its number: '7. Plek',
 * '7) Plek', '(7) Plek', '7: Plek', '7;Plek', '7 - Plek', '7 Plek'. A number with only a space behind it may also belong to the
 * title ('30 km in de straat'): it is taken for the theme's number where a capital follows, or where every line
 * starts with a number that is one more than the line's before it.
 */
export function parseThemeLines(text: string): ThemeRows {
	const lines = text
		.split(/\r\n|\n|\r/)
		.map((line, index) => ({ row: index + 1, text: oneLine(line.replace(listMark, '')) }))
		.filter((line) => line.text !== '');
	const inOrder = lines.length > 1 && lines.every(({ text }, index) => index === 0 || leading(text) === leading(lines[index - 1]!.text) + 1);
	return checkThemes(lines.map((line) => ({ ...emptyTheme, row: line.row, ...numbered(line.text, inOrder) })));
}

/**
 * A sheet saved as CSV: columns by name in any order (`nummer`, `thema`, `hoofdthema`, `toelichting`,
 * `keer genoemd`, `uitspraak 1` to `uitspraak 5`; only `thema` is needed). The separator (semicolon, comma or tab)
 * is the one that makes the most known columns of the header. Row 1 is the header, as a sheet program counts.
 */
export function parseThemeCsv(text: string): ThemeRows {
	const { header, headerRow, records, openQuote } = readTable(text);
	if (headerRow === 0) return checkThemes([]);
	const columns = header.map(columnName);
	if (!columns.includes('thema')) return { rows: [], errors: [rowError(headerRow, 'no-theme-column', {})], warnings: [] };

	const warnings: RowError[] = [];
	const isKnown = (name: string, place: number): boolean => known.has(name) && columns.indexOf(name) === place;
	const unknown = header.map(oneLine).filter((name, place) => name !== '' && !isKnown(columns[place] ?? '', place));
	if (unknown.length > 0) warnings.push(rowError(headerRow, 'columns-unknown', { columns: unknown.join(', ') }));

	const raws: RawTheme[] = [];
	const broken: RowError[] = [];
	for (const { row, cells } of records) {
		const field = (name: string): string => cells[columns.indexOf(name)] ?? '';
		if (row === openQuote) {
			broken.push(rowError(row, 'quote-mark-open', {}));
		} else if (cells.slice(header.length).some((cell) => cell.trim() !== '')) {
			// A separator in a text without quotation marks would otherwise shift cells without anyone seeing it.
			broken.push(rowError(row, 'cells-beyond-header', { cells: cells.length, columns: header.length }));
		} else {
			raws.push({
				row,
				number: field('nummer'),
				title: field('thema'),
				main: field('hoofdthema'),
				explanation: field('toelichting'),
				mentioned: field('keer genoemd'),
				quotes: quoteColumns.map((column) => ({ column, text: field(column) })),
				source: ''
			});
		}
	}
	// Broken rows are rows: a file with nothing else is not told that it is empty.
	if (raws.length === 0 && broken.length > 0) return { rows: [], errors: broken, warnings };
	const checked = checkThemes(raws, warnings);
	return { ...checked, errors: [...broken, ...checked.errors].sort((one, other) => one.row - other.row) };
}

/**
 * The projects of a `.pb` file as themes; the project's id is kept as `source`. Where every id can be a theme's number
 * it is that, as in a file that this program wrote; else they are numbered 1 to n in file order. A
 * category that names a main theme gives that; another one opens the explanation, before the description.
 * `row` counts projects, not lines.
 */
export function themesFromPabulib(file: Pick<PabulibFile, 'projects'>): ThemeRows {
	const idsAreNumbers = file.projects.every(({ id }) => /^[1-9][0-9]{0,2}$/.test(id));
	return checkThemes(
		file.projects.map(({ id, name, category = '', description = '' }, index) => {
			const fits = mainThemeOf(category) !== null;
			return {
				...emptyTheme,
				row: index + 1,
				number: idsAreNumbers ? id : String(index + 1),
				title: name,
				main: fits ? category : '',
				explanation: [fits ? '' : category, description].filter((part) => part.trim() !== '').join(': '),
				source: id
			};
		})
	);
}

const emptyTheme = { number: '', title: '', main: '', explanation: '', mentioned: '', quotes: [], source: '' };

/**
 * The mark before an item of a list, as mail programs, Word (also its private sign, and the 'o' of its second level)
 * and Markdown write it. A dash or star only before a space or a letter: '-5 graden' is a title.
 */
const listMark = /^\s*(?:(?:[•‣⁃∙·●○◦■□▪▫◆◇►▶➢➤✓✔☐☑\uF0A7\uF0B7\uF0D8]|[-–—*](?=\s|\p{L}|$)|\+(?=\s)|o(?=\t))\s*)+/u;

const quoteColumns = [1, 2, 3, 4, 5].map((place) => `uitspraak ${place}`);
const known: ReadonlySet<string> = new Set([
	'nummer',
	'thema',
	'hoofdthema',
	'toelichting',
	'keer genoemd',
	...quoteColumns
]);

/** The number that a line starts with; NaN where it starts with none. */
function leading(text: string): number {
	return Number(/^\(?([0-9]+)(?:[.):;]|\s|$)/.exec(text)?.[1] ?? NaN);
}

function numbered(text: string, inOrder: boolean): { number: string; title: string } {
	// Not where a digit follows: '1.5 meter' and '7:30 uur' are titles.
	const marked = /^\(?([0-9]+)\s*(?:[.:]\)?(?![0-9])|[);]|(?<=\s)[-–—](?=\s))\s*(.*)$/.exec(text);
	const spaced = inOrder ? /^([0-9]+)\s+(.+)$/.exec(text) : /^([0-9]{1,3})\s+(\p{Lu}.*)$/u.exec(text);
	const alone = /^([0-9]+)()$/.exec(text);
	const [, number = '', title = text] = marked ?? spaced ?? alone ?? [];
	return { number, title };
}

type Table = {
	header: string[];
	/** 0 where the text holds no filled row at all. */
	headerRow: number;
	records: { row: number; cells: string[] }[];
	/** The row of a quotation mark that is never closed: it swallowed the rest of the file. */
	openQuote: number | null;
};

function readTable(text: string): Table {
	const plain = text
		.replace(/^\uFEFF/, '')
		// Excel's own hint, which it does not show as a row.
		.replace(/^sep=.(?:\r\n|\n|\r|$)/i, '')
		.replace(/\r\n?/g, '\n');
	const filled = (cells: string[]): boolean => cells.some((cell) => cell.trim() !== '');
	// A single column has no separator: the tab comes first, as it stands in no title.
	const [best] = ['\t', ';', ',']
		.map((delimiter) => {
			const { data, errors } = Papa.parse<string[]>(plain, { delimiter, newline: '\n' });
			const at = data.findIndex(filled);
			const header = data[at] ?? [];
			const open = errors.find(({ code }) => code === 'MissingQuotes')?.row;
			const columns = header.map(columnName).filter((name) => known.has(name)).length;
			return { data, at, header, columns, openQuote: open === undefined ? null : open + 1 };
		})
		.sort((one, other) => other.columns - one.columns || other.header.length - one.header.length);
	const { data, at, header, openQuote } = best ?? { data: [], at: -1, header: [], openQuote: null };
	const records = data
		.map((cells, index) => ({ row: index + 1, cells }))
		.filter(({ row, cells }) => row > at + 1 && filled(cells));
	return { header, headerRow: at + 1, records, openQuote };
}

/** 'Keer_genoemd' is 'keer genoemd', and 'uitspraak3' is 'uitspraak 3'. */
function columnName(header: string): string {
	return oneLine(header)
		.toLowerCase()
		.replace(/[\s_]+/g, ' ')
		.replace(/^uitspraak ?(?=[1-5]$)/, 'uitspraak ');
}
