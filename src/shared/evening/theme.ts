import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import type { MainTheme } from '../programme/main-theme.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import type { Round } from './round.ts';
import type { EveningState, TextId } from './state.ts';

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
	removed: boolean;
}

/** Themes at most in one evening. */
export const mostThemes = 1000;
/** Where new cards come to lie: a grid of six columns. */
const column = 360;
const row = 250;

type ThemeCommand = CommandOf<'theme.add' | 'theme.edit' | 'theme.remove' | 'theme.move'>;

export function decideTheme(state: EveningState, command: ThemeCommand, context: Context): Decision {
	const themes = state.entries.theme;
	switch (command.type) {
		case 'theme.add': {
			if (themes.size + command.themes.length > mostThemes) return refuse('theme.tooMany', { most: mostThemes });
			const texts = new Texts(context);
			const events: EveningEvent[] = [];
			const taken = takenNumbers(state);
			for (const { number } of command.themes) {
				if (number === undefined) continue;
				if (taken.has(number)) return refuse('theme.numberTaken', { number });
				taken.add(number);
			}
			let next = 1;
			let place = [...themes.values()].filter(({ removed }) => !removed).length;
			for (const theme of command.themes) {
				while (taken.has(next)) next += 1;
				const number = theme.number ?? next;
				taken.add(number);
				if (number > 999) return refuse('theme.tooMany', { most: 999 });
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
						x: (place % 6) * column,
						y: Math.floor(place / 6) * row,
						removed: false
					}
				});
				place += 1;
			}
			return texts.refusal ?? accept(events, texts.bodies);
		}
		case 'theme.edit': {
			const theme = themeAt(state, command.theme);
			if (!theme) return refuse('theme.unknown', { theme: command.theme });
			const texts = new Texts(context);
			const { title, explanation, quotes, ...rest } = command.set;
			const set: Partial<Theme> = { ...rest };
			if (title !== undefined) set.title = texts.required(title, longest.title, theme.title);
			if (explanation !== undefined) set.explanation = texts.optional(explanation, longest.explanation, theme.explanation);
			if (quotes !== undefined) set.quotes = quoteTexts(quotes, texts, theme.quotes);
			return texts.refusal ?? accept([change('theme', String(theme.number), theme, set)], texts.bodies);
		}
		case 'theme.remove': {
			const events = [];
			for (const number of new Set(command.themes)) {
				const theme = themeAt(state, number);
				if (!theme) return refuse('theme.unknown', { theme: number });
				// Removing it would take away dots that people gave.
				const round = beganRoundOver(state, number);
				if (round) return refuse('theme.inRound', { theme: number, round: round.number });
				events.push(change('theme', String(number), theme, { removed: true }));
			}
			return accept(events);
		}
		case 'theme.move': {
			const events = [];
			const last = new Map(command.moves.map((move) => [move.theme, move]));
			for (const { theme: number, x, y } of last.values()) {
				const theme = themeAt(state, number);
				if (!theme) return refuse('theme.unknown', { theme: number });
				events.push(change('theme', String(number), theme, { x, y }));
			}
			return accept(events);
		}
	}
}

/**
 * Numbers that can't be given. One that the hall has used is never given again; one of a theme that was removed before
 * anybody did anything with it is free: a list that was taken back comes in again under its own numbers.
 */
function takenNumbers({ entries: { theme, round, comment, drawing } }: EveningState): Set<number> {
	const taken = new Set<number>();
	for (const { number, removed } of theme.values()) if (!removed) taken.add(number);
	// Removed and withdrawn ones count: undo brings them back.
	for (const { options } of round.values()) for (const option of options) taken.add(Number(option));
	for (const entry of [...comment.values(), ...drawing.values()]) if (entry.theme !== null) taken.add(entry.theme);
	return taken;
}

/** The theme with this number, unless it was removed. */
export function themeAt(state: EveningState, number: number): Theme | null {
	const theme = state.entries.theme.get(String(number));
	return theme && !theme.removed ? theme : null;
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

function quoteTexts(quotes: string[], texts: Texts, current: TextId[] = []): TextId[] {
	return quotes.map((quote, index) => texts.optional(quote, longest.quote, current[index])).filter((quote) => quote !== null);
}
