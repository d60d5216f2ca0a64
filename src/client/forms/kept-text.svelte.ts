import { onMount } from 'svelte';
import { Keep } from '#client/live/keep.ts';

/**
 * A text that is typed over one that stands, in a field of its own. What was typed stays until it was saved, also through a
 * reload; as long as nothing was, the field goes along with what colleagues make of it. Make it while a component is made.
 */
export class KeptText {
	readonly #stands: () => string;
	readonly #kept: Keep<string | null>;
	/** Null while it is as it stands. */
	#typed = $state<string | null>(null);
	/** What is wrong with what was sent, in words. */
	error = $state<string>();

	/** @param key names it in this browser @param stands the text as it is now */
	constructor(key: string, stands: () => string) {
		this.#stands = stands;
		this.#kept = new Keep<string | null>(key, null);
		// Only now: the server can't know what this browser kept.
		onMount(() => {
			this.#typed = this.#kept.value;
		});
	}

	/** What stands in the field, which is bound to it. */
	get value(): string {
		return this.#typed ?? this.#stands();
	}
	set value(text: string) {
		this.#typed = text;
		this.#kept.value = text.trim() === this.#stands() ? null : text;
		this.error = undefined;
	}

	get changed(): boolean {
		return this.#typed !== null && this.#typed.trim() !== this.#stands();
	}

	/** The field goes back to what stands. */
	leave(): void {
		this.#typed = null;
		this.#kept.value = null;
		this.error = undefined;
	}

	/** @param give sends it, and resolves to what is wrong, in words */
	async save(give: (text: string) => Promise<string | undefined>): Promise<void> {
		const sent = this.value;
		this.error = await give(sent);
		// Typed on meanwhile: that is still to be saved.
		if (this.error === undefined && this.value === sent) this.leave();
	}
}
