declare module 'hyphen' {
	/** @returns a function that puts `hyphenChar` (a soft hyphen by default) where a word may be broken. */
	export default function createHyphenator(patterns: unknown, options?: { hyphenChar?: string; minWordLength?: number }): (text: string) => string;
}
declare module 'hyphen/patterns/nl.js' {
	const patterns: unknown;
	export default patterns;
}
