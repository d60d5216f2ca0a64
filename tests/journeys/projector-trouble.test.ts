import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { direct, prepareEvening, type Direction, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { badWords, overfull, overlapping, textsOn } from './on-the-screen.ts';
import { cards, openProjector, show, shows } from './projector.ts';

let dataDir: string;
let server: TestServer;
let browser: Browser;
let evening: Prepared;
let director: Direction;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-projector-'));
	evening = await prepareEvening(dataDir, { themes: 12, rounds: [{ phase: 'shown', ballots: [{ 1: 2, 2: 1 }, { 2: 2, 5: 2 }] }] });
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser({ args: ['--font-render-hinting=none'] })]);
	director = await direct(server.local, evening.facilitator);
});
afterAll(async () => {
	director?.close();
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

/** What is wrong with the picture: too much for its room, cut off, badly broken, on top of another. */
async function faults(page: Page): Promise<unknown[]> {
	const cut = (await page.evaluate(textsOn)).filter(({ whole }) => !whole);
	return [...(await page.evaluate(overfull)), ...cut, ...(await page.evaluate(badWords)), ...(await page.evaluate(overlapping))];
}

describe('the screen', () => {
	it('of a projector that was unplugged and plugged in again shows the same picture, whole, at every size', async () => {
		const { page, context } = await openProjector(browser, server.local, evening.links.screen);
		const ranking = { mode: 'ranking', round: evening.rounds[0]! } as const;
		await show(director, page, ranking);
		// The laptop's own window, a lesser mode of the projector, and its own again.
		for (const size of [{ width: 1366, height: 768 }, { width: 1024, height: 768 }, { width: 1920, height: 1080 }]) {
			await page.setViewportSize(size);
			await shows(page, ranking);
			await expect.poll(() => faults(page), { message: `${size.width} × ${size.height}` }).toEqual([]);
		}
		await show(director, page, { mode: 'theme', theme: 2 });
		await expect.poll(() => faults(page)).toEqual([]);
		await context.close();
	});

	it('whose browser lost its cookies comes back by itself', async () => {
		const { page, context } = await openProjector(browser, server.local, evening.links.screen);
		const ranking = { mode: 'ranking', round: evening.rounds[0]! } as const;
		await show(director, page, ranking);
		await context.clearCookies();
		const loaded = page.waitForEvent('load');
		await server.stop();
		// The picture stands until the page comes anew.
		await shows(page, ranking);
		server = await startServer({ dataDir, env: { PORT: String(server.port) } });
		await loaded;
		await shows(page, ranking);
		await context.close();
	});

	it.each([
		['50 %', { viewport: { width: 3840, height: 2160 }, deviceScaleFactor: 0.5 }],
		['200 %', { viewport: { width: 960, height: 540 }, deviceScaleFactor: 2 }]
	])('in a browser that is zoomed to %s is the same picture', async (_, options) => {
		const { page, context } = await openProjector(browser, server.local, evening.links.screen, options);
		const u = options.viewport.height / 1080;
		for (const wanted of [cards(), { mode: 'ranking', round: evening.rounds[0]! }, { mode: 'theme', theme: 1 }, { mode: 'join' }] as const) {
			await show(director, page, wanted);
			await expect.poll(() => faults(page), { message: wanted.mode }).toEqual([]);
			const texts = await page.evaluate(textsOn);
			expect(texts.filter(({ px, mustRead }) => px < (mustRead ? 65 : 40) * u - 0.01), wanted.mode).toEqual([]);
		}
		await context.close();
	});

	it('in a tab that the browser restores the next day shows what stands on it now, and follows', async () => {
		const { page, context } = await openProjector(browser, server.local, evening.links.screen);
		await show(director, page, cards());
		const kept = await context.storageState();
		await context.close();
		await director.do({ type: 'screen.show', show: { mode: 'theme', theme: 3 } });

		const restored = await browser.newContext({ viewport: { width: 1920, height: 1080 }, storageState: kept });
		const tab = await restored.newPage();
		await tab.clock.install({ time: Date.now() + 24 * 3_600_000 });
		await tab.goto(server.local + evening.links.screen);
		await shows(tab, { mode: 'theme', theme: 3 });
		await show(director, tab, { mode: 'welcome' });
		await expect.poll(() => faults(tab)).toEqual([]);
		await restored.close();
	});
});
