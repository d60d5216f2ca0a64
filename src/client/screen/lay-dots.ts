import { stepFor } from '#client/ui/halftone.ts';
import type { Deck } from './deck.ts';
import { placesInRow, stretched, type Page } from './lay-cards.ts';
import type { MeasuredCards } from './measured-cards.ts';

/** A figure of the count, in its size: see DeckCard. */
const digitWidth = 0.62;

/**
 * How wide the room of each card's dots is, in steps from one dot to the next. A card's dots have all the room at its
 * foot that its title leaves; a dot is as large on every card.
 * @param height of the room for a page, in pixels of the picture
 * @param few how many cards stand large, where there are so few
 * @returns by the card's key
 */
export function layDots(
	{ cards, most, ranked }: Pick<Deck, 'cards' | 'most' | 'ranked'>,
	pages: readonly Page[],
	{ room, heights, dots }: MeasuredCards,
	height: number,
	few: number | undefined
): Map<string, number> {
	const unit = room.gap / 28;
	const tallest = few === undefined ? undefined : (few > room.columns ? 400 : 600) * unit;
	const widths = ranked ? placesInRow(room.columns) : [];
	const rooms = new Map<string, { dots: number; width: number; height: number }>();
	for (const page of pages) {
		const onPage = cards.slice(page.from, page.from + page.spans.length);
		const sizes = page.spans.map((span) => (page.inRow === undefined ? span - 1 : widths.indexOf(page.inRow)));
		const needed = onPage.map(({ key }, index) => heights.get(key)?.[sizes[index] ?? 0] ?? 0);
		const rows = stretched(page, needed, { ...room, height, ...(tallest !== undefined && { tallest }) });
		for (const [index, card] of onPage.entries()) {
			// Not up against the title.
			const above = Math.max(0, (rows[index] ?? 0) - (needed[index] ?? 0) - 14 * unit);
			const width = (dots.widths[sizes[index] ?? 0] ?? 0) - dots.count * digitWidth * String(most).length - 16 * unit;
			rooms.set(card.key, { dots: card.dots ?? 0, width, height: dots.height + above });
		}
	}
	const step = stepFor([...rooms.values()], 27 * unit);
	return new Map([...rooms].map(([key, { width }]) => [key, width / step]));
}
