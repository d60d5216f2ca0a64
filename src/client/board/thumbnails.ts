/** A thumbnail that did not come is tried again after this long, ms. */
const retryAfter = 5000;

/**
 * The thumbnails of drawings that hang on the board, decoded before they are drawn. One that does not come (the line
 * broke) is tried again for as long as it is wanted.
 */
export class Thumbnails {
	readonly #arrived: (version: string) => void;
	readonly #images = new Map<string, HTMLImageElement>();
	/** Versions that are wanted and under way, or there. */
	readonly #asked = new Set<string>();

	/** @param arrived told of each version that can be drawn from now on. */
	constructor(arrived: (version: string) => void) {
		this.#arrived = arrived;
	}

	/** The decoded thumbnail; null while it is under way. */
	get(version: string): HTMLImageElement | null {
		if (!this.#asked.has(version)) {
			this.#asked.add(version);
			void this.#load(version);
		}
		return this.#images.get(version) ?? null;
	}

	/** Lets go of what hangs no longer: a withdrawn drawing must not stay in a page's memory. */
	keep(versions: ReadonlySet<string>): void {
		for (const version of this.#asked) {
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
			setTimeout(() => this.#asked.has(version) && void this.#load(version), retryAfter);
			return;
		}
		// Withdrawn while it was under way.
		if (!this.#asked.has(version)) return;
		this.#images.set(version, image);
		this.#arrived(version);
	}
}
