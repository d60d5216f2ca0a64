import type { ThemeView } from '#shared/views/parts.ts';
import { findThemes } from './find.ts';

/** A facilitator looks for a theme by its number or a word: one of those found is lit. */
export class Finder {
	readonly #themes: () => ThemeView[];
	readonly #found: (number: number) => void;
	#query = $state('');
	#at = $state(0);

	/** @param found told which card is lit now, to bring it in view */
	constructor(themes: () => ThemeView[], found: (number: number) => void) {
		this.#themes = themes;
		this.#found = found;
	}

	readonly all = $derived.by(() => findThemes(this.#themes(), this.#query));
	/** The card that was found. */
	readonly lit = $derived(this.all[Math.min(this.#at, this.all.length - 1)] ?? null);

	get query(): string {
		return this.#query;
	}
	/** What is looked for: the first card that answers comes in view and is lit. */
	set query(query: string) {
		this.#query = query;
		this.#at = 0;
		if (this.lit !== null) this.#found(this.lit);
	}
	/** Which of the found cards is lit, from 1. */
	get at(): number {
		return Math.min(this.#at, this.all.length - 1) + 1;
	}
	/** The next found card, after the last the first. */
	next(step: 1 | -1): void {
		if (this.all.length === 0) return;
		this.#at = (this.#at + step + this.all.length) % this.all.length;
		if (this.lit !== null) this.#found(this.lit);
	}
}
