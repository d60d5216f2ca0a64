import createHyphenator from 'hyphen';
// Patterns of hyph-nl.tex: © 1996 Piet Tutelaers, MIT. The package that carries them: ISC.
import dutch from 'hyphen/patterns/nl.js';

/** A word up to this long stands in one line of the narrowest card; breaking it would only make it harder to read. */
const longestInCard = 10;
/** And in one line of a title over the whole width. */
export const longestInTitle = 24;
/** A tail shorter than this reads as a word of its own: 'Speelplek-ken'. */
const shortestTail = 5;
/** The longest part of a word that the patterns find no place in: a made-up word, a web address. */
const longestPart = 8;
const softHyphen = '\u00AD';

const byPatterns = createHyphenator(dutch, { hyphenChar: softHyphen, minWordLength: longestInCard + 1 });
const tail = new RegExp(`${softHyphen}(?=\\p{L}{1,${shortestTail - 1}}(?!\\p{L}|${softHyphen}))`, 'gu');
const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });
const known = new Map<string, string>();

/**
 * Puts soft hyphens into long words, where Dutch breaks them; not every browser on a hall's laptop has Dutch rules.
 * A word without any such place gets some all the same, so that nothing on the screen is ever cut off or broken
 * without a hyphen.
 * @param longestWhole a word of up to so many letters stays whole
 */
export function hyphenate(text: string, longestWhole: number = longestInCard): string {
	const key = `${longestWhole} ${text}`;
	let hyphenated = known.get(key);
	if (hyphenated === undefined) {
		hyphenated = text.replace(/\S+/g, (word) => (word.length > longestWhole ? hyphenateWord(word) : word));
		// Texts change while an evening is prepared; a screen may stand for days.
		if (known.size > 2000) known.clear();
		known.set(key, hyphenated);
	}
	return hyphenated;
}

function hyphenateWord(word: string): string {
	return byPatterns(word)
		.replace(tail, '')
		.replace(/[^\s\u00AD-]+/g, (part) => (part.length > longestInCard ? broken(part) : part));
}

function broken(part: string): string {
	const letters = [...graphemes.segment(part)].map(({ segment }) => segment);
	const parts = Math.ceil(letters.length / longestPart);
	const size = Math.ceil(letters.length / parts);
	return Array.from({ length: parts }, (_, index) => letters.slice(index * size, (index + 1) * size).join('')).join(softHyphen);
}
