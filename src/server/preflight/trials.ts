import { newCode, normalCode } from '../access/keys.ts';

/** Letters of its name: it can be typed where a camera does not work. Who guesses one gains nothing. */
const nameLength = 6;

/** A test of the addresses of one evening: the name in their path, and by which hosts somebody came in, and when first. */
interface Trial {
	name: string;
	/** Host with its port -> server time, ms since 1970. */
	came: Map<string, number>;
}

/** Tests whether phones reach this server. In memory alone: of who came nothing is kept but the address and the time. */
export class Trials {
	readonly #trials = new Map<string, Trial>();

	/** The test of this evening, begun when it is first asked for. */
	of(evening: string): { name: string; came: ReadonlyMap<string, number> } {
		const trial = this.#trials.get(evening);
		return trial ?? this.renew(evening);
	}

	/** Begins anew: who opens the address of the one before is not counted. */
	renew(evening: string): { name: string; came: ReadonlyMap<string, number> } {
		const trial = { name: newCode(nameLength), came: new Map<string, number>() };
		this.#trials.set(evening, trial);
		return trial;
	}

	/** Somebody came in. @returns false where no test has that name (any more). */
	came(name: string, host: string, now: number): boolean {
		const trial = this.#named(name);
		if (trial && !trial.came.has(host)) trial.came.set(host, now);
		return trial !== undefined;
	}

	/** Is there a test of that name? */
	has(name: string): boolean {
		return this.#named(name) !== undefined;
	}

	#named(typed: string): Trial | undefined {
		return [...this.#trials.values()].find(({ name }) => name === normalCode(typed));
	}
}
