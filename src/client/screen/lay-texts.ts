/** Where a text may be cut, the best place first; what then stands at the end of the piece and before the next. */
const places = [
	{ pattern: /[.!?…]['’”]?\s/g, end: '', begin: '', near: 0.4 },
	{ pattern: /\s/g, end: ' …', begin: '… ', near: 0.6 },
	// One endless word, which was given soft hyphens.
	{ pattern: /\u00AD/g, end: '-', begin: '', near: 1 }
];

/**
 * Cuts a text into at most `parts` pieces of about the same length: between sentences where that comes near, else
 * between words, marked with '…' on both sides. A word is broken only at a soft hyphen, where it is longer than a piece.
 */
export function cutText(text: string, parts: number): string[] {
	const pieces: string[] = [];
	let rest = text;
	for (let left = parts; left > 1; left--) {
		const aim = rest.length / left;
		const cut = places
			.map((place) => ({ ...place, at: nearest(rest, place.pattern, aim) }))
			.find(({ at, near }) => at !== null && Math.abs(at - aim) <= aim * near);
		if (!cut || cut.at === null) break;
		pieces.push(rest.slice(0, cut.at).replace(/[\s\u00AD]+$/, '') + cut.end);
		rest = cut.begin + rest.slice(cut.at).trim();
	}
	return [...pieces, rest];
}

/** The end of the match that lies nearest to `aim`, and not at either end of the text. */
function nearest(text: string, pattern: RegExp, aim: number): number | null {
	let best: number | null = null;
	// The mark of an earlier cut is no place to cut again.
	const start = text.startsWith('… ') ? 2 : 0;
	for (const match of text.slice(start).matchAll(pattern)) {
		const end = start + match.index + match[0].length;
		if (end >= text.length) continue;
		if (best === null || Math.abs(end - aim) < Math.abs(best - aim)) best = end;
	}
	return best;
}

/**
 * Puts texts under each other on pages, in their order.
 * @param heights of each text
 * @returns the indexes per page; a text that is higher than the room has a page of its own
 */
export function layTexts(heights: readonly number[], room: { height: number; gap: number }): number[][] {
	const pages: number[][] = [];
	let left = -1;
	for (const [index, height] of heights.entries()) {
		const page = pages.at(-1);
		if (page && height + room.gap <= left) {
			page.push(index);
			left -= height + room.gap;
		} else {
			pages.push([index]);
			left = room.height - height;
		}
	}
	return pages;
}
