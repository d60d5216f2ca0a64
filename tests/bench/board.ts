import { resolve } from 'node:path';
import type { Browser, Route } from 'playwright';
import { build } from 'vite';
import { drawing } from '#server/drawings/test-pictures.ts';
import { launchBrowser } from '../browser.ts';
import type { BoardLoad, BoardTimes } from './board-page/page.ts';
import { againstFloor, median, type Benchmark, type Figure } from './figure.ts';

const load: BoardLoad = { cards: 1000, dots: 150, drawings: 100, width: 1920, height: 960, frames: 150 };
const address = 'http://bench.test';

/** The board panned with everything in view, beside a bare canvas that draws the same bitmaps. */
export const board: Benchmark = {
	name: 'board',
	async measure(say, ending) {
		const browser = await launchBrowser();
		ending.defer(() => browser.close());
		say(`${load.cards} cards of ${load.dots} dots, ${load.drawings} drawings, ${load.width} × ${load.height} pixels`);
		return [await measureBoard(browser)];
	}
};

/** Pans the product's own board: 1,000 cards with 150 dots each, 100 of them with a drawing, all in view. */
export async function measureBoard(browser: Browser): Promise<Figure> {
	const times = await timesOf(browser);
	return againstFloor({ name: 'board-pan-frame', value: median(times.board), unit: 'ms', floor: median(times.native), most: 1.5 });
}

/** Times of the board and of the bare canvas, from one page, a frame of each in turn. */
async function timesOf(browser: Browser): Promise<BoardTimes> {
	const files = await buildPage();
	const context = await browser.newContext({ viewport: { width: load.width, height: load.height } });
	try {
		const page = await context.newPage();
		const thumbnail = await drawing(240, 180).webp().toBuffer();
		await context.route(`${address}/**`, (route) => answer(route, files, thumbnail));
		await page.goto(`${address}/index.html`);
		await page.waitForFunction(() => 'measureBoard' in window);
		const times = await page.evaluate((wanted) => window.measureBoard(wanted), load);
		if (times.drawn !== load.cards) throw new Error(`${times.drawn} of ${load.cards} cards were in view`);
		return times;
	} finally {
		await context.close();
	}
}

/** The page of the measurement with the product's own board in it, built as the product is. By path. */
async function buildPage(): Promise<Map<string, string | Uint8Array>> {
	const built = await build({
		configFile: false,
		root: resolve(import.meta.dirname, 'board-page'),
		logLevel: 'error',
		build: { write: false }
	});
	const outputs = Array.isArray(built) ? built : [built];
	const files = new Map<string, string | Uint8Array>();
	for (const one of outputs) {
		if (!('output' in one)) continue;
		for (const file of one.output) files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
	}
	return files;
}

function answer(route: Route, files: ReadonlyMap<string, string | Uint8Array>, thumbnail: Buffer): Promise<void> {
	const { pathname } = new URL(route.request().url());
	if (pathname.startsWith('/tekening/')) return route.fulfill({ body: thumbnail, contentType: 'image/webp' });
	const file = files.get(pathname);
	if (file === undefined) return route.fulfill({ status: 404 });
	const type = { html: 'text/html', js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' }[pathname.split('.').pop() ?? ''];
	return route.fulfill({ body: Buffer.from(file), contentType: type });
}
