import type { StaticCanvas } from 'fabric/es';
import { isHeld, isMarked, unmarked, type Marks } from './card-marks.ts';
import { contains, noteAt, type Point } from './geometry.ts';
import { NoteCard, type NotePrinting } from './note-card.ts';
import type { NoteContent } from './note-picture.ts';
import { byDepth } from './order.ts';
import type { Place } from './places.ts';

/** The notes on the canvas. */
export class NoteCards {
	readonly #canvas: StaticCanvas;
	readonly #printing: NotePrinting;
	readonly #notes = new Map<string, NoteCard>();

	constructor(canvas: StaticCanvas, printing: NotePrinting) {
		this.#canvas = canvas;
		this.#printing = printing;
	}

	/** These are the notes, where they lie, and how they are marked. */
	show(contents: ReadonlyMap<string, NoteContent>, places: ReadonlyMap<string, Place>, marks: ReadonlyMap<string, Marks>): void {
		for (const [id, note] of this.#notes) {
			if (contents.has(id)) continue;
			this.#printing.notes.forget(note.content.key);
			this.#canvas.remove(note);
			this.#notes.delete(id);
		}
		for (const [id, content] of contents) {
			let note = this.#notes.get(id);
			if (!note) {
				note = new NoteCard(content, this.#printing);
				this.#notes.set(id, note);
				this.#canvas.add(note);
			}
			if (note.content.key !== content.key) this.#printing.notes.forget(note.content.key);
			note.content = content;
			note.place = places.get(id) ?? null;
			note.marks = marks.get(id) ?? unmarked;
		}
	}

	/** As they are piled: by depth, over them those that are chosen or in a hand. */
	get pile(): NoteCard[] {
		const height = ({ marks }: NoteCard) => (marks.lifted || isHeld(marks) ? 2 : isMarked(marks) ? 1 : 0);
		const depth = ({ place, content }: NoteCard) => ({ x: place?.x ?? 0, y: place?.y ?? 0, moved: place?.moved, key: content.id });
		return [...this.#notes.values()].sort((a, b) => height(a) - height(b) || byDepth(depth(a), depth(b)));
	}

	/** The topmost note at this point of the board. */
	under(point: Point): string | null {
		return this.pile.findLast(({ place }) => place && contains(noteAt(place), point))?.content.id ?? null;
	}
}
