import { cardSize, type Point } from './geometry.ts';
import type { Group } from './grouping.ts';
import type { Move } from './places.ts';

/** Cards in a hand: where each was when it was taken up. */
export class Handful {
	readonly #from: ReadonlyMap<number, Point>;
	#by: Point = { x: 0, y: 0 };

	constructor(from: ReadonlyMap<number, Point>) {
		this.#from = from;
	}

	get numbers(): number[] {
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
	get places(): Map<number, Point> {
		return new Map([...this.#from].map(([number, { x, y }]) => [number, { x: within(x + this.#by.x), y: within(y + this.#by.y) }]));
	}

	/** Where they were. */
	get origin(): ReadonlyMap<number, Point> {
		return this.#from;
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

/** '1 kaart verplaatst' would not say which: one card is named, as is a group that moved as a whole. */
export function movedInWords(numbers: readonly number[], groups: readonly Group[]): string {
	const whole = numbers.length > 1 && groups.find(({ themes }) => themes.length === numbers.length && themes.every((number) => numbers.includes(number)));
	if (whole) return `Groep ${whole.name} verplaatst.`;
	return numbers.length === 1 ? `Thema ${numbers[0]} verplaatst.` : `${numbers.length} kaarten verplaatst.`;
}

/** How many of the chosen cards are on the lock, as a sentence that follows; '' where none is. */
export function stayedInWords(locked: number): string {
	if (locked === 0) return '';
	return locked === 1 ? ' 1 kaart op slot bleef liggen.' : ` ${locked} kaarten op slot bleven liggen.`;
}

/** The board ends somewhere: what lies farther away is refused by the server. */
const farthest = 1e6 - cardSize.width;

function within(at: number): number {
	return Math.round(Math.min(farthest, Math.max(-farthest, at)));
}
