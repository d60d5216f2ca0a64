import type { Regie } from '#client/regie/regie.svelte.ts';
import type { NoteView } from '#shared/views/parts.ts';
import type { BoardSteps } from './board-steps.ts';
import type { Marks } from './card-marks.ts';
import type { Hand } from './hand.svelte.ts';
import { marksOf, type Chooser } from './marking.ts';
import { noteContent, type NoteContent } from './note-picture.ts';
import { readingOrder } from './order.ts';

/** The free notes on one facilitator's board. */
export class Notes {
	readonly #regie: Regie;
	readonly #hand: Hand;
	readonly #steps: BoardSteps;
	readonly #chosen: () => ReadonlySet<string>;
	readonly #choosers: () => readonly Chooser<string>[];
	/** The note that the keyboard is on. */
	focused = $state<string | null>(null);

	/** @param chosen which notes are; `choosers`: who else chose which */
	constructor(regie: Regie, hand: Hand, steps: BoardSteps, chosen: () => ReadonlySet<string>, choosers: () => readonly Chooser<string>[]) {
		this.#regie = regie;
		this.#hand = hand;
		this.#steps = steps;
		this.#chosen = chosen;
		this.#choosers = choosers;
	}

	readonly byId: Readonly<Record<string, NoteView>> = $derived.by(() => this.#regie.view.notes);
	/** As they are drawn. */
	readonly contents: ReadonlyMap<string, NoteContent> = $derived.by(() => new Map(Object.values(this.byId).map((note) => [note.id, noteContent(note)])));
	readonly inOrder: readonly string[] = $derived.by(() => readingOrder(this.#hand.notePlaces));
	readonly marks: ReadonlyMap<string, Marks> = $derived.by(() => {
		const { liftedNotes, heldNotes } = this.#hand;
		return marksOf({ selected: this.#chosen(), focused: this.focused, lit: null, lifted: liftedNotes, held: heldNotes, others: this.#choosers() });
	});

	/** Takes these notes off the board. */
	remove(ids: Iterable<string>): void {
		this.#hand.drop();
		const notes = [...ids];
		const words = notes.length === 1 ? 'Briefje verwijderd.' : `${notes.length} briefjes verwijderd.`;
		if (notes.length > 0) void this.#steps.do({ type: 'note.remove', notes }, words);
	}
}
