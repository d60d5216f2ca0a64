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

/** A whole word is worth this much smaller a size. */
const worthWhole = 0.7;

/**
 * Breaks a title into lines: between words, by the language's rules where a word is wider than its line even in a
 * somewhat smaller size, anywhere only where nothing else fits. What does not even fit at the smallest size ends in '…'.
 */
export function layTitle(title: string, room: TitleRoom, type: TitleType): TitleLines {
	const words = title.split(/\s+/).filter(Boolean);
	let hyphened: TitleLines | null = null;
	let small: TitleLines | null = null;
	for (const size of type.sizes) {
		if (hyphened && size < hyphened.size * worthWhole) return hyphened;
		const most = Math.max(1, Math.floor(room.height / (size * type.leading)));
		const widthOf = (line: number) => lineWidth(room, line, size * type.leading);
		const measure = (text: string) => type.measure(text, size);
		const loose = breakLines(words, widthOf, measure, type.syllables);
		const { lines, broken } = loose.lines.length <= most ? loose : breakLines(words, widthOf, measure, type.syllables, true);
		if (lines.length <= most && broken === 'nowhere') return { lines, size };
		if (lines.length <= most && broken === 'softly') hyphened ??= { lines, size };
		small = { lines: cut(lines, most, widthOf, measure), size };
	}
	return hyphened ?? small ?? { lines: [title], size: 0 };
}

function lineWidth({ width, beside }: TitleRoom, line: number, step: number): number {
	return beside && line * step < beside.height ? beside.width : width;
}

/** Where words had to be broken: 'softly' where the language allows it, 'anywhere' where it does not. */
type Broken = 'nowhere' | 'softly' | 'anywhere';

/** @param fills where the lines are too many: a long word begins on the line before its own */
function breakLines(
	words: string[],
	widthOf: (line: number) => number,
	measure: (text: string) => number,
	syllables: (word: string) => string[],
	fills = false
): { lines: string[]; broken: Broken } {
	const lines: string[] = [];
	let line = '';
	let broken: Broken = 'nowhere';
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
		let rest = word;
		const begun = line;
		const soft = fills && begun !== '' ? softBreak(word, (text) => fits(`${begun} ${text}`), syllables) : null;
		if (soft) {
			if (broken === 'nowhere') broken = 'softly';
			line = `${begun} ${soft[0]}`;
			rest = soft[1];
		}
		// A word that has room on a line of its own is not broken.
		if (line !== '') close();
		while (!fits(rest)) {
			const soft = softBreak(rest, fits, syllables);
			const [head, tail] = soft ?? hardBreak(rest, fits);
			if (!soft) broken = 'anywhere';
			else if (broken === 'nowhere') broken = 'softly';
			line = head;
			close();
			rest = tail;
		}
		line = rest;
	}
	if (line !== '') close();
	return { lines, broken };
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
