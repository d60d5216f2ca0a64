/** A title in lines that fit, at the largest of the sizes that let it. */
export interface TitleLines {
	lines: string[];
	/** In board units. */
	size: number;
}

/** The room for a title: the first lines stand beside a thumbnail, those below it have the whole width. */
export interface TitleRoom {
	width: number;
	height: number;
	/** Width beside the thumbnail, and how far down that reaches; leave out where there is none. */
	beside?: { width: number; height: number };
}

export interface TitleType {
	/** Largest first. */
	sizes: readonly number[];
	/** Line height, in sizes. */
	leading: number;
	/** Width of a text at a size, in board units. */
	measure: (text: string, size: number) => number;
	/** Where a word may be broken: its parts, in order. */
	syllables: (word: string) => string[];
}

/**
 * Breaks a title into lines: between words, by the language's rules where a word is wider than its line, anywhere only
 * where nothing else fits. What does not even fit at the smallest size ends in '…'.
 */
export function layTitle(title: string, room: TitleRoom, type: TitleType): TitleLines {
	const words = title.split(/\s+/).filter(Boolean);
	let small: TitleLines | null = null;
	for (const size of type.sizes) {
		const most = Math.max(1, Math.floor(room.height / (size * type.leading)));
		const widthOf = (line: number) => lineWidth(room, line, size * type.leading);
		const { lines, forced } = breakLines(words, widthOf, (text) => type.measure(text, size), type.syllables);
		if (lines.length <= most && !forced) return { lines, size };
		small = { lines: cut(lines, most, widthOf, (text) => type.measure(text, size)), size };
	}
	return small ?? { lines: [title], size: 0 };
}

function lineWidth({ width, beside }: TitleRoom, line: number, step: number): number {
	return beside && line * step < beside.height ? beside.width : width;
}

/** `forced`: a word had to be broken where the language does not allow it. */
function breakLines(
	words: string[],
	widthOf: (line: number) => number,
	measure: (text: string) => number,
	syllables: (word: string) => string[]
): { lines: string[]; forced: boolean } {
	const lines: string[] = [];
	let line = '';
	let forced = false;
	const fits = (text: string) => measure(text) <= widthOf(lines.length);
	const close = () => {
		lines.push(line);
		line = '';
	};
	for (const word of words) {
		const joined = line === '' ? word : `${line} ${word}`;
		if (fits(joined)) {
			line = joined;
			continue;
		}
		// A word that has room on a line of its own is not broken.
		if (line !== '') close();
		let rest = word;
		while (!fits(rest)) {
			const [head, tail] = softBreak(rest, fits, syllables) ?? hardBreak(rest, fits);
			forced ||= !/[-/]$/.test(head);
			line = head;
			close();
			rest = tail;
		}
		line = rest;
	}
	if (line !== '') close();
	return { lines, forced };
}

/** The longest beginning that fits and ends where a word may be broken, and what is left; null where none does. */
function softBreak(word: string, fits: (text: string) => boolean, syllables: (word: string) => string[]): [string, string] | null {
	const parts = syllables(word);
	for (let count = parts.length - 1; count > 0; count -= 1) {
		const head = parts.slice(0, count).join('');
		const shown = /[-/]$/.test(head) ? head : `${head}-`;
		if (fits(shown)) return [shown, parts.slice(count).join('')];
	}
	return null;
}

/** At least one character goes on a line, or the work would never end. */
function hardBreak(word: string, fits: (text: string) => boolean): [string, string] {
	const characters = [...word];
	let count = 1;
	while (count < characters.length - 1 && fits(characters.slice(0, count + 1).join(''))) count += 1;
	return [characters.slice(0, count).join(''), characters.slice(count).join('')];
}

function cut(lines: string[], most: number, widthOf: (line: number) => number, measure: (text: string) => number): string[] {
	if (lines.length <= most) return lines;
	const kept = lines.slice(0, most);
	let last = [...(kept[most - 1] ?? '')];
	while (last.length > 0 && measure(`${last.join('').trimEnd()}…`) > widthOf(most - 1)) last = last.slice(0, -1);
	kept[most - 1] = `${last.join('').trimEnd()}…`;
	return kept;
}
