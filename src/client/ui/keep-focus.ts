const mark = 'data-keeps-focus';

/**
 * Attachment for an element with tabindex -1: when the control that has the focus goes away inside it, since its step
 * is done, the focus stays here. Otherwise it falls back to the top of the page, and who works by keyboard begins
 * anew. Of elements within one another the innermost that is left takes it.
 */
export function keepFocus(container: HTMLElement): () => void {
	let last: Element | null = null;
	let innermost: Element | null = null;
	const remember = ({ target }: FocusEvent) => {
		if (!(target instanceof Element)) return;
		last = target;
		innermost = target.closest(`[${mark}]`);
	};
	const observer = new MutationObserver(() => {
		if (last === null || last.isConnected) return;
		last = null;
		if (innermost !== container && innermost?.isConnected) return;
		// Something else took the focus already: then nothing was lost.
		if (document.activeElement === document.body) container.focus({ preventScroll: true });
	});
	container.setAttribute(mark, '');
	container.addEventListener('focusin', remember);
	observer.observe(container, { childList: true, subtree: true });
	return () => {
		container.removeEventListener('focusin', remember);
		observer.disconnect();
	};
}
