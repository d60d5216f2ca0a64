import type { Context as QueueContext } from '../../evening/decision.ts';
import { Texts } from '../../evening/decision.ts';
import { sameValue } from '../../evening/events.ts';
import type { TextId } from '../../evening/state.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { CollectionEvent, CollectionState, Noun, Nouns } from './state.ts';

/** What `decide` may use besides the state and the command. Areas stand in the programme's own stream. */
export interface Context extends Pick<QueueContext, 'now' | 'newId' | 'textOf'> {
	hasArea(area: string): boolean;
}

/** What a command leads to: events, the texts that they name, and the texts that must be gone after the commit. */
export interface Acceptance {
	ok: true;
	events: CollectionEvent[];
	texts: Record<TextId, string>;
	erase: TextId[];
}
export type Decision = Acceptance | Refusal;

/** Gathers what one command leads to, on the entries as they are after what it did already. A refusal leaves nothing behind. */
export class Draft {
	readonly context: Context;
	readonly texts: Texts;
	readonly #state: CollectionState;
	readonly #written = new Map<string, Nouns[Noun]>();
	readonly #events: CollectionEvent[] = [];
	readonly #erase: TextId[] = [];
	/** What this command laid under a statement: the state's own index does not know of it yet. */
	readonly #under = new Map<string, string[]>();

	constructor(state: CollectionState, context: Context) {
		this.#state = state;
		this.context = context;
		this.texts = new Texts(context);
	}

	/** The entry as this command leaves it so far; undefined where there is none. */
	entry<N extends Noun>(noun: N, id: string): Nouns[N] | undefined {
		return (this.#written.get(`${noun} ${id}`) as Nouns[N] | undefined) ?? this.#state.entries[noun].get(id);
	}

	add<N extends Noun>(noun: N, id: string, fields: Nouns[N]): void {
		this.#events.push({ type: `${noun}.added`, id, fields } as CollectionEvent);
		this.#written.set(`${noun} ${id}`, fields);
	}

	/** Writes fields of an entry that is there; what has that value already is no change. */
	change<N extends Noun>(noun: N, id: string, set: Partial<Nouns[N]>): void {
		const current = this.entry(noun, id)!;
		const keys = (Object.keys(set) as (keyof Nouns[N])[]).filter((key) => !sameValue(current[key], set[key]));
		if (keys.length === 0) return;
		const pick = (from: Partial<Nouns[N]>) => Object.fromEntries(keys.map((key) => [key, from[key]]));
		this.#events.push({ type: `${noun}.changed`, id, set: pick(set), was: pick(current) } as CollectionEvent);
		this.#written.set(`${noun} ${id}`, { ...current, ...set });
		if ('mergedInto' in set && typeof set.mergedInto === 'string') this.#under.set(set.mergedInto, [...(this.#under.get(set.mergedInto) ?? []), id]);
	}

	/** What lies under a statement, or did, after what this command did already. */
	laidUnder(statement: string): Iterable<string> {
		return new Set([...(this.#state.mergedUnder.get(statement) ?? []), ...(this.#under.get(statement) ?? [])]);
	}

	/** The words must be gone from the files after the commit. */
	erase(...texts: readonly (TextId | null)[]): void {
		for (const text of texts) if (text !== null) this.#erase.push(text);
	}

	undone(command: string): void {
		this.#events.push({ type: 'step.undone', undone: command });
	}

	/** The decision: a text that was refused refuses all. */
	end(): Decision {
		return this.texts.refusal ?? { ok: true, events: this.#events, texts: this.texts.bodies, erase: this.#erase };
	}
}
