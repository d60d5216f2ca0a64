import type { BrowserContext } from 'playwright';

/** Bytes over the line, headers left out, by kind. */
export interface FirstLoad {
	html: number;
	css: number;
	scripts: number;
	/** HTML, CSS and scripts together: what the budget is about. */
	total: number;
	fonts: number;
	images: number;
	/** Everything asked for, the largest first. */
	files: { path: string; bytes: number }[];
}

/** Loads a page with an empty cache until the line is quiet, and weighs what came, as it was compressed on the way. */
export async function firstLoad(context: BrowserContext, url: string): Promise<FirstLoad> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const types = new Map<string, { type: string; path: string; headers: number }>();
	const load: FirstLoad = { html: 0, css: 0, scripts: 0, total: 0, fonts: 0, images: 0, files: [] };
	session.on('Network.responseReceived', ({ requestId, type, response }) => {
		types.set(requestId, { type, path: new URL(response.url).pathname, headers: response.encodedDataLength });
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const known = types.get(requestId);
		if (!known) return;
		const bytes = encodedDataLength - known.headers;
		load.files.push({ path: known.path, bytes });
		if (known.type === 'Document') load.html += bytes;
		else if (known.type === 'Stylesheet') load.css += bytes;
		else if (known.type === 'Script') load.scripts += bytes;
		else if (known.type === 'Font') load.fonts += bytes;
		else if (known.type === 'Image') load.images += bytes;
	});
	await page.goto(url);
	await page.waitForTimeout(1500);
	await page.close();
	load.total = load.html + load.css + load.scripts;
	load.files.sort((a, b) => b.bytes - a.bytes);
	return load;
}
