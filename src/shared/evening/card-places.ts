/** A card's top left corner on the board, in board units; a card is 320 × 200. */
type Corner = { x: number; y: number };

/** From one card to the next, in board units: a card and the paper between. */
const column = 360;
const row = 250;
const card = { width: 320, height: 200 };
const note = { width: 240, height: 160 };
/** Paper that stays around a card that was dragged out of the grid, or the new one seems to lie under it. */
const gap = 16;
/** Fewer cards than a screen holds lie in rows that one reads, in the order of their numbers. */
const leastColumns = 6;
/** A board that is laid out like a screen fills it when all of it is in sight. */
const screenShape = 16 / 9;

/**
 * Where `count` new cards come to lie: in reading order in a grid of a screen's shape for all cards together, each in
 * the first place where it covers no other, and no note, which would lie over it. What lies there is let be, wherever it
 * was dragged.
 */
export function freePlaces(lying: readonly Corner[], count: number, notes: readonly Corner[] = []): Corner[] {
	const columns = Math.max(leastColumns, Math.round(Math.sqrt((screenShape * row * (lying.length + count)) / column)));
	const places: Corner[] = [];
	for (let cell = 0; places.length < count; cell += 1) {
		const place = { x: (cell % columns) * column, y: Math.floor(cell / columns) * row };
		if (!lying.some((other) => covers(place, other, card)) && !notes.some((other) => covers(place, other, note))) places.push(place);
	}
	return places;
}

/** Would a card at `place` touch what lies at `other`, of that size? */
function covers(place: Corner, other: Corner, { width, height }: typeof card): boolean {
	return place.x < other.x + width + gap && other.x < place.x + card.width + gap && place.y < other.y + height + gap && other.y < place.y + card.height + gap;
}
