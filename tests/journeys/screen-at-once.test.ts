import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { direct, prepareEvening, type Direction, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { textsOn } from './on-the-screen.ts';
import { cards, hang, openProjector, settled, show } from './projector.ts';

// What the hall must see at once, or frame by frame: alone on the machine.

let dataDir: string;
let server: TestServer;
let browser: Browser;
let evening: Prepared;
let director: Direction;
let drawing: string;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-screen-at-once-'));
	evening = await prepareEvening(dataDir, { themes: 14, rounds: [{ phase: 'shown', most: 5, ballots: [{ '7': 5 }, { '7': 2, '2': 3 }, { '4': 3 }] }] });
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
	director = await direct(server.local, evening.facilitator);
	drawing = await hang(server, director, evening, 'dijk.png');
});
afterAll(async () => {
	director?.close();
	await browser?.close();
	await server?.stop();
	if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

const project = () => openProjector(browser, server.local, evening.links.screen);

describe('‘Scherm leeg’', () => {
	it('is there within 300 ms, twenty times, and leaves nothing to read; what was there comes back', async () => {
		const { page, context } = await project();
		await show(director, page, { mode: 'theme', theme: 1 });
		await page.evaluate(() => {
			const main = document.querySelector('main')!;
			const painted: number[] = [];
			Object.assign(window, { painted });
			new MutationObserver(() => {
				// The frame after the next: by then this one stands on the screen.
				if (main.hidden) requestAnimationFrame(() => requestAnimationFrame(() => painted.push(Date.now())));
			}).observe(main, { attributes: true, attributeFilter: ['hidden'] });
		});
		const took: number[] = [];
		const allowed: number[] = [];
		for (let press = 0; press < 20; press++) {
			// A machine that is busy with something else is late with everything: so it is here with a bare command.
			const bare = Date.now();
			await director.do({ type: 'evening.present', present: press });
			await settled(page);
			allowed.push(300 + Math.max(0, Date.now() - bare - 100));
			const pressed = Date.now();
			await director.do({ type: 'screen.blank', blank: true });
			await page.waitForFunction((count) => (window as unknown as { painted: number[] }).painted.length === count, press + 1);
			took.push((await page.evaluate(() => (window as unknown as { painted: number[] }).painted.at(-1)!)) - pressed);
			if (press === 0) {
				expect(await page.evaluate(textsOn)).toEqual([]);
				await expect.poll(() => page.locator('img, svg').filter({ visible: true }).count()).toBe(0);
				await expect.poll(() => page.getByRole('status').innerText()).toBe('Het scherm is leeg.');
			}
			await director.do({ type: 'screen.blank', blank: false });
			await page.getByRole('heading', { level: 1 }).waitFor();
		}
		console.log(`Scherm leeg, from press to paint, ms: ${took.toSorted((a, b) => a - b).join(' ')}`);
		expect(took.filter((ms, press) => ms > allowed[press]!), `allowed: ${allowed.join(' ')}`).toEqual([]);
		await context.close();
	});
});

describe('pictures give way to one another without an empty moment', () => {
	it('by mode, by page, and when a drawing is replaced; a withdrawn one is gone within 2 s', async () => {
		const { page, context } = await project();
		const shown = evening.rounds[0]!;
		await show(director, page, cards());
		// Looks at every frame that the hall sees.
		await page.evaluate(() => {
			const bad: string[] = [];
			Object.assign(window, { bad });
			const look = () => {
				const main = document.querySelector('main')!;
				if (main.innerText.trim() === '') bad.push('empty');
				for (const image of main.querySelectorAll('img')) if (!image.complete || image.naturalWidth === 0) bad.push(`${main.dataset['subject']}: ${image.className} not there`);
				for (const room of main.querySelectorAll('.pages, .room')) if (room.scrollHeight > room.clientHeight + 8) bad.push(`${main.dataset['subject']}: too full`);
				requestAnimationFrame(look);
			};
			requestAnimationFrame(look);
		});
		for (const wanted of [{ mode: 'drawing', drawing } as const, cards(shown), { mode: 'theme', theme: 1 } as const, { mode: 'ranking', round: shown } as const, { mode: 'drawing', drawing } as const]) {
			await show(director, page, wanted);
		}
		const before = await page.locator('main img').getAttribute('src');
		await hang(server, director, evening, 'bus.png', { drawing });
		await page.waitForFunction((src) => document.querySelector('main img')?.getAttribute('src') !== src, before);
		await show(director, page, cards());
		await page.waitForTimeout(500);
		expect(await page.evaluate(() => (window as unknown as { bad: string[] }).bad)).toEqual([]);

		const other = await hang(server, director, evening, 'soep.png', { theme: 2 });
		await show(director, page, { mode: 'drawing', drawing: other });
		const src = await page.locator('main img').getAttribute('src');
		const withdrawn = Date.now();
		await director.do({ type: 'drawing.withdraw', drawing: other });
		await page.waitForFunction((gone) => ![...document.images].some((image) => image.getAttribute('src') === gone), src);
		expect(Date.now() - withdrawn).toBeLessThan(2000);
		await context.close();
	});
});
