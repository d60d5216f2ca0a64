const mark = 'data-returns-focus';
/** How far back: more than the controls of a menu or a bar that goes. */
const most = 12;
/** What was pressed on this page, the last one last. */
let used: HTMLElement[] = [];

/**
 * Attachment for a page, or a part of it with its own sense of 'near': when the control that has the focus goes away
 * since its step is done, the focus goes on where `heir` says; else it falls back to the top of the page, and who works
 * by keyboard begins anew. When what went comes back (its going was undone) the focus follows, unless it moved on.
 * @param heir gets the control that went, which is no longer in the page, and the last one that was used before it and
 * is still there
 */
export function returnFocus(heir: (gone: HTMLElement, used: HTMLElement | null) => HTMLElement | null): (container: HTMLElement) => () => void {
	return (container) => {
		/** What has the focus; null: a press elsewhere took it away. */
		let last: HTMLElement | null = null;
		/** Which part sees to it, of those within one another, and on which page. */
		let innermost: Element | null = null;
		let address = '';
		let went: { id: string; to: HTMLElement } | null = null;

		const arrive = ({ target }: FocusEvent) => {
			if (!(target instanceof HTMLElement)) return;
			if (address !== location.pathname) used = [];
			last = target;
			innermost = target.closest(`[${mark}]`);
			address = location.pathname;
		};
		const leave = ({ target, relatedTarget }: FocusEvent) => {
			if (relatedTarget !== null) return;
			// Some browsers say so too when a control is taken out: by then it is out.
			setTimeout(() => {
				if (target === last && last?.isConnected && isLost() && document.hasFocus()) last = null;
			});
		};
		const press = (event: Event) => {
			if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
			const control = event.target instanceof Element ? event.target.closest<HTMLElement>('button, a, input, select, textarea') : null;
			if (control) use(control);
		};
		const look = () => {
			if (went && document.activeElement === went.to) {
				const back = document.getElementById(went.id);
				if (back && container.contains(back)) {
					went = null;
					back.focus({ preventScroll: true });
					return;
				}
			}
			if (last === null || last.isConnected || !isLost()) return;
			const gone = last;
			last = null;
			// Another page begins at its top.
			if (address !== location.pathname || (innermost !== container && innermost?.isConnected)) return;
			const anew = nowOf(gone);
			const to = anew !== gone && container.contains(anew) ? anew : heir(gone, used.map(nowOf).findLast((one) => container.contains(one) && one.checkVisibility()) ?? null);
			to?.focus({ preventScroll: true });
			if (to) use(to);
			went = to && gone.id !== '' ? { id: gone.id, to } : null;
		};
		// After all observers: a part that keeps the focus for itself comes first, as does who moves it on purpose.
		const observer = new MutationObserver(() => setTimeout(look));

		container.setAttribute(mark, '');
		container.addEventListener('focusin', arrive);
		container.addEventListener('focusout', leave);
		container.addEventListener('keydown', press, true);
		container.addEventListener('click', press, true);
		observer.observe(container, { childList: true, subtree: true });
		return () => {
			container.removeEventListener('focusin', arrive);
			container.removeEventListener('focusout', leave);
			container.removeEventListener('keydown', press, true);
			container.removeEventListener('click', press, true);
			observer.disconnect();
		};
	};
}

function use(control: HTMLElement): void {
	used = [...used.filter((one) => one !== control), control].slice(-most);
}

/** The control itself, or the one that came in its place: what moves to another list is made anew there. */
function nowOf(control: HTMLElement): HTMLElement {
	return control.isConnected || control.id === '' ? control : (document.getElementById(control.id) ?? control);
}

function isLost(): boolean {
	return document.activeElement === null || document.activeElement === document.body;
}
