import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { same } from './keys.ts';
import type { Link } from './links.ts';
import { Slowdown } from './slowdown.ts';

/** The second half of an illustrator's link: a pin of four digits, guessed slowly and never locked. */
export class Pins {
	readonly #slowdown = new Slowdown();

	/**
	 * Does this pin open this link? Refused: `pin.wrong`, and `pin.wait` with the seconds; a right pin waits as well,
	 * or trying would tell.
	 * @param now ms since 1970.
	 */
	check({ secret, pin }: Link, typed: string, now = Date.now()): { ok: true } | Refusal {
		const seconds = this.#slowdown.wait(secret, now);
		if (seconds > 0) return refuse('pin.wait', { seconds });
		if (pin !== null && same(typed.replace(/\s/g, ''), pin)) {
			this.#slowdown.succeeded(secret);
			return { ok: true };
		}
		this.#slowdown.failed(secret, now);
		return refuse('pin.wrong');
	}
}
