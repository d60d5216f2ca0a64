import type { CommentView, DrawingView, ThemeView } from './parts.ts';

/** The themes of a card: the one whose card it is, then those merged into it. */
export function themesOn(card: ThemeView): ThemeView[] {
	return [card, ...(card.merged ?? [])];
}

/**
 * The numbers of a card's themes, as they are said: '3', '3 + 7'; of many the first ones: '3 + 7 + …'.
 * @param most so many have room
 */
export function numbersOn(card: ThemeView, most = 3): string {
	const numbers = themesOn(card).map(({ number }) => String(number));
	return (numbers.length > most ? [...numbers.slice(0, most - 1), '…'] : numbers).join(' + ');
}

/** Titles together are at most this long, in UTF-16 units: on the projector a longer one takes the room of other cards. */
const mostTitle = 80;

/**
 * What a card is about: its title, and those of the themes that were merged into it, each after its number, by which the
 * hall knows it. For whose title there is no room the number stands alone; of many the first ones.
 * @param most in UTF-16 units
 */
export function titleOn({ title, merged = [] }: ThemeView, most = mostTitle): string {
	let words = title;
	for (const [index, theme] of merged.entries()) {
		const whole = `${words} + ${theme.number} ${theme.title}`;
		const numbered = `${words} + ${theme.number}`;
		if (whole.length <= most) words = whole;
		else if (numbered.length <= most || index === 0) words = numbered;
		else return `${words} + …`;
	}
	return words;
}

/** How often a card's themes were named in the forms, together; undefined where nobody counted. */
export function mentionedOn(card: ThemeView): number | undefined {
	const counts = themesOn(card).flatMap(({ mentioned }) => mentioned ?? []);
	return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

/** The card that a theme is under: its own, or that of the theme that it was merged into. */
export function cardWith(cards: Record<string, ThemeView>, number: number | string): ThemeView | undefined {
	return cards[number] ?? Object.values(cards).find(({ merged }) => merged?.some((theme) => String(theme.number) === String(number)));
}

/** The numbers of the card that a theme is under, as they are said; its own where that card is gone. */
export function numbersAt(cards: Record<string, ThemeView>, number: number): string {
	const card = cardWith(cards, number);
	return card ? numbersOn(card) : String(number);
}

/** The theme of a card at which a comment was given. */
export function themeOf(card: ThemeView, { given }: Pick<CommentView, 'given'>): ThemeView {
	return themesOn(card).find(({ number }) => number === given) ?? card;
}

/** A card as it is named beside a comment: first the theme at which that was given, then the others. */
export function cardFrom(card: ThemeView, comment: Pick<CommentView, 'given'>): ThemeView {
	const first = themeOf(card, comment);
	return first === card ? card : { ...first, merged: themesOn(card).filter((theme) => theme !== first) };
}

/** Numbers of the cards at which a drawing stands. */
export function cardsOfDrawing({ theme, also = [] }: Pick<DrawingView, 'theme' | 'also'>): number[] {
	return theme === undefined ? also : [theme, ...also];
}
