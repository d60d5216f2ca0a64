import type { Ballot } from '../protocol/frames.ts';
import type { Role } from '../protocol/roles.ts';
import type { Block } from './block.ts';
import type { Claim } from './claim.ts';
import type { Comment } from './comment.ts';
import type { Details } from './details.ts';
import type { Drawing } from './drawing.ts';
import type { EveningEvent } from './events.ts';
import type { Exhibit } from './exhibit.ts';
import type { Feedback } from './feedback.ts';
import type { Group } from './group.ts';
import type { HelpAsked } from './help.ts';
import type { Message } from './message.ts';
import type { Note } from './note.ts';
import type { PaperCount } from './paper.ts';
import type { Reviewed } from './review-log.ts';
import type { Round } from './round.ts';
import type { RunSheet, Segment } from './run-sheet.ts';
import type { ScreenState } from './screen.ts';
import type { Panel, Strip } from './strip.ts';
import type { Theme } from './theme.ts';

/** A text's id: the words themselves stand in one erasable table, never in an event. */
export type TextId = string;

/** What has an identity and fields that people change: one entry per noun. Evening, screen, run-sheet and strip are single: id 'this'. */
export interface Nouns {
	evening: Details;
	screen: ScreenState;
	theme: Theme;
	round: Round;
	comment: Comment;
	drawing: Drawing;
	group: Group;
	note: Note;
	exhibit: Exhibit;
	paper: PaperCount;
	runSheet: RunSheet;
	segment: Segment;
	help: HelpAsked;
	block: Block;
	claim: Claim;
	message: Message;
	strip: Strip;
	panel: Panel;
}
export type Noun = keyof Nouns;
export const nouns = ['evening', 'screen', 'theme', 'round', 'comment', 'drawing', 'group', 'note', 'exhibit', 'paper', 'runSheet', 'segment', 'help', 'block', 'claim', 'message', 'strip', 'panel'] as const satisfies Noun[];

/** The dots of one round: every ballot, and what they add up to (kept by evolve, never counted anew). */
export interface Tally {
	ballots: Map<string, Ballot>;
	/** Dots per option. */
	totals: Map<string, number>;
	/** Ballots with at least one dot. */
	voted: number;
}

/** What a member of staff did with one command, as long as it can be undone. */
export interface Step {
	seat: string;
	role: Role;
	/** The type of the command; null where the log is older than that was kept. */
	did: string | null;
	/** Server time, ms since 1970. */
	at: number;
	events: EveningEvent[];
	undone: boolean;
	/** The command that this one took back; null for one that is no undo. */
	undoes: string | null;
}

export interface Closing {
	/** Head count typed in by a person. */
	present: number | null;
	/** Participants. */
	joined: number;
	/** The seq of the event that closed it: it may be reopened, and closed after later ones. */
	seq: number;
}

/** When each card and each note on the board was moved last; what lies where it was added is not in it. */
export interface Moved {
	/** Theme id -> seq of the first event of the command that moved it: what was moved together has the same. */
	theme: Map<string, number>;
	note: Map<string, number>;
	/** By command: its seq, whose it was, and what stood here before it of what it moved, so that an undo brings that back. */
	by: Map<string, { seq: number; seat: string; before: { noun: 'theme' | 'note'; id: string; seq: number | undefined }[] }>;
}

/**
 * The live evening. Its maps are changed in place by `evolve` alone; what stands in them is replaced, never changed,
 * so that a view may keep what it made of an entry for as long as that entry is the same object.
 */
export interface EveningState {
	seq: number;
	entries: { [N in Noun]: Map<string, Nouns[N]> };
	tallies: Map<string, Tally>;
	/** What was counted when a round was closed last. Who comes in later has no part in it. */
	closings: Map<string, Closing>;
	/** Everyone who joined, with what is theirs; those too that the example made up. */
	participants: Map<string, { comments: string[]; supported: Set<string> }>;
	/** How many of them really joined: by a phone, a kiosk turn, a vote card. */
	joined: number;
	/** Comment id -> participants who recognised it. */
	supporters: Map<string, Set<string>>;
	/** What each participant thought of the evening. */
	feedback: Map<string, Feedback>;
	steps: Map<string, Step>;
	moved: Moved;
	/** What was reviewed: seq of its event -> what a person did. */
	reviewed: Map<number, Reviewed>;
	/** Theme numbers that somebody in the hall may have heard or seen: never given again. */
	heard: Set<number>;
}

/**
 * How the ids of participants begin who were made up, for the comments of the example evening: nobody's phone.
 * Counted, the projector would say that eight take part in an empty hall.
 */
export const madeUp = 'example-participant-';

/** The evening before its first event. */
export function emptyEvening(): EveningState {
	return {
		seq: 0,
		entries: {
			evening: new Map(),
			screen: new Map([['this', { show: { mode: 'join' }, blank: false, rules: null, heading: null, lines: null, timer: null, next: null }]]),
			theme: new Map(),
			round: new Map(),
			comment: new Map(),
			drawing: new Map(),
			group: new Map(),
			note: new Map(),
			exhibit: new Map(),
			paper: new Map(),
			runSheet: new Map([['this', { segment: null, since: null, paused: null, begins: null }]]),
			segment: new Map(),
			help: new Map(),
			block: new Map(),
			claim: new Map(),
			message: new Map(),
			strip: new Map([['this', { title: null, layout: 4 }]]),
			panel: new Map()
		},
		tallies: new Map(),
		closings: new Map(),
		participants: new Map(),
		joined: 0,
		supporters: new Map(),
		feedback: new Map(),
		steps: new Map(),
		moved: { theme: new Map(), note: new Map(), by: new Map() },
		reviewed: new Map(),
		heard: new Set()
	};
}

/** The evening's own fields. @throws before the event that made the evening: a bug, since streams begin with it. */
export function detailsOf(state: EveningState): Details {
	const details = state.entries.evening.get('this');
	if (!details) throw new Error('An evening begins with evening.added');
	return details;
}

export function screenOf(state: EveningState): ScreenState {
	return state.entries.screen.get('this')!;
}

export function runSheetOf(state: EveningState): RunSheet {
	return state.entries.runSheet.get('this')!;
}

export function stripOf(state: EveningState): Strip {
	return state.entries.strip.get('this')!;
}

/** How many were in the hall and took part in the evening: when the round was closed, or else now. */
export function countedAt(state: EveningState, round: string): Pick<Closing, 'present' | 'joined'> {
	const { present } = detailsOf(state);
	const closing = state.entries.round.get(round)?.phase === 'closed' ? state.closings.get(round) : undefined;
	// Heads are often counted while the round goes on, and typed after it.
	return { present: closing?.present ?? present, joined: closing?.joined ?? state.joined };
}

/** The tally of a round; an empty one where nobody voted yet. */
export function tallyOf(state: EveningState, round: string): Tally {
	return state.tallies.get(round) ?? { ballots: new Map(), totals: new Map(), voted: 0 };
}
