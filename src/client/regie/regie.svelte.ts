import { createContext } from 'svelte';
import { Uploads } from '#client/drawings/uploads.svelte.ts';
import { ReadMessages } from '#client/drawings/read-messages.svelte.ts';
import { KeptIds } from '#client/live/kept-ids.svelte.ts';
import { Live, type HandListener, type Start } from '#client/live/live.svelte.ts';
import { Steps } from '#client/live/steps.svelte.ts';
import type { ShownPage } from '#shared/protocol/frames.ts';
import type { HandsMessage } from '#shared/protocol/hands.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { subjectOf } from '#shared/protocol/show.ts';
import type { MessageView } from '#shared/views/illustrators.ts';
import { stripPanels } from './avond/screen-words.ts';
import { inSentence, stepInWords } from './history/history-words.ts';
import { refusalText } from './refusal-text.ts';

/** The facilitator's line to the evening: commands are said in words and can be taken back with one press. */
export class Regie extends Steps<'facilitator'> {
	readonly live: Live<'facilitator'>;
	/** The signed text that names the seat: what this browser keeps is kept under it. */
	readonly seat: string;
	/** Drawings that are sent from here: they go on while regie is at another tab. */
	readonly uploads: Uploads;
	/** Messages to illustrators that were sent from this browser. */
	readonly ownMessages: KeptIds;
	readonly #read: ReadMessages;
	#handListener: HandListener | null = null;
	/** Whose hands are at the board: told when they change, so a board that opens later asks here. */
	#hands: HandsMessage = { hands: [], lead: null };

	constructor(start: Start<'facilitator'>) {
		super();
		this.seat = start.seat;
		this.uploads = new Uploads({ seat: start.seat, isThere: (drawing) => this.view.drawings[drawing] !== undefined, versionOf: (drawing) => this.view.drawings[drawing]?.version });
		this.ownMessages = new KeptIds(`wijkverhaal.berichten.${start.seat}`);
		this.#read = new ReadMessages(start.seat);
		this.live = new Live(start, {
			hands: {
				hand: (message) => this.#handListener?.hand(message),
				hands: (message) => {
					this.#hands = message;
					this.#handListener?.hands(message);
				},
				held: (message) => this.#handListener?.held(message)
			}
		});
	}

	/** What this browser kept of messages; call it when the page is mounted. */
	openMessages(): void {
		this.ownMessages.read();
		this.#read.open();
	}
	/** Messages of illustrators that nobody looked at here. */
	get unread(): number {
		return this.#read.unread(this.view.messages, (message) => this.ownMessages.has(message));
	}
	readMessages(messages: Record<string, MessageView>): void {
		this.#read.read(messages);
	}

	/** 'Maak ongedaan: ronde 1 gesloten', also while the bar says something else since. Null where nobody knows. */
	get undoLongLabel(): string | null {
		if (!this.said?.back || this.said.command === null) return null;
		const step = this.view.history[this.said.command];
		return step ? `Maak ongedaan: ${inSentence(stepInWords(step, this.view))}` : null;
	}

	protected override inWords(refusal: Refusal): string {
		return refusalText(refusal);
	}

	/** Empties the screen, or brings back what was there. Said like any step: else the bar takes back the one before it. */
	blank(blank: boolean): void {
		void this.do({ type: 'screen.blank', blank }, blank ? 'Het scherm is leeg.' : 'Het scherm is weer aan.');
	}

	/**
	 * The page that the hall sees, as the screen told; null while it tells of another picture, or there is none. Of what
	 * regie brought along the pages are known: those are turned without a screen as well.
	 */
	get page(): ShownPage | null {
		const { show, exhibits } = this.view;
		if (show.mode === 'exhibit') return pageOf(subjectOf(show), show.held ?? 0, exhibits[show.exhibit]?.pages.length ?? 0);
		if (show.mode === 'strip') return pageOf(subjectOf(show), show.held ?? 0, stripPanels(this.view).length);
		const shown = this.live.presence?.shown;
		return shown?.subject === subjectOf(this.view.show) ? shown : null;
	}

	/**
	 * @param held what stands first on the page to hold; null lets the pages turn by themselves
	 * @param page the number of that page, counted from 0
	 */
	hold(held: number | null, page = 0): void {
		const words = held === null ? 'De bladzijden slaan vanzelf om.' : `Het scherm blijft op bladzijde ${page + 1}.`;
		void this.do({ type: 'screen.turn', subject: subjectOf(this.view.show), held }, words);
	}

	/** Goes one page on or back and holds it. @returns false where there is none. */
	turn(by: 1 | -1): boolean {
		const page = this.view.blank ? null : this.page;
		const held = by === 1 ? page?.after : page?.before;
		if (!page || held == null) return false;
		this.hold(held, page.page + by);
		return true;
	}

	/** The board that is open hears of other facilitators' hands, at once of who is there. @returns stops listening. */
	hearHands(listener: HandListener): () => void {
		this.#handListener = listener;
		listener.hands(this.#hands);
		return () => {
			if (this.#handListener === listener) this.#handListener = null;
		};
	}
}

function pageOf(subject: string, page: number, count: number): ShownPage | null {
	if (count < 2) return null;
	return { subject, page, count, first: page, before: page > 0 ? page - 1 : null, after: page + 1 < count ? page + 1 : null };
}

/** The regie of the page, for every part of it. */
export const [useRegie, provideRegie] = createContext<Regie>();
