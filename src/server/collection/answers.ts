import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { FailureBudget } from '../access/failure-budget.ts';
import { alphabet, normalCode, same, sign } from '../access/keys.ts';
import type { Collection } from './collection.ts';

/** A page that was opened with a right code goes on for this long, in ms, whoever guesses meanwhile. */
const passAge = 2 * 3600_000;
const shape = new RegExp(`^[${alphabet}]{8}$`);

/** The way from a resident's code to their form. Wrong codes of all browsers together are slowed by one budget. */
export class Answers {
	readonly #collection: Collection;
	readonly #key: string;
	readonly #budget: FailureBudget;

	constructor(collection: Collection, key: string, budget = new FailureBudget()) {
		this.#collection = collection;
		this.#key = key;
		this.#budget = budget;
	}

	/**
	 * The form of a code as it was typed; a withdrawn one too. `pass`: what the page carried that this code opened before.
	 * Refused: `form.unknown`, `answer.wait` with the seconds.
	 */
	open(typed: string, pass: string, now: number): { ok: true; form: string; code: string; pass: string } | Refusal {
		const code = normalCode(typed);
		// No code looks like this: nothing is guessed by it, and a slip of the finger costs nobody anything.
		if (!shape.test(code)) return refuse('form.unknown');
		if (!this.#isPass(pass, code, now)) {
			const seconds = this.#budget.wait(now);
			if (seconds > 0) return refuse('answer.wait', { seconds });
		}
		const form = this.#collection.formOfCode(code);
		if (form === null) {
			this.#budget.failed(now);
			return refuse('form.unknown');
		}
		return { ok: true, form, code, pass: this.#pass(code, now + passAge) };
	}

	#pass(code: string, until: number): string {
		return `${until}.${sign(this.#key, `answers ${until} ${this.#collection.proofOf(code)}`)}`;
	}

	#isPass(pass: string, code: string, now: number): boolean {
		const until = Number(pass.split('.', 1)[0]);
		return until > now && same(pass, this.#pass(code, until));
	}
}
