import type { CommandInput } from '#shared/protocol/commands.ts';
import type { CommentView, SourceView, ThemeView } from '#shared/views/parts.ts';
import { quotesOn } from './quotes-on.ts';

/** A comment or a quote that a drawing may be made from. */
export interface Saying {
	key: string;
	/** The number of the theme at which it was said, and of its card. */
	theme: number;
	card: number;
	text: string;
	starred: boolean;
	/** Offered whatever the drawing is about. */
	first: boolean;
	source: NonNullable<CommandInput<'drawing.describe'>['from']>[number];
}

/** Tells one from the others, in a view as in a list of what may be chosen. */
export const keyOf = ({ comment, theme, text }: SourceView): string => comment ?? `${theme} ${text}`;

/**
 * Everything that was said, for who says what a drawing was made from: what has a star first, then what was said at a theme that
 * is being drawn.
 * @param own what this illustrator starred, and the themes that are being drawn from here; regie has neither
 */
export function sayingsOf(themes: ThemeView[], comments: CommentView[], own?: { isStarred: (star: string) => boolean; drawn: number[] }): Saying[] {
	const sayings = themes.flatMap((card): Saying[] => [
		...comments.filter(({ theme, status = 'approved' }) => theme === card.number && status === 'approved').map(({ id, theme, given, text }) => saying({ comment: id, theme: given ?? theme, text }, card.number, id)),
		...quotesOn(card).map(({ theme, words, star }) => saying({ theme, text: words }, card.number, star))
	]);
	const rank = ({ starred, first }: Saying) => (starred ? 0 : first ? 1 : 2);
	// The same words twice at a theme are one quote.
	return [...new Map(sayings.map((one) => [one.key, one])).values()].sort((a, b) => rank(a) - rank(b));

	function saying(said: SourceView, card: number, star: string): Saying {
		const starred = own?.isStarred(star) ?? false;
		return { ...asSaying(said), card, starred, first: starred || (own?.drawn.includes(card) ?? false) };
	}
}

/** What a drawing was said to be made from, as one that may be chosen. */
export function asSaying(said: SourceView): Saying {
	const { theme, text, comment } = said;
	const source = comment === undefined ? { theme, quote: text } : { comment };
	return { key: keyOf(said), theme, card: theme, text, starred: false, first: true, source };
}
