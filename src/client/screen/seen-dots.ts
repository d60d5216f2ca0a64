/**
 * The cards whose dots the hall saw, of the result that it looks at. On each other card they print in. A result that
 * comes back after something else is seen anew.
 */
export class SeenDots {
	#result: string | null;
	readonly #cards: Set<string>;

	/**
	 * @param result the round whose result stands there; null where none does
	 * @param cards keys of those that the hall saw before this was made
	 */
	constructor(result: string | null, cards: readonly string[]) {
		this.#result = result;
		this.#cards = new Set(cards);
	}

	/** The hall saw these cards, of this round's result; null: it saw no result. */
	add(result: string | null, cards: readonly string[]): void {
		if (result !== this.#result) this.#cards.clear();
		this.#result = result;
		for (const card of cards) this.#cards.add(card);
	}

	has(result: string | null, card: string): boolean {
		return result === this.#result && this.#cards.has(card);
	}
}
