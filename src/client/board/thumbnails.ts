/**
 * The thumbnails of drawings that hang on the board, decoded before they are drawn. One that does not come (withdrawn
 * in between, line broken) is tried again when it is asked for some seconds later.
 */
export class Thumbnails {
	readonly #arrived: (version: string) => void;
	readonly #images = new Map<string, HTMLImageElement>();
	/** When a version was asked for, ms. */
	readonly #asked = new Map<string, number>();

	/** @param arrived told of each version that can be drawn from now on. */
	constructor(arrived: (version: string) => void) {
		this.#arrived = arrived;
	}

	/** The decoded thumbnail; null while it is under way. */
	get(version: string): HTMLImageElement | null {
		const image = this.#images.get(version);
		if (image) return image;
		const now = performance.now();
		if (now - (this.#asked.get(version) ?? -Infinity) > retryAfter) {
			this.#asked.set(version, now);
			void this.#load(version);
		}
		return null;
	}

	/** Lets go of what hangs no longer: a withdrawn drawing must not stay in a page's memory. */
	keep(versions: ReadonlySet<string>): void {
		for (const version of [...this.#asked.keys()]) {
			if (versions.has(version)) continue;
			this.#asked.delete(version);
			this.#images.delete(version);
		}
	}

	async #load(version: string): Promise<void> {
		const image = new Image();
		image.src = `/tekening/${encodeURIComponent(version)}/thumbnail`;
		try {
			await image.decode();
		} catch {
			return;
		}
		if (!this.#asked.has(version)) return;
		this.#images.set(version, image);
		this.#arrived(version);
	}
}

const retryAfter = 5000;
