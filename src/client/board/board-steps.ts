import { nanoid } from 'nanoid';
import type { Regie } from '#client/regie/regie.svelte.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';

/** What this facilitator did on the board, in order, for Ctrl+Z: each press takes one more step back. */
export class BoardSteps {
	readonly #regie: Regie;
	/** The last one last. */
	#done: string[] = [];
	#takingBack: Promise<void> = Promise.resolve();

	constructor(regie: Regie) {
		this.#regie = regie;
	}

	/** The seq of the view that is shown. */
	get seen(): number {
		return this.#regie.seen;
	}

	/** @param words what it did */
	async do(command: CommandInput, words: string, id = nanoid()): Promise<Answer> {
		// Before its answer: who takes back at once means this step, not the one before.
		this.#done.push(id);
		const answer = await this.#regie.do(command, words, true, id);
		// Where nothing changed there is nothing to take back.
		if (!answer.ok || answer.unchanged) this.#done = this.#done.filter((step) => step !== id);
		return answer;
	}

	/** Takes back the last step, also one that is under way; each press one more, one after the other. */
	undo(): void {
		this.#takingBack = this.#takingBack.then(() => this.#takeBack());
	}

	async #takeBack(): Promise<void> {
		for (let last = this.#done.pop(); last !== undefined; last = this.#done.pop()) {
			const answer = await this.#regie.undo(last);
			// The bar is taking something back just now: nothing was sent, and this step still stands.
			if (answer === null) this.#done.push(last);
			// By the button already: then the one before it was meant.
			if (answer?.ok !== false || answer.code !== 'undo.twice') return;
		}
		this.#regie.say('Er is niets meer om terug te nemen.');
	}
}
