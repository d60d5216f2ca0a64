/** One page: which cards, from `from` on, and how many columns each is wide. */
export interface Page {
	from: number;
	spans: number[];
	/** Where all cards are equally wide: how many stand in a row. */
	inRow?: number;
	/** One row has the whole height, for a second has no room. */
	fills?: true;
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

interface Row {
	spans: number[];
	height: number;
}

/**
 * Lays cards out on pages of two rows, in their order, so that no card's text is ever cut: a card that is too high for
 * its row gets wider; where that doesn't help, the page has fewer cards. Of the ways to share a page's height between
 * its rows, the one is taken that shows most cards, then the one that widens least and keeps the rows alike.
 * @param heights of each card, by its width: `[one column, two columns, …]`
 */
export function layCards(heights: readonly (readonly number[])[], room: Room): Page[] {
	const pages: Page[] = [];
	for (let from = 0; from < heights.length; ) {
		const spans = layPage(heights.slice(from, from + room.most), room);
		pages.push({ from, spans });
		from += spans.length;
	}
	// Where a second row finds no room, the first has the whole height, on the last page too.
	const isRow = ({ spans }: Page) => sum(spans) <= room.columns;
	const isHigh = pages.slice(0, -1).some(isRow);
	return isHigh ? pages.map((page) => (isRow(page) ? { ...page, fills: true as const } : page)) : pages;
}

function layPage(cards: readonly (readonly number[])[], room: Room): number[] {
	const even = (room.height - room.gap) / 2;
	// The upper row is as high as one of its cards at some width; half the page is tried first.
	const upperHeights = [even, ...cards.slice(0, room.columns).flat()].filter((height) => height <= room.height);
	/** `cost`: columns beyond one for each card, and more for a row above half the page. */
	let best: { spans: number[]; cost: number } | null = null;
	for (const limit of upperHeights) {
		const upper = layRow(cards, limit, room.columns);
		if (upper.spans.length === 0) continue;
		const rest = cards.slice(upper.spans.length);
		const lower = layRow(rest, room.height - room.gap - upper.height, room.columns);
		const upperSpans = rest.length > 0 ? filled(upper, room.columns) : upper.spans;
		const lowerSpans = rest.length > lower.spans.length && lower.spans.length > 0 ? filled(lower, room.columns) : lower.spans;
		const spans = [...upperSpans, ...lowerSpans];
		// Better a wide card than a tower of short lines; but all cards there are stand in one row where they can.
		const towers = cards.length > room.columns && Math.max(upper.height, lower.height) > even ? room.columns : 0;
		const cost = sum(spans) - spans.length + towers;
		if (!best || spans.length > best.spans.length || (spans.length === best.spans.length && cost < best.cost)) best = { spans, cost };
	}
	// Higher than the screen at any width: then it stands alone, as wide as can be.
	return best?.spans ?? [room.columns];
}

/** As many cards as a row holds, each as narrow as the row's height allows. */
function layRow(cards: readonly (readonly number[])[], limit: number, columns: number): Row {
	const row: Row = { spans: [], height: 0 };
	let free = columns;
	for (const card of cards) {
		const index = card.findIndex((height, width) => width < free && height <= limit);
		if (index === -1) break;
		row.spans.push(index + 1);
		row.height = Math.max(row.height, card[index] ?? 0);
		free -= index + 1;
	}
	return row;
}

/** No hole in a row that others follow: its last card takes what is left. */
function filled({ spans }: Row, columns: number): number[] {
	const left = columns - sum(spans);
	return spans.map((span, index) => (index === spans.length - 1 ? span + left : span));
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** How many places may stand in a row, the widest last; cards are measured in this order. */
export function placesInRow(columns: number): number[] {
	return [columns, 2, 1];
}

/**
 * Lays places of a ranking out: on a page all are equally wide, and the lower row is not higher than the upper one, so
 * that no place looks larger than a better one: only among cards of one place it may be. Of the widths, the one is taken
 * that shows most places.
 * @param heights of each card, as many in a row as `inRow` says at the same index
 * @param places of each card; null for one without
 */
export function layPlaces(heights: readonly (readonly number[])[], places: readonly (number | null)[], inRow: readonly number[], room: Omit<Room, 'columns'>): Page[] {
	const pages: Page[] = [];
	for (let from = 0; from < heights.length; ) {
		const rest = heights.slice(from, from + room.most);
		let best = { count: 0, inRow: 1 };
		for (const [width, columns] of inRow.entries()) {
			const fitting = rest.slice(0, columns * 2).map((card) => card[width] ?? 0);
			while (fitting.length > 0 && !fits(fitting, columns, room, isShared(places.slice(from, from + fitting.length)))) fitting.pop();
			if (fitting.length > best.count) best = { count: fitting.length, inRow: columns };
		}
		// Higher than the screen at any width: then it stands alone, as wide as can be.
		const count = Math.max(1, best.count);
		from += count;
		// Not the last ones: what little is left must not look larger than the places before it.
		const fills = count <= best.inRow && from < heights.length;
		pages.push({ from: from - count, spans: Array<number>(count).fill(1), inRow: best.inRow, ...(fills && { fills }) });
	}
	return pages;
}

function isShared(places: readonly (number | null)[]): boolean {
	return places[0] !== null && places.every((place) => place === places[0]);
}

/** @param alike all cards have the same place */
function fits(heights: number[], columns: number, { height, gap }: Omit<Room, 'columns'>, alike: boolean): boolean {
	const upper = Math.max(...heights.slice(0, columns));
	if (heights.length <= columns) return upper <= height;
	const lower = Math.max(...heights.slice(columns));
	return (alike || lower <= (height - gap) / 2) && upper + gap + lower <= height;
}

/**
 * How high each card of a page gets: as high as its row. As the style has it, rows share the page evenly, or a row that
 * needs more takes it from the other.
 * @param needed heights of the page's cards at their widths
 * @param room.tallest no row gets higher than this, unless it must
 */
export function stretched(page: Page, needed: readonly number[], room: Omit<Room, 'most'> & { tallest?: number }): number[] {
	const rows = rowsOf(page.spans, page.inRow ?? room.columns);
	const highest = Array.from({ length: Math.max(...rows, 0) + 1 }, (_, row) => Math.max(...needed.filter((_, index) => rows[index] === row)));
	const count = page.fills ? 1 : room.tallest === undefined ? 2 : highest.length;
	const free = room.height - room.gap * (count - 1);
	const even = Math.min(free / count, room.tallest ?? free);
	return rows.map((row) => {
		const own = highest[row] ?? 0;
		const other = highest[1 - row] ?? 0;
		return Math.max(own, other > even ? Math.min(even, free - other) : even);
	});
}

/** In which row each card stands: one that does not fit beside the last begins the next. */
function rowsOf(spans: readonly number[], columns: number): number[] {
	let row = 0;
	let free = columns;
	return spans.map((span) => {
		if (span > free) {
			row++;
			free = columns;
		}
		free -= span;
		return row;
	});
}

/** Pages before anything was measured: what the server renders. */
export function layUnmeasured(count: number, most: number): Page[] {
	return Array.from({ length: Math.ceil(count / most) }, (_, page) => ({
		from: page * most,
		spans: Array<number>(Math.min(most, count - page * most)).fill(1)
	}));
}
