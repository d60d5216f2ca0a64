import { nanoid } from 'nanoid';
import { refusalText } from '#client/ui/refusal-text.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Role } from '#shared/protocol/roles.ts';
import type { Live } from './live.svelte.ts';

/** What was just done, said under the page, with its way back. */
export interface Said {
	message: string;
	kind: 'done' | 'refused';
	/** The command that 'Ongedaan maken' takes back; null where there is nothing to take back. */
	command: string | null;
}

/** A line whose commands are said in words and can be taken back with one press. */
export abstract class Steps<R extends Role> {
	abstract readonly live: Live<R>;
	#said = $state.raw<Said | null>(null);
	#undoing = $state(false);

	get view() {
		return this.live.view;
	}
	get said() {
		return this.#said;
	}
	get undoing() {
		return this.#undoing;
	}

	/**
	 * Gives a command and says what it did.
	 * @param done what it did, in words: 'Ronde 1 is open'. Null says nothing (a card was moved): then nothing is offered to undo.
	 * @param undoable false for what can't be taken back (a new join code).
	 * @param id names the command to `undo`, for a page that takes back more than the last thing.
	 */
	async do(command: CommandInput, done: string | null, undoable = true, id: string = nanoid()): Promise<Answer> {
		// Under way, the bar may not offer to take back the step before this one.
		if (done !== null) this.#said = null;
		const answer = await this.live.send(command, id);
		if (!answer.ok) this.#said = { message: refusalText(answer), kind: 'refused', command: null };
		else if (done !== null) this.#said = { message: done, kind: 'done', command: undoable ? id : null };
		return answer;
	}

	/** Takes a command back: the last thing that was said, unless told otherwise. @returns null where nothing was sent. */
	async undo(command: string | null = this.#said?.command ?? null): Promise<Answer | null> {
		if (command === null || this.#undoing) return null;
		this.#undoing = true;
		const answer = await this.live.send({ type: 'undo', command });
		this.#undoing = false;
		this.#said = answer.ok
			? { message: 'Ongedaan gemaakt.', kind: 'done', command: null }
			: { message: refusalText(answer), kind: 'refused', command: null };
		return answer;
	}

	/** Says something that was no command of this line. */
	say(message: string, kind: Said['kind'] = 'done'): void {
		this.#said = { message, kind, command: null };
	}

	dismiss(): void {
		this.#said = null;
	}
}
