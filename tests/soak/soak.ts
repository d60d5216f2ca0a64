import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright';
import { collectionStream } from '#server/store/event-store.ts';
import type { Talk } from '#client/form/talk.ts';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { inDataDir } from '../evening.ts';
import { makeCollecting } from '../scouts.ts';
import { startServer, type TestServer } from '../server.ts';
import { finishTalk } from './in-page.ts';

/** `sent`: talks that a phone said 'klaar' to; `received`: forms on the server; `lost` and `double` of those. */
export interface Soaked {
	sent: number;
	received: number;
	lost: number;
	double: number;
	/** Forms whose versions came otherwise than 1, 2, 3. */
	outOfOrder: number;
	/** What was done to them, so that a quiet run is seen to be one. */
	trouble: { offline: number; killed: number; restarts: number; mended: number };
}

/**
 * Talks on phones whose line comes and goes, whose tabs are killed, with a server that is killed and started again.
 * The real program, real browsers, the form's own pages.
 * @param chance from 0 to 1, seeded by whoever asks
 */
export async function soakForms(options: { phones: number; forms: number; chance: () => number; say: (line: string) => void }): Promise<Soaked> {
	const { phones, forms, chance, say } = options;
	const dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-soak-'));
	let server: TestServer | undefined;
	let browser: Browser | undefined;
	try {
		await inDataDir(dataDir, async (app) => void (await makeCollecting(app)));
		[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser({ args: withoutGraphics })]);
		const running = { server };
		const trouble = { offline: 0, killed: 0, restarts: 0, mended: 0 };
		const expected = new Set<string>();
		let done = 0;

		const all = Array.from({ length: phones }, (_, index) => index);
		const opened = await inTurns(all, 8, (index) => openPhone(browser!, running.server.local, index));
		say(`${phones} phones are open`);

		const total = phones * forms;
		const restarts = Math.min(20, Math.max(2, Math.floor(total / 100)));
		let over = false;
		const restarting = (async () => {
			for (let count = 0; count < restarts && !over; count++) {
				while (!over && done < ((count + 0.5) * total) / restarts) await sleep(50);
				if (over) return;
				// Half of them as the plug is pulled, half as an operator does.
				if (chance() < 0.5) await running.server.kill();
				else await running.server.stop();
				await sleep(chance() * 1500);
				running.server = server = await startServer({ dataDir, env: { PORT: String(running.server.port) } });
				trouble.restarts += 1;
				say(`${done} of ${total} talks, the server was started again`);
			}
		})();

		await Promise.all(
			opened.map(async (phone, index) => {
				for (let form = 0; form < forms; form++) {
					if (chance() < 0.2) {
						await phone.line(!phone.on);
						if (!phone.on) trouble.offline += 1;
					}
					let words = `t${index}-${form}. Hier mag meer licht.`;
					let id = await hold(phone, null, words, chance, trouble);
					if (chance() < 0.25) {
						words = `t${index}-${form}. Hier mag veel meer licht.`;
						id = await hold(phone, id, words, chance, trouble);
						trouble.mended += 1;
					}
					expected.add(words);
					done += 1;
				}
			})
		);
		over = true;
		await restarting;
		say('all talks are klaar; the lines are on again');
		await Promise.all(opened.map((phone) => phone.drain()));
		await browser.close();
		browser = undefined;
		await running.server.stop();
		server = undefined;
		return { ...(await counted(dataDir, expected)), trouble };
	} finally {
		await browser?.close();
		await server?.kill();
		await rm(dataDir, { recursive: true, force: true });
	}
}

interface Phone {
	page: Page;
	on: boolean;
	line(on: boolean): Promise<void>;
	/** A tab in place of the one that was killed. */
	reopen(): Promise<void>;
	/** Waits until nothing waits. */
	drain(): Promise<void>;
}

async function openPhone(browser: Browser, address: string, index: number): Promise<Phone> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	context.setDefaultTimeout(60_000);
	const path = `${address}/vraag/V0${1 + (index % 3)}-0${1 + (index % 9)}`;
	const phone: Phone = {
		page: await context.newPage(),
		on: true,
		async line(on) {
			phone.on = on;
			// A tab that is just being killed takes no such news: the context has it all the same.
			await context.setOffline(!on).catch(() => context.setOffline(!on));
		},
		async reopen() {
			phone.page = await newTab(context, path);
		},
		async drain() {
			await phone.line(true);
			for (let times = 0; times < 240; times++) {
				if ((await keptTalks(phone.page)).every(({ waiting }) => waiting.length === 0)) return;
				const now = phone.page.getByRole('button', { name: 'Nu versturen' });
				if (times % 8 === 0 && (await now.count()) > 0) await now.first().click({ timeout: 2000 }).catch(() => {});
				await sleep(500);
			}
			throw new Error(`A phone still has talks that wait: ${JSON.stringify((await keptTalks(phone.page)).filter(({ waiting }) => waiting.length > 0).map(({ trouble, waiting }) => [trouble, waiting.length]))}`);
		}
	};
	await phone.page.goto(path);
	// What it needs without a line is here: before, a killed tab would not come back.
	await phone.page.waitForFunction(async () => (await caches.match('/vraag')) !== undefined && navigator.serviceWorker.controller !== null);
	return phone;
}

