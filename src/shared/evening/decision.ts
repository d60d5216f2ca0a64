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
	/** What a text says; '' where it was erased. Only to tell whether what was typed is what stands there already. */
	textOf(id: TextId): string;
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

/**
 * Gathers the texts of one command, each with an id of its own. A text that stands there already keeps its id: saving the
 * same words again is no change, or undoing that would be said as done and do nothing.
 */
export class Texts {
	readonly bodies: Record<TextId, string> = {};
	/** The first refusal that came up; the command is then refused as a whole. */
	refusal: Refusal | null = null;
	readonly #context: Pick<Context, 'newId' | 'textOf'>;

	constructor(context: Pick<Context, 'newId' | 'textOf'>) {
		this.#context = context;
	}

	/** A text that must be there. `most` in UTF-16 units. `current`: what stands there now. */
	required(text: string, most: number, current: TextId | null = null): TextId {
		const cleaned = cleanText(text);
		// Nothing but spaces and marks that do not show: an empty card on the wall.
		if (/^[\s\p{Cf}]*$/u.test(cleaned)) this.refusal ??= refuse('text.empty');
		return this.#keep(cleaned, most, current);
	}

	/** A text that may be empty: then null. */
	optional(text: string, most: number, current: TextId | null = null): TextId | null {
		const cleaned = cleanText(text);
		return cleaned === '' ? null : this.#keep(cleaned, most, current);
	}

	#keep(text: string, most: number, current: TextId | null): TextId {
		if (text.length > most) this.refusal ??= refuse('text.tooLong', { most, length: text.length });
		else if (current !== null && this.#context.textOf(current) === text) return current;
		const textId = this.#context.newId();
		this.bodies[textId] = text;
		return textId;
	}
}
