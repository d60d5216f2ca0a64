import { untrack } from 'svelte';

/**
 * What the server makes and tells once (a link, a key), kept until the page is left. The page itself forgets the answer
 * to one form as soon as another is sent.
 */
export class Kept {
	#all = $state.raw<string[]>([]);

	/** Call it while a component is made. @param latest what the last answer holds, null where it is about something else */
	constructor(latest: () => string | null) {
		this.#add(untrack(latest));
		// Not derived: it adds up what was, and that is gone from the page.
		$effect.pre(() => {
			const made = latest();
			untrack(() => this.#add(made));
		});
	}

	/** The oldest first. */
	get all(): string[] {
		return this.#all;
	}

	#add(made: string | null): void {
		if (made !== null && !this.#all.includes(made)) this.#all = [...this.#all, made];
	}
}