async function newTab(context: BrowserContext, path: string): Promise<Page> {
	const page = await context.newPage();
	for (let times = 0; ; times++) {
		try {
			await page.goto(path);
			break;
		} catch (error) {
			// A server that dies half-way through a page: whoever holds the phone loads it again.
			if (times === 20) throw error;
			await sleep(300);
		}
	}
	await page.locator('button', { hasText: 'Begin' }).waitFor();
	return page;
}

/** Brings a talk to 'klaar' with these words, also over tabs that are killed meanwhile. @returns its id */
async function hold(phone: Phone, id: string | null, words: string, chance: () => number, trouble: Soaked['trouble']): Promise<string> {
	for (let times = 0; times < 20; times++) {
		// The tab may die in the very moment in which it says 'klaar': what follows must find it dead, not dying.
		let dying: Promise<void> | null = null;
		const kill = times === 0 && chance() < 0.15 ? setTimeout(() => (dying = phone.page.close().catch(() => {})), chance() * 400) : null;
		try {
			const known = id ?? (times === 0 ? null : await idOf(phone.page, words));
			const held = await phone.page.evaluate(finishTalk, { id: known, words });
			clearTimeout(kill ?? undefined);
			await dying;
			if (!phone.page.isClosed()) return held;
		} catch (error) {
			clearTimeout(kill ?? undefined);
			// Only a tab that is gone is what was asked for.
			if (dying === null && !phone.page.isClosed()) throw error;
			await dying;
			await phone.page.close().catch(() => {});
		}
		trouble.killed += 1;
		await phone.reopen();
	}
	throw new Error('A talk was never klaar');
}

/** The talk that these words were begun in, as the phone kept them; null where it kept none of them. */
async function idOf(page: Page, words: string): Promise<string | null> {
	const tag = words.split(' ', 1)[0]!;
	const begins = (value: unknown) => typeof value === 'string' && value.startsWith(tag);
	return (await keptTalks(page)).find(({ draft, last }) => begins(draft?.goed) || begins(last?.answers.goed))?.id ?? null;
}

/** What lies on the phone, past the page. */
function keptTalks(page: Page): Promise<Talk[]> {
	return page.evaluate(
		() =>
			new Promise<Talk[]>((settle, fail) => {
				const open = indexedDB.open('wijkverhaal-gesprekken');
				open.onerror = () => fail(open.error);
				open.onsuccess = () => {
					const all = open.result.transaction('gesprekken').objectStore('gesprekken').getAll();
					all.onerror = () => fail(all.error);
					all.onsuccess = () => {
						open.result.close();
						settle((all.result as Talk[]).filter((one) => 'waiting' in one));
					};
				};
			})
	);
}

async function counted(dataDir: string, expected: ReadonlySet<string>): Promise<Omit<Soaked, 'trouble'>> {
	return inDataDir(dataDir, async (app) => {
		const times = new Map<string, number>();
		for (const { answers } of app.collection.state.entries.form.values()) {
			const said = answers.goed;
			const words = said && 'text' in said ? app.collection.textOf(said.text) : '';
			times.set(words, (times.get(words) ?? 0) + 1);
		}
		const tags = [...times].map(([words, many]) => [words.split(' ', 1)[0]!, many] as const);
		const byTag = new Map<string, number>();
		for (const [tag, many] of tags) byTag.set(tag, (byTag.get(tag) ?? 0) + many);
		const versions = new Map<string, number[]>();
		for (const { body } of app.database.prepare("SELECT body FROM events WHERE stream = ? AND type IN ('form.added', 'form.changed') ORDER BY seq").all(collectionStream)) {
			const event = JSON.parse(String(body)) as { id: string; fields?: { version: number }; set?: { version?: number } };
			const version = event.fields?.version ?? event.set?.version;
			if (version !== undefined) versions.set(event.id, [...(versions.get(event.id) ?? []), version]);
		}
		return {
			sent: expected.size,
			received: app.collection.state.entries.form.size,
			lost: [...expected].filter((words) => !times.has(words)).length,
			double: [...byTag.values()].reduce((sum, many) => sum + many - 1, 0),
			outOfOrder: [...versions.values()].filter((all) => all.some((version, index) => version !== index + 1)).length
		};
	});
}

/** So many at once: forty browsers that open together take no machine well. */
async function inTurns<Item, Result>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
	const results: Result[] = [];
	for (let from = 0; from < items.length; from += atOnce) results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
	return results;
}
