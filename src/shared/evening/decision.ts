import { cleanText } from '../protocol/text.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import type { Role } from '../protocol/roles.ts';
import type { EveningEvent } from './events.ts';
import type { TextId } from './state.ts';

/** Who gives the command: from the connection, never from the message. */
export interface Actor {
	role: Role;
	seat: string;
	/** Of a participant's seat. */
	participant: string | null;
}

/** What `decide` may use besides the state and the command: clock, ids and chance are arguments. */
export interface Context {
	/** Server time in ms since 1970. */
	now: number;
	newId(): string;
	/** A join code that no evening of this server has. */
	newCode(): string;
	actor: Actor;
}

/** What a command leads to: events, and the texts that they name. `erase`: texts that must be gone after the commit. */
export interface Acceptance {
	ok: true;
	events: EveningEvent[];
	texts: Record<TextId, string>;
	erase: TextId[];
}
export type Decision = Acceptance | Refusal;

/** Accepts; null events (nothing changed) fall out. */
export function accept(
	events: (EveningEvent | null)[],
	texts: Record<TextId, string> = {},
	erase: TextId[] = []
): Acceptance {
	return { ok: true, events: events.filter((event) => event !== null), texts, erase };
}

/** Gathers the texts of one command, each with an id of its own. */
export class Texts {
	readonly bodies: Record<TextId, string> = {};
	/** The first refusal that came up; the command is then refused as a whole. */
	refusal: Refusal | null = null;
	readonly #newId: () => string;

	constructor(newId: () => string) {
		this.#newId = newId;
	}

	/** A text that must be there. `most` in UTF-16 units. */
	required(text: string, most: number): TextId {
		const cleaned = cleanText(text);
		// Nothing but spaces and marks that do not show: an empty card on the wall.
		if (/^[\s\p{Cf}]*$/u.test(cleaned)) this.refusal ??= refuse('text.empty');
		return this.#keep(cleaned, most);
	}

	/** A text that may be empty: then null. */
	optional(text: string, most: number): TextId | null {
		const cleaned = cleanText(text);
		return cleaned === '' ? null : this.#keep(cleaned, most);
	}

	#keep(text: string, most: number): TextId {
		if (text.length > most) this.refusal ??= refuse('text.tooLong', { most, length: text.length });
		const textId = this.#newId();
		this.bodies[textId] = text;
		return textId;
	}
}
