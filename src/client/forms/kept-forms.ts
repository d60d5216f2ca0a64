import { Keep, type Shelf } from '#client/live/keep.ts';
import type { Changes } from './changes.ts';

/**
 * What was typed in forms of one kind and one evening, until it is saved or cancelled: a look at another page, or a reload,
 * takes the form away. Kept by this tab alone: another one has forms of its own.
 */
export class KeptForms<Draft extends object> {
	/** By what is made or changed: a kind of round, an id. What was typed in last stands last. */
	readonly #keep: Keep<Record<string, Changes<Draft>>>;

	/** @param kind what the forms are about, part of the name that it is kept by */
	constructor(kind: 'rondes' | 'papier' | 'draaiboek' | 'ophaalformulier', evening: string, shelf: Shelf | null = ownShelf()) {
		this.#keep = new Keep(`wijkverhaal.${kind}.${evening}`, {}, shelf);
	}

	/** The form that was open last; null where none was. @param forms those that can still be opened */
	open(forms: string[]): string | null {
		return Object.keys(this.#keep.value).findLast((one) => forms.includes(one)) ?? null;
	}

	of(form: string): Changes<Draft> | null {
		return this.#keep.value[form] ?? null;
	}

	typed(form: string, changes: Changes<Draft>): void {
		const { [form]: _, ...others } = this.#keep.value;
		this.#keep.value = { ...others, [form]: changes };
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
