import { untrack } from 'svelte';
import { nanoid } from 'nanoid';
import type { Live } from '#client/live/live.svelte.ts';
import type { Hint } from '#shared/protocol/frames.ts';
import { beatEvery, handGoneAfter, type HandMessage, type HandsMessage } from '#shared/protocol/hands.ts';
import type { Point, Rect } from './geometry.ts';
import { Others, type Other } from './others.ts';
import { Telling } from './telling.ts';

/**
 * Several facilitators at one board: what the hand on this page does is told to the others, what theirs do is known
 * here. All of it in passing: nothing is stored, and what is lost comes with the next beat.
 */
export class Together {
	/** This page's hand. */
	readonly hand = nanoid();
	readonly #live: Live<'facilitator'>;
	readonly #known = new Others(this.hand);
	readonly #telling: Telling;
	/** Counts what `#known` learnt, and time that passes. */
	#learnt = $state(0);
	/** When this page last beat, ms since 1970: that clock goes on while a laptop sleeps. */
	#awakeAt = Date.now();
	#beating: ReturnType<typeof setInterval> | undefined;
	/** The first list after the page opened: who is there did not come just now. */
	#isNew = true;
	#hasLeft = false;

	constructor(live: Live<'facilitator'>) {
		this.#live = live;
		// Untracked: an effect that tells would run again at everything it hears, and both pages would talk without end.
		this.#telling = new Telling((told, surely) => this.#hasLeft || this.#live.tellHand({ hand: this.hand, ...told }, surely), () => untrack(() => this.others.length === 0));
	}

	/** The hands of other facilitators who have this board open. */
	readonly others: readonly Other[] = $derived.by(() => {
		void this.#learnt;
		return this.#known.all(performance.now());
	});

	/** The same, but the very same again while they only point. */
	readonly choosing: readonly Other[] = $derived.by(() => {
		void this.#learnt;
		return this.#known.choosing(performance.now());
	});

	/**
	 * Begins to beat.
	 * @param woke called at a beat that came so late that this page's hand was gone: its laptop slept
	 * @returns says goodbye
	 */
	begin(woke: () => void): () => void {
		const beat = () => {
			if (this.slept) woke();
			// A page that goes still runs for a moment: it would be seen to come back.
			if (!this.#hasLeft) this.beat();
			// Who fell silent is seen to go although nothing is heard.
			this.#learnt += 1;
		};
		this.beat();
		this.#beating = setInterval(beat, beatEvery);
		return () => {
			clearInterval(this.#beating);
			this.leave();
			this.#telling.stop();
		};
	}
	/** @param surely on a line that is new: busy with its beginning it would drop what is told in passing */
	beat(surely = false): void {
		this.#hasLeft = false;
		// Without a line nobody hears it.
		if (this.isHeard) this.#awakeAt = Date.now();
		this.#telling.beat(surely);
	}
	/** Says goodbye, or the others would see this hand for 5 seconds more. A page that comes back beats by itself. */
	leave(): void {
		this.#hasLeft = true;
		this.#live.tellHand({ hand: this.hand, gone: true }, true);
	}

	/** This page's hand takes something up: from now on it is awake, also without a line. */
	wake(): void {
		this.#awakeAt = Date.now();
		this.beat();
	}
	/** Is there a line, by which the others hear this hand? */
	get isHeard(): boolean {
		return this.#live.status === 'live';
	}

	/** Did this page not beat for so long that the others took its hand for gone? */
	get slept(): boolean {
		return Date.now() - this.#awakeAt > handGoneAfter;
	}

	point(at: Point | null): void {
		this.#telling.tell({ at });
	}
	choose(themes: Iterable<number>, notes: Iterable<string>): void {
		// More than the wire takes are chosen by nobody who wants to be seen choosing.
		this.#telling.tell({ chosen: { themes: [...themes].slice(0, 1000), notes: [...notes].slice(0, 500) } });
	}
	/** @param atOnce cards are taken up or laid down */
	carry(carry: Hint | null, atOnce = false): void {
		this.#telling.tell({ carry }, atOnce);
	}
	/** @param view undefined: this page leads no more, and what it told is not told again */
	look(view: Rect | undefined): void {
		this.#telling.tell({ view });
	}
	follow(follows: boolean): void {
		this.#telling.tell({ follows });
	}

	/** Who is there now. @returns who went, and what to say of it; '' for nothing */
	listed(message: HandsMessage): { went: readonly Other[]; says: string } {
		const { came, went } = this.#known.list(message, performance.now());
		this.#learnt += 1;
		const says = [...came.map(({ name }) => `${name} is ook op het bord.`), ...went.map(({ name }) => `${name} is niet meer op het bord.`)];
		const wasNew = this.#isNew;
		this.#isNew = !message.hands.some(({ hand }) => hand === this.hand);
		// The line is new, or came back: the others see this hand now, not a beat later.
		if (this.#isNew && !this.#hasLeft) this.beat(true);
		return { went, says: wasNew ? '' : says.join(' ') };
	}
	heard(message: HandMessage): boolean {
		const known = this.#known.hear(message, performance.now());
		this.#learnt += 1;
		return known;
	}
	/** What this hand's window shows is not known until it tells. */
	forgetView(hand: string): void {
		this.#known.forgetView(hand);
		this.#learnt += 1;
	}
	nameOf(hand: string): string {
		return this.#known.nameOf(hand);
	}
}
