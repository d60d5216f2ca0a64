import { Keep, type Shelf } from './keep.ts';

/** Ids that this browser alone keeps: what was sent from here, what somebody wants to come back to. Read it when the page is mounted. */
export class KeptIds {
	readonly #keep: Keep<string[]>;
	#all = $state.raw<string[]>([]);

	constructor(key: string, shelf?: Shelf | null) {
		this.#keep = new Keep(key, [], shelf);
	}

	read(): void {
		this.#all = this.#keep.value;
	}

	/** In the order in which they were added. */
	get all(): readonly string[] {
		return this.#all;
	}

	has(id: string): boolean {
		return this.#all.includes(id);
	}

	add(id: string): void {
		this.#keep.value = this.#all = [...this.#keep.value.filter((one) => one !== id), id];
	}

	toggle(id: string): void {
		if (this.has(id)) this.#keep.value = this.#all = this.#keep.value.filter((one) => one !== id);
		else this.add(id);
	}
}
