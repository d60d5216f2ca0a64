import { nanoid } from 'nanoid';
import type { Answer } from '#shared/protocol/frames.ts';
import type { BoardSteps } from './board-steps.ts';
import { around, type Rect } from './geometry.ts';
import { areaOf, cardsInWords, nameHeight, regroupedInWords, type Group } from './grouping.ts';
import type { Hand } from './hand.svelte.ts';

/** A name is being typed: of a group that is there, or of one that these cards will be. */
export type Naming = { group: string } | { group: null; themes: number[] };

/** The groups on one facilitator's board: where they are, and what is done with them. */
export class Groups {
	readonly #hand: Hand;
	readonly #steps: BoardSteps;
	naming = $state.raw<Naming | null>(null);
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

	/** Where the name that is being typed will stand; null where its cards are gone. */
	readonly namingAt: Rect | null = $derived.by(() => {
		const { naming } = this;
		if (naming === null) return null;
		if (naming.group !== null) return this.areas.get(naming.group) ?? null;
		const cards = around(naming.themes.flatMap((number) => this.#hand.places.get(number) ?? []));
		return cards && { ...cards, y: cards.y - nameHeight };
	});

	/** Asks for a name for these cards together. */
	begin(themes: Iterable<number>): void {
		this.#hand.drop();
		this.naming = { group: null, themes: [...themes] };
	}
	/** Asks for another name. */
	rename(group: string): void {
		this.naming = { group };
	}
	/** Gives the name that was typed; the field stays where it is refused. @returns the group that now has it; null where none has */
	async named(name: string): Promise<{ group: string; answer: Answer } | null> {
		const { naming } = this;
		if (!naming) return null;
		const group = naming.group ?? nanoid();
		const answer = await (naming.group === null
			? this.#steps.do({ type: 'group.add', group, name, themes: naming.themes }, `Groep ${name.trim()} gemaakt met ${cardsInWords(naming.themes.length)}.`)
			: this.#steps.do({ type: 'group.rename', group, name }, `De groep heet nu ${name.trim()}.`));
		// Another name may be asked for since.
		if (answer.ok && this.naming === naming) this.naming = null;
		return { group, answer };
	}

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
