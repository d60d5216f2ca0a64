import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import type { App } from '#server/app.ts';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { inDataDir, makeEvening, signIn, type EveningToMake, type Facilitator, type Prepared } from '../evening.ts';
import { joinPhone, type Phone } from '../phones.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';

export const laptop = { width: 1366, height: 768 };
export const phoneSize = { width: 360, height: 740 };
export const tabletSize = { width: 1024, height: 1366 };

/** A running server with evenings, a browser, and everyone who came in. */
export interface Hall {
	server: TestServer;
	browser: Browser;
	evenings: Prepared[];
	/** A page of regie in a browser of its own, connected. @param who the colleague may enter every evening */
	regie(evening: Prepared, options?: { who?: 'own' | 'colleague'; path?: string; viewport?: { width: number; height: number } }): Promise<Page>;
	phone(evening: Prepared): Promise<Phone>;
	/** A page in a browser of its own that no one has signed in to, for who comes in by a link. @param path begins with '/'. `baseURL`: another way to the server */
	visit(path: string, options?: BrowserContextOptions): Promise<Page>;
	/** The server stops; `again` starts it at the same address, on the same data. */
	stop(): Promise<{ again(): Promise<void> }>;
	/** Everyone leaves. @returns what pages did wrong since the last time: scripts that failed, rules of the CSP broken, others asked. */
	empty(): Promise<Watched>;
	close(): Promise<void>;
}

/** Opens the hall on a data folder of its own. `also`: what is there besides the evenings. */
export async function openHall(wanted: EveningToMake[], also: (app: App, evenings: Prepared[]) => Promise<void> = async () => {}): Promise<Hall> {
	const dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-journey-'));
	const evenings: Prepared[] = [];
	let colleague: Facilitator | undefined;
	await inDataDir(dataDir, async (app) => {
		for (const evening of wanted) evenings.push(await makeEvening(app, evening));
		colleague = await signIn(app, evenings[0]!.id, 'Bram');
		await also(app, evenings);
	});
	let [server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser({ args: withoutGraphics })]);
	const leaving: (() => unknown)[] = [];
	const watched: Watched[] = [];
	return {
		get server() {
			return server;
		},
		browser,
		evenings,
		async regie(evening, { who = 'own', path = '', viewport = laptop } = {}) {
			const context = await browser.newContext({ viewport });
			leaving.push(() => context.close());
			watched.push(watch(context, [server.local]));
			const { cookieOf } = who === 'own' ? evening.facilitator : colleague!;
			await context.addCookies([{ ...cookieOf, url: server.local }]);
			const page = await context.newPage();
			await page.goto(`${server.local}/regie/${evening.id}${path}`);
			await page.getByText('Verbonden', { exact: true }).waitFor();
			return page;
		},
		async visit(path, options = {}) {
			const context = await browser.newContext({ viewport: laptop, ...options });
			leaving.push(() => context.close());
			const address = options.baseURL ?? server.local;
			watched.push(watch(context, [address]));
			const page = await context.newPage();
			await page.goto(address + path);
			return page;
		},
		async phone(evening) {
			const phone = await joinPhone(server.local, evening.code);
			leaving.push(() => phone.close());
			return phone;
		},
		async stop() {
			const { port } = server;
			await server.stop();
			return { again: async () => void (server = await startServer({ dataDir, env: { PORT: String(port) } })) };
		},
		async empty() {
			await Promise.all(leaving.splice(0).map((leave) => leave()));
			const all = watched.splice(0);
			return { errors: all.flatMap(({ errors }) => errors), foreign: all.flatMap(({ foreign }) => foreign) };
		},
		async close() {
			await browser.close();
			await server.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** Presses the first button of that name. */
export function press(page: Page, name: string | RegExp): Promise<void> {
	return page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
}

/** Presses B and at once again, as a key that bounces does, on a page of regie or on the screen. */
export function bounceB(page: Page): Promise<void> {
	return page.evaluate(() => {
		for (let times = 0; times < 2; times++) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', bubbles: true, cancelable: true }));
	});
}

/** What the bar with 'Ongedaan maken' says. */
export function said(page: Page): Promise<string> {
	return page.locator('.pinned [role=status]').innerText();
}

/**
 * Scrolls a page to its end, as far as it goes, on a laptop and on a phone. @returns the fewest pixels between what stands
 * lowest on it and the bar with 'Ongedaan maken'; below zero something lies under the bar for good.
 */
export async function roomAboveBar(page: Page): Promise<number> {
	const was = page.viewportSize() ?? laptop;
	const rooms: number[] = [];
	for (const size of [laptop, phoneSize]) {
		await page.setViewportSize(size);
		// The bar may be higher now, which is heard with the next frame.
		await page.evaluate(() => new Promise((settle) => requestAnimationFrame(() => setTimeout(settle))));
		rooms.push(await page.evaluate(roomAtTheEnd));
	}
	await page.setViewportSize(was);
	return Math.min(...rooms);
}

function roomAtTheEnd(): number {
	for (const column of [document.scrollingElement!, ...document.querySelectorAll('main *')]) column.scrollTop = column.scrollHeight;
	const lowest = [...document.querySelectorAll('main :is(a, button, input, select, textarea, summary, label, p, li, dd, h1, h2, h3)')]
		.filter((element) => element.checkVisibility() && element.closest('.visually-hidden, dialog, .pinned') === null)
		.map((element) => element.getBoundingClientRect().bottom);
	return document.querySelector('.pinned .shown')!.getBoundingClientRect().top - Math.max(...lowest);
}

/** The button that takes the last step back: where there is room it says which. */
export const undoName = /^(?:Ongedaan maken|Maak ongedaan)/;

/** Takes back the last step; while one is under way the button waits, and so does this. */
export function undo(page: Page): Promise<void> {
	return page.locator('.pinned').getByRole('button', { name: undoName }).and(page.locator(':not([aria-disabled])')).first().click();
}
