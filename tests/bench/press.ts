import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { buildIfNeeded } from '#server/build.ts';
import { percentiles } from '#server/tools/percentiles.ts';
import { launchBrowser } from '../browser.ts';
import { prepareEvening } from '../evening.ts';
import { joinPhone } from '../phones.ts';
import { startServer } from '../server.ts';
import { atMost, type Benchmark } from './figure.ts';
import { needConnections } from './servers.ts';

const phoneCount = 300;
const joiningAtOnce = 40;
const changes = 40;
const blanks = 20;
/** A button that was just pressed takes no second press for a second, in ms. */
const settle = 1100;
/** Two pictures that are put on by turns, by their buttons in regie. */
const pictures = ['Welkom en regels', 'Kaarten van Ronde 1'];

declare global {
	interface Window {
		/** When what was changed last stood on the screen, ms since 1970. */
		painted: number[];
	}
}

/** From a press in regie's page to the frame of the screen's page that shows it, while a hall of phones is connected. */
export const press: Benchmark = {
	name: 'press',
	async measure(say, ending) {
		needConnections(phoneCount);
		await buildIfNeeded(say);
		const dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-bench-'));
		ending.defer(() => rm(dataDir, { recursive: true, force: true }));
		const evening = await prepareEvening(dataDir, { themes: 24, rounds: [{ results: 'open' }] });
		const server = await startServer({ dataDir });
		ending.defer(async () => void (await server.stop()));
		const browser = await launchBrowser();
		ending.defer(() => browser.close());
		let phones = 0;
		while (phones < phoneCount) {
			const batch = Array.from({ length: Math.min(joiningAtOnce, phoneCount - phones) }, () => joinPhone(server.local, evening.code));
			for (const phone of await Promise.all(batch)) ending.defer(() => phone.close());
			phones += batch.length;
		}
		const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
		await context.addCookies([{ ...evening.facilitator.cookieOf, url: server.local }]);
		const regie = await context.newPage();
		await regie.goto(`${server.local}/regie/${evening.id}`);
		await regie.getByText('Verbonden', { exact: true }).waitFor();
		const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
		await screen.goto(server.local + evening.links.screen, { waitUntil: 'networkidle' });
		await screen.evaluate(watchMain);

		const changed: number[] = [];
		for (let change = 0; change < changes; change += 1) changed.push(await pressed(regie, screen, pictures[change % 2]!));
		const emptied: number[] = [];
		for (let blank = 0; blank < blanks; blank += 1) {
			emptied.push(await pressed(regie, screen, 'Scherm leeg'));
			await pressed(regie, screen, 'Scherm weer aan');
		}
		const { p50, p95 } = percentiles(changed);
		say(`${phoneCount} phones; a change p50 ${p50} ms, p95 ${p95} ms; 'Scherm leeg' p50 ${percentiles(emptied).p50} ms, most ${Math.max(...emptied)} ms`);
		return [
			atMost({ name: 'press-to-screen-p95', value: p95, unit: 'ms', most: 200 }),
			atMost({ name: 'press-to-blank-most', value: Math.max(...emptied), unit: 'ms', most: 300 })
		];
	}
};

/** Presses a button of regie's as the page itself does. @returns ms until the screen shows it */
async function pressed(regie: Page, screen: Page, name: string): Promise<number> {
	await new Promise((next) => setTimeout(next, settle));
	const before = await screen.evaluate(() => window.painted.length);
	const button = regie.getByRole('button', { name }).first();
	const at = await button.evaluate((one: HTMLElement) => {
		const now = Date.now();
		one.click();
		return now;
	});
	await screen.waitForFunction((count) => window.painted.length > count, before);
	return (await screen.evaluate((count) => window.painted[count]!, before)) - at;
}

/** Notes when another picture, or none, stands on the screen: two frames after the page knew. */
function watchMain(): void {
	window.painted = [];
	const main = document.querySelector('main')!;
	const stood = () => `${main.hidden} ${main.dataset['subject']}`;
	let last = stood();
	new MutationObserver(() => {
		if (stood() === last) return;
		last = stood();
		requestAnimationFrame(() => requestAnimationFrame(() => window.painted.push(Date.now())));
	}).observe(main, { attributes: true, attributeFilter: ['hidden', 'data-subject'] });
}
