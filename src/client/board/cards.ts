import { mainThemes, type MainTheme } from '#shared/programme/main-theme.ts';
import { byClosing } from '#shared/views/by-closing.ts';
import { cardsOfDrawing, mentionedOn, numbersOn, titleOn } from '#shared/views/merged.ts';
import type { RoundView, ThemeView } from '#shared/views/parts.ts';
import { remembered } from '#shared/views/remembered.ts';
import type { FacilitatorView } from '#shared/views/views.ts';

/** What is drawn on a card. Two with the same `key` look the same. */
export interface CardContent {
	number: number;
	/** With those of the themes that were merged into it: '3 + 7'. */
	numbers: string;
	title: string;
	/** The title with all that were merged into it, however long. */
	wholeTitle: string;
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
	return byClosing(view.rounds)
		.filter((round) => round.kind === 'themes' && round.totals !== undefined)
		.reverse();
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
	const totals = round?.totals;
	const comments = commentsByTheme(view.comments);
	const drawings = newestDrawings(view.drawings);
	const [locked, hidden] = [setOf(view.locked), setOf(view.hidden)];
	const cards = new Map<number, CardContent>();
	for (const theme of Object.values(view.themes)) {
		const { number, main, grave = false } = theme;
		const { numbers, title, wholeTitle, mentioned } = printedOf(theme);
		const shown: Shown = {
			numbers, title, wholeTitle, main, grave, mentioned,
			comments: comments.get(number) ?? 0,
			dots: totals?.[number] ?? null,
			drawing: drawings.get(number)?.version ?? null,
			locked: locked.has(number),
			hidden: hidden.has(number)
		};
		const before = previous.get(number);
		// While dots come in nearly all cards stay: to compare is quicker than to write a key.
		cards.set(number, before && looksAlike(before, shown) ? before : { number, ...shown, mainName: mainNames.get(main) ?? '', key: JSON.stringify(Object.values(shown)) });
	}
	return cards;
}

type Shown = Omit<CardContent, 'number' | 'mainName' | 'key'>;

/** What a theme's own words make. */
const printedOf = remembered((theme: ThemeView) => ({ numbers: numbersOn(theme), title: titleOn(theme), wholeTitle: titleOn(theme, Infinity), mentioned: mentionedOn(theme) ?? null }));

/** How many are approved, by theme number. */
const commentsByTheme = remembered((all: FacilitatorView['comments']) => {
	const comments = new Map<number, number>();
	for (const { theme, status } of Object.values(all)) {
		if (status === 'approved') comments.set(theme, (comments.get(theme) ?? 0) + 1);
	}
	return comments;
});

/** Those on the wall, by theme number. */
const newestDrawings = remembered((all: FacilitatorView['drawings']) => {
	const drawings = new Map<number, { version: string; at: number }>();
	for (const drawing of Object.values(all)) {
		const { status, version, at = 0 } = drawing;
		if (status !== 'wall') continue;
		for (const card of cardsOfDrawing(drawing)) if (at >= (drawings.get(card)?.at ?? -Infinity)) drawings.set(card, { version, at });
	}
	return drawings;
});

const setOf = remembered((numbers: readonly number[]) => new Set(numbers));

function looksAlike(a: Shown, b: Shown): boolean {
	return (
		a.dots === b.dots && a.title === b.title && a.wholeTitle === b.wholeTitle && a.numbers === b.numbers && a.main === b.main && a.grave === b.grave && a.mentioned === b.mentioned &&
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
	const first = `Thema ${card.numbers}, ${card.mainName}: ${card.wholeTitle}.`;
	return [first, ...parts.map((part) => `${part}.`)].join(' ');
}
