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

	/** @param changed told of the commands under way after each change. */
	constructor(transport: Transport, keep: Keep<Command[]> | null, changed: (pending: Command[]) => void) {
		this.#transport = transport;
		this.#keep = keep;
		this.#changed = changed;
		// From before a reload: nobody waits for the answer any more, but it must arrive.
		for (const command of keep?.value ?? []) this.#waiting.set(command.id, { command, settle: () => {} });
	}

	get pending(): Command[] {
		return [...this.#waiting.values()].map(({ command }) => command);
	}

	/** Sends a command now, or once there is a line. @returns its answer, however long that takes. */
	send(input: CommandInput, id: string = nanoid()): Promise<Answer> {
		const command = { ...input, id } as Command;
		return new Promise((settle) => {
			this.#waiting.set(id, { command, settle });
			this.#store();
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
			this.#store();
			entry.settle(answer);
		});
	}

	#store(): void {
		if (this.#keep) this.#keep.value = this.pending;
		this.#changed(this.pending);
	}
}
