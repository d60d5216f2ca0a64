import { drawingAlt } from '#shared/views/drawing-alt.ts';
import { numbersOn, titleOn } from '#shared/views/merged.ts';
import type { Timer } from '#shared/evening/clock.ts';
import type { ExhibitView } from '#shared/views/exhibits.ts';
import type { DrawingView, RoundView, ThemeView } from '#shared/views/parts.ts';
import { paperSentence, resultsSentence } from '#shared/views/results-remark.ts';
import type { SentView } from '#shared/views/sent.ts';
import type { PanelView } from '#shared/views/strip.ts';
import type { ScreenView } from '#shared/views/views.ts';
import type { Deck } from './deck.ts';

/** 'telefoon' or 'telefoons': the word behind a figure. */
export function phonesWord(count: number): string {
	return count === 1 ? 'telefoon' : 'telefoons';
}
export function votersWord(count: number): string {
	return count === 1 ? 'stemde' : 'stemden';
}
export function dotsWord(count: number): string {
	return count === 1 ? 'stip' : 'stippen';
}

/** The words behind the number of those who said 'dat herken ik'. */
export function recognisedBy(count: number): string {
	return count === 1 ? 'herkent dit' : 'herkennen dit';
}

/** '31 ingezonden, 24 getoond': of the comments at a card, where some stand on the screen. Shown is what phones show. */
export function sentInWords({ sent, shown }: SentView, card: ThemeView): string {
	return `${card.merged ? `thema ${numbersOn(card)} samen: ` : ''}${sent} ingezonden, ${shown} getoond`;
}

/** Head and caption above a deck. `now`: the caption says what people can do at this moment. */
export interface Heading {
	title: string;
	caption: string | null;
	now: boolean;
	/** The caption that takes this one's place: its room is kept, so that a reveal moves nothing. */
	captionRoom?: string;
}

const result = 'De uitslag';

export function headingOf({ round }: Pick<Deck, 'round'>, evening: Pick<ScreenView['evening'], 'closed'>): Heading {
	if (!round) return { title: 'De thema’s', caption: null, now: false };
	if (round.phase === 'open' && !evening.closed) return { title: round.title, caption: taskOf(round), now: true };
	// The question stays large: who came in late must be able to read what was asked.
	if (round.totals === undefined) return { title: round.title, caption: 'Gesloten', now: false, captionRoom: result };
	return { title: round.title, caption: result, now: false };
}

/**
 * Above a page of a ranking: 'plaats 1 tot en met 5 van 15'. Where cards share a place or have none, it counts
 * cards: 'plaats 1 tot en met 3' above six cards would be puzzling.
 * @param from the first card of the page, counted from 0 within the deck
 * @param count of cards on the page
 */
export function rankingCaption({ cards, offset, total }: Pick<Deck, 'cards' | 'offset' | 'total'>, from: number, count: number): string {
	const page = cards.slice(from, from + count);
	const before = offset + from;
	const last = before + page.length;
	if (page.length === 0 || page.length === total) return result;
	const isEachInPlace = page.every(({ place }, index) => place?.number === before + index + 1 && !place.tied);
	const range = page.length === 1 ? `${last}` : `${before + 1} tot en met ${last}`;
	if (isEachInPlace) return `plaats ${range} van ${total}`;
	// Not where a better place is hidden from the screen.
	if (before === 0 && page.length > 1 && page[0]?.place?.number === 1) return `de eerste ${last} van ${total}`;
	return `kaart ${range} van ${total}`;
}

/** What stands below results, and below the cards that wait for them. */
export function ruleOf({ round, cards, apart }: Deck): string | null {
	if (!round || (round.totals === undefined && round.phase === 'open')) return null;
	const practice = round.kind === 'practice' ? 'Oefenronde, telt niet mee. ' : '';
	const tied = cards.some(({ place }) => place?.tied) ? '. Evenveel stippen is dezelfde plaats' : '';
	const sentences = practice + remarkOf({ apart }) + tied;
	return sentences.includes('. ') ? `${sentences}.` : sentences;
}

/** What is said of any result: how far it goes, and that papers are in it. */
export function remarkOf({ apart }: { apart: boolean }): string {
	return apart ? `${resultsSentence}. ${paperSentence}` : resultsSentence;
}

