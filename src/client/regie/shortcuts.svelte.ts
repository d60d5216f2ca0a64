import { pressedKey } from '#client/ui/pressed-key.ts';

const key = 'wijkverhaal.sneltoetsen';

/**
 * Whether single keys do something in this browser. Someone who steers by voice or has an unsteady hand must be able
 * to switch them off (WCAG 2.1.4). One setting for all pages of staff; on unless it was switched off.
 */
export class Shortcuts {
	#on = $state(true);

	get on(): boolean {
		return this.#on;
	}
	set on(on: boolean) {
		this.#on = on;
		try {
			localStorage.setItem(key, on ? 'aan' : 'uit');
		} catch {
			// Storage refused: it holds as long as the page lives.
		}
	}

	/** Reads what was chosen before. Call it when the page is mounted: the server can't know it. */
	read(): void {
		try {
			this.#on = localStorage.getItem(key) !== 'uit';
		} catch {
			// Storage refused: the default stands.
		}
	}

	/** The key of an event that a shortcut may answer to, as `pressedKey` says; null while shortcuts are off. */
	pressed(event: KeyboardEvent): string | null {
		return this.#on ? pressedKey(event) : null;
	}
}

/** The one setting of this browser; on the server it stays at its default. */
export const shortcuts = new Shortcuts();
