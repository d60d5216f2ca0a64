import type { CommandOf } from '../protocol/commands.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import type { Show } from '../protocol/show.ts';
import { cleanText, longest } from '../protocol/text.ts';
import type { MainTheme } from '../programme/main-theme.ts';
import { freePlaces } from './card-places.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import { groupAt, withoutEmptyGroups } from './group.ts';
import { cardOf } from './merge.ts';
import { moveNotes } from './note.ts';
import { isMovedSince } from './moved-since.ts';
import { outOfDrafts, type Round } from './round.ts';
import { screenOf, type EveningState, type TextId } from './state.ts';

/** A theme: its number is its id, fixed for the evening, the same on screen, phone and export. */
export interface Theme {
	number: number;
	title: TextId;
	main: MainTheme;
	explanation: TextId | null;
	/** How often it was named in the forms. */
	mentioned: number | null;
	/** Words of residents, clean text. */
	quotes: TextId[];
	/** 'gevoelig': shown plainly, comments to the moderator only. */
	grave: boolean;
	/** The id in the file that it came from. */
	source: string | null;
	/** Place of the card's top left corner on the board, in board units (a card is 320 × 200). */
	x: number;
	y: number;
	/** The group on the board that it is in; null for one that was merged: its card is that of another. */
	group: string | null;
	/** The number of the theme that it was merged into; see merge.ts. */
	into: number | null;
	/** 'op slot': it stays as it is, and where it is, until that is taken off. */
	locked: boolean;
	/** Not to be seen on the screen; phones have it. */
	hidden: boolean;
	removed: boolean;
}

/** Themes at most in one evening. */
export const mostThemes = 1000;
/** The highest number that a theme can have. */
const lastNumber = 999;

type ThemeCommand = CommandOf<'theme.add' | 'theme.edit' | 'quote.withdraw' | 'theme.remove' | 'theme.move' | 'theme.lock' | 'theme.hide'>;

