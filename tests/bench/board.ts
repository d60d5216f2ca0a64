import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import { drawing } from '#server/drawings/test-pictures.ts';
import { launchBrowser } from '../browser.ts';
import type { EveningLoad } from './board-page/evening.ts';
import type { BoardLoad } from './board-page/made-board.ts';
import { address, buildPage, servePage, type Files } from './built-page.ts';
import { againstFloor, atLeast, atMost, mean, median, type Benchmark, type Figure } from './figure.ts';
import { residentKb } from './resident.ts';

const load: BoardLoad = { cards: 1000, dots: 150, drawings: 100, groups: 30, largest: 50, others: 20, width: 1920, height: 960 };
const frames = 150;
const evening: EveningLoad = { seconds: 1800, dotsPerSecond: 100, within: 110 };
/** Until what the last frame left is collected, ms. */
const settleMs = 3000;

/**
 * The board's frames with everything in view, and its memory after an evening.
 *
 * Frames: the product's stage, told what the product's board tells it, in turn with a bare canvas that draws the same bitmaps
 * (pan, zoom), or with the same board panned (a drag, dots). A frame ends when its pixels are there. Medians, but means where
 * pictures are printed while frames go on: of zoom and dots. The buttons of the parallel DOM are no part of it. From so far that
 * all is in view cards show no drawings; the zoom goes near enough to see them.
 *
 * Memory: what is resident of the page's own process, shared libraries included, as the system counts it.
 */
export const board: Benchmark = {
	name: 'board',
	async measure(say, ending) {
		const browser = await launchBrowser();
		ending.defer(() => browser.close());
		say(`${load.cards} cards of ${load.dots} dots, ${load.drawings} drawings, ${load.groups} groups, one of ${load.largest}, ${load.width} × ${load.height} pixels`);
		const files = await buildPage('board-page');
		const frameFigures = await onPage(browser, files, measureBoard);
		say(`an evening of ${evening.seconds} s with ${evening.dotsPerSecond} dots a second, as fast as it goes`);
		return [...frameFigures, ...(await onPage(browser, files, (page) => measureEvening(page, say)))];
	}
};

async function measureBoard(page: Page): Promise<Figure[]> {
	const times = await page.evaluate(([wanted, count]) => window.measureFrames(wanted, count), [load, frames] as const);
	const expected = load.cards + load.groups;
	if (times.drawn !== expected) throw new Error(`${times.drawn} of ${expected} pictures of cards and groups' names were in view`);
	const unit = 'ms';
	return [
		againstFloor({ name: 'board-pan-frame', value: median(times.pan), unit, floor: median(times.panNative), most: 1.5 }),
		againstFloor({ name: 'board-zoom-frame', value: mean(times.zoom), unit, floor: mean(times.zoomNative), most: 1.5 }),
		againstFloor({ name: 'board-drag-frame', value: median(times.drag), unit, floor: median(times.dragFloor), most: 1.5 }),
		againstFloor({ name: 'board-dots-frame', value: mean(times.dots), unit, floor: mean(times.dotsFloor), most: 1.2 })
	];
}

async function measureEvening(page: Page, say: (line: string) => void): Promise<Figure[]> {
	const start = performance.now();
	const seconds = await page.evaluate(([wanted, lived]) => window.liveEvening(wanted, lived), [load, evening] as const);
	const took = Math.round((performance.now() - start) / 1000);
	await setTimeout(settleMs);
	const resident = await residentPages(page.context().browser()!);
	say(`${seconds} s of the evening in ${took} s; pages' processes, MB: ${resident.map(Math.round).join(', ')}`);
	return [
		atLeast({ name: 'board-evening', value: seconds, unit: 's', least: evening.seconds }),
		atMost({ name: 'board-memory', value: Math.max(...resident), unit: 'MB', most: 500 })
	];
}

/** Resident memory of each process that draws pages, MB; the browser may keep a spare one, which is smaller. */
async function residentPages(browser: Browser): Promise<number[]> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentKb(id) / 1024);
}

/** Does something on a page of its own. */
async function onPage<Result>(browser: Browser, files: Files, use: (page: Page) => Promise<Result>): Promise<Result> {
	const context = await browser.newContext({ viewport: { width: load.width, height: load.height } });
	try {
		await servePage(context, files, await drawing(240, 180).webp().toBuffer());
		const page = await context.newPage();
		await page.goto(`${address}/index.html`);
		await page.waitForFunction(() => 'measureFrames' in window);
		return await use(page);
	} finally {
		await context.close();
	}
}
