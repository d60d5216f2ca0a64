import { Keep, type Shelf } from '#client/live/keep.ts';

/** What somebody said that may be starred: the id of a comment, or which quote of which theme. */
export const starOf = (theme: number, quote: number): string => `${theme}.${quote}`;

/** What a cartoonist wants to come back to. Of this browser alone: it says nothing about who said it. Read it when the page is mounted. */
export class Stars {
	readonly #keep: Keep<string[]>;
	#all = $state.raw<string[]>([]);

	constructor(seat: string, shelf?: Shelf | null) {
		this.#keep = new Keep(`wijkverhaal.sterren.${seat}`, [], shelf);
	}

	read(): void {
		this.#all = this.#keep.value;
	}

	/** In the order in which they were starred. */
	get all(): readonly string[] {
		return this.#all;
	}

	has(star: string): boolean {
		return this.#all.includes(star);
	}

	toggle(star: string): void {
		this.#keep.value = this.#all = this.has(star) ? this.#all.filter((one) => one !== star) : [...this.#all, star];
	}
}
