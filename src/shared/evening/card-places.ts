/** A card's top left corner on the board, in board units; a card is 320 × 200. */
type Corner = { x: number; y: number };

/** From one card to the next, in board units: a card and the paper between. */
const column = 360;
const row = 250;
const card = { width: 320, height: 200 };
/** Paper that stays around a card that was dragged out of the grid, or the new one seems to lie under it. */
const gap = 16;
/** Fewer cards than a screen holds lie in rows that one reads, in the order of their numbers. */
const leastColumns = 6;
/** A board that is laid out like a screen fills it when all of it is in sight. */
const screenShape = 16 / 9;

/**
 * Where `count` new cards come to lie: in reading order in a grid of a screen's shape for all cards together, each in
 * the first place where it covers no other. Cards that lie there are let be, wherever they were dragged.
 */
export function freePlaces(lying: readonly Corner[], count: number): Corner[] {
	const columns = Math.max(leastColumns, Math.round(Math.sqrt((screenShape * row * (lying.length + count)) / column)));
	const places: Corner[] = [];
	for (let cell = 0; places.length < count; cell += 1) {
		const place = { x: (cell % columns) * column, y: Math.floor(cell / columns) * row };
		if (!lying.some((other) => covers(place, other))) places.push(place);
	}
	return places;
}

function covers(one: Corner, other: Corner): boolean {
	return Math.abs(one.x - other.x) < card.width + gap && Math.abs(one.y - other.y) < card.height + gap;
}
