import { giveBack } from './print.ts';

/** From afar a card tells less, larger. */
export type Detail = 'near' | 'far';

/** A picture of a card or a group's name. One of another step or detail shows the same, less well. */
export interface Wanted<Content> {
	/** Two with the same `key` look the same. */
	content: Content;
	/** Pixels per board unit. */
	step: number;
	detail: Detail;
}

interface Kept {
	bitmap: HTMLCanvasElement;
	step: number;
	detail: Detail;
	/** The frame that showed it last. */
	usedAt: number;
}

/** What keeps the board smooth: time for drawing pictures within one frame, in ms, and pixels in all. */
export interface Limits {
	/** For pictures that only get sharper; a quarter of it while the zoom changes, when each frame wants others. */
	sharpen: number;
	/** For pictures of what is not to be seen in any other. */
	draw: number;
	pixels: number;
}

const usual: Limits = { sharpen: 5, draw: 40, pixels: 24_000_000 };

/**
 * The pictures of one kind of thing, drawn once and put on the board in every frame. Where one of the right step is not there yet,
 * another of the same content stands in, and the right one comes as soon as a frame has time. A picture of an earlier
 * content never stands in: a withdrawn drawing or a hidden result is gone in the same frame.
 */
export class Pictures<Content extends { key: string }> {
	readonly #draw: (wanted: Wanted<Content>) => HTMLCanvasElement;
	readonly #clock: () => number;
	readonly #limits: Limits;
	/** By the content's key. */
	readonly #kept = new Map<string, Kept[]>();
	#pixels = 0;
	#frame = 0;
	#started = 0;
	#spent = 0;
	#sharpen = 0;
	#lacking = false;

	/** @param clock ms */
	constructor(draw: (wanted: Wanted<Content>) => HTMLCanvasElement, clock: () => number, limits: Limits = usual) {
		this.#draw = draw;
		this.#clock = clock;
		this.#limits = limits;
	}

	/** Call it before each frame. @param zooming the frame before had another zoom */
	begin(zooming = false): void {
		this.#frame += 1;
		this.#sharpen = this.#limits.sharpen / (zooming ? 4 : 1);
		this.#started = this.#clock();
		this.#spent = 0;
		this.#lacking = false;
	}

	/** Call it after each frame. @returns whether another frame would be sharper. */
	end(): boolean {
		if (this.#pixels > this.#limits.pixels) this.#makeRoom();
		return this.#lacking;
	}

	/** The picture to put there now; null where there is none and this frame has no time left to draw it. */
	picture(wanted: Wanted<Content>): HTMLCanvasElement | null {
		const kept = this.#kept.get(wanted.content.key) ?? [];
		const exact = kept.find(({ step, detail }) => step === wanted.step && detail === wanted.detail);
		if (exact) return this.#used(exact);
		const other = best(kept, wanted.step);
		if (this.#spent < (other ? this.#sharpen : this.#limits.draw)) return this.#make(wanted, kept);
		this.#lacking = true;
		return other && this.#used(other);
	}

	/** What has this key is not shown any more. */
	forget(key: string): void {
		for (const kept of this.#kept.get(key) ?? []) this.#drop(kept);
		this.#kept.delete(key);
	}

	/** Everything has to be drawn anew: a face arrived, or the colours changed. */
	clear(): void {
		for (const key of [...this.#kept.keys()]) this.forget(key);
	}

	#make(wanted: Wanted<Content>, others: Kept[]): HTMLCanvasElement {
		const { content, step, detail } = wanted;
		const kept: Kept = { bitmap: this.#draw(wanted), step, detail, usedAt: this.#frame };
		this.#kept.set(content.key, [...others, kept]);
		this.#pixels += pixelsOf(kept);
		this.#spent = this.#clock() - this.#started;
		return kept.bitmap;
	}

	#used(kept: Kept): HTMLCanvasElement {
		kept.usedAt = this.#frame;
		return kept.bitmap;
	}

	/** Lets go of what was not shown for longest, but of nothing that this frame showed. */
	#makeRoom(): void {
		const unused = [...this.#kept].flatMap(([key, all]) => all.filter(({ usedAt }) => usedAt < this.#frame).map((kept) => ({ key, kept })));
		unused.sort((a, b) => a.kept.usedAt - b.kept.usedAt);
		for (const { key, kept } of unused) {
			if (this.#pixels <= this.#limits.pixels * 0.8) return;
			this.#drop(kept);
			const left = (this.#kept.get(key) ?? []).filter((one) => one !== kept);
			if (left.length > 0) this.#kept.set(key, left);
			else this.#kept.delete(key);
		}
	}

	#drop(kept: Kept): void {
		this.#pixels -= pixelsOf(kept);
		giveBack(kept.bitmap);
	}
}

function pixelsOf({ bitmap }: Kept): number {
	return bitmap.width * bitmap.height;
}

/** The smallest that is large enough, else the largest. */
function best(kept: readonly Kept[], step: number): Kept | null {
	const bySize = [...kept].sort((a, b) => a.step - b.step);
	return bySize.find((one) => one.step >= step) ?? bySize.at(-1) ?? null;
}
