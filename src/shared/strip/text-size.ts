/** How text is set: its size and the distance of its lines, in mm. */
export interface TypeSize {
	size: number;
	line: number;
}

/** Widths of characters beside the size of the type: those of our text face, by kind, the widest of each. */
const widths: [RegExp, number][] = [
	[/[.,:;'’‘`ijl|I! ]/, 0.29],
	[/[frt()[\]{}"“”1/\\-]/, 0.38],
	[/[mMwW%@&—]/, 0.88],
	[/[A-Z0-9]/, 0.68]
];
const usualWidth = 0.56;

/** About how wide a text is on one line, in mm. */
function widthOf(text: string, size: number): number {
	let width = 0;
	for (const character of text) width += widths.find(([some]) => some.test(character))?.[1] ?? usualWidth;
	return width * size;
}

/** About how wide the words of a text are, in mm: to count its lines in columns of several widths. White space is a space. */
export function wordsOf(text: string, { size }: TypeSize): number[] {
	return text.split(/\s+/).filter(Boolean).map((word) => widthOf(word, size));
}

/** About how many lines words take in a column of this width (mm); no more than that when they are set. */
export function linesOf(words: readonly number[], { size }: TypeSize, width: number): number {
	const space = widthOf(' ', size);
	let lines = 0;
	let left = 0;
	for (const wide of words) {
		if (lines > 0 && space + wide <= left) {
			left -= space + wide;
			continue;
		}
		// A longer word is broken; with its hyphens, and what does not fit before them, it takes a third more.
		const needed = wide <= width ? 1 : Math.ceil((wide * 1.35) / width);
		lines += needed;
		left = needed === 1 ? width - wide : 0;
	}
	return lines;
}
