import { createContext } from 'svelte';
import type { ShownPage } from '#shared/protocol/frames.ts';
import { subjectOf } from '#shared/protocol/show.ts';
import type { DrawingView } from '#shared/views/parts.ts';
import type { ScreenView } from '#shared/views/views.ts';
import { deckOf, drawingAt, lastDrawings } from './deck.ts';
import { DrawingStore, type Wanted } from './drawing-store.ts';
import { pageShown } from './words.ts';

/** Pages of a PDF that are kept at hand, in the order in which they are fetched: seen from the one that stands there. */
const besidePage = [1, -1, 2, 3, -2, 4];

/** A hall never waits longer than this for a drawing, in ms. */
const longestWait = 1500;

/**
 * What the hall looks at: the view, held back until its drawings can be painted in the same frame, so that one picture
 * gives way to the next without an empty moment.
 */
export class Stage {
	readonly drawings = new DrawingStore();
	#view = $state.raw() as ScreenView;
	/** The page that stands here now, where there are several: for regie. */
	shown = $state.raw<ShownPage | null>(null);
	/** When the hall began to wait, ms; null while it doesn't. */
	#waitingSince: number | null = null;
	#preparing = false;
	/** Versions that the hall waited for in vain. */
	readonly #gaveUp = new Set<string>();
	/** The latest view that was followed. */
	#next: ScreenView;
	/** Nothing was followed yet: what stands here stood before the page was loaded. */
	asItCame = true;

	/** How large it is drawn beside how it is laid out: what is measured on the page is that much smaller. */
	scale = 1;
	/** Server time, ms since 1970. */
	readonly now: () => number;

	constructor(view: ScreenView, now: () => number) {
		this.now = now;
		this.#view = view;
		this.#next = view;
	}

	get view(): ScreenView {
		return this.#view;
	}

