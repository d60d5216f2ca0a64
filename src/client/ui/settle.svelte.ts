import { getContext, setContext } from 'svelte';

/** After what a button does has changed, a press within this time was meant for what stood there before, in ms. */
export const settleTime = 1000;

const key = Symbol('settling');

/** Whether the buttons of a part of the page wait, since something else stands under the finger than just now. */
export class Settling {
	#waiting = $state(false);
	readonly #around: Settling | null;

	/** Use `settle`. */
	constructor(meaning: () => string | null, around: Settling | null) {
		this.#around = around;
		// Derived: a change of the view that changes nothing here would end the wait of the change before it.
		const now = $derived(meaning());
		let before: string | null | undefined;
		// Before the page changes, so that there is no moment at which the new button takes the old one's press.
		$effect.pre(() => {
			const first = before === undefined;
			before = now;
			if (first) return;
			this.#waiting = now !== null;
			const timer = setTimeout(() => (this.#waiting = false), settleTime);
			return () => clearTimeout(timer);
		});
	}

	get waiting(): boolean {
		return this.#waiting || this.#around?.waiting === true;
	}
}

/**
 * Call it while a component is made: all buttons in it take no press for a second after `meaning` changed, whoever
 * changed it. A colleague closes the round, and where 'Sluit ronde 2' was 'Laat de uitslag zien' comes under the finger;
 * a row goes, and the second click of a double click would hit the one below. Clicks can't be told apart by
 * `event.detail`: it stays 1 under a finger, and knows nothing of colleagues.
 * @param meaning what the buttons are about, as one text: the command, the state that a toggle turns round, the rows of
 * a list. Null for what may be pressed at once: it never waits.
 */
export function settle(meaning: () => string | null): Settling {
	return setContext(key, new Settling(meaning, settlingAround()));
}

/** For a button: what it waits for, null where nothing is said about that. */
export function settlingAround(): Settling | null {
	return getContext<Settling | undefined>(key) ?? null;
}
