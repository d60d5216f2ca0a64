import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { same } from './keys.ts';
import type { Link } from './links.ts';
import { Slowdown } from './slowdown.ts';

/** Browsers per link that are told a moment to come back at: more would let many browsers guess side by side. */
const mostPromised = 5;
/** A promise that nobody came back for is given to another after this long, in ms. */
const promiseLasts = 60_000;

/** The second half of an illustrator's link: a pin of four digits, guessed slowly and never locked. */
export class Pins {
	readonly #slowdown = new Slowdown();
	/** Link -> browser -> from when its pin is looked at, in ms since 1970, whatever others do meanwhile. */
	readonly #promises = new Map<string, Map<string, number>>();

	/**
	 * Does this pin open this link? Refused: `pin.wrong`, and `pin.wait` with the seconds; a right pin waits as well,
	 * or trying would tell. Who waited that long is heard, also while somebody else goes on guessing.
	 * @param browser who tries
	 * @param now ms since 1970.
	 */
	check({ secret, pin }: Link, typed: string, browser: string, now = Date.now()): { ok: true } | Refusal {
		const promises = this.#promisesOf(secret, now);
		const promised = promises.get(browser);
		const seconds = promised === undefined ? this.#slowdown.wait(secret, now) : Math.ceil((promised - now) / 1000);
		if (seconds > 0) {
			if (promised === undefined && promises.size < mostPromised) promises.set(browser, now + seconds * 1000);
			return refuse('pin.wait', { seconds });
		}
		promises.delete(browser);
		if (pin !== null && same(typed.replace(/\s/g, ''), pin)) {
			this.#slowdown.succeeded(secret);
			return { ok: true };
		}
		this.#slowdown.failed(secret, now);
		return refuse('pin.wrong');
	}

	#promisesOf(secret: string, now: number): Map<string, number> {
		let promises = this.#promises.get(secret);
		if (!promises) this.#promises.set(secret, (promises = new Map()));
		for (const [browser, at] of promises) if (now - at > promiseLasts) promises.delete(browser);
		return promises;
	}
}