	/**
	 * Tells regie which page stands here, as long as the component is there that calls this while it is made.
	 * @param pages `firsts`: what stands first on each page, counted from 0; null while it is not laid out
	 */
	tellPage(pages: () => { page: number; firsts: number[] } | null): void {
		// Told over the line, which is outside of what Svelte follows.
		$effect(() => {
			const { page, firsts } = pages() ?? { page: 0, firsts: [] };
			const first = firsts[page];
			// What was measured in a hidden picture is nothing that the hall sees.
			if (firsts.length < 2 || first === undefined || this.#view.blank) this.shown = null;
			else this.shown = { subject: subjectOf(this.#view.show), page, count: firsts.length, first, before: firsts[page - 1] ?? null, after: firsts[page + 1] ?? null };
			return () => (this.shown = null);
		});
	}

	/** Takes the next view up, at once or when its drawings are here. */
	follow(next: ScreenView): void {
		this.#next = next;
		this.asItCame = false;
		const missing = drawingsOf(next).filter((wanted) => !this.drawings.has(wanted));
		const loaded = Promise.all(missing.map((wanted) => this.drawings.load(wanted)));
		// One that could not be had in time must not hold up every later picture.
		const isAwaited = missing.some(({ version }) => !this.#gaveUp.has(version));
		if (!isAwaited || takesAway(this.#view, next)) return this.#show(next);
		this.#waitingSince ??= performance.now();
		const left = Math.max(0, this.#waitingSince + longestWait - performance.now());
		const waited = new Promise((end) => setTimeout(end, left));
		void Promise.race([loaded, waited]).then(() => {
			if (this.#next !== next) return;
			for (const wanted of missing) if (!this.drawings.has(wanted)) this.#gaveUp.add(wanted.version);
			this.#show(next);
		});
	}

	/** Fetches what may be asked for next, one after the other, so that it is there when the line is not. */
	async prepare(): Promise<void> {
		void this.#fetchPages();
		if (this.#preparing) return;
		this.#preparing = true;
		for (const rendition of ['thumbnail', 'screen'] as const) {
			for (const { version } of Object.values(this.#next.drawings)) await this.drawings.load({ version, rendition });
		}
		for (const stage of Object.values(this.#next.drawings).flatMap(stagesOf)) await this.drawings.load(stage);
		this.#preparing = false;
	}

	#show(next: ScreenView): void {
		this.#waitingSince = null;
		this.#view = next;
		const beside = pagesBeside(next);
		this.drawings.keepOnly(new Set([...Object.values(next.drawings), ...Object.values(next.drawings).flatMap(stagesOf), ...drawingsOf(next), ...beside].map(({ version }) => version)));
	}

	/** Of a PDF the pages around the one that is shown, as long as it is that one. */
	async #fetchPages(): Promise<void> {
		const beside = this.#next;
		for (const page of pagesBeside(beside)) if (this.#next === beside) await this.drawings.load(page);
	}
}

/** The drawings that a view shows. */
function drawingsOf(view: ScreenView): Wanted[] {
	const { show } = view;
	switch (show.mode) {
		case 'join':
			return view.evening.closed ? lastDrawings(view).map(({ version }) => ({ version, rendition: 'screen' })) : [];
		case 'drawing': {
			const drawing = view.drawings[show.drawing];
			return drawing ? [{ version: drawing.version, rendition: 'screen' }, ...(show.played === undefined ? [] : stagesOf(drawing))] : [];
		}
		case 'theme': {
			const drawing = drawingAt(view, show.theme);
			return drawing ? [{ version: drawing.version, rendition: 'screen' }] : [];
		}
		case 'cards':
		case 'ranking':
			return deckOf(view, show).cards.flatMap(({ drawing }) => (drawing ? [{ version: drawing.version, rendition: 'thumbnail' as const }] : []));
		case 'welcome':
		case 'question':
		case 'text':
		case 'comment':
		case 'timer':
		case 'faces':
			return [];
		case 'strip':
			return panelsShown(view, (index) => index === (show.held ?? 0));
		case 'exhibit':
			return view.exhibit ? [{ place: 'schermbeeld', version: pageShown(view.exhibit, show.held ?? 0).id, rendition: 'screen' }] : [];
	}
}

/** The drawings of those panels of the strip that stands there. */
function panelsShown({ strip, drawings }: ScreenView, which: (index: number) => boolean): Wanted[] {
	return (strip?.panels ?? []).filter((_, index) => which(index)).map(({ drawing }) => ({ version: drawings[drawing]!.version, rendition: 'screen' }));
}

/** The earlier stages of a series. */
export function stagesOf({ stages = [] }: Pick<DrawingView, 'stages'>): Wanted[] {
	return stages.map(({ id }) => ({ version: id, rendition: 'screen' }));
}

/** What a clicker may turn to. */
function pagesBeside(view: ScreenView): Wanted[] {
	const { show, exhibit } = view;
	if (show.mode === 'strip') return panelsShown(view, (index) => Math.abs(index - (show.held ?? 0)) === 1);
	if (show.mode !== 'exhibit' || !exhibit) return [];
	return besidePage.flatMap((step) => {
		const page = exhibit.pages[(show.held ?? 0) + step];
		return page ? [{ place: 'schermbeeld' as const, version: page.id, rendition: 'screen' as const }] : [];
	});
}

/** Is something gone that the hall may see at this moment? Then nothing waits. A replaced drawing is not gone. */
function takesAway(shown: ScreenView, next: ScreenView): boolean {
	const gone = (part: 'drawings' | 'comments' | 'themes') => Object.keys(shown[part]).some((id) => next[part][id] === undefined);
	const hidden = Object.values(shown.rounds).some(({ id, totals }) => totals && !next.rounds[id]?.totals);
	return hidden || gone('drawings') || gone('comments') || gone('themes');
}

/** The stage of the page, for every picture on it. */
export const [useStage, provideStage] = createContext<Stage>();
