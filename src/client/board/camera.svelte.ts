import type { Keep } from '#client/live/keep.ts';
import { around, bring, cardAt, centre, fit, freeOf, mostZoom, nextZoom, toBoard, toStage, touches, zoomAt, type Point, type Rect, type Size, type Viewpoint } from './geometry.ts';
import type { Stage } from './stage.ts';

/** A view is kept when it stood still for this long, ms: storage is slow. */
const keepPause = 300;
/** A card stays so far from the stage's edges, on a narrow or low stage, and from what lies over it: CSS pixels. */
const fromEdge = 36;
const fromEdgeNarrow = 16;
const fromTools = 12;

/** From where one facilitator looks at the board, and how to get somewhere else. */
export class Camera {
	/** Where the view was left, on this computer. */
	readonly #kept: Keep<Viewpoint | null>;
	#keeping: ReturnType<typeof setTimeout> | undefined;
	/** Null until the canvas is there. */
	stage = $state.raw<Stage | null>(null);
	view = $state.raw<Viewpoint>({ x: 0, y: 0, zoom: 1 });

	/** The stage on which something lay to look at. */
	#begun: Stage | null = null;
	readonly #own: () => void;

	/** @param own called when this facilitator goes to look from somewhere else: that ends following another */
	constructor(kept: Keep<Viewpoint | null>, own: () => void) {
		this.#kept = kept;
		this.#own = own;
	}

	/** The stage looks from there now. */
	viewed(view: Viewpoint): void {
		this.view = view;
		clearTimeout(this.#keeping);
		if (this.#begun === null) return;
		this.#keeping = setTimeout(() => (this.#kept.value = view), keepPause);
	}

	/** Looks from where the view was left, or at all of these cards: once there are any. */
	begin(places: Iterable<Point>): void {
		const kept = this.#kept.value;
		const all = [...places];
		if (this.#begun === this.stage || all.length === 0) return;
		this.#begun = this.stage;
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
		if (view) this.#travel(view);
	}

	/** Looks from there, as a hand pushes and pinches the paper. */
	look(view: Viewpoint): void {
		this.#own();
		this.stage?.look(view);
	}

	/** The zoom that it has, or is going to have. */
	get goalZoom(): number {
		return this.stage?.goal.zoom ?? this.view.zoom;
	}

	/** The part of the board that is seen and that nothing lies over, in board units; null where there is no canvas. */
	get window(): Rect | null {
		if (!this.stage) return null;
		const { zoom } = this.view;
		const { x, y, width, height } = this.#free(this.stage);
		return { ...toBoard(this.view, { x, y }), width: width / zoom, height: height / zoom };
	}
	/** Goes along with another's window: all of it is in view and clear, as large as this window allows. */
	follow(window: Rect): void {
		if (!this.stage || window.width <= 0 || window.height <= 0) return;
		const to = fit(window, this.#free(this.stage), mostZoom);
		// A leader who only points tells the same again every second: nothing is drawn for that.
		const { x, y, zoom } = this.stage.view;
		if (Math.abs(to.x - x) * zoom + Math.abs(to.y - y) * zoom + Math.abs(to.zoom / zoom - 1) * 1000 > 0.5) this.stage.travel(to);
	}
	/** Goes to what others looked at last, this point in the middle, at a zoom of its own: see `Lead`. */
	lead(at: Point, zoom: number): void {
		if (this.stage) this.stage.travel(centre(at, zoom, this.#free(this.stage)));
	}

	/** @param on what the keyboard is at: see `zoomTo` */
	zoom(direction: 1 | -1, on?: Point): void {
		// From where it is going: a key that is held, or pressed quickly, counts each time.
		if (this.stage) this.zoomTo(nextZoom(this.stage.goal.zoom, direction), on);
	}
	/** Zooms on the middle of what is free, or on the card at `on`, if it is in view: who zooms by keyboard wants to read it. */
	zoomTo(zoom: number, on?: Point): void {
		if (!this.stage) return;
		const free = this.#free(this.stage);
		const { goal } = this.stage;
		const card = on && cardAt(on);
		const middle = card && toStage(goal, { x: card.x + card.width / 2, y: card.y + card.height / 2 });
		const isSeen = middle && middle.x > free.x && middle.y > free.y && middle.x < free.x + free.width && middle.y < free.y + free.height;
		if (!isSeen) return this.#travel(zoomAt(goal, { x: free.x + free.width / 2, y: free.y + free.height / 2 }, zoom));
		this.#travel(bring(zoomAt(goal, middle, zoom), card, free));
	}

	/** The board point in the middle of what is free. */
	get middle(): Point {
		if (!this.stage) return { x: this.view.x, y: this.view.y };
		const { x, y, width, height } = this.#free(this.stage);
		return toBoard(this.view, { x: x + width / 2, y: y + height / 2 });
	}

	/** Brings a card, or what has another size, in view, clear of what lies over the board; `toRead`: large enough to be read. */
	bring(place: Point & Partial<Size>, toRead = false): void {
		if (!this.stage) return;
		const { goal } = this.stage;
		const view = bring(goal, { ...cardAt(place), ...place }, this.#free(this.stage), toRead);
		if (view !== goal) this.#travel(view);
	}

	/** Brings what lies there in view as a whole, from no nearer than now. */
	bringAll(places: Iterable<Point>): void {
		const all = around(places);
		if (!this.stage || !all) return;
		const { goal } = this.stage;
		const view = bring(goal, all, this.#free(this.stage));
		if (view !== goal) this.#travel(view);
	}

	/** The topmost card under a point of the stage, by its number, or folded group, by its id. */
	under(onStage: Point): number | string | null {
		return this.stage?.under(toBoard(this.view, onStage)) ?? null;
	}

	/** The topmost note there; notes lie over cards. */
	noteUnder(onStage: Point): string | null {
		return this.stage?.noteUnder(toBoard(this.view, onStage)) ?? null;
	}

	#travel(view: Viewpoint): void {
		this.#own();
		this.stage?.travel(view);
	}

	#free({ size, overlays }: Stage): Rect {
		return freeOf(size, overlays, size.width < 500 || size.height < 400 ? fromEdgeNarrow : fromEdge, fromTools);
	}

	#holding(places: Iterable<Point>): Viewpoint | null {
		const all = around(places);
		return all && this.stage && fit(all, this.#free(this.stage));
	}

	#seenFrom({ x, y, zoom }: Viewpoint): Rect {
		const { width, height } = this.stage?.size ?? { width: 0, height: 0 };
		return { x, y, width: width / zoom, height: height / zoom };
	}
}
