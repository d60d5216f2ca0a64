import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hurry } from '#client/ui/clicker.ts';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { direct, inDataDir, makeEvening, type Direction, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch } from '../watch.ts';
import { bounceB } from './hall.ts';
import { textsOn } from './on-the-screen.ts';
import { cards, hang, openProjector, settled, show } from './projector.ts';

let dataDir: string;
let server: TestServer;
let browser: Browser;
let evening: Prepared;
let director: Direction;
let drawing: string;
let shown: string, closed: string, practice: string, open: string;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-screen-'));
	evening = await inDataDir(dataDir, (app) =>
		makeEvening(app, {
			themes: 14,
			rounds: [
				{ title: 'Waar zet u uw stippen?', phase: 'shown', most: 5, ballots: [{ '7': 5 }, { '7': 2, '2': 3 }, { '4': 3 }] },
				{ title: 'Wat eerst?', phase: 'closed', ballots: [{ '3': 2 }, { '3': 1, '5': 2 }] },
				{ title: 'Koffie of thee?', lines: ['Koffie', 'Thee'], phase: 'shown', budget: 1, most: 1, ballots: [{ a: 1 }, { b: 1 }] },
				{ title: 'Ronde 3', phase: 'open', ballots: [{ '1': 2 }, { '1': 1 }] }
			],
			comments: [{ theme: 1, text: 'Op de dijk halen auto’s de fietsers veel te krap in.' }]
		})
	);
	[shown, closed, practice, open] = evening.rounds as [string, string, string, string];
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
	director = await direct(server.local, evening.facilitator);
	drawing = await hang(server, director, evening, 'dijk.png');
}, 180_000);
afterAll(async () => {
	director?.close();
	await browser?.close();
	await server?.stop();
	if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

const project = (options: Parameters<typeof openProjector>[3] & { query?: string } = {}) => {
	const { query = '', ...rest } = options;
	return openProjector(browser, server.local, evening.links.screen + query, rest);
};
const titles = (page: Page) => page.locator('.cards:not(.probe) h2').allInnerTexts().then((all) => all.map((title) => title.replaceAll('\u00AD', '')));
const numbers = (page: Page) => page.locator('.cards:not(.probe) .box').allInnerTexts().then((all) => all.map(Number));

/** From now on, for each frame in which dots stand on cards: how many rows of them, and how many of those are still printing in. */
const watchDots = (page: Page) =>
	page.evaluate(() => {
		const frames: { rows: number; printing: number }[] = [];
		const isWatched = 'dotFrames' in window;
		Object.assign(window, { dotFrames: frames });
		const look = () => {
			const rows = [...document.querySelectorAll('.cards:not(.probe) .halftone path')].filter((row) => row.checkVisibility({ visibilityProperty: true }));
			const printing = rows.filter((row) => parseFloat(getComputedStyle(row).strokeWidth) < 0.86).length;
			if (rows.length > 0) (window as unknown as { dotFrames: typeof frames }).dotFrames.push({ rows: rows.length, printing });
			requestAnimationFrame(look);
		};
		if (!isWatched) requestAnimationFrame(look);
	});
/** Waits until dots stood there since `watchDots`. @returns how many rows the first frame had, and how many of those were printing in. */
async function firstDots(page: Page): Promise<{ rows: number; printing: number }> {
	await page.waitForFunction(() => (window as unknown as { dotFrames: unknown[] }).dotFrames.length > 1);
	return page.evaluate(() => (window as unknown as { dotFrames: { rows: number; printing: number }[] }).dotFrames[0]!);
}
/** Waits until all dots of this moment stand there. */
const printedIn = (page: Page) => page.waitForFunction(() => (window as unknown as { dotFrames: { printing: number }[] }).dotFrames.at(-1)?.printing === 0);

describe('the hall', () => {
	it('reads the page before any script ran', async () => {
		await director.do({ type: 'screen.show', show: { mode: 'join' } });
		const { page, context } = await project({ javaScriptEnabled: false });
		await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Doe mee');
		await expect.poll(() => page.getByRole('img', { name: 'QR-code om mee te doen' }).count()).toBe(1);
		expect((await page.locator('.code .letter').allInnerTexts()).join('')).toBe(evening.code);
		await director.do({ type: 'screen.show', show: cards(shown) });
		await page.reload();
		await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Waar zet u uw stippen?');
		await expect.poll(() => page.locator('.caption').innerText()).toBe('De uitslag');
		expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6]);
		await context.close();
	});

	it('sees no dot, no count and no order while results are hidden, and how many voted', async () => {
		const { page, context } = await project();
		for (const round of [open, closed]) {
			await show(director, page, cards(round));
			expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6]);
			expect(await page.locator('.halftone, .result .count').count()).toBe(0);
			await page.getByText('2 stemden').waitFor();
		}
		// A ranking that may not be seen yet stays the cards.
		await director.do({ type: 'screen.show', show: { mode: 'ranking', round: closed } });
		await page.waitForTimeout(500);
		expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(await page.locator('.halftone, .place').count()).toBe(0);
		await context.close();
	});

	it('sees its dots print in at every reveal, one for one, in their order', async () => {
		const { page, context } = await project();
		await show(director, page, cards(closed));
		await page.getByText('2 stemden').waitFor();
		for (const time of ['the first time', 'after it was hidden']) {
			await watchDots(page);
			await director.do({ type: 'round.show', round: closed, shown: true });
			expect(await firstDots(page), `a row each on two cards, ${time}`).toEqual({ rows: 2, printing: 2 });
			await page.getByText('plaats 1 tot en met 2 van 14').waitFor();
			await printedIn(page);
			const drawn = await page.locator('.cards:not(.probe) .result').evaluateAll((all) =>
				all.map((result) => [[...result.querySelectorAll('path')].reduce((sum, path) => sum + (path.getAttribute('d')?.match(/h0/g)?.length ?? 0), 0), Number(result.querySelector('.count')?.textContent)])
			);
			expect(drawn).toEqual([[3, 3], [2, 2]]);
			await page.getByText('Eén stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd').waitFor();
			await director.do({ type: 'round.show', round: closed, shown: false });
			await page.waitForFunction(() => document.querySelector('.halftone') === null);
		}
		await context.close();
	});

	it('sees them print in where no card is new to the page, as in a practice round', async () => {
		const { page, context } = await project();
		await director.do({ type: 'round.show', round: practice, shown: false });
		await show(director, page, cards(practice));
		await page.getByText('Gesloten', { exact: true }).waitFor();
		await watchDots(page);
		await director.do({ type: 'round.show', round: practice, shown: true });
		expect(await firstDots(page)).toEqual({ rows: 2, printing: 2 });
		await printedIn(page);
		await context.close();
	});

	it('sees them print in again after another picture, not after a reload, a page that comes back or an empty screen', async () => {
		const { page, context } = await project();
		const ranking = { mode: 'ranking', round: shown } as const;
		await show(director, page, { mode: 'join' });
		for (const time of ['first', 'second']) {
			await watchDots(page);
			await show(director, page, ranking);
			expect(await firstDots(page), time).toEqual({ rows: 3, printing: 3 });
			await printedIn(page);
			await show(director, page, { mode: 'join' });
		}
		await show(director, page, ranking);
		await page.reload();
		await page.locator('.cards:not(.probe) .measured').first().waitFor();
		await watchDots(page);
		expect(await firstDots(page), 'a reload').toEqual({ rows: 3, printing: 0 });
		await show(director, page, { mode: 'join' });
		await watchDots(page);
		await show(director, page, ranking);
		expect(await firstDots(page), 'after the reload').toEqual({ rows: 3, printing: 3 });
		await printedIn(page);

		const blank = async (blank: boolean) => {
			await director.do({ type: 'screen.blank', blank });
			await page.waitForFunction((hidden) => document.querySelector('main')!.hidden === hidden, blank);
		};
		await blank(true);
		await watchDots(page);
		await blank(false);
		expect(await firstDots(page), 'the screen on again').toEqual({ rows: 3, printing: 0 });
		// Nobody saw that one begin.
		await show(director, page, { mode: 'join' });
		await blank(true);
		await show(director, page, ranking);
		await watchDots(page);
		await blank(false);
		expect(await firstDots(page), 'shown while the screen was empty').toEqual({ rows: 3, printing: 3 });

		await watchDots(page);
		await show(director, page, cards(shown, 0));
		await show(director, page, cards(shown, 13));
		await page.getByText('pagina 3 van 3').waitFor();
		await watchDots(page);
		await show(director, page, cards(shown, 0));
		expect(await firstDots(page), 'a page that comes back').toEqual({ rows: 2, printing: 0 });
		await context.close();
	});

	it('does not see them print in at the closing, where they came in under its eyes', async () => {
		const { page, context } = await project();
		const round = 'the-round-that-was-seen';
		await director.do({ type: 'round.close', round: open });
		await director.do({ type: 'round.add', round, kind: 'themes', title: 'Wat nu?', budget: 5, most: 5, results: 'open', themes: [1, 2], lines: [] });
		await director.do({ type: 'round.open', round });
		await director.do({ type: 'paper.count', paper: 'paper-that-was-seen', round, table: '', people: 2, dots: { 1: 5, 2: 3 } });
		await watchDots(page);
		await show(director, page, cards(round));
		expect(await firstDots(page)).toEqual({ rows: 2, printing: 0 });
		await director.do({ type: 'round.close', round });
		await page.getByText('De uitslag', { exact: true }).waitFor();
		await settled(page);
		expect(await page.evaluate(() => (window as unknown as { dotFrames: { printing: number }[] }).dotFrames.every(({ printing }) => printing === 0))).toBe(true);
		await director.do({ type: 'round.remove', round });
		await director.do({ type: 'round.reopen', round: open });
		await context.close();
	});

	it('who wants less motion sees the dots at once', async () => {
		const { page, context } = await project({ reducedMotion: 'reduce' });
		await show(director, page, { mode: 'join' });
		await watchDots(page);
		await show(director, page, cards(shown));
		expect(await firstDots(page)).toMatchObject({ printing: 0 });
		await context.close();
	});

	it('sees a ranking with ties as ties', async () => {
		const { page, context } = await project();
		await show(director, page, { mode: 'ranking', round: shown });
		expect(await numbers(page)).toEqual([7, 2, 4]);
		await expect.poll(() => page.locator('.cards:not(.probe) .place').allInnerTexts()).toEqual(['1e', 'gedeeld\n2e', 'gedeeld\n2e']);
		// A screen reader hears it once.
		expect(await page.locator('.cards:not(.probe) .deck-card > .visually-hidden').allInnerTexts()).toEqual(['plaats 1', 'gedeelde plaats 2', 'gedeelde plaats 2']);
		expect(await page.locator('.place:not([aria-hidden="true"])').count()).toBe(0);
		await page.getByText('de eerste 3 van 14').waitFor();
		await page.getByText('3 telefoons', { exact: true }).waitFor();
		await show(director, page, { mode: 'ranking', round: shown, part: 'rest' });
		expect(await numbers(page)).toEqual([1, 3, 5, 6, 8, 9]);
		await page.getByText('kaart 4 tot en met 9 van 14').waitFor();
		expect(await page.locator('.cards:not(.probe) .place').count()).toBe(0);
		await context.close();
	});

	it('reads the pages in turn, or the one where regie holds them', async () => {
		const { page, context } = await project({ clock: true });
		await show(director, page, cards());
		expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6]);
		await page.clock.runFor(12_000);
		await page.getByText('pagina 2 van 3').waitFor();
		expect(await numbers(page)).toEqual([7, 8, 9, 10, 11, 12]);
		await show(director, page, cards(null, 12));
		await page.waitForFunction(() => document.querySelectorAll('.cards:not(.probe) article').length === 2);
		await page.clock.runFor(30_000);
		expect(await numbers(page)).toEqual([13, 14]);
		await context.close();
	});

	it('keeps the page that it sees when regie holds it, cards, ranking and theme alike, also in a window of another size', async () => {
		const { page, context } = await project({ clock: true });
		const regie = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
		await regie.context().addCookies([{ ...evening.facilitator.cookieOf, url: server.local }]);
		await show(director, page, cards());
		await page.clock.runFor(12_000);
		await page.getByText('pagina 2 van 3').waitFor();
		await regie.goto(`${server.local}/regie/${evening.id}`);
		await regie.getByText('Bladzijde 2 van 3').waitFor();
		await regie.getByRole('button', { name: 'Houd vast' }).click();
		await regie.getByText('2 / 3').waitFor();
		await page.clock.runFor(30_000);
		expect(await numbers(page)).toEqual([7, 8, 9, 10, 11, 12]);
		await page.setViewportSize({ width: 1024, height: 768 });
		await regie.getByText('2 / 4').waitFor();
		expect(await numbers(page)).toEqual([5, 6, 7, 8]);
		await regie.getByRole('button', { name: 'Bladzijde verder' }).click();
		await regie.getByText('3 / 4').waitFor();
		expect(await numbers(page)).toEqual([9, 10, 11, 12]);
		await page.reload({ waitUntil: 'networkidle' });
		expect(await numbers(page)).toEqual([9, 10, 11, 12]);
		await regie.getByRole('button', { name: 'Vanzelf' }).click();
		await regie.getByText('Bladzijde 3 van 4').waitFor();
		await page.clock.runFor(12_000);
		await page.getByText('pagina 4 van 4').waitFor();

		await page.setViewportSize({ width: 1920, height: 1080 });
		await show(director, page, { mode: 'ranking', round: shown });
		await regie.getByRole('button', { name: 'Toon de rest' }).click();
		await regie.getByText('Bladzijde 1 van 2').waitFor();
		await regie.getByRole('button', { name: 'Houd vast' }).click();
		await regie.getByText('1 / 2').waitFor();
		await page.clock.runFor(30_000);
		expect((await numbers(page))[0]).toBe(1);
		await regie.getByRole('button', { name: 'Toon de eerste vijf' }).click();
		await expect.poll(() => numbers(page)).toEqual([7, 2, 4]);

		await director.do({ type: 'theme.edit', theme: 9, set: { explanation: 'Auto’s rijden hier vaak te hard, zeggen de buren. '.repeat(12).trim(), quotes: [1, 2, 3].map(() => 'Het is hier te druk voor een kind. '.repeat(8).trim()) } });
		await show(director, page, { mode: 'theme', theme: 9 });
		await page.getByText(/^pagina 1 van/).waitFor();
		await page.clock.runFor(12_000);
		await regie.getByText(/^Bladzijde 2 van/).waitFor();
		await regie.getByRole('button', { name: 'Houd vast' }).click();
		await regie.getByText(/^2 \/ /).waitFor();
		await page.clock.runFor(30_000);
		await page.getByText(/^pagina 2 van/).waitFor();
		await regie.context().close();
		await context.close();
	});

	it('sees a practice round as what it is', async () => {
		const { page, context } = await project();
		await show(director, page, cards(practice));
		expect(await titles(page)).toEqual(['Koffie', 'Thee']);
		await page.getByText('Oefenronde, telt niet mee. Eén stem per telefoon').waitFor();
		await context.close();
	});

	it('reads that the door is closed, and no code that would be refused', async () => {
		const { page, context } = await project();
		await show(director, page, { mode: 'join' });
		await director.do({ type: 'evening.door', door: 'closed' });
		await page.getByRole('heading', { name: 'De deur is dicht' }).waitFor();
		await page.getByText('Deed u al mee?').waitFor();
		expect(await page.locator('.qr, .code').count()).toBe(0);
		await expect.poll(() => page.locator('main').innerText()).not.toContain(evening.code);
		await director.do({ type: 'evening.door', door: 'open' });
		await page.getByRole('heading', { name: 'Doe mee' }).waitFor();
		await context.close();
	});

	it('sees a drawing whole, on paper, with its credit', async () => {
		const { page, context } = await project();
		await show(director, page, { mode: 'drawing', drawing });
		const image = page.getByRole('img', { name: 'Een auto rijdt te hard langs een fietser.' });
		const { width, height, natural } = await image.evaluate((img: HTMLImageElement) => ({
			width: img.clientWidth,
			height: img.clientHeight,
			natural: img.naturalWidth / img.naturalHeight
		}));
		expect(width / height).toBeCloseTo(natural, 2);
		expect(height).toBeGreaterThan(850);
		await page.getByText('tekening: Wijkverhaal').waitFor();
		await context.close();
	});

	it('reads ‘oefening’ at a rehearsal, and thanks at the end', async () => {
		const { page, context } = await project();
		await director.do({ type: 'evening.rehearsal', rehearsal: true });
		for (const wanted of [{ mode: 'join' } as const, cards(), { mode: 'theme', theme: 1 } as const]) {
			await show(director, page, wanted);
			await page.getByText('oefening', { exact: true }).waitFor();
		}
		await director.do({ type: 'evening.rehearsal', rehearsal: false });
		await show(director, page, { mode: 'join' });
		await director.do({ type: 'evening.close', closed: true });
		await page.getByRole('heading', { name: 'Bedankt!' }).waitFor();
		await director.do({ type: 'evening.close', closed: false });
		await page.getByRole('heading', { name: 'Doe mee' }).waitFor();
		await context.close();
	});
});

