import type { Keep } from '#client/live/keep.ts';
import { around, bring, cardAt, fit, nextZoom, toBoard, touches, zoomAt, type Insets, type Point, type Rect, type Viewpoint } from './geometry.ts';
import type { Stage } from './stage.ts';

/** A view is kept when it stood still for this long, ms: storage is slow. */
const keepPause = 300;
/** The open panel's width, CSS pixels; on a narrower stage than `panelFrom` it lies over all. */
const panelRoom = 400;
const panelFrom = 960;

/** From where one facilitator looks at the board, and how to get somewhere else. */
export class Camera {
	/** Where the view was left, on this computer. */
	readonly #kept: Keep<Viewpoint | null>;
	readonly #panelOpen: () => boolean;
	#keeping: ReturnType<typeof setTimeout> | undefined;
	/** Null until the canvas is there. */
	stage = $state.raw<Stage | null>(null);
	view = $state.raw<Viewpoint>({ x: 0, y: 0, zoom: 1 });

	constructor(kept: Keep<Viewpoint | null>, panelOpen: () => boolean) {
		this.#kept = kept;
		this.#panelOpen = panelOpen;
	}

	/** The stage looks from there now. */
	viewed(view: Viewpoint): void {
		this.view = view;
		clearTimeout(this.#keeping);
		this.#keeping = setTimeout(() => (this.#kept.value = view), keepPause);
	}

	/** Looks from where the view was left, or at all of these cards. */
	begin(places: Iterable<Point>): void {
		const kept = this.#kept.value;
		const all = [...places];
		// Cards may have gone elsewhere since: nobody should begin with empty paper.
		if (kept && all.some((place) => touches(cardAt(place), this.#seenFrom(kept)))) this.stage?.look(kept);
		else {
			const view = this.#holding(all);
			if (view) this.stage?.look(view);
		}
	}

	/** Goes to where all these cards are in view. */
	fit(places: Iterable<Point>): void {
		const view = this.#holding(places);
		if (view) this.stage?.travel(view);
	}

	zoom(direction: 1 | -1): void {
		this.zoomTo(nextZoom(this.view.zoom, direction));
	}
	/** Zooms on the middle of what is free. */
	zoomTo(zoom: number): void {
		if (!this.stage) return;
		const { width, height } = this.stage.size;
		const { top, right, bottom, left } = this.#insets;
		const middle = { x: left + (width - left - right) / 2, y: top + (height - top - bottom) / 2 };
		this.stage.travel(zoomAt(this.view, middle, zoom));
	}

	/** Brings a card in view; `toRead`: large enough to be read. */
	bring(place: Point, toRead = false): void {
		if (!this.stage) return;
		const view = bring(this.view, cardAt(place), this.stage.size, this.#insets, toRead);
		if (view !== this.view) this.stage.travel(view);
	}

	/** The topmost card under a point of the stage. */
	cardUnder(onStage: Point): number | null {
		return this.stage?.cardUnder(toBoard(this.view, onStage)) ?? null;
	}

	/** What lies over the stage's edges: the tools, and the open panel. */
	get #insets(): Insets {
		const width = this.stage?.size.width ?? 0;
		const panel = this.#panelOpen() && width >= panelFrom ? panelRoom : 0;
		const [side, tools] = width < 500 ? [16, 16] : [36, 84];
		return { top: 84, right: panel + tools, bottom: 36, left: side };
	}

	#holding(places: Iterable<Point>): Viewpoint | null {
		const all = around(places);
		return all && this.stage && fit(all, this.stage.size, this.#insets);
	}

	#seenFrom({ x, y, zoom }: Viewpoint): Rect {
		const { width, height } = this.stage?.size ?? { width: 0, height: 0 };
		return { x, y, width: width / zoom, height: height / zoom };
	}
}
