import type { BrowserContext } from 'playwright';

export type Watched = {
	/** Errors and warnings of pages: scripts that fail, what the CSP blocked, files that lack. */
	errors: string[];
	/** Addresses outside the own server that a page asked for. */
	foreign: string[];
};

/** Watches every page of a context; ask before opening the first page. `origins` are the server's own. */
export function watch(context: BrowserContext, origins: string[]): Watched {
	const watched: Watched = { errors: [], foreign: [] };
	const own = new Set(origins.map((origin) => new URL(origin).host));
	context.on('request', (request) => {
		const url = new URL(request.url());
		const inside = url.protocol === 'data:' || url.protocol === 'blob:' || own.has(url.host);
		if (!inside) watched.foreign.push(url.href);
	});
	context.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') {
			watched.errors.push(`${message.page()?.url()}: ${message.text()}`);
		}
	});
	context.on('weberror', (error) => watched.errors.push(String(error.error())));
	return watched;
}
