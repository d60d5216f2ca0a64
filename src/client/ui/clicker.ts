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
