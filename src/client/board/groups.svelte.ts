import type { BoardSteps } from './board-steps.ts';
import { cardAt, noteAt, type Point, type Rect } from './geometry.ts';
import { areaOf, cardsInWords, regroupedInWords, type Group } from './grouping.ts';
import type { Hand } from './hand.svelte.ts';
import { placesInGroup } from './into-group.ts';

/** The groups on one facilitator's board: where they are, and what is done with them. */
export class Groups {
	readonly #hand: Hand;
	readonly #steps: BoardSteps;
	/** The group whose name the keyboard is on. */
	focused = $state<string | null>(null);

	constructor(hand: Hand, steps: BoardSteps) {
		this.#hand = hand;
		this.#steps = steps;
	}

	/** In the order of their names. */
	readonly all: Group[] = $derived.by(() => [...this.#hand.groups].sort((a, b) => a.name.localeCompare(b.name, 'nl')));
	readonly byId: ReadonlyMap<string, Group> = $derived(new Map(this.all.map((group) => [group.id, group])));
	/** The group of each card that has one. */
	readonly of: ReadonlyMap<number, Group> = $derived(new Map(this.all.flatMap((group) => group.themes.map((number) => [number, group]))));
	readonly areas: ReadonlyMap<string, Rect> = $derived.by(() => {
		const { places } = this.#hand;
		return new Map(this.all.flatMap((group) => {
			const area = areaOf(group, (number) => places.get(number));
			return area ? [[group.id, area]] : [];
		}));
	});
	/** The cards that lie in a folded group: not to be seen. */
	readonly hidden: ReadonlySet<number> = $derived(new Set(this.all.flatMap(({ folded, themes }) => (folded ? themes : []))));

	fold({ id, name, themes }: Group, folded: boolean): void {
		this.#hand.drop();
		void this.#steps.do({ type: 'group.fold', group: id, folded }, `Groep ${name} ${folded ? 'ingeklapt' : 'uitgeklapt'}, ${cardsInWords(themes.length)}.`);
	}
	/** All its cards come to lie loose, where they are. */
	empty({ id, name, themes }: Group): void {
		this.#hand.drop();
		void this.#steps.do({ type: 'group.empty', group: id }, `Groep ${name} opgeheven. ${themes.length === 1 ? '1 kaart ligt' : `${themes.length} kaarten liggen`} weer los.`);
	}
	/** Takes cards out of their groups: they come to lie loose, where they are. */
	takeOut(numbers: readonly number[]): void {
		this.#hand.drop();
		const themes = numbers.filter((number) => this.of.has(number));
		const words = regroupedInWords(new Map(themes.map((number) => [number, null])), this.all);
		if (words !== null) void this.#steps.do({ type: 'theme.group', themes, group: null }, words);
	}
	/** Brings cards to a group, into it; those on the lock stay. @returns where they come to lie; none where nothing is moved */
	put(numbers: readonly number[], group: Group): Point[] {
		this.#hand.drop();
		const { places, locked, held } = this.#hand;
		const coming = numbers.filter((number) => this.of.get(number)?.id !== group.id);
		const free = coming.filter((number) => !locked.has(number));
		if (free.length === 0 || free.some((number) => held.has(number))) {
			this.#hand.sayStuck(coming);
			return [];
		}
		const laid = placesInGroup(group, free, places, this.#beside(group, new Set(free)));
		this.#hand.lay(laid, coming.filter((number) => locked.has(number)), new Map(free.map((number) => [number, group.id])));
		return [...laid.values()];
	}

	/** What the board shows besides a group and these cards. */
	#beside(group: Group, without: ReadonlySet<number>): Rect[] {
		const { places, notePlaces } = this.#hand;
		const cards = [...places].filter(([number]) => !without.has(number) && !this.hidden.has(number) && this.of.get(number)?.id !== group.id);
		const others = this.all.filter(({ id }) => id !== group.id);
		return [
			...cards.map(([, place]) => cardAt(place)),
			...[...notePlaces.values()].map(noteAt),
			...others.flatMap((other) => areaOf(other, (number) => (without.has(number) ? undefined : places.get(number))) ?? [])
		];
	}
}
