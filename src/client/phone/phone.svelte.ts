import { createContext } from 'svelte';
import { nanoid } from 'nanoid';
import { BallotKeep, Ballots } from '#client/live/ballots.ts';
import { Live, type Start } from '#client/live/live.svelte.ts';
import { comment_sent, dot_all_saved, dot_left, dot_left_none, round_closed_kept, round_closed_lost, round_ended, round_question, round_try } from '#client/paraglide/messages.js';
import { getLocale } from '#client/paraglide/runtime.js';
import { Drafts } from './drafts.svelte.ts';
import type { LateWords } from './late-words.ts';
import { isLate, refusalInWords } from './refusal.ts';
import type { Command, CommandOf } from '#shared/protocol/commands.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { Answer, Own } from '#shared/protocol/frames.ts';
import { takesComments } from '#shared/evening/phones.ts';
import { longest } from '#shared/protocol/text.ts';
import { closedRounds } from '#shared/views/by-closing.ts';
import { cardsOfDrawing, cardWith, themesOn } from '#shared/views/merged.ts';
import type { CommentView, RoundView, ThemeView } from '#shared/views/parts.ts';

export type PhoneStart = Start<'participant'> & { own: Own };

/** An own comment: as the server has it, or on its way there. */
export interface OwnComment {
	id: string;
	theme: number;
	text: string;
	status: 'sending' | 'kept' | Own['comments'][string]['status'];
	reason?: Own['comments'][string]['reason'];
}

/** 'saving': on its way; 'kept': waits on this phone for a line, or for room on the server. */
export type Saved = 'saved' | 'saving' | 'kept';

/** A refusal in words, and the theme or option that it is about. */
export interface Said {
	text: string;
	at: string;
	/** The round that it came too late for. */
	late?: string;
}

/** Under which a phone keeps its ballots; the participant follows. */
export const ballotsKey = 'wijkverhaal.ballots.';
/** Silence after the last tap before 'opgeslagen' is read aloud, in ms: else every tap would talk. */
const quietFor = 900;

/**
 * A resident's phone in an evening: what the hall shows, the own dots and comments. On the server, and until the page
 * runs, it shows what the server rendered; `open` then takes up what this phone kept.
 */
export class Phone {
	readonly live: Live<'participant'>;
	readonly drafts: Drafts;
	readonly #start: PhoneStart;
	#ballots = $state.raw<Ballots | null>(null);
	/** Goes up at every change of the ballots, which are no runes. */
	#changes = $state(0);
	#said = $state.raw<Said | null>(null);
	#full = $state(false);
	#announcement = $state('');
	#quiet: ReturnType<typeof setTimeout> | undefined;
	/** A dot was given since 'opgeslagen' was read aloud. */
	#tapped = false;
	/** The round that was open when last looked at. */
	#opened: string | null | undefined;
	/** Asked for once they are needed. */
	#late = $state.raw<Record<string, string> | undefined>();
	#asked: Promise<Record<string, string>> | undefined;
	/** The theme at which an own comment was just taken back. */
	#takenBack = $state<number>();

	/** @param late the words that the page needs from the start, where it needs any. */
	constructor(start: PhoneStart, late?: LateWords) {
		this.#start = start;
		this.#late = late;
		this.drafts = new Drafts(start.own.participant, (theme) => this.cardNumber(theme));
		this.live = new Live(start, {
			resumed: (own) => {
				if (own) this.#ballots?.learn(own);
				this.#ballots?.resume();
			},
			own: (own) => this.#ballots?.learn(own),
			answered: (command, answer) => this.#answered(command, answer)
		});
	}

