import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleDrawings } from '#server/example/example.ts';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { inDataDir, makeEvening, signIn, type Facilitator, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';
import { laptop, phoneSize, press, tabletSize, undo } from './hall.ts';
import { ready } from './on-the-board.ts';

// One evening with everybody in the hall at once, each in a browser of its own: two facilitators, a moderator, the
// screen, an illustrator and three phones (one in English, one without JavaScript). All of it goes by hand.

let dataDir: string;
let server: TestServer;
let browser: Browser;
let evening: Prepared;
let colleague: Facilitator;
const watched: Watched[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-whole-'));
	await inDataDir(dataDir, async (app) => {
		const titles = ['Te hard rijden', 'Plek voor jongeren', 'Groen en bomen', 'Zwerfafval', 'Buurthuis', 'Lantaarnpalen'];
		evening = await makeEvening(app, { themes: titles.map((title) => ({ title })) });
		colleague = await signIn(app, evening.id, 'Bram');
	});
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

/** Somebody with a browser of their own, who goes to an address. */
async function enter(address: string, options: BrowserContextOptions = {}, facilitator?: Facilitator): Promise<Page> {
	const context = await browser.newContext({ viewport: laptop, ...options });
	watched.push(watch(context, [server.local, server.hall]));
	if (facilitator) await context.addCookies([{ ...facilitator.cookieOf, url: server.local }]);
	const page = await context.newPage();
	await page.goto(address);
	return page;
}

it('an evening: joined, arranged, voted, said, drawn, a power cut, and the result before the hall', async () => {
	const regie = `${server.local}/regie/${evening.id}`;
	const [anna, bram, moderator, screen, illustrator] = await Promise.all([
		enter(regie, {}, evening.facilitator),
		enter(`${regie}/bord`, {}, colleague),
		enter(server.local + evening.links.moderator, { viewport: tabletSize }),
		enter(server.local + evening.links.screen, { viewport: { width: 1920, height: 1080 } }),
		enter(server.local + evening.links.illustrator, { viewport: tabletSize, hasTouch: true })
	]);
	const connected = () =>
		Promise.all([
			...[anna, bram].map((page) => page.getByText('Verbonden', { exact: true }).waitFor()),
			...[moderator, illustrator].map((page) => page.getByText('verbonden', { exact: true }).waitFor())
		]);
	await illustrator.getByLabel('Pincode').fill(evening.pin);
	await press(illustrator, 'Verder');
	await connected();
	/** Steps follow each other at a person's pace: a second press too soon is taken for the first one's. */
	const nextStep = async (label: string) => {
		const button = anna.locator('[data-next]:not([aria-disabled])').getByText(label, { exact: true });
		await anna.waitForTimeout(900);
		await button.click();
	};

	// Three phones come in by the code that the hall reads on the screen.
	await screen.getByRole('heading', { name: 'Doe mee' }).waitFor();
	const code = (await screen.locator('.code .letter').allInnerTexts()).join('');
	const [dirk, eve, fien] = await Promise.all([
		enter(server.hall, { viewport: phoneSize, hasTouch: true }),
		enter(server.hall, { viewport: phoneSize, hasTouch: true }),
		enter(server.hall, { viewport: phoneSize, javaScriptEnabled: false })
	]);
	await press(eve, 'English');
	for (const [page, field, on, join] of [
		[dirk, 'De code op het scherm', 'Verder', 'Doe mee'],
		[eve, 'The code on the screen', 'Continue', 'Join in'],
		[fien, 'De code op het scherm', 'Verder', 'Doe mee']
	] as const) {
		await page.getByLabel(field).fill(code.toLowerCase());
		await press(page, on);
		await press(page, join);
	}
	await anna.locator('[data-joined]').getByText('3', { exact: true }).waitFor();
	await anna.getByLabel('Aanwezig').fill('40');
	await anna.getByLabel('Aanwezig').press('Tab');

	// The board: one moves a card by keyboard, it lies there for the other too.
	const other = await anna.context().newPage();
	await other.goto(`${regie}/bord`);
	await Promise.all([other, bram].map(ready));
	const place = (page: Page) => page.locator('#kaart-3').evaluate((card) => card.closest('li')?.style.translate);
	const before = await place(other);
	await bram.locator('#kaart-3').focus();
	await bram.keyboard.press('Space');
	await bram.keyboard.press('Shift+ArrowRight');
	await expect.poll(() => place(other)).not.toBe(before);
	expect(await place(other)).toBe(await place(bram));
	await other.close();

	// A round with hidden results is made and opened; its cards come on the screen.
	await press(anna, 'Stemronde');
	await anna.getByLabel('De vraag').fill('Wat gaat voor?');
	await anna.getByLabel('Stippen per persoon').fill('3');
	await press(anna, 'Bewaar');
	await nextStep('Open ronde 1');
	await nextStep('Zet de kaarten op het scherm');
	await screen.locator('.cards:not(.probe) article').first().waitFor();

	// Each phone gives dots in its own way. The hall sees how many voted, and nothing else.
	for (const theme of [3, 3, 1]) await dirk.getByRole('button', { name: `Een stip voor thema ${theme},` }).tap();
	for (const theme of [3, 2]) await eve.getByRole('button', { name: `A dot for theme ${theme},` }).tap();
	await fien.reload();
	for (const theme of [1, 1]) await press(fien, new RegExp(`^Een stip voor thema ${theme},`));
	await dirk.locator('#thema-1').getByText('opgeslagen', { exact: true }).waitFor();
	await anna.locator('[data-voted="3"]').waitFor();
	await screen.getByText('3 stemden').waitFor();
	expect(await screen.locator('.halftone, .place').count()).toBe(0);
	expect(await anna.locator('main table').count()).toBe(0);

	// A comment from the phone without JavaScript waits, is approved, recognised, and put before the hall by a person.
	await fien.locator('#thema-1 a').click();
	await fien.getByLabel('Uw reactie').fill('Wie doet er mee?');
	await press(fien, 'Plaats uw reactie');
	const waiting = moderator.locator('[data-comment]').filter({ hasText: 'Wie doet er mee?' });
	await waiting.waitFor();
	await eve.locator('#thema-1 a').tap();
	await eve.getByText('connected', { exact: true }).waitFor();
	await expect.poll(() => eve.getByText('Wie doet er mee?').count()).toBe(0);
	await waiting.getByRole('button', { name: 'Keur goed' }).click();
	await eve.getByText('Wie doet er mee?').waitFor();
	await eve.getByRole('button', { name: 'I recognise that' }).tap();
	await bram.goto(`${regie}/reacties`);
	await press(bram, /^Goedgekeurd/);
	await bram.locator('[data-comment]').filter({ hasText: 'Wie doet er mee?' }).getByRole('button', { name: 'Op scherm' }).click();
	await screen.locator('.balloon', { hasText: 'Wie doet er mee?' }).waitFor();
	// Large by itself, and from then on at its theme too.
	await anna.getByLabel('Nummer van het thema').fill('1');
	await press(anna, 'Toon');
	await screen.getByRole('heading', { level: 1, name: 'Te hard rijden' }).waitFor();
	await screen.locator('.balloon', { hasText: 'Wie doet er mee?' }).waitFor();

	// A drawing comes in, is looked at, and hangs at its theme everywhere.
	await illustrator.locator('#sturen input[type=file]').first().setInputFiles(fileURLToPath(new URL('dijk.png', exampleDrawings)));
	await bram.goto(`${regie}/tekeningen`);
	const offered = bram.locator('[data-drawing]');
	await offered.getByText('Aangeboden').waitFor();
	await offered.getByLabel('Niemand herkenbaar, geen huisnummer').check();
	await offered.getByLabel('Thema van deze tekening').selectOption('1');
	await offered.getByRole('button', { name: 'Hang op' }).click();
	// The screen has fetched its drawings beforehand: it shows them without a line too.
	const drawn = 'img:is([src^="/tekening/"], [src^="blob:"])';
	await Promise.all([eve, screen].map((page) => page.locator(drawn).waitFor()));
	await fien.reload();
	await expect.poll(() => fien.locator(drawn).count()).toBe(1);

	// Whatever is on the screen: B empties it, B brings it back.
	const visible = screen.getByText('Wie doet er mee?');
	await anna.locator('h2').first().click();
	await anna.keyboard.press('b');
	await visible.waitFor({ state: 'hidden' });
	await anna.waitForTimeout(1100);
	await anna.keyboard.press('b');
	await visible.waitFor();

	for (const page of [anna, bram, moderator, screen, illustrator, dirk, eve]) expect(await findings(page)).toEqual([]);

	// The power goes. The screen keeps its picture, and a dot that is given meanwhile is kept on the phone.
	await server.kill();
	await dirk.getByText('geen verbinding').first().waitFor();
	await dirk.getByRole('button', { name: 'Een stip weg bij thema 1,' }).tap();
	await dirk.getByRole('button', { name: 'Een stip voor thema 5,' }).tap();
	await expect.poll(() => visible.isVisible()).toBe(true);
	server = await startServer({ dataDir, env: { PORT: String(server.port) } });
	await connected();
	await dirk.locator('#thema-5').getByText('opgeslagen', { exact: true }).waitFor();
	await anna.locator('[data-voted="3"]').waitFor();
	await expect.poll(() => anna.locator('[data-joined]').innerText()).toBe('3');

	// Withdrawn by its maker: gone from every connected screen.
	await illustrator.getByRole('button', { name: 'Trek in' }).click();
	await press(illustrator, 'Ja, trek in');
	await Promise.all([eve, screen, bram].map((page) => page.locator(drawn).first().waitFor({ state: 'detached' })));

	// Closed, taken back, closed, and shown: the same result for the screen, both facilitators and every phone.
	await nextStep('Zet de kaarten op het scherm');
	await nextStep('Sluit ronde 1');
	await undo(anna);
	await nextStep('Sluit ronde 1');
	await nextStep('Laat de uitslag zien');
	await screen.getByText('De uitslag', { exact: true }).waitFor();
	await expect.poll(() => screen.locator('.cards:not(.probe) .box').allInnerTexts()).toEqual(['3', '1', '2', '5', '4', '6']);
	await expect.poll(() => screen.locator('.cards:not(.probe) .place').allInnerTexts()).toEqual(['1e', '2e', 'gedeeld\n3e', 'gedeeld\n3e']);
	await screen.getByText('Eén stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd').waitFor();
	await bram.goto(regie);
	for (const page of [anna, bram]) {
		const rows = page.locator('article.round tbody tr');
		expect((await rows.allInnerTexts()).map((row) => Number(/(\d+)\s*$/.exec(row)?.[1]))).toEqual([3, 2, 1, 1, 0, 0]);
	}
	await dirk.getByRole('heading', { name: 'Uitslag van ronde 1' }).waitFor();
	await eve.goto(`${server.hall}/mee/${evening.code}`);
	await eve.getByRole('heading', { name: 'Result of round 1' }).waitFor();
	await fien.goto(`${server.hall}/mee/${evening.code}`);
	await fien.getByRole('heading', { name: 'Uitslag van ronde 1' }).waitFor();

	// Nobody else was asked for anything, and no script failed; a line that breaks is said so by every browser.
	expect(watched.flatMap(({ foreign }) => foreign)).toEqual([]);
	expect(watched.flatMap(({ errors }) => errors).filter((error) => !/net::ERR_|WebSocket/.test(error))).toEqual([]);
}, 120_000);