describe('a clicker', () => {
	it('in the projecting laptop turns pages, holds them, and blanks; regie sees it', async () => {
		const { page, context } = await project({ clock: true });
		const regie = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
		await regie.context().addCookies([{ ...evening.facilitator.cookieOf, url: server.local }]);
		await regie.goto(`${server.local}/regie/${evening.id}`);
		await show(director, page, cards());
		await page.getByText('pagina 1 van 3').waitFor();
		// Two presses in the time that an answer takes are two pages.
		await page.keyboard.press('PageDown');
		await page.getByText('pagina 2 van 3').waitFor();
		await page.keyboard.press('ArrowRight');
		await page.getByText('pagina 3 van 3').waitFor();
		await regie.getByText('3 / 3').waitFor();
		// The last one stays, however often one presses and however long it takes.
		await page.keyboard.press(' ');
		await page.clock.runFor(30_000);
		expect(await numbers(page)).toEqual([13, 14]);
		await page.keyboard.press('PageUp');
		await regie.getByText('2 / 3').waitFor();
		expect(await numbers(page)).toEqual([7, 8, 9, 10, 11, 12]);

		// A key that bounces is one press.
		await bounceB(page);
		await expect.poll(() => page.locator('main').isHidden()).toBe(true);
		await regie.getByText('Niets. Het scherm is leeg.').waitFor();
		expect(await page.locator('main').isHidden()).toBe(true);
		await page.clock.runFor(hurry);
		await page.keyboard.press('.');
		await expect.poll(() => page.locator('main').isVisible()).toBe(true);
		await regie.getByText('2 / 3').waitFor();

		// And one in regie's own laptop, on any of its pages.
		await regie.keyboard.press('PageDown');
		await page.getByText('pagina 3 van 3').waitFor();
		await regie.getByText('Het scherm blijft op bladzijde 3.').waitFor();
		await regie.getByRole('link', { name: 'Thema’s', exact: true }).click();
		await regie.getByRole('heading', { name: 'Thema’s' }).first().waitFor();
		await regie.keyboard.press('PageUp');
		await page.getByText('pagina 2 van 3').waitFor();
		// Where one types, keys are letters.
		await regie.getByRole('link', { name: 'Avond', exact: true }).click();
		await regie.getByLabel('Nummer van het thema').focus();
		await regie.keyboard.press('PageDown');
		await regie.getByText('2 / 3').waitFor();
		expect(await numbers(page)).toEqual([7, 8, 9, 10, 11, 12]);
		await regie.context().close();
		await context.close();
	});

	it('works while the line is down, and the evening hears of it when it is back', async () => {
		const { page, context } = await project();
		await show(director, page, cards(null, 0));
		director.close();
		await server.kill();
		await page.keyboard.press('PageDown');
		await page.getByText('pagina 2 van 3').waitFor();
		await page.keyboard.press('b');
		await expect.poll(() => page.locator('main').isHidden()).toBe(true);
		await page.waitForTimeout(hurry);
		await page.keyboard.press('b');
		await expect.poll(() => page.locator('main').isVisible()).toBe(true);
		// It is laid out anew first.
		await settled(page);
		await page.keyboard.press('PageDown');
		await page.getByText('pagina 3 van 3').waitFor();
		server = await startServer({ dataDir, env: { PORT: String(server.port) } });
		director = await direct(server.local, evening.facilitator);
		const other = await project();
		await other.page.getByText('pagina 3 van 3').waitFor();
		await other.context.close();
		await context.close();
	}, 60_000);

	it('is left alone where single keys are switched off', async () => {
		const { page, context } = await project();
		await page.evaluate(() => localStorage.setItem('wijkverhaal.sneltoetsen', 'uit'));
		await page.reload({ waitUntil: 'networkidle' });
		await show(director, page, cards(null, 0));
		await page.keyboard.press('PageDown');
		await page.keyboard.press('b');
		await show(director, page, { mode: 'join' });
		await show(director, page, cards(null, 0));
		expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6]);
		await context.close();
	});
});

