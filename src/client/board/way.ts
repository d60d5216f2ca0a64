import { tick } from 'svelte';
import type { Regie } from '#client/regie/regie.svelte.ts';
import { cardWith, themesOn } from '#shared/views/merged.ts';
import type { Board } from './board.svelte.ts';
import { cardSize, type Point, type Size } from './geometry.ts';
import { foldedSize, nameHeight } from './grouping.ts';
import { neighbour, readingOrder, type Direction } from './order.ts';

/** The way over a board: what is brought in view, and where keys lead to. */
export class Way {
	readonly #board: Board;
	readonly #regie: Regie;

	constructor(board: Board, regie: Regie) {
		this.#board = board;
		this.#regie = regie;
	}

	/** Brings a card in view, or the folded group that it is in; `toRead`: large enough to be read. */
	bring(number: number, toRead = false): void {
		const { groups, hand } = this.#board;
		const group = groups.of.get(number);
		this.bringPlace(() => (group?.folded ? groups.areas.get(group.id) : hand.places.get(number)), toRead);
	}
	/** Brings a group's name in view, with what lies right below it: a card of it as a whole. */
	bringGroup(id: string): void {
		this.bringPlace(() => {
			const area = this.#board.groups.areas.get(id);
			return area && { ...area, width: Math.min(area.width, foldedSize.width), height: Math.min(area.height, nameHeight + cardSize.height) };
		});
	}
	bringNote(id: string, toRead = false): void {
		this.bringPlace(() => this.#board.hand.notePlaces.get(id), toRead);
	}
	bringPlace(placeOf: () => (Point & Partial<Size>) | undefined, toRead = false): void {
		const go = () => {
			const place = placeOf();
			if (place) this.#board.camera.bring(place, toRead);
		};
		// When what lies over the board stands as it will: to find something takes more room for the tools.
		void tick().then(() => requestAnimationFrame(go));
	}

	/**
	 * Goes to the theme whose number was typed: in view, large enough to be read; says so where there is none.
	 * @param focus puts the keyboard on its card
	 */
	goTo(figures: string, focus: (number: number) => void): void {
		const { themes } = this.#regie.view;
		// One that was merged lies under another's card.
		const card = cardWith(themes, figures);
		if (card) {
			const group = this.#board.groups.of.get(card.number);
			focus(card.number);
			this.bring(card.number, true);
			this.#board.told = group?.folded ? `Thema ${figures} ligt in groep ${group.name}.` : `Thema ${figures} gevonden.`;
			return;
		}
		// More figures may follow: of 12 the first is typed.
		const numbers = Object.values(themes).flatMap(themesOn).map(({ number }) => String(number));
		if (!numbers.some((number) => number.startsWith(figures))) this.#regie.say(`Thema ${figures} staat niet op het bord.`, 'refused');
	}

	/** The card or note that an arrow key leads to from where the keyboard is; null where there is none that way. */
	next(direction: Direction): number | string | null {
		const { focused, groups, hand, lying, notes, stretches } = this.#board;
		const all = new Map<number | string, Point>([...lying, ...hand.notePlaces]);
		const from = focused ?? notes.focused;
		if (from !== null) return neighbour(all, from, direction);
		const group = groups.byId.get(groups.focused ?? '');
		const area = group && groups.areas.get(group.id);
		// From a group's name as from a card in its corner; below zero, where no theme's number is.
		if (group?.folded && area) return neighbour(new Map([...all, [-1, area]]), -1, direction);
		const order = group ? stretches.find((stretch) => stretch.group === group.id)?.cards : readingOrder(lying);
		return order?.[0] ?? null;
	}
}
