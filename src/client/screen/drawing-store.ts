/** The renditions that the screen uses. */
export type Rendition = 'screen' | 'thumbnail';

/** A rendition of one version of a drawing, or of one page of what regie brought along. */
export interface Wanted {
	/** The first part of its address; a drawing's unless told. */
	place?: 'tekening' | 'schermbeeld';
	version: string;
	rendition: Rendition;
}

/**
 * Drawings in the screen's own memory. The server's pictures are never stored by a browser, so each turn of the page
 * would fetch them again: a flash of empty paper, and nothing at all while the line is down.
 */
export class DrawingStore {
	/** The image is held beside its address: as long as it lives, the browser paints the address at once. */
	readonly #loaded = new Map<string, { url: string; image: HTMLImageElement }>();
	readonly #loading = new Map<string, Promise<void>>();

	has(wanted: Wanted): boolean {
		return this.#loaded.has(addressOf(wanted));
	}

	/** Where a picture is to be had: here when it was loaded, else at the server. */
	source(wanted: Wanted): string {
		const address = addressOf(wanted);
		return this.#loaded.get(address)?.url ?? address;
	}

	/** Fetches and decodes a picture; settles when it can be painted, or can't be had now. Never rejects. */
	load(wanted: Wanted): Promise<void> {
		const address = addressOf(wanted);
		if (this.#loaded.has(address)) return Promise.resolve();
		let loading = this.#loading.get(address);
		if (!loading) {
			loading = this.#fetch(address).finally(() => this.#loading.delete(address));
			this.#loading.set(address, loading);
		}
		return loading;
	}

	/** Lets go of every other version than these: what was withdrawn must not stay in memory. */
	keepOnly(versions: ReadonlySet<string>): void {
		for (const [address, { url }] of this.#loaded) {
			if (versions.has(versionOf(address))) continue;
			URL.revokeObjectURL(url);
			this.#loaded.delete(address);
		}
	}

	async #fetch(address: string): Promise<void> {
		try {
			const answer = await fetch(address);
			if (!answer.ok) return;
			const url = URL.createObjectURL(await answer.blob());
			const image = new Image();
			image.src = url;
			try {
				await image.decode();
				this.#loaded.set(address, { url, image });
			} catch {
				URL.revokeObjectURL(url);
			}
		} catch {
			// No line now: asked again with the next picture.
		}
	}
}

function addressOf({ place = 'tekening', version, rendition }: Wanted): string {
	return `/${place}/${version}/${rendition}`;
}
function versionOf(address: string): string {
	return address.split('/')[2] ?? '';
}
