/** What a presenter asks for by clicker. */
export type Click = 'next' | 'previous' | 'blank';

/** The keys that clickers send: page keys, or in other programs' ways arrows and the space bar; '.' blanks as B does. */
const clicks: Record<string, Click> = {
	pagedown: 'next',
	pageup: 'previous',
	arrowright: 'next',
	arrowleft: 'previous',
	arrowdown: 'next',
	arrowup: 'previous',
	' ': 'next',
	b: 'blank',
	'.': 'blank'
};
/** Within this time a second press of B is the same press: a key that bounces, a finger in a hurry. In ms. */
export const hurry = 300;

/** Of a key that turns round what it did, the presses that count: the second one of a hurry would undo the first. */
export class Toggling {
	#last = -Infinity;

	/** @param at when it was pressed, in ms of one clock */
	counts(at: number): boolean {
		if (at - this.#last < hurry) return false;
		this.#last = at;
		return true;
	}
}

/** On a page with more than a picture these scroll, or press what has the focus. */
const scrolling = new Set(['arrowdown', 'arrowup', ' ']);

/**
 * What a key asks for.
 * @param key as `pressedKey` says
 * @param bare the page holds nothing but a picture: every key of a clicker counts
 */
export function clickOf(key: string | null, bare: boolean): Click | null {
	if (key === null || (!bare && scrolling.has(key))) return null;
	return clicks[key] ?? null;
}
