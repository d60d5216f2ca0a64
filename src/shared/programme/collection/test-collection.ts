import type { Refusal } from '../../protocol/refusals.ts';
import type { CollectionCommand } from './commands.ts';
import { decideCollection } from './decide.ts';
import { evolveCollection } from './evolve.ts';
import { emptyCollection, type CollectionState } from './state.ts';

type Given = CollectionCommand extends infer Command ? (Command extends CollectionCommand ? Omit<Command, 'id'> & { id?: string } : never) : never;

/** A collection in memory, for tests: two areas, texts that can be looked at, and what was erased. */
export class TestCollection {
	readonly state: CollectionState = emptyCollection();
	readonly texts = new Map<string, string>();
	#made = 0;

	/** Gives a command and takes up what it led to. @returns its refusal, or its id. */
	give(given: Given): Refusal | { ok: true; id: string } {
		const id = given.id ?? `command-${(this.#made += 1)}`;
		const command = { ...given, id } as CollectionCommand;
		const decision = decideCollection(this.state, command, {
			now: this.#made,
			newId: () => `text-${(this.#made += 1)}`,
			textOf: (text) => this.texts.get(text) ?? '',
			hasArea: (area) => area === 'oude-kom' || area === 'de-dijk'
		});
		if (!decision.ok) return decision;
		for (const event of decision.events) {
			evolveCollection(this.state, { seq: this.state.seq + 1, at: this.#made, command: id, seat: 'account', role: 'facilitator', did: command.type, event });
		}
		for (const [text, body] of Object.entries(decision.texts)) this.texts.set(text, body);
		for (const text of decision.erase) this.texts.delete(text);
		return { ok: true, id };
	}

	/** A form with these answers; another version of one that is there already is a correction. */
	receive(form: string, answers: Record<string, string | string[]>, fields: Partial<Extract<CollectionCommand, { type: 'form.receive' }>> = {}): ReturnType<TestCollection['give']> {
		const version = (this.state.entries.form.get(form)?.version ?? 0) + 1;
		return this.give({
			type: 'form.receive',
			form,
			version,
			area: 'oude-kom',
			card: 'V07-03',
			format: 1,
			notice: 1,
			day: '2026-11-01',
			answers,
			hash: JSON.stringify([version, answers]),
			proof: `proof of ${form}`,
			origin: 'phone',
			operator: null,
			batch: null,
			...fields
		});
	}

	/** Approves a statement with its own words, or with others. */
	approve(statement: string, text?: string): ReturnType<TestCollection['give']> {
		const { raw, version } = this.state.entries.statement.get(statement)!;
		return this.give({ type: 'statement.approve', statement, version, text: text ?? this.texts.get(raw!)! });
	}

	place(statement: string, ...themes: string[]): ReturnType<TestCollection['give']> {
		return this.give({ type: 'statement.place', statement, themes, was: [...this.state.entries.statement.get(statement)!.themes] });
	}

	cleanOf(statement: string): string | null {
		const { clean } = this.state.entries.statement.get(statement)!;
		return clean === null ? null : (this.texts.get(clean) ?? null);
	}
}