/** 'Geef uw 5 stippen, hoogstens 3 per thema' */
function taskOf({ budget, most, kind }: RoundView): string {
	const give = budget === 1 ? 'Geef uw stip' : `Geef uw ${budget} stippen`;
	return most < budget ? `${give}, hoogstens ${most} per ${kind === 'practice' ? 'antwoord' : 'thema'}` : give;
}

/** The clock, where the hall sees it: large, or beside the cards, but for those of a round that is not open. It says its own words. */
export function clockShown({ show, timer, rounds }: Pick<ScreenView, 'show' | 'timer' | 'rounds'>): Timer | undefined {
	const isBeside = show.mode === 'cards' && (show.round === undefined || rounds[show.round]?.phase === 'open');
	return show.mode === 'timer' || isBeside ? timer : undefined;
}

/** What a screen reader says when the picture changes: the mode and its subject, not every count or page. */
export function spokenOf(view: ScreenView): string {
	if (view.blank) return 'Het scherm is leeg.';
	const { show } = view;
	switch (show.mode) {
		case 'join':
			if (view.evening.closed) return 'De avond is afgelopen.';
			return view.evening.door === 'closed' ? 'De deur is dicht.' : `Doe mee. De code is ${spelled(view.evening.code)}.`;
		case 'welcome':
			return ['Welkom.', ...(view.texts?.rules ?? [])].join(' ');
		case 'timer':
			return view.timer ? 'De klok' : view.evening.title;
		case 'faces':
			return `Wat vond u van deze avond? ${view.evening.closed ? 'De avond is afgelopen.' : 'Kies een gezicht op uw telefoon.'}`;
		case 'text':
			return [view.texts?.heading, view.texts?.lines].filter(Boolean).join(': ') || view.evening.title;
		case 'question': {
			const round = view.rounds[show.round];
			return round ? `De vraag: ${round.title}` : view.evening.title;
		}
		case 'theme': {
			const theme = view.themes[String(show.theme)];
			return theme ? `Thema ${numbersOn(theme)}: ${titleOn(theme)}` : view.evening.title;
		}
		case 'comment': {
			const comment = view.comments[show.comment];
			const theme = comment && view.themes[String(comment.theme)];
			return comment ? `Reactie bij thema ${theme ? numbersOn(theme) : comment.theme}: ${comment.text}` : view.evening.title;
		}
		case 'drawing': {
			const drawing = view.drawings[show.drawing];
			return drawing ? `Tekening: ${drawing.title ?? drawing.alt ?? 'zonder titel'}` : view.evening.title;
		}
		case 'strip': {
			const panels = view.strip?.panels ?? [];
			const panel = panels[show.held ?? 0];
			return panel ? `Plaatje ${(show.held ?? 0) + 1} van ${panels.length}: ${panelWords(panel, view.drawings[panel.drawing]!)}` : view.evening.title;
		}
		case 'exhibit':
			return view.exhibit ? exhibitWords(view.exhibit, show.held ?? 0) : view.evening.title;
		case 'cards':
		case 'ranking': {
			const round = show.round === undefined ? undefined : view.rounds[show.round];
			if (!round) return 'De thema’s';
			if (round.totals && show.mode === 'ranking') return `${show.part === 'rest' ? 'De rest van de uitslag' : 'De uitslag op volgorde'}: ${round.title}`;
			if (round.phase === 'closed') return round.totals ? `De uitslag: ${round.title}` : `${round.title}: gesloten`;
			return `${round.title}: u kunt nu stemmen`;
		}
	}
}

/** 'Bladzijde 3 van 12: De plannen voor het plein': what a picture or a page is, for who can't see it. */
export function exhibitWords(exhibit: ExhibitView, page: number): string {
	const { kind, alt, pages } = exhibit;
	const what = kind === 'picture' ? 'Afbeelding' : `Bladzijde ${page + 1} van ${pages.length}`;
	return `${what}: ${alt ?? 'zonder beschrijving'}`;
}

/** What a panel of the strip shows, for who can't see it: what its drawing is, and its caption. */
export function panelWords({ caption }: PanelView, drawing: DrawingView): string {
	return [drawingAlt(drawing), caption].filter(Boolean).join(' ');
}

/** The page of an exhibit that stands there. Never past its end, which the server sees to. */
export function pageShown({ pages }: ExhibitView, held: number): ExhibitView['pages'][number] {
	return pages[Math.min(held, pages.length - 1)]!;
}

/** A code letter by letter, as a screen reader should say it. */
export function spelled(code: string): string {
	return [...code].join(' ');
}
