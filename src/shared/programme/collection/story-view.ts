import { drawingViews, eveningView, roundViews, themeViews, type RoundView, type TextOf } from '../../views/parts.ts';
import { countedAt, type EveningState } from '../../evening/state.ts';
import type { MainTheme } from '../main-theme.ts';
import { countingStatements } from './best-quotes.ts';
import { paragraphsOf } from './story.ts';
import type { CollectionState, Paragraph, StoryPart } from './state.ts';

/** What a round gave a theme, phones and papers apart. */
export interface DotsView {
	/** Said aloud as 'ronde 2'. */
	round: number;
	phone: number;
	paper: number;
	/** Ballots with at least one dot, and people whose papers were counted by hand. */
	voted: number;
	onPaper: number;
}

export interface ParagraphView {
	id: string;
	part: StoryPart;
	theme?: { number: number; title: string; main: MainTheme; grave?: true; dots?: DotsView; drawing?: string };
	/** What a person wrote; '' where nobody did. */
	text: string;
	/** Words of residents that are told in it. */
	quotes: string[];
	/** What it comes from: clean statements. */
	sources: { id: string; words: string }[];
	/** A person wrote it, and nothing says where it comes from. */
	unsourced: boolean;
	held: boolean;
	cut: boolean;
}

/** A story as it stands now: its numbers are those of screen and exports. */
export interface StoryView {
	id: string;
	title: string;
	published: boolean;
	takenBack: boolean;
	evening: { id: string; title: string; date: string; present: number | null; joined: number } | null;
	/** Talks that are in, and statements that a person found fit. */
	talks: number;
	statements: number;
	paragraphs: ParagraphView[];
}

/** An evening whose rounds and drawings a story tells. */
export interface StoryEvening {
	id: string;
	state: EveningState;
	textOf: TextOf;
}

export function storyView(state: CollectionState, textOf: TextOf, id: string, evening: StoryEvening | null): StoryView | null {
	const story = state.entries.story.get(id);
	if (!story || story.removed) return null;
	const told = evening && toldBy(evening);
	return {
		id,
		title: textOf(story.title),
		published: story.published,
		takenBack: story.takenBack,
		evening: told && told.evening,
		talks: [...state.entries.form.values()].filter(({ area, withdrawn }) => area === story.area && withdrawn === null).length,
		statements: countingStatements(state, story.area).length,
		paragraphs: paragraphsOf(state, id).map(([paragraphId, paragraph]) => paragraphView(state, textOf, paragraphId, paragraph, told))
	};
}

/** What readers get: no paragraph that was left out or is held, and none that says nothing. */
export function readable(view: StoryView): ParagraphView[] {
	return view.paragraphs.filter(({ cut, held, text, quotes, theme }) => !cut && !held && (text !== '' || quotes.length > 0 || theme !== undefined));
}

function paragraphView(state: CollectionState, textOf: TextOf, id: string, paragraph: Paragraph, told: ReturnType<typeof toldBy> | null): ParagraphView {
	const sources = paragraph.sources.flatMap((source) => {
		const clean = state.entries.statement.get(source)?.clean ?? null;
		const words = clean === null ? '' : textOf(clean);
		// Erased, and its event not yet here: after a restore.
		return words === '' ? [] : [{ id: source, words }];
	});
	const text = paragraph.text === null ? '' : textOf(paragraph.text);
	const theme = paragraph.theme === null ? undefined : told?.theme(paragraph.theme);
	return {
		id,
		part: paragraph.part,
		...(theme && { theme }),
		text,
		quotes: paragraph.quoted ? sources.map(({ words }) => words) : [],
		sources,
		unsourced: text !== '' && sources.length === 0 && theme === undefined,
		held: paragraph.held,
		cut: paragraph.cut
	};
}

function toldBy({ id, state, textOf }: StoryEvening) {
	const { title, date } = eveningView(state, textOf);
	const themes = themeViews(state, textOf, ({ removed }) => !removed);
	// Only what was shown: a result that regie kept back is in no story.
	const shown = Object.values(roundViews(state, textOf, 'all')).filter(({ kind, totals, phase }) => kind === 'themes' && totals && phase === 'closed');
	const round = shown.sort((one, other) => one.closed! - other.closed!).at(-1);
	const { present, joined } = countedAt(state, round?.id ?? '');
	const drawings = Object.values(drawingViews(state, textOf, false));
	return {
		evening: { id, title, date, present, joined },
		totals: round?.totals ?? null,
		theme(number: number): ParagraphView['theme'] {
			const theme = themes[String(number)];
			if (!theme) return undefined;
			const dots = round && dotsOf(round, number);
			const drawing = drawings.find((one) => one.theme === number || one.also?.includes(number));
			return { number, title: theme.title, main: theme.main, ...(theme.grave && { grave: true as const }), ...(dots && { dots }), ...(drawing && { drawing: drawing.id }) };
		}
	};
}

function dotsOf({ number: round, totals, paper = {}, voted = 0, onPaper = 0 }: RoundView, theme: number): DotsView | undefined {
	const dots = totals?.[String(theme)];
	if (dots === undefined) return undefined;
	const byPaper = paper[String(theme)] ?? 0;
	return { round, phone: dots - byPaper, paper: byPaper, voted, onPaper };
}

/** The dots by theme of the last result that was shown; null before there was one. */
export function lastTotals(evening: StoryEvening): Record<string, number> | null {
	return toldBy(evening).totals;
}