describe('the line', () => {
	it('may drop: the picture stays, its pages turn, and it follows again when the server is back', async () => {
		const { page, context } = await project({ clock: true });
		await show(director, page, cards());
		await page.clock.runFor(500);
		director.close();
		await server.kill();
		await page.clock.runFor(12_000);
		await page.getByText('pagina 2 van 3').waitFor();
		expect(await numbers(page)).toEqual([7, 8, 9, 10, 11, 12]);
		expect(await page.locator('img').evaluateAll((all) => all.every((img) => (img as HTMLImageElement).naturalWidth > 0))).toBe(true);
		server = await startServer({ dataDir, env: { PORT: String(server.port) } });
		director = await direct(server.local, evening.facilitator);
		await show(director, page, { mode: 'ranking', round: shown });
		await page.getByText(/^(De uitslag|de eerste [23] van 14|plaats 1 tot en met 2 van 14)$/).waitFor();
		await context.close();
	});

	it('that is dead without anybody having closed it is opened anew', async () => {
		const between = await frozenProxy(server.port);
		const { page, context } = await openProjector(browser, between.address, evening.links.screen);
		await show(director, page, cards());
		between.freeze();
		await director.do({ type: 'screen.show', show: cards(shown) });
		await page.getByText('De uitslag', { exact: true }).waitFor({ timeout: 15_000 });
		await context.close();
		await between.close();
	}, 60_000);

	it('and the seat may be lost with a restored backup: as long as the link holds, the screen comes back by itself', async () => {
		const { page, context } = await project();
		await show(director, page, { mode: 'join' });
		await restarted(async () => {
			await inDataDir(dataDir, async (app) => void app.seats.revokeRole(evening.id, 'screen'));
		});
		await show(director, page, cards());
		await page.getByRole('heading', { name: 'De thema’s' }).waitFor();
		await context.close();
	}, 60_000);

	it('ends for a replaced link: a neutral page, which tells nothing of the evening', async () => {
		const { page, context } = await project();
		await show(director, page, cards());
		let path = '';
		await restarted(async () => {
			await inDataDir(dataDir, async (app) => {
				path = `/scherm/${app.links.replace(evening.id, 'screen').secret}`;
				app.seats.revokeRole(evening.id, 'screen');
			});
		});
		await page.getByText('Vraag de gespreksleider om de nieuwe link.').waitFor();
		expect(await page.content()).not.toContain('Hondenpoep');
		expect((await page.goto(page.url()))?.status()).toBe(410);
		await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
		await page.goto(server.local + path);
		await page.getByRole('heading', { name: 'De thema’s' }).waitFor();
		evening.links.screen = path;
		await context.close();
	}, 60_000);
});

