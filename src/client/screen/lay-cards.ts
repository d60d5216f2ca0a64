/** One page: which cards, from `from` on, and how many columns each is wide. */
export interface Page {
	from: number;
	spans: number[];
}

/** What a page of cards has to fit in, in one unit of length. */
export interface Room {
	columns: number;
	height: number;
	/** Between two rows. */
	gap: number;
	/** Cards on a page. */
	most: number;
}

/** A page is two rows high: then a card is as large on the last page, with one card, as on the others. */
const rows = 2;

/**
 * Lays cards out on pages, in their order, so that no card's text is ever cut: a card that is too high for its row gets
 * wider; where that doesn't help the page has fewer cards.
 * @param heights of each card, by its width: `[one column, two columns, …]`
 */
export function layCards(heights: readonly (readonly number[])[], room: Room): Page[] {
	const pages: Page[] = [];
	const rowHeight = (room.height - (rows - 1) * room.gap) / rows;
	let page: Page | null = null;
	let row = { free: 0, height: 0 };
	/** Height that the rows above this one take. */
	let above = 0;

	for (const [index, card] of heights.entries()) {
		const span = spanOf(card, room.columns, rowHeight);
		const height = card[span - 1] ?? 0;
		// What the rest of a page's rows must leave free: this card in the present row, or in the next.
		const fitsRow = row.free >= span && above + Math.max(row.height, height) <= room.height;
		const nextRow = above + row.height + room.gap;
		const fitsPage = page !== null && page.spans.length < room.most && (fitsRow || nextRow + height <= room.height);
		if (page === null || !fitsPage) {
			page = { from: index, spans: [] };
			pages.push(page);
			row = { free: room.columns, height: 0 };
			above = 0;
		} else if (!fitsRow) {
			// No hole in a row: the card before it takes what is left.
			page.spans.push((page.spans.pop() ?? 1) + row.free);
			above = nextRow;
			row = { free: room.columns, height: 0 };
		}
		page.spans.push(span);
		row = { free: row.free - span, height: Math.max(row.height, height) };
	}
	return pages;
}

/** The narrowest width at which the card fits in a row; else all there is. */
function spanOf(heights: readonly number[], columns: number, rowHeight: number): number {
	const fitting = heights.findIndex((height, index) => index < columns && height <= rowHeight);
	return fitting === -1 ? columns : fitting + 1;
}

/** Pages before anything was measured: what the server renders. */
export function layUnmeasured(count: number, most: number): Page[] {
	return Array.from({ length: Math.ceil(count / most) }, (_, page) => ({
		from: page * most,
		spans: Array<number>(Math.min(most, count - page * most)).fill(1)
	}));
}
