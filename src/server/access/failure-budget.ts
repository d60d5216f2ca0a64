/**
 * One budget of wrong attempts for everybody: for codes that open something by themselves, where no account and no link
 * says at what is guessed, and a hall is one address. It comes back evenly. Nobody who tries is told whether what they
 * typed was right while it is spent; a right code costs nothing.
 */
export class FailureBudget {
	readonly #most: number;
	readonly #per: number;
	#left: number;
	#at = 0;

	/** @param most wrong attempts at once @param per the time in ms in which as many come back */
	constructor(most = 30, per = 60_000) {
		this.#most = this.#left = most;
		this.#per = per;
	}

	/** @returns the seconds until one may try, 0 when one may. `now` in ms. */
	wait(now: number): number {
		this.#comeBack(now);
		return this.#left >= 1 ? 0 : Math.ceil(((1 - this.#left) * this.#per) / this.#most / 1000);
	}

	failed(now: number): void {
		this.#comeBack(now);
		this.#left = Math.max(0, this.#left - 1);
	}

	#comeBack(now: number): void {
		// A clock that was set back gives nothing and takes nothing.
		this.#left = Math.min(this.#most, this.#left + (Math.max(0, now - this.#at) * this.#most) / this.#per);
		this.#at = now;
	}
}
