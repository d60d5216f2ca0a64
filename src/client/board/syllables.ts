import { hyphenateSync } from 'hyphen/nl';

const softHyphen = '\u00ad';

/** Where a Dutch word may be broken: its parts, in order. A hyphen or slash that it has is such a place too. */
export function dutchSyllables(word: string): string[] {
	return word.split(/(?<=[-/])/).flatMap((part) => hyphenateSync(part, { hyphenChar: softHyphen }).split(softHyphen));
}
