/**
 * What one seat keeps on this phone through reload and sleep. Storage may be refused (private browsing, full):
 * then it is kept as long as the page lives, and nothing else changes.
 */
export class Keep<Value> {
	readonly #key: string;
	#value: Value;

	constructor(key: string, fallback: Value) {
		this.#key = key;
		this.#value = fallback;
		try {
			const stored = localStorage.getItem(key);
			if (stored !== null) this.#value = JSON.parse(stored) as Value;
		} catch {
			// Refused, or written by an older version: start with nothing.
		}
	}

	get value(): Value {
		return this.#value;
	}

	set value(value: Value) {
		this.#value = value;
		try {
			localStorage.setItem(this.#key, JSON.stringify(value));
		} catch {
			// Kept in memory only.
		}
	}
}
