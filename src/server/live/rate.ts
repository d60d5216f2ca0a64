import type { Role } from '#shared/protocol/roles.ts';

interface Limit {
	burst: number;
	perSecond: number;
}

/** Messages at once, and a second after that. Per seat, never per address: a hall is one address. */
const limits: Record<Role, Limit> = {
	participant: { burst: 60, perSecond: 10 },
	illustrator: { burst: 60, perSecond: 10 },
	// Its beats, and every press of a clicker.
	screen: { burst: 60, perSecond: 10 },
	moderator: { burst: 200, perSecond: 30 },
	helper: { burst: 60, perSecond: 10 },
	facilitator: { burst: 400, perSecond: 60 }
};

/** What is told in passing, apart from these: a page tells at most 20 times a second, and a seat may have two. */
export const passingLimit: Limit = { burst: 60, perSecond: 40 };

/** Refusals after which a seat is taken for a flood: its line is cut for a while, so that reading it costs nothing. */
const floodAfter = 200;
export const floodPauseMs = 10_000;

/** A token bucket per seat: it outlives a socket, so that reconnecting gives no new tokens. */
export class Rate {
	readonly #buckets = new Map<string, { tokens: number; at: number; refused: number; pausedUntil: number }>();
	readonly #limitOf: (role: Role) => Limit;

	constructor(limitOf: (role: Role) => Limit = (role) => limits[role]) {
		this.#limitOf = limitOf;
	}

	/** @param now ms, monotonic. */
	take(seat: string, role: Role, now: number): 'go' | 'slow' | 'flood' {
		const { burst, perSecond } = this.#limitOf(role);
		let bucket = this.#buckets.get(seat);
		if (!bucket) this.#buckets.set(seat, (bucket = { tokens: burst, at: now, refused: 0, pausedUntil: 0 }));
		bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
		bucket.at = now;
		if (bucket.tokens < 1) {
			bucket.refused += 1;
			if (bucket.refused < floodAfter) return 'slow';
			bucket.refused = 0;
			bucket.pausedUntil = now + floodPauseMs;
			return 'flood';
		}
		bucket.tokens -= 1;
		bucket.refused = 0;
		return 'go';
	}

	/** Is this seat still paused after a flood? */
	isPaused(seat: string, now: number): boolean {
		return (this.#buckets.get(seat)?.pausedUntil ?? 0) > now;
	}

	/** Full buckets say nothing: dropping them keeps the map as small as the number of active seats. */
	sweep(now: number): void {
		for (const [seat, bucket] of this.#buckets) if (now - bucket.at > 60_000) this.#buckets.delete(seat);
	}
}
