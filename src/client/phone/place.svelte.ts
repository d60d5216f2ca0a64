import { flushSync } from 'svelte';

/** Which theme is open: the address says it, so that 'back' and a reload work. Nothing is asked of the server for it. */
export class Place {
	readonly #base: string;
	#theme: string | undefined = $state();

	/**
	 * @param base path of the evening
	 * @param theme number of the theme that the page was rendered with
	 */
	constructor(base: string, theme: string | undefined) {
		this.#base = base;
		this.#theme = theme;
	}

	/** The number of the open theme, as the address has it; undefined for the overview. */
	get theme(): string | undefined {
		return this.#theme;
	}

	/**
	 * Follows links within the evening and the browser's own buttons; call it in the browser only.
	 * @param mark stands at each step in the browser's history: another's steps lead to the overview.
	 * @returns ends that.
	 */
	follow(mark: string | null = null): () => void {
		const click = (event: MouseEvent) => this.#click(event, mark);
		// The browser puts the scroll back right after this: by then the page must stand there.
		const back = () => flushSync(() => (this.#theme = (history.state === mark && this.#themeOf(location.pathname)) || undefined));
		document.addEventListener('click', click);
		window.addEventListener('popstate', back);
		return () => {
			document.removeEventListener('click', click);
			window.removeEventListener('popstate', back);
		};
	}

	#click(event: MouseEvent, mark: string | null): void {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		const theme = link.origin === location.origin ? this.#themeOf(link.pathname) : null;
		// Not within the evening, or only to another place on this page: the browser does that itself.
		if (theme === null || link.pathname === location.pathname) return;
		event.preventDefault();
		history.pushState(mark, '', link.href);
		flushSync(() => (this.#theme = theme ?? undefined));
		this.#arrive(link.hash);
	}

	/** Scroll and focus go where the reader now is; a screen reader reads on from there. */
	#arrive(hash: string): void {
		const at = hash === '' ? null : document.getElementById(hash.slice(1));
		if (at) at.scrollIntoView({ block: 'start' });
		else scrollTo(0, 0);
		const focus = at?.querySelector<HTMLElement>('a') ?? document.querySelector<HTMLElement>('h1');
		if (focus?.tagName === 'H1') focus.tabIndex = -1;
		focus?.focus({ preventScroll: true });
	}

	/** @returns the theme that a path within the evening names, undefined for the evening itself, null for another page. */
	#themeOf(path: string): string | undefined | null {
		if (path === this.#base) return undefined;
		const theme = path.startsWith(`${this.#base}/`) ? path.slice(this.#base.length + 1) : '';
		return /^[1-9][0-9]{0,2}$/.test(theme) ? theme : null;
	}
}
