/** What sticks to the top of the window, on this page. */
const parts = new Set<HTMLElement>();

/**
 * For what sticks to the top of the window while its style says so. Marks it `data-tall` while it takes more than a third of
 * the window, in large type or a browser that is zoomed in: it would be all that one sees, and is to go along with the page.
 * Tells the page how much of the top lies under what sticks, as `--stuck` (px): what gets the focus must not lie behind it.
 */
export function sticks(part: HTMLElement): () => void {
	parts.add(part);
	// One that grows may let another go along with the page.
	const watch = new ResizeObserver(look);
	watch.observe(part);
	addEventListener('resize', look);
	return () => {
		parts.delete(part);
		watch.disconnect();
		removeEventListener('resize', look);
		look();
	};
}

function look(): void {
	for (const part of parts) part.toggleAttribute('data-tall', part.offsetHeight > innerHeight / 3);
	const heights = [...parts].map((part) => (getComputedStyle(part).position === 'sticky' ? part.offsetHeight : 0));
	document.documentElement.style.setProperty('--stuck', `${Math.max(0, ...heights)}px`);
}
