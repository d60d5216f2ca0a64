/** Farther than this, in px, it is a drag and no press. */
const leastDrag = 6;
/** So near to the edge of the window, in px, a drag scrolls it, by so much each time. */
const edgeOfWindow = 72;
const scrollStep = 10;
const scrollEvery = 16;

/** A panel that is dragged by its grip over others, each with `data-panel`; the window goes along where they are out of sight. */
export class PanelDrag {
	/** Which one, over which one it hangs, and whether over its second half; null while none is dragged. */
	over = $state.raw<{ panel: string; on: string | null; after: boolean } | null>(null);
	readonly #drop: (panel: string, on: string, after: boolean) => void;

	constructor(drop: (panel: string, on: string, after: boolean) => void) {
		this.#drop = drop;
	}

	/** The grip of a panel is pressed. Escape lets go of it where it was. */
	take(event: PointerEvent, panel: string): void {
		if (event.button !== 0) return;
		const grip = event.currentTarget as HTMLElement;
		grip.setPointerCapture(event.pointerId);
		const from = { x: event.clientX, y: event.clientY };
		let at = from;
		const look = () => {
			const on = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('[data-panel]');
			const box = on?.getBoundingClientRect();
			this.over = { panel, on: on?.dataset.panel ?? null, after: box ? at.x > box.left + box.width / 2 : false };
		};
		const column = scrollerOf(grip);
		const scrolling = setInterval(() => {
			const by = at.y < edgeOfWindow ? -scrollStep : at.y > innerHeight - edgeOfWindow ? scrollStep : 0;
			if (!this.over || by === 0) return;
			column.scrollBy(0, by);
			look();
		}, scrollEvery);
		const ended = new AbortController();
		const leave = () => {
			clearInterval(scrolling);
			ended.abort();
			this.over = null;
		};
		const heard = { signal: ended.signal };
		grip.addEventListener('pointermove', ({ clientX, clientY }) => {
			at = { x: clientX, y: clientY };
			if (this.over || Math.hypot(at.x - from.x, at.y - from.y) >= leastDrag) look();
		}, heard);
		grip.addEventListener('pointerup', () => {
			const { over } = this;
			leave();
			if (over?.on != null) this.#drop(panel, over.on, over.after);
		}, heard);
		grip.addEventListener('pointercancel', leave, heard);
		// Its panel was taken out by a colleague, or the page was left.
		grip.addEventListener('lostpointercapture', leave, heard);
		addEventListener('keydown', ({ key }) => key === 'Escape' && leave(), heard);
	}
}

function scrollerOf(element: HTMLElement): Element {
	for (let one: HTMLElement | null = element; one; one = one.parentElement) if (one.scrollHeight > one.clientHeight && getComputedStyle(one).overflowY === 'auto') return one;
	return document.scrollingElement!;
}
