import { nanoid } from 'nanoid';
import type { Command, CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Keep } from './keep.ts';

/** Sends a command over the line; settles with the answer, or never when the line breaks. */
export type Transport = (command: Command, answered: (answer: Answer) => void) => void;

/** Waits this long after 'te snel', in ms. */
const slowDownPause = 700;

/**
 * Commands on their way: each keeps its id until it is answered, and is sent again after every reconnect, so that it
 * arrives once however often the line breaks. Survives a reload where it is given something to keep it in.
 */
export class Outbox {
	readonly #transport: Transport;
	readonly #keep: Keep<Command[]> | null;
	readonly #waiting = new Map<string, { command: Command; settle: (answer: Answer) => void }>();
	readonly #changed: (pending: Command[]) => void;
	readonly #answered: (command: Command, answer: Answer) => void;

	constructor(options: {
		transport: Transport;
		/** Where commands wait through a reload. Ballots don't: the wish that they were made of is kept (see Ballots). */
		keep: Keep<Command[]> | null;
		/** Told of the commands under way after each change. */
		changed: (pending: Command[]) => void;
		/** Told of each answer; also where a reload took away whoever waited for it. Once, however many tabs sent it. */
		answered?: ((command: Command, answer: Answer) => void) | undefined;
	}) {
		this.#transport = options.transport;
		this.#keep = options.keep;
		this.#changed = options.changed;
		this.#answered = options.answered ?? (() => {});
		// From before a reload: nobody waits for the answer any more, but it must arrive.
		for (const command of this.#keep?.value ?? []) this.#waiting.set(command.id, { command, settle: () => {} });
	}

	get pending(): Command[] {
		return [...this.#waiting.values()].map(({ command }) => command);
	}

	/** Sends a command now, or once there is a line. @returns its answer, however long that takes. */
	send(input: CommandInput, id: string = nanoid()): Promise<Answer> {
		const command = { ...input, id } as Command;
		return new Promise((settle) => {
			this.#waiting.set(id, { command, settle });
			if (this.#keep && isKept(command)) this.#keep.value = [...this.#keep.value, command];
			this.#changed(this.pending);
			this.#try(command);
		});
	}

	/** There is a line again: everything unanswered goes once more, in order. */
	resend(): void {
		for (const { command } of this.#waiting.values()) this.#try(command);
	}

	#try(command: Command): void {
		this.#transport(command, (answer) => {
			const entry = this.#waiting.get(command.id);
			// Answered before: the line broke between two sendings, and both answers arrived.
			if (!entry) return;
			if (!answer.ok && answer.code === 'rate.slowDown') {
				setTimeout(() => this.#waiting.has(command.id) && this.#try(command), slowDownPause);
				return;
			}
			this.#waiting.delete(command.id);
			const first = this.#unkeep(command);
			this.#changed(this.pending);
			if (first) this.#answered(command, answer);
			entry.settle(answer);
		});
	}

	/** @returns false where another tab had the answer before this one. */
	#unkeep(command: Command): boolean {
		if (!this.#keep || !isKept(command)) return true;
		const kept = this.#keep.value;
		const rest = kept.filter(({ id }) => id !== command.id);
		if (rest.length === kept.length) return false;
		this.#keep.value = rest;
		return true;
	}
}

function isKept({ type }: Command): boolean {
	return type !== 'ballot.set' && type !== 'ballot.offer';
}
