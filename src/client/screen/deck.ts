import { mainThemes, type MainTheme } from '#shared/programme/main-theme.ts';
import { cardsOfDrawing, mentionedOn, numbersOn, titleOn } from '#shared/views/merged.ts';
import type { DrawingView, RoundView } from '#shared/views/parts.ts';
import { partsOf, ranking, type Ranked } from '#shared/views/ranking.ts';
import type { ShowView } from '#shared/views/show.ts';
import type { ScreenView } from '#shared/views/views.ts';

/** A card as the hall sees it: a theme, or a line of a practice round. What may not be known yet is null. */
export interface DeckCard {
	/** The option: a theme's number as text, or a line's letter. */
	key: string;
	/** As it is said: a theme's number ('3', merged '3 + 7'), or a line's letter. */
	label: string;
	title: string;
	/** Null for a line of a practice round. */
	main: MainTheme | null;
	mainName: string;
	grave: boolean;
	/** A drawing that hangs at the theme: on the card it only points to the full screen. */
	drawing: DrawingView | null;
	/** How often the theme was named in the harvest; only where no round is shown. */
	mentioned: number | null;
	/** Dots given; null while they may not be seen. */
	dots: number | null;
	/** Those of them that were on paper; null where they may not be seen. */
	paper: number | null;
	/** In a ranking only, and with a dot at least. */
	place: { number: number; tied: boolean } | null;
}

/** All cards that a mode goes through, in their order. */
export interface Deck {
	round: RoundView | null;
	ranked: boolean;
	cards: DeckCard[];
	/** Of a ranking that is shown in parts: how many cards come before these, and how many there are in all. */
	offset: number;
	total: number;
	/** What stands at the foot of a card. Its room is kept from the closing on, so that a reveal moves nothing. */
	foot: 'none' | 'mentioned' | 'dots';
	/** Papers were counted: phone and paper stand apart on each card. */
	apart: boolean;
	/** The largest number of dots on a card: it sets how large every card's dots are. */
	most: number;
}

/** At most this many cards at once, whatever the screen. */
export const mostCards = 6;

const mainNames = new Map<MainTheme, string>(mainThemes.map(({ key, name }) => [key, name]));

export function mainNameOf(main: MainTheme): string {
	return mainNames.get(main) ?? main;
}

/** The drawing that points from a theme's card: the last one that was hung there. */
export function drawingAt(view: Pick<ScreenView, 'drawings'>, theme: number): DrawingView | null {
	return Object.values(view.drawings).findLast((drawing) => cardsOfDrawing(drawing).includes(theme)) ?? null;
}

/** The strip of the evening: at most three. */
export function lastDrawings(view: Pick<ScreenView, 'drawings'>): DrawingView[] {
	return Object.values(view.drawings).slice(-3);
}

/**
 * The cards of a mode: by number; in a ranking by place. A ranking that may not be seen (yet) is shown by number,
 * without dots, counts and order.
 */
export function deckOf(view: ScreenView, show: Extract<ShowView, { mode: 'cards' | 'ranking' }>): Deck {
	const round = (show.round === undefined ? undefined : view.rounds[show.round]) ?? null;
	const ranked = show.mode === 'ranking' && round?.totals !== undefined;
	// A theme that is hidden here keeps its place: phones show it, and two rankings of one round would differ.
	const options = byNumber(round?.options ?? Object.keys(view.themes));
	const isHere = ({ option }: { option: string }) => round?.lines?.[option] !== undefined || view.themes[option] !== undefined;
	const standing = round?.totals !== undefined && ranked ? ranking(round.totals, options) : null;
	const parts = standing && { top: partsOf(standing).top.filter(isHere), rest: partsOf(standing).rest.filter(isHere) };
	// Dots that were taken back may have emptied the rest.
	const isRest = show.mode === 'ranking' && show.part === 'rest' && parts !== null && parts.rest.length > 0;
	const all: (Pick<Ranked, 'option'> & Partial<Ranked>)[] = (standing ?? options.map((option) => ({ option }))).filter(isHere);
	const cards = (parts ? (isRest ? parts.rest : parts.top) : all).map((place) => cardOf(view, round, place));
	// Of all cards, so that a dot is as large in each part.
	const counts = all.map(({ option }) => round?.totals?.[option] ?? 0);
	return {
		round,
		ranked,
		cards,
		offset: isRest ? parts.top.length : 0,
		total: all.length,
		foot: footOf(round, cards),
		apart: (round?.onPaper ?? 0) > 0,
		most: Math.max(0, ...counts)
	};
}

function byNumber(options: string[]): string[] {
	return options.toSorted((a, b) => a.localeCompare(b, 'nl', { numeric: true }));
}

function cardOf(view: ScreenView, round: RoundView | null, standing: Pick<Ranked, 'option'> & Partial<Ranked>): DeckCard {
	const { option, place, tied = false } = standing;
	const common = {
		key: option,
		dots: round?.totals ? (round.totals[option] ?? 0) : null,
		paper: round?.totals ? (round.paper?.[option] ?? 0) : null,
		place: place == null ? null : { number: place, tied }
	};
	const line = round?.lines?.[option];
	const theme = view.themes[option];
	if (line !== undefined || !theme) {
		return { ...common, label: option.toUpperCase(), title: line ?? '', main: null, mainName: 'Oefenronde', grave: false, drawing: null, mentioned: null };
	}
	return {
		...common,
		label: numbersOn(theme, 2),
		title: titleOn(theme),
		main: theme.main,
		mainName: mainNameOf(theme.main),
		grave: theme.grave === true,
		drawing: drawingAt(view, theme.number),
		mentioned: round === null ? (mentionedOn(theme) ?? null) : null
	};
}

function footOf(round: RoundView | null, cards: DeckCard[]): Deck['foot'] {
	if (round?.totals || round?.phase === 'closed') return 'dots';
	return cards.some((card) => card.mentioned !== null) ? 'mentioned' : 'none';
}
