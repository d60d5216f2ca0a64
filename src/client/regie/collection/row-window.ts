/** Rows of a long list that are drawn: from `first` up to `end`. */
export interface RowWindow {
	first: number;
	end: number;
}

/** Rows beyond what is in sight, to both sides: a fast scroll finds them drawn. */
const spare = 8;
/** The window moves by so many rows at once: drawing anew for each would take a frame each. */
const block = 4;

/**
 * The rows to draw.
 * @param top how far the list is scrolled, @param height how high it is, @param row how high a row is, all in px
 */
export function windowOf({ top, height, row, total }: { top: number; height: number; row: number; total: number }): RowWindow {
	const sight = Math.ceil(height / row) + 1;
	const begin = Math.floor(top / row / block) * block;
	const first = Math.max(0, Math.min(begin - spare, total - sight - spare));
	return { first, end: Math.min(total, Math.max(0, begin) + sight + block + spare) };
}

/** How far to scroll so that this row is seen whole; null where it is. */
export function scrollTo(at: number, { top, height, row }: { top: number; height: number; row: number }): number | null {
	if (at * row < top) return at * row;
	if ((at + 1) * row > top + height) return (at + 1) * row - height;
	return null;
}
