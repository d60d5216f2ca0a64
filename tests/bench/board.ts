import { resolve } from 'node:path';
import type { Browser, Route } from 'playwright';
import { build } from 'vite';
import { drawing } from '#server/drawings/test-pictures.ts';
import type { BoardLoad, BoardTimes } from './board-page/page.ts';

const load: BoardLoad = { cards: 1000, dots: 150, drawings: 100, width: 1920, height: 960, frames: 150 };
const reach = 1.5;
const address = 'http://bench.test';

/** One line of the design's table of numbers. */
export interface BoardFigure {
	name: string;
	/** Median milliseconds of a frame in which the board is panned, everything in view. */
	value: number;
	unit: string;
	/** The same frame on a bare canvas that draws the same bitmaps. */
	floor: number;
	ratio: number;
	reach: number;
	ok: boolean;
}

/** Pans the product's own board: 1,000 cards with 150 dots each, 100 of them with a drawing, all in view. */
export async function measureBoard(browser: Browser): Promise<BoardFigure> {
	const times = await timesOf(browser);
	const [value, floor] = [median(times.board), median(times.native)];
	const ratio = value / floor;
	return {
		name: `pan frame, ${load.cards} cards of ${load.dots} dots, ${load.drawings} drawings`,
		value: round(value),
		unit: 'ms',
		floor: round(floor),
		ratio: round(ratio),
		reach,
		ok: ratio <= reach
	};
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

function median(times: number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
