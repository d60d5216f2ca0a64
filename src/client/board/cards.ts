import { mainThemes, type MainTheme } from '#shared/programme/main-theme.ts';
import { mentionedOn, numbersOn, titleOn } from '#shared/views/merged.ts';
import type { RoundView, ThemeView } from '#shared/views/parts.ts';
import type { FacilitatorView } from '#shared/views/views.ts';

/** What is drawn on a card. Two with the same `key` look the same. */
export interface CardContent {
	number: number;
	/** With those of the themes that were merged into it: '3 + 7'. */
	numbers: string;
	title: string;
	main: MainTheme;
	mainName: string;
	/** 'gevoelig': a plain card, its count without dots. */
	grave: boolean;
	/** How often it was named in the forms. */
	mentioned: number | null;
	/** Approved comments. */
	comments: number;
	/** Dots given; null where they may not be seen, or where the theme was not in the round. */
	dots: number | null;
	/** The version of the newest drawing on the wall here; null where none hangs. */
	drawing: string | null;
	/** On the lock. */
	locked: boolean;
	/** The screen does not show it. */
	hidden: boolean;
	key: string;
}

const mainNames = new Map(mainThemes.map(({ key, name }) => [key, name]));

/** Rounds over themes whose dots this view holds, newest first. */
export function roundsWithDots(view: FacilitatorView): RoundView[] {
	return Object.values(view.rounds)
		.filter((round) => round.kind === 'themes' && round.totals !== undefined)
		.sort((a, b) => b.number - a.number);
}

/**
 * The cards of a view, by theme number. A card that did not change stays the same object, so that it is not drawn anew.
 * @param round whose dots to show; null shows none
 */
export function cardsOf(
	view: FacilitatorView,
	round: RoundView | null,
	previous: ReadonlyMap<number, CardContent>
): Map<number, CardContent> {
	const comments = new Map<number, number>();
	for (const { theme, status } of Object.values(view.comments)) {
		if (status === 'approved') comments.set(theme, (comments.get(theme) ?? 0) + 1);
	}
	const drawings = new Map<number, { version: string; at: number }>();
	for (const { theme, status, version, at = 0 } of Object.values(view.drawings)) {
		if (status !== 'wall' || theme === undefined) continue;
		if (at >= (drawings.get(theme)?.at ?? -Infinity)) drawings.set(theme, { version, at });
	}
	const [locked, hidden] = [new Set(view.locked), new Set(view.hidden)];
	const cards = new Map<number, CardContent>();
	for (const theme of Object.values(view.themes)) {
		const { number } = theme;
		const dots = round?.totals?.[number] ?? null;
		const version = drawings.get(number)?.version ?? null;
		cards.set(number, cardOf(theme, comments.get(number) ?? 0, dots, version, locked.has(number), hidden.has(number), previous.get(number)));
	}
	return cards;
}

function cardOf(theme: ThemeView, comments: number, dots: number | null, drawing: string | null, locked: boolean, hidden: boolean, before: CardContent | undefined): CardContent {
	const { number, main, grave = false } = theme;
	const shown: Shown = { ...printedOf(theme), main, grave, comments, dots, drawing, locked, hidden };
	// While dots come in nearly all cards stay: to compare is quicker than to write a key.
	if (before && looksAlike(before, shown)) return before;
	return { number, ...shown, mainName: mainNames.get(main) ?? '', key: JSON.stringify(Object.values(shown)) };
}

type Shown = Omit<CardContent, 'number' | 'mainName' | 'key'>;

type Printed = Pick<CardContent, 'numbers' | 'title' | 'mentioned'>;
const printed = new WeakMap<ThemeView, Printed>();

/** What a theme's own words make, kept for as long as the view holds that theme: a view's parts are replaced, never changed. */
function printedOf(theme: ThemeView): Printed {
	let words = printed.get(theme);
	if (!words) printed.set(theme, (words = { numbers: numbersOn(theme), title: titleOn(theme), mentioned: mentionedOn(theme) ?? null }));
	return words;
}

function looksAlike(a: Shown, b: Shown): boolean {
	return (
		a.dots === b.dots && a.title === b.title && a.numbers === b.numbers && a.main === b.main && a.grave === b.grave && a.mentioned === b.mentioned &&
		a.comments === b.comments && a.drawing === b.drawing && a.locked === b.locked && a.hidden === b.hidden
	);
}

/** 'N keer genoemd', '3 reacties': the small print of a card, only of what there is. */
export function smallPrint({ mentioned, comments }: Pick<CardContent, 'mentioned' | 'comments'>): string[] {
	const parts = [];
	if (mentioned !== null && mentioned > 0) parts.push(`${mentioned} keer genoemd`);
	if (comments > 0) parts.push(comments === 1 ? '1 reactie' : `${comments} reacties`);
	return parts;
}

/** '1 stip', '58 stippen'. */
export function dotsInWords(dots: number): string {
	return dots === 1 ? '1 stip' : `${dots} stippen`;
}

/** A card in words, for who does not see it: 'Thema 7, Verkeer: Te hard rijden. 12 keer genoemd. 58 stippen.' */
export function cardInWords(card: CardContent): string {
	const parts = card.grave ? ['Gevoelig', ...smallPrint(card)] : smallPrint(card);
	if (card.dots !== null) parts.push(dotsInWords(card.dots));
	if (card.drawing !== null) parts.push('Met een tekening');
	if (card.locked) parts.push('Op slot');
	if (card.hidden) parts.push('Verborgen voor het scherm');
	const first = `Thema ${card.numbers}, ${card.mainName}: ${card.title}.`;
	return [first, ...parts.map((part) => `${part}.`)].join(' ');
}