export function decideTheme(state: EveningState, command: ThemeCommand, context: Context): Decision {
	const themes = state.entries.theme;
	switch (command.type) {
		case 'theme.add': {
			if (themes.size + command.themes.length > mostThemes) return refuse('theme.tooMany', { most: mostThemes });
			const texts = new Texts(context);
			const events: EveningEvent[] = [];
			const taken = takenNumbers(state);
			// A list that nobody heard of and that went as a whole begins at 1 again.
			const highest = taken.size === 0 ? 0 : Math.max(...[...themes.values()].map(({ number }) => number));
			for (const { number } of command.themes) {
				if (number === undefined) continue;
				if (taken.has(number)) return refuse('theme.numberTaken', { number });
				taken.add(number);
			}
			const numbers = nextNumbers(state, highest, taken);
			const places = freePlaces(lyingOf(state, 'theme'), command.themes.length, lyingOf(state, 'note'));
			for (const [index, theme] of command.themes.entries()) {
				const number = theme.number ?? numbers.next().value;
				if (number === undefined) return refuse('theme.tooMany', { most: lastNumber });
				const fields = themeTexts(theme, texts);
				events.push({
					type: 'theme.added',
					id: String(number),
					fields: {
						number,
						...fields,
						main: theme.main,
						mentioned: theme.mentioned,
						grave: theme.grave,
						source: theme.source,
						...(theme.at ?? places[index]!),
						group: null,
						into: null,
						locked: false,
						hidden: false,
						removed: false
					}
				});
			}
			return texts.refusal ?? accept(events, texts.bodies);
		}
		case 'theme.edit': {
			const theme = unlockedTheme(state, command.theme);
			if ('ok' in theme) return theme;
			const texts = new Texts(context);
			const { title, explanation, quotes, ...rest } = command.set;
			const set: Partial<Theme> = { ...rest };
			if (title !== undefined) set.title = texts.required(title, longest.title, theme.title);
			if (explanation !== undefined) set.explanation = texts.optional(explanation, longest.explanation, theme.explanation);
			if (quotes !== undefined) set.quotes = quoteTexts(quotes, texts, theme.quotes, context);
			const { grave } = rest;
			// Of a card all themes: unmarked alone, it would stay marked by another.
			const others = grave === undefined ? [] : cardOf(state, theme.number).filter(({ number }) => number !== theme.number);
			// Someone in the hall may be its victim: it is voted on only where a person chose it as a grave one.
			const marked = grave === true && !theme.grave ? [theme, ...others].map(({ number }) => number) : [];
			const events = [
				change('theme', String(theme.number), theme, set),
				...others.map((other) => change('theme', String(other.number), other, { grave })),
				...outOfDrafts(state, marked)
			];
			return texts.refusal ?? accept(events, texts.bodies);
		}
		case 'quote.withdraw': {
			const gone = new Set(command.quotes);
			// Removed and locked ones too: a lock keeps the facilitator's work, not the words of who took them back.
			const events = [...themes].map(([id, theme]) => change('theme', id, theme, { quotes: theme.quotes.filter((quote) => !gone.has(quote)) }));
			return accept(events, {}, command.quotes);
		}
		case 'theme.remove': {
			const events = [];
			for (const number of new Set(command.themes)) {
				const theme = looseTheme(state, number);
				if ('ok' in theme) return theme;
				for (const one of cardOf(state, number)) {
					// Removing it would take away dots that people gave.
					const round = beganRoundOver(state, one.number);
					if (round) return refuse('theme.inRound', { theme: one.number, round: round.number });
					events.push(change('theme', String(one.number), one, { group: null, into: null, removed: true }));
				}
			}
			return accept(withoutEmptyGroups(state, events));
		}
		case 'theme.move': {
			if (isMovedSince(state, command, context.actor.seat)) return refuse('board.movedSince');
			const events = [];
			const last = new Map(command.moves.map((move) => [move.theme, move]));
			for (const { theme: number, ...set } of last.values()) {
				// Merged by another while this one dragged many: the others go where they were put.
				if (themeAt(state, number)?.into != null) continue;
				const theme = looseTheme(state, number);
				if ('ok' in theme) return theme;
				if (set.group && !groupAt(state, set.group)) return refuse('group.unknown');
				events.push(change('theme', String(number), theme, set));
			}
			const notes = moveNotes(state, command.notes);
			return 'ok' in notes ? notes : accept(withoutEmptyGroups(state, [...events, ...notes]));
		}
		case 'theme.lock':
		case 'theme.hide': {
			const events = [];
			for (const number of new Set(command.themes)) {
				const card = cardOf(state, number);
				if (card.length === 0) return refuse('theme.unknown', { theme: number });
				if (command.type === 'theme.lock') events.push(change('theme', String(card[0]!.number), card[0]!, { locked: command.locked }));
				else for (const theme of card) events.push(change('theme', String(theme.number), theme, { hidden: command.hidden }));
			}
			return accept(events);
		}
	}
}

function lyingOf({ entries }: EveningState, noun: 'theme' | 'note'): { x: number; y: number }[] {
	return [...entries[noun].values()].filter(({ removed }) => !removed);
}

/**
 * Numbers that can't be given. One that anybody may have heard is never given again; one of a theme that was removed
 * before is free for a file that names it: a list that was taken back comes in again under its own numbers.
 */
function takenNumbers({ heard, entries: { theme, round, comment, drawing } }: EveningState): Set<number> {
	const taken = new Set(heard);
	for (const { number, removed } of theme.values()) if (!removed) taken.add(number);
	// Removed and withdrawn ones count: undo brings them back.
	for (const { options } of round.values()) for (const option of options) taken.add(Number(option));
	for (const entry of [...comment.values(), ...drawing.values()]) if (entry.theme !== null) taken.add(entry.theme);
	for (const { also = [] } of drawing.values()) for (const number of also) taken.add(number);
	return taken;
}

