/** How long a stage stands, in ms, and how much of that it takes to come. */
const standsFor = 2000;
const comesIn = 600;

/**
 * The earlier stages of a drawing, laid over the picture of its last one: each in that picture's own place, on white, so
 * that nothing on the page moves. By the CSSOM, and without a style sheet: phones load this when a drawing has stages.
 */
export class Stages {
	readonly #image: HTMLImageElement;
	readonly #sources: readonly string[];
	readonly #over = document.createElement('div');
	readonly #layers: HTMLImageElement[] = [];
	readonly #follow: ResizeObserver;
	#loading: Promise<void> | null = null;
	#fade: Animation | null = null;
	#at: number;
	#run = 0;

	/**
	 * @param image the picture of the last stage, in a part that holds nothing else
	 * @param sources addresses of the earlier ones, the oldest first
	 */
	constructor(image: HTMLImageElement, sources: readonly string[]) {
		this.#image = image;
		this.#sources = sources;
		this.#at = sources.length;
		image.parentElement!.style.position = 'relative';
		// What is seen is told in words: see who uses it.
		this.#over.setAttribute('aria-hidden', 'true');
		Object.assign(this.#over.style, { position: 'absolute', overflow: 'hidden', pointerEvents: 'none' });
		image.after(this.#over);
		this.#follow = new ResizeObserver(([entry]) => this.#place(entry!.contentRect));
		this.#follow.observe(image);
	}

	/** Shows the stage with that number, counted from 0; the last lies under all others. */
	async show(at: number): Promise<void> {
		const run = (this.#run += 1);
		await this.#load();
		if (run === this.#run) this.#turn(at);
	}

	/**
	 * Shows all of them once, and rests on the last.
	 * @param told is told which one comes
	 * @param fresh nothing stood there before: then the last is not seen before the first
	 */
	async play(told: (at: number) => void = () => {}, fresh = false): Promise<void> {
		const run = (this.#run += 1);
		if (fresh) this.#image.style.visibility = 'hidden';
		await this.#load();
		for (let at = 0; at <= this.#sources.length && run === this.#run; at += 1) {
			if (!this.#isThere(at)) continue;
			this.#turn(at, fresh && this.#image.style.visibility === 'hidden');
			this.#image.style.visibility = '';
			told(at);
			if (at < this.#sources.length) await new Promise((goOn) => setTimeout(goOn, standsFor));
		}
	}

	/** Takes them off the picture. */
	remove(): void {
		this.#run += 1;
		this.#image.style.visibility = '';
		this.#follow.disconnect();
		this.#over.remove();
	}

	/** All of them, before the first is shown: none comes as an empty sheet. One that can't be had is passed over. */
	#load(): Promise<void> {
		return (this.#loading ??= Promise.all(
			this.#sources.map(async (source, at) => {
				const layer = new Image();
				layer.alt = '';
				layer.src = source;
				await layer.decode().catch(() => {});
				if (layer.naturalWidth === 0) return;
				Object.assign(layer.style, { position: 'absolute', inset: '0', inlineSize: '100%', blockSize: '100%', maxBlockSize: 'none', border: '0', objectFit: 'contain', background: '#ffffff', visibility: 'hidden' });
				this.#layers[at] = layer;
				this.#over.append(layer);
			})
		).then(() => {}));
	}

	#isThere(at: number): boolean {
		return at === this.#sources.length || this.#layers[at] !== undefined;
	}

	/** The one that comes fades in over the one that stands; the last, which lies below, by the other's fading out. */
	#turn(at: number, atOnce = false): void {
		if (at === this.#at || !this.#isThere(at)) return;
		const [before, layer] = [this.#layers[this.#at], this.#layers[at]];
		const leave = (...standing: (HTMLImageElement | undefined)[]) => this.#layers.forEach((one) => (one.style.visibility = standing.includes(one) ? '' : 'hidden'));
		this.#at = at;
		// One that was still coming stands at once: two at a time would let the last shine through.
		this.#fade?.cancel();
		if (layer) this.#over.append(layer);
		const fading = layer ?? before;
		if (!fading || atOnce || matchMedia('(prefers-reduced-motion: reduce)').matches) return leave(layer);
		leave(before, layer);
		this.#fade = fading.animate({ opacity: layer ? [0, 1] : [1, 0] }, { duration: comesIn, easing: 'ease-in-out' });
		this.#fade.onfinish = () => leave(layer);
	}

	/** In fractions of a pixel: rounded, an edge of the last would shine beside an earlier one. */
	#place({ width, height }: DOMRectReadOnly): void {
		const place = this.#image.parentElement!;
		const [image, around] = [this.#image.getBoundingClientRect(), place.getBoundingClientRect()];
		const left = image.left - around.left - place.clientLeft + (image.width - width) / 2;
		const top = image.top - around.top - place.clientTop + (image.height - height) / 2;
		Object.assign(this.#over.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
	}
}
