import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright';
import type { Plugin } from 'vite';
import { drawing } from '#server/drawings/test-pictures.ts';
import { launchBrowser } from '../browser.ts';
import type { BoardLoad } from './board-page/made-board.ts';
import { address, buildPage, servePage, type Files } from './built-page.ts';
import { againstFloor, median, type Benchmark } from './figure.ts';
import type { BoardName, Stretch } from './peers-page/page.ts';

/** Excalidraw: MIT. tldraw: a licence of its own. They are fetched to be measured here, and never come with the product. */
const packages = { '@excalidraw/excalidraw': '0.18.1', tldraw: '5.4.2', react: '19.3.1', 'react-dom': '19.3.1' };
const folder = resolve(import.meta.dirname, '../../node_modules/.cache/bench-peers');

const load: BoardLoad = { cards: 300, dots: null, drawings: 40, groups: 0, largest: 0, others: 0, width: 2880, height: 1440 };
const names: BoardName[] = ['ours', 'excalidraw', 'tldraw'];
/** How often each board has its turn, and how long it is panned then, ms: first until it is warm, then to be measured. */
const turns = 5;
const warmMs = 1500;
const measuredMs = 2500;

/**
 * The same 300 cards and 40 pictures on our stage, in Excalidraw and in tldraw, all in view, so near that our cards show their
 * pictures, and without the boards' buttons. Each is panned by its own interface, in one browser, in turn, and alone: a page that waits in
 * another tab may still ask for frames (tldraw's does).
 *
 * A frame's time is that from one frame to the next while panning goes on, with the browser's limit of frames off. What a script takes
 * would be no measure: a canvas is drawn by one, but the browser paints elements (tldraw's) after it. It is the median,
 * divided by the part of the frames in which the board drew another view, or one that leaves frames out would look fast.
 */
export const peers: Benchmark = {
	name: 'peers',
	needs: 'the npm registry',
	async measure(say, ending) {
		await install(say);
		const files = new Map([...(await buildPage('peers-page', [fromCache])), ...(await excalidrawFonts())]);
		const browser = await launchBrowser({ args: ['--disable-frame-rate-limit', '--disable-gpu-vsync'] });
		ending.defer(() => browser.close());
		const thumbnail = await drawing(240, 180).webp().toBuffer();
		const panned = new Map<BoardName, Stretch[]>(names.map((name) => [name, []]));
		const refused = new Set<string>();
		for (let turn = 0; turn < turns; turn += 1) {
			for (const name of names) {
				const { stretch, asked } = await takeTurn(browser, name, files, thumbnail);
				panned.get(name)!.push(stretch);
				for (const url of asked) refused.add(`${name} asked ${new URL(url).host} for things, and got none`);
			}
		}
		refused.forEach(say);
		const [ours, excalidraw, tldraw] = names.map((name) => {
			const intervals = panned.get(name)!.flatMap((stretch) => stretch.intervals);
			const drawn = panned.get(name)!.reduce((sum, stretch) => sum + stretch.drawn, 0);
			if (drawn === 0) throw new Error(`${name} drew nothing`);
			const time = (median(intervals) * intervals.length) / drawn;
			say(`${name}: ${time.toFixed(1)} ms, ${drawn} of ${intervals.length} frames drawn`);
			return time;
		}) as [number, number, number];
		return [
			againstFloor({ name: 'pan-beside-excalidraw', value: ours, unit: 'ms', floor: excalidraw, most: 1 }),
			againstFloor({ name: 'pan-beside-tldraw', value: ours, unit: 'ms', floor: tldraw, most: 1 })
		];
	}
};

/** One board on a page of its own. @returns how it was panned, and what it asked of other servers */
async function takeTurn(browser: Browser, name: BoardName, files: Files, thumbnail: Buffer): Promise<{ stretch: Stretch; asked: string[] }> {
	const context = await browser.newContext({ viewport: { width: load.width, height: load.height } });
	try {
		const asked = await servePage(context, files, thumbnail);
		const page = await context.newPage();
		await page.goto(`${address}/index.html`);
		await page.waitForFunction(() => 'openBoard' in window);
		const things = await page.evaluate(([which, wanted]) => window.openBoard(which, wanted), [name, load] as const);
		if (things !== load.cards + load.drawings) throw new Error(`${name} has ${things} things`);
		await page.evaluate((ms) => window.panFor(ms), warmMs);
		return { stretch: await page.evaluate((ms) => window.panFor(ms), measuredMs), asked };
	} finally {
		await context.close();
	}
}

/** Into a folder of its own: never among the product's dependencies. */
async function install(say: (line: string) => void): Promise<void> {
	const manifest = JSON.stringify({ private: true, dependencies: packages });
	const done = join(folder, 'installed.json');
	if ((await readFile(done, 'utf8').catch(() => null)) === manifest) return;
	say(`fetching ${Object.entries(packages).map(([name, version]) => `${name} ${version}`).join(', ')}`);
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), manifest);
	await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
	await writeFile(done, manifest);
}

/** Packages that a page imports and the product does not have are those of that folder. */
const fromCache: Plugin = {
	name: 'from-cache',
	enforce: 'pre',
	async resolveId(id, importer) {
		const wanted = Object.keys(packages).some((name) => id === name || id.startsWith(`${name}/`));
		if (!wanted || !importer || importer.startsWith(folder)) return null;
		return this.resolve(id, join(folder, 'package.json'), { skipSelf: true });
	}
};

/** Excalidraw asks for its fonts by path, or else its maker's server. */
async function excalidrawFonts(): Promise<[string, Buffer][]> {
	const fonts = join(folder, 'node_modules/@excalidraw/excalidraw/dist/prod/fonts');
	const files = (await readdir(fonts, { recursive: true })).filter((file) => file.endsWith('.woff2') && !file.startsWith('Xiaolai'));
	return Promise.all(files.map(async (file): Promise<[string, Buffer]> => [`/fonts/${file}`, await readFile(join(fonts, file))]));
}
