import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { accept, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import { withoutEmptyGroups } from './group.ts';
import type { EveningState } from './state.ts';
import { looseTheme, themeAt, type Theme } from './theme.ts';

// Themes that say the same are merged: they come under the card of one of them. Only that card is one: each theme keeps
// its number, its words, its comments and drawings, and the dots that it was given, with their limits; views add them up.
// A theme is merged into one that has a card, never into one that was merged itself. What may not be said or seen of one
// theme may not be of its card: see `cardIs`. Its own marks stay its own, for when it has a card again.

export function decideMerge(state: EveningState, command: CommandOf<'theme.merge' | 'theme.split'>): Decision {
	if (command.type === 'theme.split') return decideSplit(state, command);
	const into = looseTheme(state, cardNumber(state, command.into));
	if ('ok' in into) return into;
	const joining: Theme[] = [];
	for (const number of new Set(command.themes.map((one) => cardNumber(state, one)))) {
		if (number === into.number) continue;
		const theme = looseTheme(state, number);
		if ('ok' in theme) return theme;
		joining.push(...cardOf(state, number));
	}
	if (joining.length === 0) return accept([]);
	const events = joining.map((theme) => change('theme', String(theme.number), theme, { into: into.number, group: null }));
	return accept(withoutEmptyGroups(state, events));
}

/** Numbers of the cards of which any theme is so marked. */
interface MarkedCards {
	seq: number;
	grave: Set<number>;
	hidden: Set<number>;
}
/** As they were after the last event: asked for by each comment of an evening. */
const marked = new WeakMap<EveningState, MarkedCards>();

/** Is any theme of the card that this one is under marked 'gevoelig', or hidden from the screen? */
export function cardIs(state: EveningState, number: number, mark: 'grave' | 'hidden'): boolean {
	let known = marked.get(state);
	if (known?.seq !== state.seq) {
		known = { seq: state.seq, grave: new Set(), hidden: new Set() };
		for (const theme of state.entries.theme.values()) {
			if (theme.grave) known.grave.add(theme.into ?? theme.number);
			if (theme.hidden) known.hidden.add(theme.into ?? theme.number);
		}
		marked.set(state, known);
	}
	return known[mark].has(cardNumber(state, number));
}

/** They lie beside the card that they came out of, in its group. What another took out meanwhile stays where that was laid. */
function decideSplit(state: EveningState, { themes }: CommandOf<'theme.split'>): Decision {
	const events = [];
	for (const { theme: number, x, y } of new Map(themes.map((one) => [one.theme, one])).values()) {
		const theme = themeAt(state, number);
		if (!theme) return refuse('theme.unknown', { theme: number });
		if (theme.into === null) continue;
		const from = looseTheme(state, theme.into);
		if ('ok' in from) return from;
		events.push(change('theme', String(number), theme, { into: null, group: from.group, x, y }));
	}
	return accept(events);
}

/** The number of the theme under whose card this one is: its own, unless it was merged. */
export function cardNumber(state: EveningState, number: number): number {
	return state.entries.theme.get(String(number))?.into ?? number;
}

/** The themes of the card that this one is under: the one whose card it is, then those merged into it by number. */
export function cardOf(state: EveningState, number: number): Theme[] {
	const first = themeAt(state, cardNumber(state, number));
	if (!first) return [];
	const merged = [...state.entries.theme.values()].filter(({ into }) => into === first.number);
	return [first, ...merged.sort((a, b) => a.number - b.number)];
}

/** Whether, once these events are taken up, every theme that is merged lies under a card that is there. */
export function mergesHold(state: EveningState, events: readonly (EveningEvent | null)[]): boolean {
	const themes = new Map(state.entries.theme);
	for (const event of events) if (event?.type === 'theme.changed') themes.set(event.id, { ...themes.get(event.id)!, ...event.set });
	return [...themes.values()].every((theme) => {
		if (theme.into === null) return true;
		const card = themes.get(String(theme.into));
		return card && !theme.removed && theme.group === null && !card.removed && card.into === null;
	});
}
