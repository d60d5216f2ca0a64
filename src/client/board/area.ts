import { FabricObject } from 'fabric/es';
import { drawGround, nameContent, nameSize, type AreaContent, type NameContent } from './area-picture.ts';
import { touches, type Point, type Rect } from './geometry.ts';
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

/** A group's area on the fabric canvas, under all cards: its ground. Its name is an object of its own. */
export class Area extends FabricObject {
	content: AreaContent;
	readonly #printing: AreaPrinting;
	readonly name: AreaName;
	#rect: Rect | null = null;
	/** Where cards lie over it that are not in the group. */
	holes: Path2D | null = null;

	/** @param printing is looked at anew in every frame. */
	constructor(content: AreaContent, printing: AreaPrinting) {
		super({ strokeWidth: 0, objectCaching: false });
		this.content = content;
		this.#printing = printing;
		this.name = new AreaName(printing);
	}

	/** Where it is drawn, in board units; null where none of its cards lies anywhere. */
	get rect(): Rect | null {
		return this.#rect;
	}
	set rect(rect: Rect | null) {
		this.#rect = rect;
		this.name.show(rect && nameContent(this.content, rect), rect);
	}

	/** Its name is not needed any more. */
	forget(): void {
		this.rect = null;
	}

	/** In board units, as the canvas stands: it is never turned, so that fabric's own matrices would only take time. */
	override render(context: CanvasRenderingContext2D): void {
		const rect = this.#rect;
		if (!rect || !isInView(this, rect)) return;
		const { look, zoom } = this.#printing;
		context.save();
		drawGround(context, rect, this.holes, this.content, zoom, look);
		context.restore();
	}
}

/** A bitmap of a group's name, on its area; over its cards while these have rings that would lie over it. */
export class AreaName extends FabricObject {
	readonly #printing: AreaPrinting;
	#content: NameContent | null = null;
	#at: Point = { x: 0, y: 0 };

	constructor(printing: AreaPrinting) {
		super({ strokeWidth: 0, objectCaching: false });
		this.#printing = printing;
	}

	/** This is printed, from that corner; null: nothing is. */
	show(content: NameContent | null, at: Point | null): void {
		if (this.#content && this.#content.key !== content?.key) this.#printing.names.forget(this.#content.key);
		this.#content = content;
		if (at) this.#at = at;
	}

	override render(context: CanvasRenderingContext2D): void {
		const { x, y } = this.#at;
		const size = this.#content && nameSize(this.#content);
		if (!this.#content || !size || !isInView(this, { x, y, ...size })) return;
		const { names, detail, step } = this.#printing;
		const picture = names.picture({ content: this.#content, step, detail });
		if (picture) context.drawImage(picture, x, y, size.width, size.height);
	}
}

function isInView(object: FabricObject, rect: Rect): boolean {
	const view = object.canvas?.vptCoords;
	return view !== undefined && touches(rect, { x: view.tl.x, y: view.tl.y, width: view.br.x - view.tl.x, height: view.br.y - view.tl.y });
}
