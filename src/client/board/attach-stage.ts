import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Board } from './board.svelte.ts';
import { restyled } from '#client/house-style/restyled.svelte.ts';
import { listenToGestures } from './gestures.ts';

/**
 * Puts the canvas into an element, as large as that is, with the gestures on it. Fabric is fetched here and nowhere
 * else: only this page, and only in a browser.
 * @param panning whether a drag pans now
 * @param failed told when the board can't be drawn (the line broke before its program came)
 */
export function attachStage(board: Board, panning: () => boolean, failed: () => void): Attachment<HTMLElement> {
	return (host) => {
		// Another paper, another type: the canvas reads them once, and is made anew.
		void restyled.count;
		const ended = new AbortController();
		const texts = untrack(() => [...[...board.cards.values()].map(({ title }) => title), ...[...board.notes.contents.values()].map(({ text }) => text)]);
		open(host, board, texts, panning, ended.signal).catch(failed);
		return () => {
			board.camera.stage = null;
			ended.abort();
		};
	};
}

async function open(host: HTMLElement, board: Board, texts: string[], panning: () => boolean, ended: AbortSignal): Promise<void> {
	const { openStage } = await import('./stage.ts');
	const stage = await openStage(host, texts, (view) => board.camera.viewed(view));
	if (ended.aborted) return stage.dispose();

	const resize = () => stage.resize({ width: host.clientWidth, height: host.clientHeight });
	resize();
	const watch = new ResizeObserver(resize);
	watch.observe(host);
	// The window went to a screen with other pixels, the same size in CSS.
	matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', resize, { signal: ended });
	// A title that came later may have brought a face with it.
	document.fonts.addEventListener('loadingdone', ({ fontfaces }) => stage.facesCame(fontfaces.map(({ family }) => family)), { signal: ended });
	const deaf = listenToGestures(host, board, panning);
	board.camera.stage = stage;
	board.camera.begin(board.corners);

	ended.addEventListener('abort', () => {
		deaf();
		watch.disconnect();
		void stage.dispose();
	});
}
