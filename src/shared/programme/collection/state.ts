import type { TextId } from '../../evening/state.ts';
import type { Format } from './format.ts';

/** A volunteer who talks with ten people of their own network. The number stands in the code: V07. */
export interface Scout {
	number: number;
	area: string;
	name: TextId;
	removed: boolean;
}

/** A version of the questions. Its words are staff's own, and hold nothing of residents. */
export interface FormatVersion {
	version: number;
	format: Format;
}

/** A version of 'wat doen we met uw antwoorden'. */
export interface Notice {
	version: number;
	text: TextId;
}

/** An answer: a text for open questions and places, an option's id, or the codes of the themes that were ticked. */
export type Value = { text: TextId } | { option: string } | { themes: readonly string[] };

/** One talk, as it was received. */
export interface Form {
	area: string;
	/** As it stood on the card or in the scout's link: V07-03; null where nobody gave one. */
	card: string | null;
	/** 1 at first; each correction is one more. */
	version: number;
	/** The fingerprint of what was sent last: the receipt. */
	hash: string;
	format: number;
	notice: number;
	origin: 'phone' | 'paper' | 'file';
	/** Who typed it in from paper or a file: an account's id. */
	operator: string | null;
	/** The file that it came in. */
	batch: string | null;
	/** The day of the talk, as told: YYYY-MM-DD. A phone's clock may be wrong. */
	day: string | null;
	answers: Readonly<Record<string, Value>>;
	/** A keyed hash of the resident's code: the code itself stands nowhere. */
	proof: string | null;
	/** When it was withdrawn, in ms since 1970. */
	withdrawn: number | null;
}

/**
 * A file that is taken in: all of it, or nothing. It comes and goes by parts, so that phones are answered in between; one
 * of which not all came is taken back.
 */
export interface Batch {
	area: string;
	/** The file's own name; null once the file was taken back. */
	name: TextId | null;
	/** Who took it in: an account's id. */
	operator: string;
	/** The forms in it. */
	forms: number;
	/** Of those: how many are here. */
	came: number;
	/** When it came, in ms since 1970. */
	at: number;
	/** When it was taken back; null while it stands. */
	withdrawn: number | null;
}

/** Why a statement is not used; the list is exported without the text. */
export const rejectReasons = ['names', 'accusation', 'abuse', 'elsewhere', 'empty', 'double'] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** What one open answer says. Only `clean` ever leaves the circle of project leader and checker. */
export interface Statement {
	form: string;
	question: string;
	area: string;
	/** The form's version that it was said in last. */
	version: number;
	/** As it was written down; null once it was destroyed or withdrawn. */
	raw: TextId | null;
	/** As a person found it fit to be seen. */
	clean: TextId | null;
	/** What `clean` was before: erased with it. */
	earlier: readonly TextId[];
	status: 'new' | 'approved' | 'quarantined' | 'rejected' | 'withdrawn';
	reason: RejectReason | null;
	/** The themes that a person placed it at: one to three. */
	themes: readonly string[];
	/** The statement that says the same and counts for both. */
	mergedInto: string | null;
}

/** A theme of an area besides those of the default list, which need no entry. */
export interface OwnTheme {
	area: string;
	title: TextId;
	removed: boolean;
}

/** The parts of a story, in the order in which it tells them. */
export const storyParts = ['about', 'praise', 'better', 'future', 'theme', 'help'] as const;
export type StoryPart = (typeof storyParts)[number];

/** The story of an area: what its people said, what the evening chose, what was drawn. */
export interface Story {
	area: string;
	/** The evening whose rounds, drawings and strip it tells; null before there was one. */
	evening: string | null;
	title: TextId;
	/** Anybody with its address reads it. */
	published: boolean;
	/** It was published once, and taken back: its page says so. */
	takenBack: boolean;
	removed: boolean;
}

/** A piece of a story: words of residents, and what a person wrote to them. Numbers and drawings are those of the evening. */
export interface Paragraph {
	story: string;
	part: StoryPart;
	/** The theme of the evening that it is about, by number. */
	theme: number | null;
	/** What a person wrote; null where the words of residents stand by themselves. */
	text: TextId | null;
	/** What `text` was before: gone once a source is taken back. */
	earlier: readonly TextId[];
	/** The statements that it comes from, in the order in which they are told. */
	sources: readonly string[];
	/** Are those told in their own words? */
	quoted: boolean;
	/** Left out, and still there to be taken in again. */
	cut: boolean;
	/** A source was taken back after a person wrote this: nobody sees it until a person looked at it again. */
	held: boolean;
	/** Paragraphs stand in the order of this number. */
	place: number;
}

/**
 * A theme of an area as it went to an evening: whose words hang there. What was sent once stays in it, also when other
 * words were chosen since: the evening's own history has those still.
 */
export interface SentTheme {
	area: string;
	theme: string;
	evening: string;
	quotes: readonly SentQuote[];
}

/** `clean`: the text of the statement that was sent. `quote`: the evening's copy of it; null until it is known to be there. */
export interface SentQuote {
	statement: string;
	clean: TextId;
	quote: TextId | null;
}

export interface Nouns {
	story: Story;
	paragraph: Paragraph;
	scout: Scout;
	format: FormatVersion;
	notice: Notice;
	form: Form;
	batch: Batch;
	statement: Statement;
	ownTheme: OwnTheme;
	sentTheme: SentTheme;
}
export type Noun = keyof Nouns;

/** What a command of staff's did. `did`: its type. */
export interface Step {
	did: string;
	events: CollectionEvent[];
	undone: boolean;
}

/** What the scouts of all areas brought. Entries stay in the order in which they came. */
export interface CollectionState {
	seq: number;
	entries: { [N in Noun]: Map<string, Nouns[N]> };
	/** The form of a resident's code, by its proof. */
	formOfProof: Map<string, string>;
	/** What lies under a statement: by the one that counts, for as long as it ever did. */
	mergedUnder: Map<string, Set<string>>;
	/** What each command did, so that it can be taken back. */
	steps: Map<string, Step>;
}

export type CollectionEvent =
	| { [N in Noun]: { type: `${N}.added`; id: string; fields: Nouns[N] } }[Noun]
	| { [N in Noun]: { type: `${N}.changed`; id: string; set: Partial<Nouns[N]>; was: Partial<Nouns[N]> } }[Noun]
	| { type: 'step.undone'; undone: string };

export function emptyCollection(): CollectionState {
	return {
		seq: 0,
		entries: {
			scout: new Map(),
			format: new Map(),
			notice: new Map(),
			form: new Map(),
			batch: new Map(),
			statement: new Map(),
			ownTheme: new Map(),
			sentTheme: new Map(),
			story: new Map(),
			paragraph: new Map()
		},
		formOfProof: new Map(),
		mergedUnder: new Map(),
		steps: new Map()
	};
}