	get view() {
		return this.live.view;
	}
	get own(): Own {
		return this.live.own ?? this.#start.own;
	}
	/** Approved comments per theme. */
	readonly commentCounts: ReadonlyMap<number, number> = $derived(countBy(Object.values(this.view.comments).map(({ theme }) => theme)));
	/** Drawings per theme. */
	readonly drawingCounts: ReadonlyMap<number, number> = $derived(countBy(Object.values(this.view.drawings).flatMap(cardsOfDrawing)));
	/** The signed text that names the seat, for forms. */
	get seat(): string {
		return this.#start.seat;
	}
	/** The page runs: before, and without JavaScript, forms do the work. */
	get runs(): boolean {
		return this.#ballots !== null;
	}
	/** The last refusal, until something else is done. */
	get said(): Said | null {
		const said = this.#said;
		if (said?.late === undefined || !this.round) return said;
		// 'Te laat' is no word about a round that is open again, nor about one whose closing is still on its way here. In the
		// next one it says which round it is about.
		return said.late === this.round.id ? null : { ...said, text: this.aboutRound(said.late, said.text) };
	}
	/** Words about a round that closed, which name it where another is open now. */
	aboutRound(id: string | undefined, text: string): string {
		const closed = this.round && id !== undefined && id !== this.round.id ? this.view.rounds[id] : undefined;
		return closed ? `‘${closed.title}’ ${text}` : text;
	}
	/** What is read aloud: seldom. */
	get announcement(): string {
		return this.#announcement;
	}
	/** Comments are taken in this part of the evening. */
	get takesComments(): boolean {
		return takesComments(this.view.segment?.phones ?? null);
	}
	/** The round in which dots can be given now. */
	get round(): RoundView | null {
		return this.view.evening.closed ? null : (Object.values(this.view.rounds).find(({ phase }) => phase === 'open') ?? null);
	}

	/** Rounds that are closed, the one that closed last as the last. */
	get closed(): RoundView[] {
		return closedRounds(this.view.rounds);
	}
	/** The round that closed last, until the next opens: its own dots stay in sight. */
	get ended(): RoundView | null {
		if (this.round) return null;
		return this.closed.at(-1) ?? null;
	}
	/** Themes with own dots in the round that is open or closed last: number -> dots. */
	get given(): Record<string, number> {
		const round = this.round ?? this.ended;
		return round?.kind === 'themes' ? this.dots(round.id) : {};
	}

	/** What is said of a round that closed. 'Tellen mee' only to who gave dots that arrived, and never of a practice. */
	endedInWords({ id, kind }: RoundView): string {
		const [option] = Object.keys(this.dots(id));
		if (option === undefined || kind !== 'themes' || this.view.evening.rehearsal) return round_ended();
		// A server that was put back to before they were given, and closed the round before this phone was there.
		return `${round_ended()} ${this.saved(id, option) === 'saved' ? round_closed_kept() : round_closed_lost()}`;
	}

