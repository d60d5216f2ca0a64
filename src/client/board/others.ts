import { handGoneAfter, type HandMessage, type HandsMessage } from '#shared/protocol/hands.ts';
import type { Point, Rect } from './geometry.ts';

/** Another facilitator's hand, as this board knows it. */
export interface Other {
	hand: string;
	/** From 1: tells its colour. */
	number: number;
	name: string;
	/** Where it points, in board units; null for nowhere. */
	at: Point | null;
	themes: ReadonlySet<number>;
	notes: ReadonlySet<string>;
	/** What its window shows of the board, where it leads. */
	view: Rect | null;
	follows: boolean;
}

const nothing = { at: null, themes: new Set<number>(), notes: new Set<string>(), view: null, follows: false };

/** How many colours there are for hands: see the tokens. */
export const handColours = 6;
export function colourOf({ number }: Pick<Other, 'number'>): number {
	return (number - 1) % handColours;
}

/** The hands of other facilitators: who the server says is there, and what each told of itself. */
export class Others {
	readonly #own: string;
	readonly #known = new Map<string, { other: Other; heardAt: number }>();

	#choosing: readonly Other[] = [];

	/** @param own the hand of this page */
	constructor(own: string) {
		this.#own = own;
	}

	/** Who is there now. @returns who came and who went since it was told before */
	list({ hands }: HandsMessage, now: number): { came: Other[]; went: Other[] } {
		const came: Other[] = [];
		for (const { hand, number, name } of hands) {
			if (hand === this.#own) continue;
			const known = this.#known.get(hand);
			const other = { ...nothing, ...known?.other, hand, number, name: name ?? `Gespreksleider ${number}` };
			this.#known.set(hand, { other, heardAt: known?.heardAt ?? now });
			if (!known) came.push(other);
		}
		const there = new Set(hands.map(({ hand }) => hand));
		const went = [...this.#known.values()].map(({ other }) => other).filter(({ hand }) => !there.has(hand));
		for (const { hand } of went) this.#known.delete(hand);
		return { came, went };
	}

	/** One told what it does; of one that is not there (any more) nothing is taken up. @returns whether it is there */
	hear({ hand, at, chosen, view, follows }: HandMessage, now: number): boolean {
		const known = this.#known.get(hand);
		if (!known) return false;
		const other = { ...known.other };
		if (at !== undefined) other.at = at;
		if (chosen) {
			other.themes = known.other.themes.symmetricDifference(new Set(chosen.themes)).size === 0 ? known.other.themes : new Set(chosen.themes);
			other.notes = known.other.notes.symmetricDifference(new Set(chosen.notes)).size === 0 ? known.other.notes : new Set(chosen.notes);
		}
		if (view) other.view = view;
		if (follows !== undefined) other.follows = follows;
		this.#known.set(hand, { other, heardAt: now });
		return true;
	}

	forgetView(hand: string): void {
		const known = this.#known.get(hand);
		if (known) this.#known.set(hand, { ...known, other: { ...known.other, view: null } });
	}

	/**
	 * Those that are heard of. One that is silent is not shown: the line may be dead, of theirs or of this page, and then
	 * nobody tells that it went.
	 */
	all(now: number): Other[] {
		return [...this.#known.values()].filter(({ heardAt }) => now - heardAt <= handGoneAfter).map(({ other }) => other).sort((a, b) => a.number - b.number);
	}

	/** The same as `all`, and the very same again while nobody came, went or chose anything else: then no card is drawn anew. */
	choosing(now: number): readonly Other[] {
		const all = this.all(now);
		const isSame = all.length === this.#choosing.length && all.every(({ hand, number, name, themes, notes }, index) => {
			const before = this.#choosing[index];
			return before?.hand === hand && before.number === number && before.name === name && before.themes === themes && before.notes === notes;
		});
		return isSame ? this.#choosing : (this.#choosing = all);
	}

	nameOf(hand: string): string {
		return this.#known.get(hand)?.other.name ?? 'Een collega';
	}
}
