import { cardSize, type Point } from './geometry.ts';
import type { Group } from './grouping.ts';
import type { Move, ServerPlaces } from './places.ts';

/** Cards, or notes, in a hand: where each was when it was taken up. */
export class Handful<Key extends number | string = number> {
	readonly #from: ReadonlyMap<Key, Point>;
	readonly #expected: ReadonlyMap<Key, readonly Point[]>;
	#by: Point = { x: 0, y: 0 };

	/** @param expected where the server has each, or will have it by moves of this page: see `overtaken` */
	constructor(from: ReadonlyMap<Key, Point>, expected: ReadonlyMap<Key, readonly Point[]> = new Map()) {
		this.#from = from;
		this.#expected = expected;
	}

	/** What of it somebody else laid elsewhere since it was taken up: the server's places tell. What is gone there is not. */
	overtaken(server: ServerPlaces): Key[] {
		return this.keys.filter((key) => {
			const is = server[String(key)];
			return is && this.#expected.has(key) && !this.#expected.get(key)?.some(({ x, y }) => x === is.x && y === is.y);
		});
	}

	/** What of it is not on the board any more. */
	gone(server: ServerPlaces): Key[] {
		return this.keys.filter((key) => server[String(key)] === undefined);
	}

	get keys(): Key[] {
		return [...this.#from.keys()];
	}

	/** How far they were carried, in board units. */
	get by(): Point {
		return this.#by;
	}

	/** Carries them so far from where they were; all stay on the board. */
	carry(by: Point): void {
		this.#by = by;
	}

	/** Where they are now, on whole board units. */
	get places(): Map<Key, Point> {
		return new Map([...this.#from].map(([number, { x, y }]) => [number, { x: within(x + this.#by.x), y: within(y + this.#by.y) }]));
	}

	/** Did any card go anywhere? */
	get moved(): boolean {
		return [...this.places].some(([number, { x, y }]) => x !== this.#from.get(number)?.x || y !== this.#from.get(number)?.y);
	}
}

/** As the wire has them. */
export function asMoves(places: ReadonlyMap<number, Point>): Move[] {
	return [...places].map(([theme, { x, y }]) => ({ theme, x, y }));
}

export function asNoteMoves(places: ReadonlyMap<string, Point>): { note: string; x: number; y: number }[] {
	return [...places].map(([note, { x, y }]) => ({ note, x, y }));
}

/** '1 kaart verplaatst' would not say which: one card is named, as is a group that moved as a whole. */
export function movedInWords(numbers: readonly number[], groups: readonly Group[], notes = 0): string {
	const cards = numbers.length === 1 ? `Thema ${numbers[0]}` : `${numbers.length} kaarten`;
	if (notes > 0) return `${numbers.length === 0 ? '' : `${cards} en `}${notesInWords(notes)} verplaatst.`;
	const whole = numbers.length > 1 && groups.find(({ themes }) => themes.length === numbers.length && themes.every((number) => numbers.includes(number)));
	if (whole) return `Groep ${whole.name} verplaatst.`;
	return `${cards} verplaatst.`;
}

/** '1 briefje', '3 briefjes'. */
export function notesInWords(count: number): string {
	return count === 1 ? '1 briefje' : `${count} briefjes`;
}

/**
 * What of the chosen cards stayed since it is on the lock, in sentences that follow; '' where nothing did.
 * @param piles folded groups that stay as a whole
 */
export function stayedInWords(stayed: readonly number[], piles: readonly Pick<Group, 'name' | 'themes'>[]): string {
	const whole = piles.filter(({ themes }) => themes.some((number) => stayed.includes(number)));
	const loose = stayed.filter((number) => !whole.some(({ themes }) => themes.includes(number))).length;
	const cards = loose === 0 ? '' : loose === 1 ? ' 1 kaart op slot bleef liggen.' : ` ${loose} kaarten op slot bleven liggen.`;
	return cards + whole.map(({ name }) => ` Groep ${name} bleef liggen: er zit een kaart op slot in.`).join('');
}

/** The board ends somewhere: what lies farther away is refused by the server. */
const farthest = 1e6 - cardSize.width;

function within(at: number): number {
	return Math.round(Math.min(farthest, Math.max(-farthest, at)));
}