	/** Opens the line and takes up what this phone kept; call it in the browser only. @returns closes it. */
	open(): () => void {
		const keep = new BallotKeep(`${ballotsKey}${this.own.participant}`);
		this.#ballots = new Ballots({
			send: async (command) => {
				const answer = await this.live.send(command);
				this.#full = !answer.ok && answer.code === 'disk.full';
				return answer;
			},
			keep,
			changed: () => this.#ballotsChanged(),
			refused: (round, option, code, parameters) => {
				// What is said now is that it was not saved.
				this.#tapped = false;
				void this.#sayLate(option, { code, ...(parameters && { parameters }) });
				if (code === 'round.closed') this.#said = { ...this.#said!, late: round };
			}
		});
		this.#ballots.learn(this.own);
		const unwatch = keep.watch(() => this.#changes++);
		const leaveDrafts = this.drafts.open();
		const close = this.live.open();
		return () => {
			clearTimeout(this.#quiet);
			leaveDrafts();
			unwatch();
			close();
		};
	}

	/** Own dots per option, those under way too. */
	dots(round: string): Record<string, number> {
		void this.#changes;
		// Once the evening is over this phone keeps none: the server alone tells of them.
		return (this.view.evening.closed ? undefined : this.#ballots?.dots(round)) ?? this.own.ballots[round]?.dots ?? {};
	}

	/** The number of the theme on whose card this one is: its own, unless it was merged. */
	cardNumber(theme: number | string): string {
		return String(cardWith(this.view.themes, theme)?.number ?? theme);
	}

	/** How many of these dots are on a card. */
	dotsOn(card: ThemeView, dots: Record<string, number>): number {
		return themesOn(card).reduce((sum, { number }) => sum + (dots[number] ?? 0), 0);
	}

	#isOn({ theme }: { theme: number }, card: number): boolean {
		return this.cardNumber(theme) === String(card);
	}

	/** Dots of the budget that were not given yet. */
	left(round: RoundView): number {
		const given = Object.values(this.dots(round.id)).reduce((sum, count) => sum + count, 0);
		return Math.max(0, round.budget - given);
	}

	saved(round: string, option: string): Saved {
		void this.#changes;
		if (this.#ballots?.isSaved(round, option) ?? true) return 'saved';
		return this.live.status === 'live' && !this.full ? 'saving' : 'kept';
	}

	/** The server had no room for the last dot: it waits on this phone, and is sent again. */
	get full(): boolean {
		return this.#full;
	}

	/** Why there can't be one more dot for this option, in the words that a refusal would bring. Without a dot left no other card helps. */
	whyNotMore(round: RoundView, option: string): string | null {
		if (this.left(round) === 0) return refusalInWords({ code: 'ballot.budget' });
		const count = this.dots(round.id)[option] ?? 0;
		return count >= round.most ? refusalInWords({ code: 'ballot.most', parameters: { most: round.most } }) : null;
	}

	/** One dot more or less; what can't be is said in words at once. */
	give(round: RoundView, option: string, change: 1 | -1): void {
		const count = (this.dots(round.id)[option] ?? 0) + change;
		this.#said = null;
		if (count < 0) return;
		const why = change > 0 ? this.whyNotMore(round, option) : null;
		if (why !== null) return this.#say(option, why);
		this.#tapped = true;
		this.#ballots?.set(round.id, option, count);
	}

	/**
	 * Another round is open, or none. One that opened again: offer what this server may lack. One that opens or
	 * closes is told aloud, since + and − come and go without a word.
	 */
	roundChanged(): void {
		const { round, ended } = this;
		// What was refused about a dot before is no word about now; only about one that came too late.
		if ((round || ended) && !this.#said?.at.startsWith('thema-') && !(ended && this.#said?.late === ended.id)) this.#said = null;
		if (round) {
			if (this.live.status === 'live') this.#ballots?.resume();
			// Not of the round that was open when this page came: that is read with the page.
			if (this.#opened !== undefined && round.id !== this.#opened) this.#announcement = round.kind === 'practice' ? round_try() : round_question();
		} else if (ended && ended.id === this.#opened) this.#announcement = this.endedInWords(ended);
		this.#opened = round?.id ?? null;
	}

	/** Another theme is open, or none: what was refused about a comment was said on the page that it was typed on. */
	pageChanged(): void {
		if (this.#said?.at.startsWith('thema-')) this.#said = null;
	}

	/** The evening is over: no ballot stays on the phone. Dots that were still on their way are answered, in words. */
	forget(): void {
		if (this.#ballots?.forget()) this.#said = { at: '', text: refusalInWords({ code: 'round.closed' }), ...(this.#opened && { late: this.#opened }) };
	}

	/** One of the late words; '' while it is on its way. */
	late(word: string): string {
		if (!this.#late && this.runs) void this.#loadLate();
		return this.#late?.[word] ?? '';
	}

	async #loadLate(): Promise<void> {
		// Without a line it is asked again when it is next needed.
		this.#asked ??= fetch(`/mee/woorden?taal=${getLocale()}`).then((answer) => answer.json());
		this.#late ??= await this.#asked.catch(() => (this.#asked = undefined));
	}

	/** What a refusal says here. */
	inWords(refusal: Pick<Refusal, 'code' | 'parameters'>): string {
		return (isLate(refusal.code) && this.late(refusal.code)) || refusalInWords(refusal);
	}

	/** Own comments at a theme, the oldest first: those on their way last, those being withdrawn not. */
	ownComments(theme: number): OwnComment[] {
		const pending = this.#pending;
		const leaving = new Set(pending.filter(isType('comment.withdraw')).map(({ comment }) => comment));
		const there = Object.values(this.own.comments).filter((comment) => this.#isOn(comment, theme) && !leaving.has(comment.id));
		const status = this.live.status === 'live' ? ('sending' as const) : ('kept' as const);
		const coming = pending
			.filter(isType('comment.add'))
			.filter((command) => this.#isOn(command, theme) && !(command.comment in this.own.comments))
			.map(({ comment, theme, text }) => ({ id: comment, theme, text, status }));
		return [...there, ...coming];
	}

	/** Others' approved comments at a theme. */
	comments(theme: number): CommentView[] {
		return Object.values(this.view.comments).filter((comment) => comment.theme === theme && !(comment.id in this.own.comments));
	}

	isSupported(comment: string): boolean {
		const last = this.#pending.filter(isType('comment.support')).findLast((command) => command.comment === comment);
		return last ? last.supported : this.own.supported.includes(comment);
	}

	support(comment: string, supported: boolean): void {
		void this.live.send({ type: 'comment.support', comment, supported });
	}

	/** Sends a comment and empties its field; what is refused at once stays in it. */
	comment(theme: number, text: string): void {
		this.#said = null;
		this.#takenBack = undefined;
		const trimmed = text.trim();
		if (trimmed === '') this.#say(themeAt(theme), refusalInWords({ code: 'text.empty' }));
		else if (trimmed.length > longest.comment)
			this.#say(themeAt(theme), refusalInWords({ code: 'text.tooLong', parameters: { most: longest.comment, length: trimmed.length } }));
		else {
			void this.live.send({ type: 'comment.add', comment: nanoid(), theme: this.drafts.themeOf(theme), text: trimmed });
			this.drafts.set(theme, '');
		}
	}

	/** Takes an own comment back; its words go back into the field. */
	withdraw({ id, theme, text }: OwnComment): void {
		this.#said = null;
		this.drafts.giveBack(theme, text);
		this.#takenBack = Number(this.cardNumber(theme));
		void this.live.send({ type: 'comment.withdraw', comment: id });
	}

	isTakenBack(theme: number): boolean {
		return this.#takenBack === theme;
	}

	/** Something that was given here has not arrived yet. */
	get isSending(): boolean {
		void this.#changes;
		return this.#pending.length > 0 || !(this.#ballots?.allSaved ?? true);
	}

	/** What was typed at a theme and not sent. */
	draft(theme: number | string): string {
		return this.runs ? this.drafts.at(theme) : '';
	}

	get #pending(): Command[] {
		// What the server rendered knows of no outbox.
		return this.runs ? this.live.pending : [];
	}

	#answered(command: Command, answer: Answer): void {
		if (answer.ok) {
			if (command.type === 'comment.add') this.#announcement = comment_sent();
		} else if (command.type === 'comment.add') {
			this.drafts.giveBack(command.theme, command.text);
			void this.#sayLate(themeAt(this.cardNumber(command.theme)), answer);
		} else if (command.type.startsWith('comment.')) void this.#sayLate('', answer);
	}

	#ballotsChanged(): void {
		this.#changes++;
		// Between two taps the last words would tell a number that is no longer so.
		if (this.#tapped) this.#announcement = '';
		clearTimeout(this.#quiet);
		this.#quiet = setTimeout(() => {
			const { round } = this;
			if (!round || !this.#tapped || !this.#ballots?.allSaved) return;
			this.#tapped = false;
			const left = this.left(round);
			this.#announcement = dot_all_saved({ left: left === 0 ? dot_left_none() : dot_left({ count: left }) });
		}, quietFor);
	}

	/** Says a refusal: at once, unless its words have to come. */
	async #sayLate(at: string, refusal: Pick<Refusal, 'code' | 'parameters'>): Promise<void> {
		if (isLate(refusal.code)) await this.#loadLate();
		this.#say(at, this.inWords(refusal));
	}

	#say(at: string, text: string): void {
		this.#said = { at, text };
	}
}

function countBy(themes: readonly number[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const theme of themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
	return counts;
}

/** Where a refusal about a theme's comments belongs. */
export function themeAt(theme: number | string): string {
	return `thema-${theme}`;
}

function isType<Type extends Command['type']>(type: Type) {
	return (command: Command): command is CommandOf<Type> & Command => command.type === type;
}

/** The phone of the page, for every part of it. */
export const [usePhone, providePhone] = createContext<Phone>();
