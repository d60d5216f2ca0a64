import { FabricObject } from 'fabric/es';
import { drawMarksOver, drawMarksUnder, isMarked, unmarked, type Marks, type Shape } from './card-marks.ts';
import { bleed, cardOutline, drawBlank, pictureSize } from './card-picture.ts';
import type { CardContent } from './cards.ts';
import { cardSize, type Point } from './geometry.ts';
import type { Look } from './look.ts';
import type { Detail, Pictures } from './pictures.ts';

/** What all cards of a stage are drawn with in this frame. */
export interface Printing {
	pictures: Pictures<CardContent>;
	look: Look;
	detail: Detail;
	/** Pixels of a picture per board unit. */
	step: number;
	/** CSS pixels of the stage per board unit. */
	zoom: number;
}

/**
 * A theme's card on the fabric canvas: it blits its own bitmap, with no cache of fabric's in between. Measured on
 * 1,000 cards with 150 dots, ms a frame in software: fabric's cache 622, drawing the dots 407, own bitmap 37.
 * tests/bench/board.ts measures it beside a bare canvas.
 */
export class Card extends FabricObject {
	content: CardContent;
	marks: Marks = unmarked;
	/** When it was moved last: see `byDepth`. */
	moved: number | undefined;
	/** In a folded group: not to be seen. */
	folded = false;
	readonly #printing: Printing;

	/** @param printing is looked at anew in every frame. */
	constructor(content: CardContent, printing: Printing) {
		super({ ...pictureSize, strokeWidth: 0, objectCaching: false });
		this.content = content;
		this.#printing = printing;
	}

	/** The place of its top left corner, in board units. */
	get place(): Point {
		return { x: this.left - cardSize.width / 2, y: this.top - cardSize.height / 2 };
	}
	set place({ x, y }: Point) {
		// Fabric's origin is the centre.
		this.left = x + cardSize.width / 2;
		this.top = y + cardSize.height / 2;
		// Or it stays culled where it was.
		this.setCoords();
	}

	/** Is any of it in view? Cards are never turned: fabric's own way, which knows turned ones, takes longer than the blit. */
	override isOnScreen(): boolean {
		const view = this.canvas?.vptCoords;
		if (!view) return false;
		const [dx, dy] = [this.width / 2, this.height / 2];
		return this.left + dx > view.tl.x && this.left - dx < view.br.x && this.top + dy > view.tl.y && this.top - dy < view.br.y;
	}

	/** A card without marks goes straight onto the board: a frame takes as long as on a bare canvas, not 1.3 times that. */
	override render(context: CanvasRenderingContext2D): void {
		if (!this.visible || this.folded || !this.isOnScreen()) return;
		const picture = isMarked(this.marks) ? null : this.#picture();
		if (picture) this.#blit(context, picture, this.place);
		else super.render(context);
	}

	override _render(context: CanvasRenderingContext2D): void {
		const { look, zoom } = this.#printing;
		const { grave } = this.content;
		const shape: Shape = { size: cardSize, outline: (grow) => cardOutline(grave, grow), plain: grave };
		const picture = this.#picture();
		context.translate(-cardSize.width / 2, -cardSize.height / 2);
		drawMarksUnder(context, this.marks, shape, zoom, look);
		if (picture) this.#blit(context, picture, { x: 0, y: 0 });
		else drawBlank(context, this.content, look);
		drawMarksOver(context, this.marks, shape, zoom, look);
	}

	#picture(): HTMLCanvasElement | null {
		const { pictures, step, detail } = this.#printing;
		return pictures.picture({ content: this.content, step, detail });
	}

	#blit(context: CanvasRenderingContext2D, picture: HTMLCanvasElement, { x, y }: Point): void {
		context.drawImage(picture, x - bleed, y - bleed, pictureSize.width, pictureSize.height);
	}
}
