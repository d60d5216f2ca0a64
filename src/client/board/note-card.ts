import { FabricObject } from 'fabric/es';
import { drawMarksOver, drawMarksUnder, unmarked, type Marks, type Shape } from './card-marks.ts';
import { noteSize, touches } from './geometry.ts';
import type { Look } from './look.ts';
import { drawBareNote, noteBleed, noteOutline, notePicture, type NoteContent } from './note-picture.ts';
import type { Pictures } from './pictures.ts';
import type { Place } from './places.ts';

/** What all notes of a stage are drawn with in this frame. */
export interface NotePrinting {
	notes: Pictures<NoteContent>;
	look: Look;
	/** Pixels of a picture per board unit. */
	step: number;
	/** CSS pixels of the stage per board unit. */
	zoom: number;
}

const shape: Shape = { size: noteSize, outline: noteOutline, plain: true };

/** A note on the fabric canvas, over all cards: it blits its own bitmap, as a card does. */
export class NoteCard extends FabricObject {
	content: NoteContent;
	marks: Marks = unmarked;
	/** The place of its top left corner, in board units; null while it lies nowhere. */
	place: Place | null = null;
	readonly #printing: NotePrinting;

	/** @param printing is looked at anew in every frame. */
	constructor(content: NoteContent, printing: NotePrinting) {
		super({ strokeWidth: 0, objectCaching: false });
		this.content = content;
		this.#printing = printing;
	}

	/** In board units, as the canvas stands: it is never turned, so that fabric's own matrices would only take time. */
	override render(context: CanvasRenderingContext2D): void {
		const view = this.canvas?.vptCoords;
		if (!view || !this.place) return;
		const { x, y } = this.place;
		if (!touches({ x, y, ...noteSize }, { x: view.tl.x, y: view.tl.y, width: view.br.x - view.tl.x, height: view.br.y - view.tl.y })) return;
		const { notes, look, step, zoom } = this.#printing;
		const picture = notes.picture({ content: this.content, step, detail: 'near' });
		context.save();
		context.translate(x, y);
		drawMarksUnder(context, this.marks, shape, zoom, look);
		if (picture) context.drawImage(picture, -noteBleed, -noteBleed, notePicture.width, notePicture.height);
		else drawBareNote(context, look);
		drawMarksOver(context, this.marks, shape, zoom, look);
		context.restore();
	}
}
