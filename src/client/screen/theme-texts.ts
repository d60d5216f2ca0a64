import { byClosing } from '#shared/views/by-closing.ts';
import { themesOn } from '#shared/views/merged.ts';
import type { ThemeView } from '#shared/views/parts.ts';
import type { ScreenView } from '#shared/views/views.ts';

/**
 * A text that stands with a theme in the light. `support`: how many recognise a comment; `spoken`: it was said aloud in the
 * hall; `at`: the number of its theme, where several are on one card.
 */
export interface ThemeText {
	key: string;
	kind: 'explanation' | 'comment' | 'quote';
	words: string;
	support: number;
	spoken?: true;
	at?: number;
}

/** What is said of a theme, in the order in which the hall reads it: comments of this evening before older quotes. */
export function textsOf(view: Pick<ScreenView, 'comments'>, theme: ThemeView): ThemeText[] {
	const comments = Object.values(view.comments).filter((comment) => comment.theme === theme.number);
	const themes = themesOn(theme);
	const at = (number: number) => theme.merged && { at: number };
	const explanations = themes.map((one) => [one !== theme && `${one.number}: ${one.title}`, one.explanation].filter(Boolean).join('\n'));
	return [
		...explanations.flatMap((words, index) => (words === '' ? [] : [{ key: index === 0 ? 'explanation' : `explanation ${index}`, kind: 'explanation' as const, words, support: 0 }])),
		...comments.map(({ id, text, support, spoken, given = theme.number }) => ({ key: id, kind: 'comment' as const, words: text, support, ...(spoken && { spoken }), ...at(given) })),
		...themes
			.flatMap(({ number, quotes = [] }) => quotes.map((words) => ({ words, ...at(number) })))
			.map((quote, index) => ({ key: `quote ${index}`, kind: 'quote' as const, support: 0, ...quote }))
	];
}

/**
 * The dots of a theme in the last round about it whose results may be seen; null where there is none. `round`: its number,
 * where there are more rounds: themes that are shown one after the other may have theirs from another, and one that is open
 * hides its own.
 * `paper`: how many of the dots were on paper, in a round with papers; else null.
 */
export function totalOf(view: Pick<ScreenView, 'rounds'>, theme: number): { dots: number; paper: number | null; round: number | null } | null {
	const option = String(theme);
	const themes = byClosing(view.rounds).filter(({ kind }) => kind === 'themes');
	const known = themes.filter(({ totals }) => totals !== undefined);
	const round = known.findLast(({ options }) => options.includes(option));
	if (!round) return null;
	const paper = (round.onPaper ?? 0) > 0 ? (round.paper?.[option] ?? 0) : null;
	return { dots: round.totals?.[option] ?? 0, paper, round: themes.length > 1 ? round.number : null };
}
