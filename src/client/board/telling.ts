import { beatEvery, handPause, type HandMessage } from '#shared/protocol/hands.ts';

/** What a page tells of its hand. */
export type Told = Omit<HandMessage, 'hand' | 'gone'>;

/** Many things in a hand make a long message: so much longer until the next, ms for each. */
const pausePerThing = 3;

/**
 * Tells others what this facilitator's hand does: at most 20 times a second what changed, and all of it at each beat.
 * The last of several changes is always told.
 */
export class Telling {
	readonly #send: (told: Told, surely: boolean) => unknown;
	readonly #alone: () => boolean;
	#all: Told = { at: null, chosen: { themes: [], notes: [] }, carry: null, follows: false };
	#changed: Told = {};
	#toldAt = -Infinity;
	#waiting: ReturnType<typeof setTimeout> | undefined;

	/**
	 * @param send `surely`: not to be dropped where the line is just busy
	 * @param alone nobody is there to be told at once: the beats will do
	 */
	constructor(send: (told: Told, surely: boolean) => unknown, alone: () => boolean) {
		this.#send = send;
		this.#alone = alone;
	}

	/** This is so now. @param atOnce it can't wait: who takes up a card claims it */
	tell(told: Told, atOnce = false): void {
		this.#all = { ...this.#all, ...told };
		this.#changed = { ...this.#changed, ...told };
		if (atOnce) return this.#flush(true);
		const wait = this.#toldAt + this.#pause - performance.now();
		if (wait <= 0) this.#flush();
		else this.#waiting ??= setTimeout(() => this.#flush(), wait);
	}

	/** Tells all: what was told in passing may have been lost, and somebody may have come. */
	beat(surely = false): void {
		this.#changed = this.#all;
		this.#flush(surely);
	}

	stop(): void {
		clearTimeout(this.#waiting);
		this.#waiting = undefined;
	}

	get #pause(): number {
		if (this.#alone()) return beatEvery;
		const carry = this.#changed.carry;
		return Math.max(handPause, carry ? (carry.themes.length + carry.notes.length) * pausePerThing : 0);
	}

	#flush(surely = false): void {
		this.stop();
		this.#toldAt = performance.now();
		const told = this.#changed;
		this.#changed = {};
		this.#send(told, surely);
		// Laid down is told once: from then on the hand is empty.
		if (this.#all.carry?.kind === 'drop') this.#all = { ...this.#all, carry: null };
	}
}
