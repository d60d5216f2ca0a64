declare module 'hyphen/nl' {
	/** Puts `hyphenChar` (default: the soft hyphen) where the text may be broken. */
	export function hyphenateSync(text: string, options?: { hyphenChar?: string; minWordLength?: number }): string;
}
