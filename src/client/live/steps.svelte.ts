import { nanoid } from 'nanoid';
import { refusalText } from '#client/ui/refusal-text.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { Role } from '#shared/protocol/roles.ts';
import type { Live } from './live.svelte.ts';

/** What was just done, said under the page, with its way back. */
export interface Said {
	message: string;
	kind: 'done' | 'refused';
	/** What 'Ongedaan maken' does; null where there is nothing to take back. */
	back: TakeBack | null;
}

/** Takes one thing back. */
type TakeBack = () => Promise<{ ok: true } | Refusal>;

/** A line whose commands are said in words and can be taken back with one press. */
export abstract class Steps<R extends Role> {
	abstract readonly live: Live<R>;
	#said = $state.raw<Said | null>(null);
	#undoing = $state(false);

	/** What a refusal says to who is on this page. */
	protected inWords(refusal: Refusal): string {
		return refusalText(refusal);
	}

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
		if (!answer.ok) this.#said = { message: this.inWords(answer), kind: 'refused', back: null };
		else if (done !== null) this.#said = { message: done, kind: 'done', back: undoable ? this.#takingBack(id) : null };
		return answer;
	}

	/** Takes a command back: the last thing that was said, unless told otherwise. @returns null where nothing was sent. */
	async undo(command: string | null = null): Promise<{ ok: true } | Refusal | null> {
		const back = command === null ? this.#said?.back : this.#takingBack(command);
		if (!back || this.#undoing) return null;
		this.#undoing = true;
		const answer = await back();
		this.#undoing = false;
		this.#said = answer.ok
			? { message: 'Ongedaan gemaakt.', kind: 'done', back: null }
			: { message: this.inWords(answer), kind: 'refused', back: null };
		return answer;
	}

	#takingBack(command: string): TakeBack {
		return () => this.live.send({ type: 'undo', command });
	}

	/** Says something that was no command of this line. @param back how it is taken back, where it can be. */
	say(message: string, kind: Said['kind'] = 'done', back: TakeBack | null = null): void {
		this.#said = { message, kind, back };
	}

	dismiss(): void {
		this.#said = null;
	}
}
