/** First wait after a try that found nobody, and the longest, in ms. */
const firstWait = 1000;
const longestWait = 60_000;

export interface Sending {
	/** A try is under way. */
	busy: boolean;
	/** Why the last try must be done again; null where it need not. */
	later: 'line' | 'server' | null;
}

/**
 * Sends what waits, one after the other, for as long as there is anything; after a try that found nobody it waits, twice
 * as long each time. `next` gives one piece of work, or null; the work says whether it can go on.
 */
export class Sender {
	readonly #next: () => (() => Promise<'line' | 'server' | null>) | null;
	readonly #changed: (sending: Sending) => void;
	readonly #chance: () => number;
	#busy = false;
	#failed = 0;
	#later: Sending['later'] = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: { next: () => (() => Promise<'line' | 'server' | null>) | null; changed: (sending: Sending) => void; chance?: () => number }) {
		this.#next = options.next;
		this.#changed = options.changed;
		this.#chance = options.chance ?? Math.random;
	}

	/** Something waits: sends it, unless a wait is on for the line to come back. */
	wake(): void {
		if (this.#timer === undefined) void this.#run();
	}

	/** Tries at once: a person asked for it, or the phone says that it has a line. */
	now(): void {
		this.#failed = 0;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		void this.#run();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	async #run(): Promise<void> {
		// One by one: two at once would be two versions of one talk at once.
		if (this.#busy) return;
		this.#busy = true;
		try {
			for (let work = this.#next(); work !== null; work = this.#next()) {
				this.#changed({ busy: true, later: this.#later });
				this.#later = await work();
				if (this.#later !== null) return this.#waitLonger();
				this.#failed = 0;
			}
			this.#later = null;
		} finally {
			this.#busy = false;
			this.#changed({ busy: false, later: this.#later });
		}
	}

	#waitLonger(): void {
		// By chance a little more or less: a hall's phones would else all come back in the same moment.
		const wait = Math.min(longestWait, firstWait * 2 ** this.#failed) * (0.75 + this.#chance() / 2);
		this.#failed += 1;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#run();
		}, wait);
	}
}
