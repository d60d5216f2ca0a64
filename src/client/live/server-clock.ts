/** A reading: what the server's clock said when this page's own had run so long; both in ms. */
interface Reading {
	server: number;
	own: number;
	/** How long asking took. A reading is at most half of that wrong. */
	roundTrip: number;
}

/**
 * The server's time on this page. It goes by how long the page has run, never by the device's clock: that one may be hours
 * wrong, or be set anew in the middle of the evening. Of several readings the quickest holds (Cristian's algorithm).
 */
export class ServerClock {
	readonly #running: () => number;
	#reading: Reading | null = null;

	/** @param running ms that go on evenly, from whenever */
	constructor(running: () => number) {
		this.#running = running;
	}

	/** Call it for a new line, or after a sleep: older readings may be of before it. The time goes on until the first new one. */
	anew(): void {
		if (this.#reading) this.#reading = { ...this.#reading, roundTrip: Infinity };
	}

	/** What the server said without being asked: nobody knows how long that was under way. */
	told(server: number): void {
		if (!this.#reading || this.#reading.roundTrip === Infinity) this.#reading = { server, own: this.#running(), roundTrip: Infinity };
	}

	/** Asks the server what time it is, some times. @param ask its answer, ms since 1970, or null where none came */
	async read(ask: () => Promise<number | null>, times = 3): Promise<void> {
		for (let time = 0; time < times; time += 1) {
			const before = this.#running();
			const server = await ask();
			const after = this.#running();
			if (server === null) return;
			const roundTrip = after - before;
			if (!this.#reading || roundTrip <= this.#reading.roundTrip) this.#reading = { server: server + roundTrip / 2, own: after, roundTrip };
		}
	}

	/** Server time, ms since 1970; null as long as the server said nothing. */
	get now(): number | null {
		return this.#reading ? this.#reading.server + this.#running() - this.#reading.own : null;
	}
}
