/** Longest wait after wrong attempts, in ms. */
const mostWait = 30_000;
/** Attempts of this long ago, in ms, no longer count. */
const forgottenAfter = 3600_000;
/** Above this many keys the forgotten ones are dropped: names that nobody has would fill the memory. */
const mostKept = 1000;

/**
 * Slows guessing per key (a link, an account) without ever locking anyone out: two tries are free, then the wait
 * doubles from 1 s to 30 s.
 */
export class Slowdown {
	readonly #failures = new Map<string, { count: number; until: number }>();

	/** @returns the seconds still to wait, 0 when one may try. `now` in ms. */
	wait(key: string, now: number): number {
		return Math.max(0, Math.ceil(((this.#failures.get(key)?.until ?? 0) - now) / 1000));
	}

	failed(key: string, now: number): void {
		const known = this.#failures.get(key);
		const count = known && now - known.until < forgottenAfter ? known.count + 1 : 1;
		const wait = count < 3 ? 0 : Math.min(mostWait, 1000 * 2 ** (count - 3));
		this.#failures.set(key, { count, until: now + wait });
		if (this.#failures.size <= mostKept) return;
		for (const [one, { until }] of this.#failures) if (now - until >= forgottenAfter) this.#failures.delete(one);
	}

	succeeded(key: string): void {
		this.#failures.delete(key);
	}
}
