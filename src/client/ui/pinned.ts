/**
 * For what is pinned over the bottom of the window: tells the page how high it is now, as `--pinned` (px, 0px while it
 * shows nothing). Pages end so much lower: else their last row lies under it, and can't be scrolled out. It says more
 * lines than one on a phone, and nobody knows beforehand how many.
 */
export function pinned(bar: HTMLElement): () => void {
	const page = document.documentElement;
	const watch = new ResizeObserver(() => page.style.setProperty('--pinned', `${bar.offsetHeight}px`));
	watch.observe(bar);
	return () => {
		watch.disconnect();
		page.style.removeProperty('--pinned');
	};
}
