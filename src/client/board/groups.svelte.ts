import type { BoardSteps } from './board-steps.ts';
import type { Rect } from './geometry.ts';
import { areaOf, cardsInWords, regroupedInWords, type Group } from './grouping.ts';
import type { Hand } from './hand.svelte.ts';

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
	/** Puts cards in a group, or with null takes them out of theirs. */
	put(numbers: readonly number[], group: Group | null): void {
		this.#hand.drop();
		const themes = numbers.filter((number) => (group === null ? this.of.has(number) : this.of.get(number)?.id !== group.id));
		const words = regroupedInWords(new Map(themes.map((number) => [number, group?.id ?? null])), this.all);
		if (words !== null) void this.#steps.do({ type: 'theme.group', themes, group: group?.id ?? null }, words);
	}
}
