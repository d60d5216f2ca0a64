import { Keep, type Shelf } from '#client/live/keep.ts';
import type { RoundDraft } from './round-draft.ts';

/**
 * What was typed in the forms of rounds of one evening, until it is saved or cancelled: a look at another page, or a
 * reload, takes the form away. Kept by this tab alone: another one has forms of its own.
 */
export class KeptForms {
	/** By what is made or changed: 'themes', 'practice', a draft's id. What was typed in last stands last. */
	readonly #keep: Keep<Record<string, RoundDraft>>;

	constructor(evening: string, shelf: Shelf | null = ownShelf()) {
		this.#keep = new Keep(`wijkverhaal.rondes.${evening}`, {}, shelf);
	}

	/** The form that was open last; null where none was. @param drafts ids that can still be changed */
	open(drafts: string[]): string | null {
		const known = Object.keys(this.#keep.value).filter((one) => one === 'themes' || one === 'practice' || drafts.includes(one));
		return known.at(-1) ?? null;
	}

	of(form: string): RoundDraft | null {
		return this.#keep.value[form] ?? null;
	}

	typed(form: string, draft: RoundDraft): void {
		const { [form]: _, ...others } = this.#keep.value;
		this.#keep.value = { ...others, [form]: draft };
	}

	/** Saved, or cancelled. */
	drop(form: string): void {
		const { [form]: _, ...others } = this.#keep.value;
		this.#keep.value = others;
	}
}

/** Null on the server, and where the browser refuses it. */
function ownShelf(): Shelf | null {
	try {
		return typeof window === 'undefined' ? null : window.sessionStorage;
	} catch {
		return null;
	}
}
