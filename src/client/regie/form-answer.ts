import { refusalText } from '#client/regie/refusal-text.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';

/** What an action of a page of regie gives back where it does not go on to another page. */
export interface Answered {
	/** The form that was sent. */
	at: string;
	/** Null where nothing was refused, or where a date lacks. */
	refusal: Refusal | null;
	/** What was typed. */
	values: Record<string, string>;
}

/** A form that was refused: why, in words, what was typed, and the field that it is about. */
export interface Refused {
	message: string;
	field: 'title' | 'date';
	values: Record<string, string>;
}

/** The last answer of the server, for the one form that it is about. */
export class FormAnswer {
	readonly #answered: Answered | null;

	constructor(answered: Answered | null | undefined) {
		this.#answered = answered ?? null;
	}

	/** Why the form `at` was refused; null for all other forms. */
	of(at: string): Refused | null {
		if (this.#answered?.at !== at) return null;
		const { refusal, values } = this.#answered;
		return refusal === null
			? { message: 'Kies een datum.', field: 'date', values }
			: { message: refusalText(refusal), field: 'title', values };
	}
}
