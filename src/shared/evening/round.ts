import type { CommandOf } from '../protocol/commands.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type Changed } from './events.ts';
import { cardNumber } from './merge.ts';
import { bringToScreen } from './screen.ts';
import { screenOf, type EveningState, type TextId } from './state.ts';
import { leftOn } from './clock.ts';
import { themeAt } from './theme.ts';

/** A round of dots. Its options are themes (by number, as text) or, in a practice round, lines of its own ('a', 'b'). */
export interface Round {
	/** 1, 2, 3 … per kind, said aloud as 'ronde 2'. */
	number: number;
	title: TextId;
	/** A practice round is never reported. */
	kind: 'themes' | 'practice';
	options: string[];
	/** The lines of a practice round, by option. */
	lines: Record<string, TextId>;
	/** Dots that one participant may give. */
	budget: number;
	/** Dots that one participant may give to one option. */
	most: number;
	/** 'hidden': no dots, counts or order for anyone before closing, then for regie alone until shown. */
	results: 'hidden' | 'open';
	phase: 'draft' | 'open' | 'closed';
	/** Hidden results that regie has shown to all. */
	shown: boolean;
	/** 'clock': it closes by itself once the hall's clock has run out. Rounds of older logs have no such field: by hand. */
	closing?: 'hand' | 'clock';
	removed: boolean;
}

type RoundCommand = CommandOf<
	'round.add' | 'round.edit' | 'round.remove' | 'round.open' | 'round.close' | 'round.reopen' | 'round.show'
>;

export function decideRound(state: EveningState, command: RoundCommand, context: Context): Decision {
	const rounds = state.entries.round;
	const texts = new Texts(context);
	if (command.type === 'round.add') {
		// Else the ballots of the round that is there would come under other options.
		if (rounds.has(command.round)) return refuse('message.invalid');
		const practice = command.kind === 'practice';
		const unknown = command.themes.find((number) => !themeAt(state, number));
		if (unknown !== undefined) return refuse('theme.unknown', { theme: unknown });
		const cards = command.themes.map((number) => cardNumber(state, number));
		const lines = practice ? lettered(command.lines, texts) : {};
		const title = texts.required(command.title, longest.title);
		const fields: Round = {
			number: nextNumber(state, command.kind),
			title,
			kind: command.kind,
			options: practice ? Object.keys(lines) : [...new Set(cards)].map(String),
			lines,
			budget: command.budget,
			most: Math.min(command.most, command.budget),
			results: command.results,
			phase: 'draft',
			shown: false,
			closing: command.closing,
			removed: false
		};
		return texts.refusal ?? accept([{ type: 'round.added', id: command.round, fields }], texts.bodies);
	}

	const round = rounds.get(command.round);
	if (!round || round.removed) return refuse('round.unknown');
	const set = (fields: Partial<Round>) => accept([change('round', command.round, round, fields)], texts.bodies);
	switch (command.type) {
		case 'round.edit': {
			if (round.phase !== 'draft') return refuse('round.notDraft');
			const { title, themes, lines, ...rest } = command.set;
			const fields: Partial<Round> = { ...rest };
			if (title !== undefined) fields.title = texts.required(title, longest.title, round.title);
			if (themes !== undefined && round.kind === 'themes') {
				const unknown = themes.find((number) => !themeAt(state, number));
				if (unknown !== undefined) return refuse('theme.unknown', { theme: unknown });
				fields.options = [...new Set(themes.map((number) => cardNumber(state, number)))].map(String);
			}
			if (lines !== undefined && round.kind === 'practice') {
				fields.lines = lettered(lines, texts, round.lines);
				fields.options = Object.keys(fields.lines);
			}
			fields.most = Math.min(fields.most ?? round.most, fields.budget ?? round.budget);
			return texts.refusal ?? set(fields);
		}
		case 'round.remove':
			return round.phase === 'open' ? refuse('round.isOpen') : set({ removed: true });
		case 'round.open':
		case 'round.reopen': {
			if (command.type === 'round.open' && round.phase !== 'draft') return refuse('round.notDraft');
			if (command.type === 'round.reopen' && round.phase !== 'closed') return refuse('round.notClosed');
			const other = otherOpenRound(state, command.round);
			if (other) return refuse('round.anotherOpen', { round: other.number });
			const opened = (fields: Partial<Round>) => accept([change('round', command.round, round, fields), withoutSpentClock(state, context.now)]);
			const fields = opening(state, round);
			return 'ok' in fields ? fields : opened(fields);
		}
		case 'round.close':
			return round.phase === 'open' ? set({ phase: 'closed' }) : refuse('round.notOpen');
		case 'round.show':
			if (round.phase !== 'closed') return refuse('round.notClosed');
			return accept([
				change('round', command.round, round, { shown: command.shown }),
				// A result that only phones show is none to the hall; one that is hidden again falls back by its view.
				command.shown ? bringToScreen(state, { mode: 'ranking', round: command.round, part: 'top', held: null }) : null
			]);
	}
}