/** Numbers of themes that were removed and that can't be given again, in order. */
export function spentNumbers(state: EveningState): number[] {
	const removed = [...state.entries.theme.values()].filter((theme) => theme.removed);
	if (removed.length === 0) return [];
	const taken = takenNumbers(state);
	return removed.map(({ number }) => number).filter((number) => taken.has(number)).sort((a, b) => a - b);
}

/**
 * The numbers for themes that name none, in order. They go on after the highest that was ever given and fill no gap:
 * 'thema 2' may have been said aloud of the theme that is gone. After the last number come those that never were given.
 * @param taken grows with each number
 */
function* nextNumbers(state: EveningState, highest: number, taken: Set<number>): Generator<number, undefined> {
	for (let number = highest + 1; number <= lastNumber; number += 1) {
		if (!taken.has(number)) taken.add(number), yield number;
	}
	for (let number = 1; number < highest; number += 1) {
		if (!taken.has(number) && !state.entries.theme.has(String(number))) taken.add(number), yield number;
	}
}

/** Pictures on which no theme's number can be seen. */
const withoutNumbers = new Set<Show['mode']>(['join', 'welcome', 'text', 'timer', 'exhibit']);

/**
 * Marks the numbers that people other than facilitators may have heard of: once somebody joined, or while the screen
 * shows themes, every theme that stands. `evolve` calls it after each event.
 */
export function hearNumbers(state: EveningState, event: EveningEvent): void {
	const { joined, heard, entries } = state;
	const isPublic = joined > 0 || !withoutNumbers.has(screenOf(state).show.mode);
	if (!isPublic) return;
	if (event.type === 'theme.added' || event.type === 'theme.changed') {
		const theme = entries.theme.get(event.id);
		if (theme && !theme.removed) heard.add(theme.number);
	} else if (event.type === 'screen.changed' || (event.type === 'participant.joined' && joined === 1)) {
		for (const { number, removed } of entries.theme.values()) if (!removed) heard.add(number);
	}
}

/** The theme with this number, unless it was removed. */
export function themeAt(state: EveningState, number: number): Theme | null {
	const theme = state.entries.theme.get(String(number));
	return theme && !theme.removed ? theme : null;
}

/** The theme with this number, of which the words may be changed; or why they may not. */
function unlockedTheme(state: EveningState, number: number): Theme | Refusal {
	const theme = themeAt(state, number);
	if (!theme) return refuse('theme.unknown', { theme: number });
	const [first] = cardOf(state, number);
	return first?.locked ? refuse('theme.locked', { theme: first.number }) : theme;
}

/** The theme with this number, with a card of its own that may be changed; or why it may not. */
export function looseTheme(state: EveningState, number: number): Theme | Refusal {
	const theme = unlockedTheme(state, number);
	return 'into' in theme && theme.into !== null ? refuse('theme.merged', { theme: number, into: theme.into }) : theme;
}

/** A round over this theme in which dots may have been given. */
export function beganRoundOver(state: EveningState, number: number): Round | undefined {
	return [...state.entries.round.values()].find(
		(round) => !round.removed && round.kind === 'themes' && round.phase !== 'draft' && round.options.includes(String(number))
	);
}

function themeTexts(theme: { title: string; explanation: string; quotes: string[] }, texts: Texts) {
	return {
		title: texts.required(theme.title, longest.title),
		explanation: texts.optional(theme.explanation, longest.explanation),
		quotes: quoteTexts(theme.quotes, texts)
	};
}

/** Each keeps its id wherever it stands now: drawings were made from it. @param current those that stand there */
function quoteTexts(quotes: string[], texts: Texts, current: TextId[] = [], context?: Pick<Context, 'textOf'>): TextId[] {
	return quotes
		.map((quote) => texts.optional(quote, longest.quote, current.find((text) => context?.textOf(text) === cleanText(quote))))
		.filter((quote) => quote !== null);
}
