import type { MainTheme } from '#shared/programme/main-theme.ts';
import { checkThemes, type ThemeRow } from '#shared/programme/theme-row.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { ThemeView } from '#shared/views/parts.ts';
import { rowErrorText } from '#messages/row-error-text.ts';

/** A theme as it stands in the fields of a form. */
export interface ThemeDraft {
	/** Empty: the next free one. */
	number: string;
	title: string;
	main: MainTheme;
	explanation: string;
	mentioned: string;
	/** One on each line. */
	quotes: string;
	grave: boolean;
}

export type DraftErrors = Partial<Record<keyof ThemeDraft, string>>;

const mostQuotes = 5;

export function emptyDraft(): ThemeDraft {
	return { number: '', title: '', main: 'overig', explanation: '', mentioned: '', quotes: '', grave: false };
}

export function draftOf(theme: ThemeView): ThemeDraft {
	return {
		number: String(theme.number),
		title: theme.title,
		main: theme.main,
		explanation: theme.explanation ?? '',
		mentioned: theme.mentioned === undefined ? '' : String(theme.mentioned),
		quotes: (theme.quotes ?? []).join('\n'),
		grave: theme.grave === true
	};
}

/** Checks what was typed by the rules of an imported row. @returns the row, or what is wrong per field, in words. */
export function readDraft(draft: ThemeDraft): { ok: true; row: ThemeRow } | { ok: false; errors: DraftErrors } {
	const quotes = draft.quotes.split('\n').filter((line) => line.trim() !== '');
	const { rows, errors } = checkThemes([
		{
			row: 1,
			number: draft.number,
			title: draft.title,
			main: draft.main,
			explanation: draft.explanation,
			mentioned: draft.mentioned,
			quotes: quotes.map((text, index) => ({ column: `uitspraak ${index + 1}`, text })),
			source: ''
		}
	]);
	const wrong: DraftErrors = {};
	for (const error of errors) wrong[fieldOf(error.code)] ??= rowErrorText(error);
	if (quotes.length > mostQuotes) wrong.quotes = `Er passen ${mostQuotes} uitspraken bij een thema. U hebt er ${quotes.length}.`;
	const [row] = rows;
	return row && Object.keys(wrong).length === 0 ? { ok: true, row: { ...row, grave: draft.grave } } : { ok: false, errors: wrong };
}

/** What of a theme was changed: all that an edit needs to say, so that it does not undo what another changed meanwhile. */
export function draftChanges(before: ThemeDraft, row: ThemeRow): CommandInput<'theme.edit'>['set'] {
	const was = readDraft(before);
	const old = was.ok ? was.row : null;
	const set: CommandInput<'theme.edit'>['set'] = {};
	if (row.title !== old?.title) set.title = row.title;
	if (row.main !== old?.main) set.main = row.main;
	if (row.explanation !== old?.explanation) set.explanation = row.explanation ?? '';
	if (row.mentioned !== old?.mentioned) set.mentioned = row.mentioned ?? null;
	if (row.quotes.join('\n') !== old?.quotes.join('\n')) set.quotes = row.quotes;
	if ((row.grave ?? false) !== (old?.grave ?? false)) set.grave = row.grave ?? false;
	return set;
}

function fieldOf(code: string): keyof ThemeDraft {
	if (code.startsWith('number')) return 'number';
	if (code.startsWith('explanation')) return 'explanation';
	if (code.startsWith('mentioned')) return 'mentioned';
	if (code.startsWith('quote')) return 'quotes';
	return 'title';
}