/** What opening a draft, or a closed round again, writes on it; a refusal where nothing is left to give dots to. */
export function opening(state: EveningState, round: Round): Partial<Round> | Refusal {
	if (round.phase === 'closed') return { phase: 'open', shown: false };
	// A theme may have been removed or merged since the round was made.
	const present = round.options.filter((option) => round.kind === 'practice' || themeAt(state, Number(option)));
	const options = round.kind === 'practice' ? present : [...new Set(present.map((option) => String(cardNumber(state, Number(option)))))];
	return options.length === 0 ? refuse('round.noOptions') : { phase: 'open', options };
}

/** What takes these themes out of the rounds over them that were not opened yet. */
export function outOfDrafts(state: EveningState, themes: readonly number[]): (Changed | null)[] {
	return [...state.entries.round]
		.filter(([, { kind, phase, removed }]) => kind === 'themes' && phase === 'draft' && !removed)
		.map(([id, round]) => change('round', id, round, { options: round.options.filter((option) => !themes.includes(Number(option))) }));
}

/** A clock that ran out before is none of this round's: 'De tijd is om' would stand beside its cards from the beginning. */
function withoutSpentClock(state: EveningState, now: number): Changed | null {
	const screen = screenOf(state);
	return screen.timer && leftOn(screen.timer, now) === 0 ? change('screen', 'this', screen, { timer: null }) : null;
}

/** The round that is open. Phones show one round: two may never be open. */
export function openRound(state: EveningState): { id: string; round: Round } | null {
	for (const [id, round] of state.entries.round) if (!round.removed && round.phase === 'open') return { id, round };
	return null;
}

/** What closes the round that is open; null where none is. */
export function closedRound(state: EveningState): Changed | null {
	const open = openRound(state);
	return open && change('round', open.id, open.round, { phase: 'closed' });
}

/** The round that is open, unless it is this one. */
export function otherOpenRound(state: EveningState, id: string): Round | null {
	const open = openRound(state);
	return open && open.id !== id ? open.round : null;
}

/** One more than the highest: a number that the hall has heard is never given again, one of a removed draft is free. */
function nextNumber(state: EveningState, kind: Round['kind']): number {
	let highest = 0;
	for (const round of state.entries.round.values()) {
		if (round.kind === kind && (!round.removed || round.phase !== 'draft')) highest = Math.max(highest, round.number);
	}
	return highest + 1;
}

/** The options of a practice round are told apart by letter: numbers belong to themes. */
const letters = 'abcdefghijkl';

function lettered(lines: string[], texts: Texts, current: Round['lines'] = {}): Round['lines'] {
	return Object.fromEntries(lines.map((line, index) => [letters[index]!, texts.required(line, longest.line, current[letters[index]!])]));
}

/** May everyone see what the dots add up to? */
export function resultsArePublic(round: Round): boolean {
	if (round.removed || round.phase === 'draft') return false;
	return round.results === 'open' || (round.phase === 'closed' && round.shown);
}

/** May regie see it? Hidden results stay hidden for regie too until the round is closed. */
export function resultsForRegie(round: Round): boolean {
	return resultsArePublic(round) || round.phase === 'closed';
}
