import { createStore, del, entries, get, update } from 'idb-keyval';

/** How many talks lay here last: kept apart, so that a wiped store is seen to be one. */
const countKey = 'wijkverhaal-gesprekken';

/**
 * What this browser keeps in IndexedDB, by key. It may be refused (private browsing), full, or wiped while the page is
 * open: then every call fails, and whoever asks keeps what it has in memory.
 */
export class Shelf {
	#store = createStore('wijkverhaal-gesprekken', 'gesprekken');

	/** Everything that lies here. @throws where the browser keeps nothing. */
	async all(): Promise<[string, unknown][]> {
		return this.#twice(async () => (await entries<string, unknown>(this.#store)) as [string, unknown][]);
	}

	/** Changes one entry in one step, also against another tab that does. @returns what lies there now. */
	async change<Value>(key: string, change: (kept: Value | undefined) => Value): Promise<Value> {
		return this.#twice(async () => {
			let now: Value;
			await update<Value>(key, (kept) => (now = change(kept)), this.#store);
			return now!;
		});
	}

	async get<Value>(key: string): Promise<Value | undefined> {
		return this.#twice(() => get<Value>(key, this.#store));
	}

	async remove(key: string): Promise<void> {
		await this.#twice(() => del(key, this.#store));
	}

	/** Once more on a new connection: a browser closes one when its data are wiped, or by itself. */
	async #twice<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch {
			this.#store = createStore('wijkverhaal-gesprekken', 'gesprekken');
			return work();
		}
	}
}

/** How many talks lay here when the page was last open; 0 where nobody knows. */
export function countBefore(): number {
	try {
		return Number(localStorage.getItem(countKey) ?? 0) || 0;
	} catch {
		return 0;
	}
}

export function noteCount(count: number): void {
	try {
		if (count === 0) localStorage.removeItem(countKey);
		else localStorage.setItem(countKey, String(count));
	} catch {
		// Then a wiped store looks like a new one: nothing else changes.
	}
}
