import { notesInWords } from './moves.ts';

/** Some cards, by number, and some notes, by id. */
export interface Chosen {
	cards: ReadonlySet<number>;
	notes: ReadonlySet<string>;
}
const nothing: Chosen = { cards: new Set(), notes: new Set() };

/** What is chosen on one facilitator's board: cards and notes together. */
export class Choice {
	readonly #hasCard: (number: number) => boolean;
	readonly #hasNote: (id: string) => boolean;
	#chosen = $state.raw<Chosen>(nothing);
	#beforeBand: Chosen = nothing;
	/** The group that was chosen as one, by its area or its name; null where the last press was on something else. */
	group: string | null = null;

	/** @param hasCard whether it is there still */
	constructor(hasCard: (number: number) => boolean, hasNote: (id: string) => boolean) {
		this.#hasCard = hasCard;
		this.#hasNote = hasNote;
	}

	readonly cards: ReadonlySet<number> = $derived.by(() => new Set([...this.#chosen.cards].filter(this.#hasCard)));
	readonly notes: ReadonlySet<string> = $derived.by(() => new Set([...this.#chosen.notes].filter(this.#hasNote)));
	readonly count: number = $derived(this.cards.size + this.notes.size);
	/** 'Thema 7 gekozen', '3 kaarten en 1 briefje gekozen'. */
	readonly inWords: string = $derived.by(() => {
		const { cards, notes } = this;
		if (this.count === 0) return 'Geen kaart gekozen';
		const [only] = cards;
		const parts = [...(cards.size === 0 ? [] : [cards.size === 1 ? `Thema ${only}` : `${cards.size} kaarten`]), ...(notes.size === 0 ? [] : [notesInWords(notes.size)])];
		return `${parts.join(' en ')} gekozen`;
	});

	/** These are chosen, and nothing else. */
	set({ cards, notes }: Chosen): void {
		this.#chosen = { cards, notes };
	}

	/**
	 * Chooses these; `adding` adds them to what is chosen, or takes them away where all of them are.
	 * @param group whose area or name was pressed for it
	 */
	toggle({ cards, notes }: Chosen, adding: boolean, group: string | null = null): void {
		this.group = group;
		const next = adding ? { cards: new Set(this.cards), notes: new Set(this.notes) } : { cards: new Set<number>(), notes: new Set<string>() };
		const away = adding && [...cards].every((number) => next.cards.has(number)) && [...notes].every((id) => next.notes.has(id));
		for (const number of cards) {
			if (away) next.cards.delete(number);
			else next.cards.add(number);
		}
		for (const id of notes) {
			if (away) next.notes.delete(id);
			else next.notes.add(id);
		}
		this.#chosen = next;
	}

	/** A rubber band is begun; `adding` keeps what is chosen. */
	beginBand(adding: boolean): void {
		this.#beforeBand = adding ? this.#chosen : nothing;
	}
	/** The band holds these now. */
	stretch({ cards, notes }: Chosen): void {
		this.#chosen = { cards: new Set([...this.#beforeBand.cards, ...cards]), notes: new Set([...this.#beforeBand.notes, ...notes]) };
	}
	giveUpBand(): void {
		this.#chosen = this.#beforeBand;
	}
}
