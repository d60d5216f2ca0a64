/** Where a value is kept: localStorage, or what a test puts in its place. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What one seat keeps on this phone through reload and sleep. All tabs of a browser share it: each reading looks at the
 * shelf, so that change upon change from two tabs loses nothing. The shelf may be refused (private browsing, full):
 * then the value is kept as long as the page lives, and nothing else changes.
 */
export class Keep<Value> {
	readonly #key: string;
	readonly #fallback: Value;
	#shelf: Shelf | null;
	/** What lies on the shelf for as far as `#value` tells it. */
	#text: string | null = null;
	#value: Value;

	constructor(key: string, fallback: Value, shelf: Shelf | null = ownShelf()) {
		this.#key = key;
		this.#fallback = fallback;
		this.#shelf = shelf;
		this.#value = fallback;
	}

	get value(): Value {
		const text = this.#read();
		if (text !== this.#text) {
			this.#text = text;
			this.#value = this.#parse(text);
		}
		return this.#value;
	}

	set value(value: Value) {
		this.#value = value;
		this.#text = JSON.stringify(value);
		try {
			this.#shelf?.setItem(this.#key, this.#text);
		} catch {
			this.#leaveShelf();
		}
	}

	/** Takes it off the phone. */
	clear(): void {
		this.#value = this.#fallback;
		this.#text = null;
		try {
			this.#shelf?.removeItem(this.#key);
		} catch {
			this.#shelf = null;
		}
	}

	/** Calls `changed` when another tab wrote this. @returns ends that. */
	watch(changed: () => void): () => void {
		// A null key: all of it was wiped.
		const listen = ({ key }: StorageEvent) => (key === this.#key || key === null) && changed();
		window.addEventListener('storage', listen);
		return () => window.removeEventListener('storage', listen);
	}

	#read(): string | null {
		try {
			return this.#shelf === null ? this.#text : this.#shelf.getItem(this.#key);
		} catch {
			this.#shelf = null;
			return this.#text;
		}
	}

	#parse(text: string | null): Value {
		try {
			return text === null ? this.#fallback : (JSON.parse(text) as Value);
		} catch {
			// Written by something else: start with nothing.
			return this.#fallback;
		}
	}

	/** The shelf is full: what lies on it is older than the value, and may not come back. */
	#leaveShelf(): void {
		const shelf = this.#shelf;
		this.#shelf = null;
		try {
			shelf?.removeItem(this.#key);
		} catch {
			// Refused as well: then nothing can be done.
		}
	}
}

/** Null on the server, and where the browser refuses it. */
function ownShelf(): Shelf | null {
	try {
		return typeof window === 'undefined' ? null : window.localStorage;
	} catch {
		return null;
	}
}