/** Stops the server, does something to its folder, and starts it on the same port. */
async function restarted(between: () => Promise<void>): Promise<void> {
	director.close();
	const { port } = server;
	await server.kill();
	await between();
	server = await startServer({ dataDir, env: { PORT: String(port) } });
	director = await direct(server.local, evening.facilitator);
}

/** A network that can fall silent: connections that were there stay open and carry nothing; new ones work. */
async function frozenProxy(port: number): Promise<{ address: string; freeze(): void; close(): Promise<void> }> {
	const pairs = new Set<[Socket, Socket]>();
	const proxy = createServer((from) => {
		const to = connect(port, '127.0.0.1');
		const pair: [Socket, Socket] = [from, to];
		pairs.add(pair);
		from.pipe(to).pipe(from);
		for (const end of pair) end.on('error', () => {});
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	const listening = proxy.address();
	if (typeof listening !== 'object' || listening === null) throw new Error('No port');
	return {
		address: `http://127.0.0.1:${listening.port}`,
		freeze() {
			for (const [from, to] of pairs) {
				from.unpipe(to).pause();
				to.unpipe(from).pause();
			}
		},
		async close() {
			for (const pair of pairs) for (const end of pair) end.destroy();
			proxy.close();
			await once(proxy, 'close');
		}
	};
}

describe('whoever sets the projector up', () => {
	it('has full screen and contrast by key and by a button that is seen while the mouse moves; clicks do nothing else', async () => {
		const { page, context } = await project();
		const watched = watch(context, [server.local]);
		await show(director, page, cards());
		const before = await numbers(page);
		await page.mouse.click(900, 500);
		expect(await numbers(page)).toEqual(before);
		expect(page.url()).toBe(server.local + evening.links.screen);
		await page.getByRole('button', { name: 'Volledig scherm (F)' }).waitFor();
		await page.keyboard.press('f');
		await page.waitForFunction(() => document.fullscreenElement !== null);
		await page.keyboard.press('f');
		await page.waitForFunction(() => document.fullscreenElement === null);
		await page.keyboard.press('c');
		await page.waitForFunction(() => document.querySelector('[data-contrast="high"]') !== null);
		// A tab that is restored looks as it did.
		await page.reload();
		await expect.poll(() => page.locator('[data-contrast="high"]').count()).toBe(1);
		expect(watched).toEqual({ errors: [], foreign: [] });
		await context.close();
	});

	it('hears from a made-up link that it does not work', async () => {
		const context = await browser.newContext();
		const page = await context.newPage();
		expect((await page.goto(`${server.local}/scherm/bestaatniet`))?.status()).toBe(410);
		await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
		await context.close();
	});
});

it('axe finds nothing on any picture, in high contrast neither', async () => {
	for (const query of ['', '?contrast=hoog']) {
		const { page, context } = await project({ query });
		await director.do({ type: 'screen.text', heading: 'Pauze', lines: 'Tot half negen.' });
		await director.do({ type: 'screen.timer', step: 'set', minutes: 5 });
		for (const wanted of [{ mode: 'join' } as const, { mode: 'welcome' } as const, { mode: 'question', round: open } as const, { mode: 'text' } as const, { mode: 'timer' } as const, cards(), cards(open), cards(shown), cards(practice), { mode: 'ranking', round: shown } as const, { mode: 'theme', theme: 1 } as const, { mode: 'drawing', drawing } as const]) {
			await show(director, page, wanted);
			expect(await findings(page), wanted.mode).toEqual([]);
		}
		await context.close();
	}
}, 120_000);
