import { FabricObject } from 'fabric/es';
import { drawGround, nameContent, nameSize, type AreaContent, type NameContent } from './area-picture.ts';
import { touches, type Rect } from './geometry.ts';
import type { Look } from './look.ts';
import type { Detail, Pictures } from './pictures.ts';

/** What all groups of a stage are drawn with in this frame. */
export interface AreaPrinting {
	names: Pictures<NameContent>;
	look: Look;
	detail: Detail;
	/** Pixels of a picture per board unit. */
	step: number;
	/** CSS pixels of the stage per board unit. */
	zoom: number;
}

/** A group's area on the fabric canvas, under all cards: its ground, and a bitmap of its name. */
export class Area extends FabricObject {
	content: AreaContent;
	readonly #printing: AreaPrinting;
	#rect: Rect | null = null;
	#name: NameContent | null = null;

	/** @param printing is looked at anew in every frame. */
	constructor(content: AreaContent, printing: AreaPrinting) {
		super({ strokeWidth: 0, objectCaching: false });
		this.content = content;
		this.#printing = printing;
	}

	/** Where it is drawn, in board units; null where none of its cards lies anywhere. */
	get rect(): Rect | null {
		return this.#rect;
	}
	set rect(rect: Rect | null) {
		this.#rect = rect;
		const name = rect && nameContent(this.content, rect);
		if (this.#name && this.#name.key !== name?.key) this.#printing.names.forget(this.#name.key);
		this.#name = name;
	}

	/** Its name is not needed any more. */
	forget(): void {
		this.rect = null;
	}

	/** In board units, as the canvas stands: it is never turned, so that fabric's own matrices would only take time. */
	override render(context: CanvasRenderingContext2D): void {
		const view = this.canvas?.vptCoords;
		const rect = this.#rect;
		if (!view || !rect || !this.#name) return;
		if (!touches(rect, { x: view.tl.x, y: view.tl.y, width: view.br.x - view.tl.x, height: view.br.y - view.tl.y })) return;
		const { names, look, detail, step, zoom } = this.#printing;
		context.save();
		drawGround(context, rect, this.content, zoom, look);
		context.restore();
		const picture = names.picture({ content: this.#name, step, detail });
		const { width, height } = nameSize(this.#name);
		if (picture) context.drawImage(picture, rect.x, rect.y, width, height);
	}
}
