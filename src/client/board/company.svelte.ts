import type { Regie } from '#client/regie/regie.svelte.ts';
import type { Hand } from './hand.svelte.ts';
import type { Lead } from './lead.svelte.ts';
import { choosersOf, othersInWords, type Chooser } from './marking.ts';
import type { Place } from './places.ts';
import type { Together } from './together.svelte.ts';

/** What the other facilitators do with what lies on this board: who chose and who holds which. */
export class Company {
	readonly #regie: Regie;
	readonly #together: Together;
	readonly #lead: Lead;
	readonly #hand: Hand;
	readonly #lying: () => ReadonlyMap<number, Place>;
	readonly #say: (words: string) => void;

	/** @param lying the cards that are to be seen; `say`: to a screen reader */
	constructor(regie: Regie, together: Together, lead: Lead, hand: Hand, lying: () => ReadonlyMap<number, Place>, say: (words: string) => void) {
		this.#regie = regie;
		this.#together = together;
		this.#lead = lead;
		this.#hand = hand;
		this.#lying = lying;
		this.#say = say;
	}

	/** Who chose which of the cards that are to be seen. */
	readonly cards: readonly Chooser<number>[] = $derived.by(() => choosersOf(this.#together.choosing, ({ themes }) => themes, this.#lying()));
	readonly notes: readonly Chooser<string>[] = $derived.by(() => choosersOf(this.#together.choosing, ({ notes }) => notes, this.#hand.notePlaces));
	/** What they do with a card, or with a note, in words. */
	readonly inWords: ReadonlyMap<number | string, string> = $derived.by(
		() => new Map<number | string, string>([...othersInWords(this.#hand.held, this.cards), ...othersInWords(this.#hand.heldNotes, this.notes)])
	);

	/** Takes part: is heard of, and hears. @returns leaves */
	join(): () => void {
		const leave = this.#together.begin(() => this.#hand.wake());
		const deaf = this.#regie.hearHands({
			hand: (message) => {
				if (this.#together.heard(message)) this.#hand.hinted(message);
			},
			hands: (message) => {
				const { went, says } = this.#together.listed(message);
				for (const { hand } of went) this.#hand.othersLetGo(hand);
				if (says !== '') this.#say(says);
				this.#lead.told(message);
			},
			held: (message) => this.#hand.refused(message)
		});
		return () => {
			deaf();
			leave();
		};
	}
}
