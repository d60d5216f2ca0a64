import createHyphenator from 'hyphen';
// Patterns of hyph-nl.tex: © 1996 Piet Tutelaers, MIT. The package that carries them: ISC.
import dutch from 'hyphen/patterns/nl.js';

/** A word up to this long stands in one line of the narrowest card; breaking it would only make it harder to read. */
const longestInCard = 10;
/** And in one line of a title over the whole width. */
export const longestInTitle = 24;
/** Fewer letters before or after a break read as a word of their own: 'be-reikbaarheid', 'Speelplek-ken'. */
const shortest = 4;
/** A line of the narrowest card, in the size of a title, less the hyphen. */
const narrowest = 6;
/** The longest part of a word that the patterns find no place in: a made-up word, a part of a web address. */
const longestPart = 8;
const softHyphen = '\u00AD';
/** A place to break that shows nothing: a hyphen would make another address of it. */
const silentBreak = '\u200B';
const address = /:\/\/|^www\.|\S@\S|\w\.\w{2,}\//;

const byPatterns = createHyphenator(dutch, { hyphenChar: softHyphen, minWordLength: longestInCard + 1 });
const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });
const known = new Map<string, string>();

/**
 * What a break costs. Fewest breaks come first, then where they stand: Dutch has no mark at which its compounds are put
 * together, but one syllable tells much. One that only begins a word ('ver', 'uit') stands with what follows; one that
 * only ends a word ('ning', 'sen', 'ders') with what goes before.
 */
const cost = { break: 1, bad: 0.3, short: 0.1 };
const begins = /^(be|ge|ver|her|ont|on|mis|aan|af|bij|door|in|na|om|op|over|uit|voor|onder|tegen|achter)$/i;
const ends = /^([bdfgklmnprstvwz]|ch|st|sch|tj|pj|kj)?(e|en|er|ers|el|els|end|de|den|ders|der|ing|ings|ingen|in|ig|ige|lijk|lijks|lijke|lings?|jes?|baar|heid|heids|schap|schaps|loos|ten|ter|sing|tie|ties|ti|teit)$/i;

/**
 * Puts soft hyphens into long words, where Dutch breaks them; not every browser on a hall's laptop has Dutch rules.
 * As few as a card needs, preferably where two words were put together: a browser fills each line up to the last hyphen
 * that it finds. A word without any such place gets some all the same, so that nothing on the screen is ever cut off or
 * broken without a hyphen; but a web or mail address is broken without one.
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
	if (address.test(word)) return word.split(/(?<=[/.?&=@_-])/).map((part) => broken(part, silentBreak)).join(silentBreak);
	return byPatterns(word).replace(/[^\s-]+/g, (part) => {
		const chosen = fewest(part.split(softHyphen));
		return chosen.map((piece) => (widthOf(piece) > narrowest ? broken(piece) : piece)).join(softHyphen);
	});
}

/** Joins syllables to the pieces that cost least, none longer than a line of a card unless a syllable is. */
function fewest(syllables: string[]): string[] {
	/** The cheapest way to have broken up all before each syllable. */
	const best: { cost: number; pieces: string[] }[] = [{ cost: 0, pieces: [] }];
	for (let end = 1; end <= syllables.length; end++) {
		let cheapest: { cost: number; pieces: string[] } | null = null;
		for (let start = end - 1; start >= 0; start--) {
			const piece = syllables.slice(start, end).join('');
			if (widthOf(piece) > narrowest && start < end - 1) break;
			const before = best[start]!;
			// Only where a piece must be so short: a word of few letters between two hyphens, or beside an endless one.
			const tooShort = syllables.length > 1 && piece.length < shortest ? 5 : 0;
			const total = before.cost + tooShort + (start === 0 ? 0 : breakCost(syllables, start)) + (piece.length < shortest + 2 ? cost.short : 0);
			if (cheapest === null || total < cheapest.cost) cheapest = { cost: total, pieces: [...before.pieces, piece] };
		}
		best.push(cheapest!);
	}
	return best.at(-1)!.pieces;
}

function breakCost(syllables: string[], at: number): number {
	const [second = '', first = '', next = '', after = ''] = [-2, -1, 0, 1].map((step) => syllables[at + step]);
	// 'ver' begins 'verlichting', and 'ge' ends 'jongeren'.
	const isEnd = ends.test(next) && !(begins.test(next) && after !== '' && !ends.test(after));
	const isBad = begins.test(first) || begins.test(second + first) || isEnd;
	return cost.break + (isBad ? cost.bad : 0);
}

/** About how wide a word is in the type of titles, in its size: ten letters may be anything between narrow and wide. */
function widthOf(word: string): number {
	let width = 0;
	for (const letter of word) width += /[ijl.,:;'’|]/.test(letter) ? 0.29 : /[ftr]/.test(letter) ? 0.38 : /[mwMW@%]/.test(letter) ? 0.88 : /[scz]/.test(letter) ? 0.51 : /[a-z-]/.test(letter) ? 0.57 : 0.68;
	return width;
}

function broken(part: string, mark = softHyphen): string {
	const letters = [...graphemes.segment(part)].map(({ segment }) => segment);
	const parts = Math.ceil(letters.length / longestPart);
	const size = Math.ceil(letters.length / parts);
	return Array.from({ length: parts }, (_, index) => letters.slice(index * size, (index + 1) * size).join('')).join(mark);
}
