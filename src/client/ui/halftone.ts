/**
 * A row of printed dots: the centre of its first one, the others a unit apart. `path` is the row for SVG: it is moved
 * to each dot's centre, drawn by a round line end.
 */
export interface HalftoneRow {
	dots: number;
	x: number;
	y: number;
	path: string;
}

/** How a card's dots lie: rows from the bottom up, in units of one dot's pitch. */
export interface Halftone {
	rows: HalftoneRow[];
	width: number;
	height: number;
}

/** Rows lie closer than dots do: a half-step over, each dot rests between two of the row below. */
const rowStep = Math.sqrt(3) / 2;

/** Above this many dots they shrink, so that a card never runs full. */
const shrinkAbove = 150;

/**
 * Lays out one dot for each dot given: `count` dots in rows of `columns`, staggered as in print, the first row at the
 * bottom. Above 150 the rows get longer in the same width, so the dots shrink and the height stays about the same; one
 * dot never stands for more than one.
 *
 * @param count whole number from 0
 * @param columns dots in a row as long as they don't shrink, at least 1
 * @param most the largest count among the cards that are looked at together: their dots are all of one size
 */
export function layHalftone(count: number, columns: number, most: number = count): Halftone {
	const perRow = most > shrinkAbove ? Math.ceil(columns * Math.sqrt(most / shrinkAbove)) : columns;
	const rowCount = Math.ceil(count / perRow);
	const height = rowCount === 0 ? 0 : 1 + (rowCount - 1) * rowStep;
	const rows: HalftoneRow[] = [];
	for (let row = 0; row < rowCount; row++) {
		const dots = Math.min(perRow, count - row * perRow);
		const y = height - 0.5 - row * rowStep;
		const x = row % 2 === 0 ? 0.5 : 1;
		let path = '';
		for (let dot = 0; dot < dots; dot++) path += `M${x + dot} ${y.toFixed(2)}h0`;
		rows.push({ dots, x, y, path });
	}
	return { rows, width: perRow + 0.5, height };
}

/** A few dots would otherwise become balls. */
const fewestColumns = 12;

/**
 * The fewest columns, so the largest dots, at which `most` dots fit in a box.
 * @param ratio of the box: width over height
 */
export function columnsFor(most: number, ratio: number): number {
	const count = Math.min(most, shrinkAbove);
	let columns = fewestColumns;
	for (; columns < count; columns++) {
		const height = 1 + (Math.ceil(count / columns) - 1) * rowStep;
		if ((columns + 0.5) / height >= ratio) break;
	}
	return columns;
}

/** How many dots a row holds in a box so wide, in steps: every second row begins half a step over. */
export function columnsAcross(across: number): number {
	return Math.max(1, Math.floor(across - 0.5 + 1e-9));
}

/**
 * The largest step from one dot to the next at which every card's dots fit in its own room, so that all dots that are
 * looked at together are of one size.
 * @param rooms of each card, in the unit of `largest`
 */
export function stepFor(rooms: readonly { dots: number; width: number; height: number }[], largest: number): number {
	const isTooLarge = (step: number) =>
		rooms.some(({ dots, width, height }) => dots > 0 && (1 + (Math.ceil(dots / columnsAcross(width / step)) - 1) * rowStep) * step > height);
	let step = largest;
	// A card without any room would else make this endless; its dots are then as small as they get.
	while (step > largest / 40 && isTooLarge(step)) step *= 0.98;
	return step;
}
