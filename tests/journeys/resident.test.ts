import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { solidPng } from '#server/drawings/test-pictures.ts';
import { restoreBackup, writeBackup } from '#server/store/backup-file.ts';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { direct, inDataDir, makeEvening, type Prepared } from '../evening.ts';
import { firstLoad } from '../first-load.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';
import { undoName } from './hall.ts';

// A resident's phone at plain HTTP on the name of the hall, on the built program.

const phone = { width: 360, height: 740 };
const themes = [
	{ title: 'Groen en bomen', main: 'openbare-ruimte' as const, quotes: ['Meer bomen bij het plein.'], mentioned: 7 },
	{ title: 'Te hard rijden op de dijk', main: 'verkeer' as const },
	{ title: 'Drugs op straat', main: 'veiligheid' as const, grave: true },
	...Array.from({ length: 21 }, (_, index) => ({ title: `Thema nummer ${index + 4}`, main: 'overig' as const, quotes: ['Dat zeggen veel mensen in de buurt.'] }))
];
const options = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11];

let dataDir: string;
let server: TestServer;
let browser: Browser;
const evenings: Prepared[] = [];
const closing: (() => unknown)[] = [];
const watched: Watched[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-resident-'));
	await inDataDir(dataDir, async (app) => {
		for (let number = 1; number <= 9; number++) {
			evenings.push(
				await makeEvening(app, {
					title: `Gebiedsavond ${number}`,
					themes,
					rounds: [
						{ lines: ['Koffie', 'Thee'], budget: 1, most: 1, phase: 'shown', ballots: [{ a: 1 }, { b: 1 }] },
						{ title: 'Wat telt?', themes: [1, 2, 3], phase: 'shown', ballots: [{ 1: 2, 3: 1 }, { 2: 2, 3: 1 }] },
						{ title: 'Ronde 2', themes: options }
					],
					comments: [{ theme: 2, text: 'Vooral op zaterdag.' }]
				})
			);
		}
	});
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
});
afterEach(async () => {
	await Promise.all(closing.splice(0).map((close) => close()));
	// No script failed, no rule of the CSP was broken, nobody else was asked for anything.
	for (const one of watched.splice(0)) expect(one).toEqual({ errors: [], foreign: [] });
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

/** A phone of its own. `quiet`: what its console says is no error here, since the test cuts its line. */
async function newPhone(options: { viewport?: typeof phone; javaScriptEnabled?: boolean; quiet?: boolean } = {}): Promise<BrowserContext> {
	const { quiet = false, ...rest } = options;
	const context = await browser.newContext({ viewport: phone, ...rest });
	closing.push(() => context.close());
	if (!quiet) watched.push(watch(context, [server.hall]));
	return context;
}

async function joined(context: BrowserContext, evening: Prepared): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`${server.hall}/mee/${evening.code}`);
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.getByText('verbonden').waitFor();
	return page;
}

const give = (page: Page, theme: number) => page.getByRole('button', { name: `Een stip voor thema ${theme},` });
const take = (page: Page, theme: number) => page.getByRole('button', { name: `Een stip weg bij thema ${theme},` });
const card = (page: Page, theme: number) => page.locator(`#thema-${theme}`);
const left = (page: Page) => page.locator('[data-left]').getAttribute('data-left');

/** What the server counts now: dots per theme, as regie will see them. */
async function totals(evening: Prepared): Promise<Record<string, number>> {
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	const round = evening.rounds[2]!;
	await direction.do({ type: 'round.close', round });
	const answer = await direction.socket.timeout(5000).emitWithAck('catch-up', { epoch: '', seq: 0 });
	await direction.do({ type: 'round.reopen', round });
	return answer.snapshot.view.rounds[round].totals;
}

describe('coming in', () => {
	it('a typed code ignores case and spaces; a wrong one is said in words and stays in the field', async () => {
		const page = await (await newPhone({ quiet: true })).newPage();
		await page.goto(server.hall);
		expect(await findings(page)).toEqual([]);
		await page.getByLabel('De code op het scherm').fill('o0 ii');
		await page.getByRole('button', { name: 'Verder' }).click();
		await page.getByText('Deze code kennen wij niet.').waitFor();
		await expect.poll(() => page.getByLabel('De code op het scherm').inputValue()).toBe('o0 ii');
		expect(await findings(page)).toEqual([]);
		const { code } = evenings[0]!;
		await page.getByLabel('De code op het scherm').fill(`${code.slice(0, 2).toLowerCase()} ${code.slice(2)}`);
		await page.getByRole('button', { name: 'Verder' }).click();
		expect(page.url()).toBe(`${server.hall}/mee/${code}`);
	});

	it('is one tap from the scanned square; opening the page makes no participant', async () => {
		const page = await (await newPhone()).newPage();
		await page.goto(`${server.hall}/mee/${evenings[0]!.code.toLowerCase()}`);
		expect(page.url()).toBe(`${server.hall}/mee/${evenings[0]!.code}`);
		await page.reload();
		for (const words of ['Uw stippen en reacties helpen', 'wissen ze 8 weken na het verslag', 'projectleider van de gemeente']) {
			await expect.poll(() => page.getByText(words).isVisible()).toBe(true);
		}
		expect(await findings(page)).toEqual([]);
		await page.getByRole('button', { name: 'Doe mee' }).click();
		await page.getByRole('heading', { name: 'Waar zet u uw stippen?' }).waitFor();
	});

	it('English is one tap away, before and after', async () => {
		const page = await (await newPhone()).newPage();
		await page.goto(`${server.hall}/mee/${evenings[0]!.code}`);
		await page.getByRole('button', { name: 'English' }).click();
		await page.getByRole('button', { name: 'Join in' }).click();
		await page.getByText('connected').waitFor();
		await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
		await expect.poll(() => page.locator('main').innerText()).not.toMatch(/stippen|reactie|ronde/i);
		await page.getByRole('link', { name: 'Groen en bomen' }).click();
		await expect.poll(() => page.locator('main').innerText()).not.toMatch(/stippen|reactie|keer genoemd/i);
		await page.getByRole('button', { name: 'Nederlands' }).click();
		await page.getByRole('heading', { name: 'Dit zeiden bewoners' }).waitFor();
	});

	it('an old code, a closed door and an evening that is over each say so; a phone that is in stays in', async () => {
		const evening = evenings[5]!;
		const inside = await joined(await newPhone({ quiet: true }), evening);
		const direction = await direct(server.local, evening.facilitator);
		closing.push(direction.close);
		const outside = await (await newPhone({ quiet: true })).newPage();
		const old = `${server.hall}/mee/${evening.code}`;

		await direction.do({ type: 'evening.door', door: 'closed' });
		await outside.goto(old);
		await expect.poll(() => outside.getByText('De deur is dicht.').isVisible()).toBe(true);
		expect(await findings(outside)).toEqual([]);
		await direction.do({ type: 'evening.code' });
		await outside.goto(old);
		await expect.poll(() => outside.getByText('Deze code is vervangen.').isVisible()).toBe(true);
		await inside.goto(old);
		await inside.getByText('verbonden').waitFor();
		const now = inside.url();
		expect(now).not.toBe(old);

		await direction.do({ type: 'evening.close', closed: true });
		await inside.getByRole('heading', { name: 'Dank u wel' }).waitFor();
		await expect.poll(() => inside.getByRole('heading', { name: 'Uitslag van ronde 1' }).isVisible()).toBe(true);
		expect(await findings(inside)).toEqual([]);
		expect(await inside.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('ballots')))).toEqual([]);
		await outside.goto(now);
		await expect.poll(() => outside.getByText('Deze avond is afgelopen.').isVisible()).toBe(true);
	});
});

describe('dots', () => {
	it('are saved at each tap, are there after a reload, and never go over what one has', async () => {
		const context = await newPhone();
		const page = await joined(context, evenings[1]!);
		expect(await left(page)).toBe('5');
		await expect.poll(() => page.getByText('U hoeft niets te versturen').isVisible()).toBe(true);
		await give(page, 7).click();
		await give(page, 7).click();
		await give(page, 1).click();
		await card(page, 7).getByText('opgeslagen', { exact: true }).waitFor();
		await give(page, 7).click({ force: true });
		await expect.poll(() => page.getByRole('alert').innerText()).toBe('U kunt hier niet meer dan 2 stippen zetten. Kies een andere kaart.');
		expect(await findings(page)).toEqual([]);

		await page.reload();
		await page.getByText('verbonden').waitFor();
		expect(await left(page)).toBe('2');
		await expect.poll(() => card(page, 7).locator('[data-dots]').getAttribute('data-dots')).toBe('2');
		await give(page, 5).click();
		await give(page, 5).click();
		await give(page, 4).click({ force: true });
		await expect.poll(() => page.getByRole('alert').innerText()).toBe('Uw stippen zijn op. Haal er eerst één weg.');
		await take(page, 7).click();
		await give(page, 4).click();
		await card(page, 4).getByText('opgeslagen', { exact: true }).waitFor();
		expect(await totals(evenings[1]!)).toMatchObject({ 1: 1, 4: 1, 5: 2, 7: 1 });
	});

	it('stand in an order of the phone’s own, the same at every visit', async () => {
		const orders = await Promise.all(
			[1, 2].map(async () => {
				const page = await joined(await newPhone(), evenings[1]!);
				const order = () => page.locator('li[id^=thema-]').evaluateAll((items) => items.slice(0, 10).map(({ id }) => id));
				const first = await order();
				await page.reload();
				expect(await order()).toEqual(first);
				return first;
			})
		);
		expect(orders[0]).not.toEqual(orders[1]);
		expect(orders[0]!.toSorted()).toEqual(orders[1]!.toSorted());
	});

	it('given without a line wait on the phone, while themes can still be read, and arrive by themselves', async () => {
		const context = await newPhone({ quiet: true });
		const page = await joined(context, evenings[2]!);
		await context.setOffline(true);
		await page.getByText('geen verbinding', { exact: true }).waitFor({ timeout: 30_000 });
		await give(page, 9).click();
		await card(page, 9).getByText('bewaard op uw telefoon').waitFor();
		await expect.poll(() => page.getByText('Even geen verbinding. Uw telefoon bewaart uw stippen.').isVisible()).toBe(true);
		await page.getByRole('link', { name: 'Groen en bomen' }).click();
		await page.getByText('Meer bomen bij het plein.').waitFor();
		await page.getByLabel('Uw reactie').fill('Zonder lijn getypt.');
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await page.getByText('bewaard op uw telefoon').waitFor();
		expect(await findings(page)).toEqual([]);
		await context.setOffline(false);
		await page.getByText('wacht op goedkeuring').waitFor();
		await page.goBack();
		await card(page, 9).getByText('opgeslagen', { exact: true }).waitFor();
		expect(await totals(evenings[2]!)).toMatchObject({ 9: 1 });
	});

	it('come through a server that stops and starts, and one that was put back to an earlier moment', async () => {
		const evening = evenings[3]!;
		const context = await newPhone({ quiet: true });
		const page = await joined(context, evening);
		const late = await newPhone({ quiet: true });
		await give(page, 2).click();
		await card(page, 2).getByText('opgeslagen', { exact: true }).waitFor();
		const backup = join(dataDir, 'reservekopie');
		await writeBackup(dataDir, backup);
		await give(page, 8).click();
		await card(page, 8).getByText('opgeslagen', { exact: true }).waitFor();
		const joinedAfter = await joined(late, evening);
		await give(joinedAfter, 8).click();
		await card(joinedAfter, 8).getByText('opgeslagen', { exact: true }).waitFor();

		const { port } = server;
		await server.stop();
		await page.getByText('geen verbinding', { exact: true }).waitFor();
		await give(page, 10).click();
		await restoreBackup(dataDir, backup, new Date());
		server = await startServer({ dataDir, env: { PORT: String(port) } });
		await card(page, 10).getByText('opgeslagen', { exact: true }).waitFor({ timeout: 15_000 });
		// This one is loaded anew: its seat is younger than the backup.
		await joinedAfter.reload();
		await joinedAfter.getByText('verbonden').waitFor();
		expect(await left(joinedAfter)).toBe('4');
		await expect.poll(() => totals(evening), { timeout: 10_000 }).toMatchObject({ 2: 1, 8: 2, 10: 1 });
	});
});

it('an evening that is closed or removed by mistake and brought back: phone and screen come back by themselves, dots and all', async () => {
	const evening = evenings[8]!;
	const page = await joined(await newPhone({ quiet: true }), evening);
	await give(page, 5).click();
	await card(page, 5).getByText('opgeslagen', { exact: true }).waitFor();
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	await direction.do({ type: 'evening.close', closed: true });
	await page.getByText('De avond is afgelopen').first().waitFor();
	// The end of an evening closes its round.
	await direction.do({ type: 'evening.close', closed: false });
	await direction.do({ type: 'round.reopen', round: evening.rounds[2]! });
	await expect.poll(() => left(page)).toBe('4');
	await expect.poll(() => take(page, 5).count()).toBe(1);

	const staff = await browser.newContext();
	closing.push(() => staff.close());
	await staff.addCookies([{ ...evening.facilitator.cookieOf, url: server.local }]);
	const [screen, regie] = [await staff.newPage(), await staff.newPage()];
	await screen.goto(server.local + evening.links.screen);
	const picture = screen.locator('main.picture');
	await picture.waitFor();
	await regie.goto(`${server.local}/regie`);
	await regie.getByRole('article').filter({ hasText: 'Gebiedsavond 9' }).getByText('Weghalen', { exact: true }).click();
	await regie.getByRole('button', { name: 'Verwijderen' }).click();
	await page.getByText('Deze avond bestaat niet meer.').waitFor();
	await screen.getByText('Deze link werkt niet meer').waitFor();
	await regie.getByRole('button', { name: undoName }).click();
	await Promise.all([take(page, 5).waitFor(), picture.waitFor()]);
	expect(await left(page)).toBe('4');
});

it('a round that closes says so wherever one is, and shows the own dots until the next', async () => {
	const evening = evenings[6]!;
	const round = evening.rounds[2]!;
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	const [gave, none] = await Promise.all([joined(await newPhone(), evening), joined(await newPhone(), evening)]);
	for (const theme of [7, 7, 2]) await give(gave, theme).click();
	await card(gave, 2).getByText('opgeslagen', { exact: true }).waitFor();
	const bar = gave.locator('.ink-bar');
	// The bar leads to them: else 24 cards are looked through to take one back.
	await bar.getByRole('link', { name: 'thema 7, uw 2 stippen' }).click();
	expect(gave.url()).toMatch(/#thema-7$/);
	expect(await findings(gave)).toEqual([]);
	await gave.getByRole('link', { name: 'Te hard rijden op de dijk' }).click();

	await direction.do({ type: 'round.close', round });
	await bar.getByText('De ronde is gesloten. Uw stippen tellen mee.').waitFor();
	await gave.locator('[role=status]', { hasText: 'De ronde is gesloten. Uw stippen tellen mee.' }).waitFor();
	await expect.poll(() => gave.locator('main [data-dots]').getAttribute('data-dots')).toBe('1');
	expect(await findings(gave)).toEqual([]);
	await bar.getByRole('link', { name: 'thema 7,' }).click();
	await expect.poll(() => card(gave, 7).locator('[data-dots]').getAttribute('data-dots')).toBe('2');
	await expect.poll(() => give(gave, 7).count()).toBe(0);
	expect(await findings(gave)).toEqual([]);
	await none.locator('.ink-bar').getByText('De ronde is gesloten.', { exact: true }).waitFor();
	expect(await none.getByText('tellen mee').count()).toBe(0);

	await direction.do({ type: 'round.show', round, shown: true });
	await bar.waitFor({ state: 'detached' });
	await expect.poll(() => card(gave, 7).locator('[data-dots]').getAttribute('data-dots')).toBe('2');
	const practice = nanoid();
	await direction.do({ type: 'round.add', round: practice, kind: 'practice', title: 'Oefenen', budget: 1, most: 1, results: 'hidden', themes: [], lines: ['Koffie', 'Thee'] });
	await direction.do({ type: 'round.open', round: practice });
	await gave.getByRole('button', { name: 'Een stip voor Koffie' }).click();
	await gave.getByText('opgeslagen', { exact: true }).waitFor();
	await expect.poll(() => card(gave, 7).locator('[data-dots]').count()).toBe(0);
	await direction.do({ type: 'round.close', round: practice });
	await bar.getByText('De ronde is gesloten.', { exact: true }).waitFor();
	await expect.poll(() => gave.getByText('tellen mee').count()).toBe(0);
});

it('dots that came too late are said to be so; the state of the line stays in view beside a refusal', async () => {
	const evening = evenings[7]!;
	const round = evening.rounds[2]!;
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	const context = await newPhone({ quiet: true });
	const page = await joined(context, evening);
	await context.setOffline(true);
	await page.getByText('geen verbinding', { exact: true }).waitFor({ timeout: 30_000 });
	for (const theme of [9, 9]) await give(page, theme).click();
	await give(page, 9).click({ force: true });
	await expect.poll(() => page.getByRole('alert').innerText()).toContain('U kunt hier niet meer dan 2 stippen zetten.');
	await expect.poll(() => page.getByText('Even geen verbinding.').isVisible()).toBe(true);
	await direction.do({ type: 'round.close', round });
	await context.setOffline(false);
	await page.getByText('De ronde is gesloten. Wat u het laatst koos, kwam te laat.').waitFor({ timeout: 15_000 });
	await expect.poll(() => page.getByText('tellen mee').count()).toBe(0);
	await direction.do({ type: 'round.reopen', round });
	await page.getByRole('alert').waitFor({ state: 'detached' });
	// At the end of the evening as well: what arrived stays in sight, and only that counts.
	await give(page, 9).click();
	await card(page, 9).getByText('opgeslagen', { exact: true }).waitFor();
	await context.setOffline(true);
	await page.getByText('geen verbinding', { exact: true }).waitFor({ timeout: 30_000 });
	for (const theme of [10, 11]) await give(page, theme).click();
	await direction.do({ type: 'evening.close', closed: true });
	await context.setOffline(false);
	await page.getByText('Wat u het laatst koos, kwam te laat.').waitFor({ timeout: 15_000 });
	await expect.poll(() => page.locator('.ink-bar .given').innerText()).toMatch(/^Uw stippen:\s*9$/);
	await direction.do({ type: 'evening.close', closed: false });
	await direction.do({ type: 'round.reopen', round });
});

it('what was typed and not sent is told to be so, and stays to be copied when it can’t be sent any more', async () => {
	const evening = evenings[7]!;
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	const page = await joined(await newPhone(), evening);
	await page.getByRole('link', { name: 'Thema nummer 14' }).click();
	await page.getByLabel('Uw reactie').fill('Bijna klaar met typen.');
	await page.locator('.ink-bar').getByText('Uw reactie is nog niet verstuurd.').waitFor();
	await expect.poll(() => page.getByText('U hoeft niets te versturen').count()).toBe(0);
	await direction.do({ type: 'theme.remove', themes: [14] });
	await page.getByRole('alert').getByText('Thema 14 bestaat niet meer. Uw reactie is niet verstuurd.').waitFor();
	await expect.poll(() => page.getByText('Bijna klaar met typen.').isVisible()).toBe(true);
	await direction.do({ type: 'evening.close', closed: true });
	await page.getByRole('alert').getByText('De avond is afgelopen. Er kan niets meer bij. Uw reactie is niet verstuurd.').waitFor();
	await expect.poll(() => page.getByText('Bijna klaar met typen.').isVisible()).toBe(true);
	expect(await findings(page)).toEqual([]);
});

it('says whom to ask about one’s data, where the facilitator typed that in', async () => {
	const evening = evenings[0]!;
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	const page = await (await newPhone()).newPage();
	const sentence = async () => (await page.goto(`${server.hall}/mee/${evening.code}`), page.locator('.data li').nth(2).innerText());
	await direction.do({ type: 'evening.contact', contact: 'privacy@example.nl' });
	await expect.poll(sentence).toBe('Vragen over uw gegevens? Neem contact op: privacy@example.nl');
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.getByText('Uw gegevens', { exact: true }).click();
	await expect.poll(() => page.locator('footer').getByText('privacy@example.nl').isVisible()).toBe(true);
	await page.context().clearCookies();
	await direction.do({ type: 'evening.contact', contact: '' });
	await expect.poll(sentence).toBe('Vragen? Ga naar de projectleider van de gemeente, hier op de avond.');
});

it('the bare address leads a phone that is in back to its evening', async () => {
	const context = await newPhone();
	const page = await joined(context, evenings[0]!);
	await page.goto(server.hall);
	expect(await findings(page)).toEqual([]);
	await page.getByRole('link', { name: 'Terug naar uw avond' }).click();
	await page.getByText('verbonden').waitFor();
});

describe('a theme', () => {
	it('opens at an address of its own, and “back” leads back to the list', async () => {
		const page = await joined(await newPhone(), evenings[4]!);
		await page.getByRole('link', { name: 'Te hard rijden op de dijk' }).click();
		expect(page.url()).toBe(`${server.hall}/mee/${evenings[4]!.code}/2`);
		expect(await page.title()).toContain('Te hard rijden op de dijk');
		expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
		expect(await findings(page)).toEqual([]);
		await page.goBack();
		await page.getByRole('heading', { name: 'Waar zet u uw stippen?' }).waitFor();
		await page.goForward();
		await page.reload();
		await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Te hard rijden op de dijk');
	});

	it('takes a comment, says where it stands, and gives its words back', async () => {
		const evening = evenings[4]!;
		const page = await joined(await newPhone(), evening);
		await page.goto(`${server.hall}/mee/${evening.code}/2`);
		await page.getByText('verbonden').waitFor();
		const field = page.getByLabel('Uw reactie');
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await expect.poll(() => page.getByRole('alert').innerText()).toBe('Hier staat nog niets. Typ eerst een tekst.');
		await field.fill('<b>Bij de school</b> ook. '.repeat(30));
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await expect.poll(() => page.getByRole('alert').innerText()).toContain('Maak hem korter: 500 tekens of minder.');
		expect((await field.inputValue()).length).toBeGreaterThan(500);
		expect(await findings(page)).toEqual([]);
		// It was said of what stands in that field, and of nothing else.
		await page.getByRole('link', { name: 'Alle thema’s' }).first().click();
		await page.getByRole('heading', { name: 'Waar zet u uw stippen?' }).waitFor();
		await expect.poll(() => page.getByRole('alert').count()).toBe(0);
		await page.goBack();

		await field.fill('<b>Bij de school</b> ook.');
		await page.reload();
		await page.getByText('verbonden').waitFor();
		await expect.poll(() => field.inputValue()).toBe('<b>Bij de school</b> ook.');
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await page.getByText('wacht op goedkeuring').waitFor();
		await expect.poll(() => field.inputValue()).toBe('');
		await expect.poll(() => page.getByText('<b>Bij de school</b> ook.').isVisible()).toBe(true);

		const direction = await direct(server.local, evening.facilitator);
		closing.push(direction.close);
		const own: string = await page.locator('button[name=comment]').getAttribute('value').then(String);
		await direction.do({ type: 'comment.review', comments: [own], status: 'hidden' });
		await page.getByText('niet geplaatst', { exact: true }).waitFor();
		await direction.do({ type: 'comment.review', comments: [own], status: 'approved' });
		await page.getByText('staat er').waitFor();
		await page.getByRole('button', { name: 'Haal weg' }).click();
		await expect.poll(() => field.inputValue()).toBe('<b>Bij de school</b> ook.');
		await page.getByText('staat er').waitFor({ state: 'hidden' });
		await expect.poll(() => page.getByText('De woorden staan weer in het vak.').isVisible()).toBe(true);
	});

	it('lets one say “dat herken ik”, once a phone', async () => {
		const evening = evenings[4]!;
		const page = await joined(await newPhone(), evening);
		await page.getByRole('link', { name: 'Te hard rijden op de dijk' }).click();
		const recognise = page.getByRole('button', { name: 'Dat herken ik' });
		await recognise.click();
		await page.getByText('1 keer herkend').waitFor();
		await expect.poll(() => recognise.getAttribute('aria-pressed')).toBe('true');
		await recognise.click();
		await page.getByText('1 keer herkend').waitFor({ state: 'hidden' });
	});

	it('that is grave stays plain: words for moderator and facilitator only, help numbers below', async () => {
		const evening = evenings[4]!;
		const page = await joined(await newPhone(), evening);
		await page.goto(`${server.hall}/mee/${evening.code}/3`);
		await page.getByText('verbonden').waitFor();
		const main = page.locator('main');
		await expect.poll(() => main.getByRole('link', { name: /Meld Misdaad Anoniem/ }).getAttribute('href')).toBe('tel:0800-7000');
		await page.getByLabel('Uw reactie').fill('Het gebeurt achter de school.');
		await page.getByRole('button', { name: 'Stuur naar de meelezer' }).click();
		await main.getByText('alleen voor de meelezer').waitFor();
		expect(await main.locator('blockquote').count()).toBe(0);
		expect(await findings(page)).toEqual([]);
	});
});

it('shows the drawings at a theme; one that is withdrawn is gone within two seconds', async () => {
	const evening = evenings[0]!;
	const { cookie, seat } = evening.facilitator;
	const drawing = nanoid();
	const query = new URLSearchParams({ seat, drawing, command: nanoid() });
	const sent = await fetch(`${server.local}/api/drawing?${query}`, {
		method: 'PUT',
		headers: { cookie, 'content-type': 'image/png' },
		body: new Uint8Array(solidPng(640, 480))
	});
	expect(await sent.json()).toMatchObject({ ok: true });
	const direction = await direct(server.local, evening.facilitator);
	closing.push(direction.close);
	const page = await joined(await newPhone(), evening);
	await page.getByRole('link', { name: 'Groen en bomen' }).click();
	await direction.do({ type: 'drawing.describe', drawing, title: 'Bomen', alt: 'Een boom op het plein', credit: 'Tekening: A.' });
	await direction.hang(drawing, 1);
	const picture = page.getByRole('img', { name: 'Een boom op het plein' });
	await picture.waitFor();
	await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
	await expect.poll(() => page.getByText('Tekening: A.').isVisible()).toBe(true);
	expect(await findings(page)).toEqual([]);
	await direction.do({ type: 'drawing.withdraw', drawing });
	await picture.waitFor({ state: 'detached', timeout: 2000 });
});

it('a phone that wakes with a dead line notices it within two seconds, and is back when the line is', async () => {
	const page = await joined(await newPhone({ quiet: true }), evenings[0]!);
	// A server that says nothing, as a network that was left while the phone slept: nobody tells the phone.
	process.kill(server.pid, 'SIGSTOP');
	try {
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
		await page.getByText('geen verbinding', { exact: true }).waitFor({ timeout: 2000 });
	} finally {
		process.kill(server.pid, 'SIGCONT');
	}
	await page.getByText('verbonden', { exact: true }).waitFor();
});

it('a return code takes the dots to another phone, and ends the first', async () => {
	const evening = evenings[4]!;
	// Quiet: a line that the test holds in its hand closes a moment later than its page is told, which the console hears.
	const context = await newPhone({ quiet: true });
	/** What the phone sends waits for this: a slow line. */
	let goes: Promise<void> = Promise.resolve();
	await context.routeWebSocket(/socket\.io/, (line) => {
		const onward = line.connectToServer();
		line.onMessage((message) => void goes.then(() => onward.send(message)));
	});
	await context.route(/socket\.io/, (route) => goes.then(() => route.continue()));
	const first = await joined(context, evening);
	await give(first, 6).click();
	await card(first, 6).getByText('opgeslagen', { exact: true }).waitFor();
	const other = await context.newPage();
	let release = () => {};
	goes = new Promise((next) => (release = next));
	await give(first, 7).click();
	await card(first, 7).getByText('wordt opgeslagen').waitFor();
	// There is no code before all of it has arrived: this phone stops with it.
	await other.goto(`${server.hall}/mee/${evening.code}/verder`);
	const show = other.getByRole('button', { name: 'Geef mij een terugkeercode' });
	await other.getByText('Nog niet alles is verstuurd.').waitFor();
	await show.click({ force: true });
	expect(await findings(other)).toEqual([]);
	release();
	await other.getByText('Nog niet alles is verstuurd.').waitFor({ state: 'detached' });
	await show.click();
	const code = await other.locator('.code.panel').innerText();
	expect(await findings(other)).toEqual([]);

	const second = await (await newPhone({ quiet: true })).newPage();
	await second.goto(`${server.hall}/mee/${evening.code}`);
	await second.getByText('Ik heb een terugkeercode').click();
	await second.getByLabel('Terugkeercode').fill('FOUT FOUT');
	await second.getByRole('button', { name: 'Ga verder' }).click();
	await second.getByText('Deze terugkeercode klopt niet, of is al gebruikt.').waitFor();
	await expect.poll(() => second.getByLabel('Terugkeercode').inputValue()).toBe('FOUT FOUT');
	// Who has no code after all can still come in.
	await expect.poll(() => second.getByRole('button', { name: 'Doe mee' }).isVisible()).toBe(true);
	await second.getByLabel('Terugkeercode').fill(code.toLowerCase());
	await second.getByRole('button', { name: 'Ga verder' }).click();
	await second.getByText('verbonden').waitFor();
	expect(await left(second)).toBe('3');
	await first.getByRole('heading', { name: /U ging verder op een andere telefoon/ }).waitFor();
	expect(await findings(first)).toEqual([]);
	await first.getByRole('link', { name: 'Doe mee op deze telefoon' }).click();
	await first.getByRole('button', { name: 'Doe mee' }).waitFor();
});

it('two tabs of one phone show the same dots', async () => {
	const context = await newPhone();
	const first = await joined(context, evenings[0]!);
	const second = await context.newPage();
	await second.goto(first.url());
	await second.getByText('verbonden').waitFor();
	await give(first, 1).click();
	await card(second, 1).getByText('opgeslagen', { exact: true }).waitFor();
	await give(second, 2).click();
	await card(first, 2).getByText('opgeslagen', { exact: true }).waitFor();
	expect([await left(first), await left(second)]).toEqual(['3', '3']);
});

it('a hidden result is nowhere on the phone; a shown one says how far it can be trusted', async () => {
	const page = await joined(await newPhone(), evenings[0]!);
	await page.getByText('Eerdere uitslagen').click();
	await page.getByRole('heading', { name: 'Uitslag van ronde 1' }).waitFor();
	await expect.poll(() => page.getByText('Eén stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd.').first().isVisible()).toBe(true);
	const places = page.locator('section', { has: page.getByRole('heading', { name: 'Uitslag van ronde 1' }) }).locator('li');
	expect(await places.evaluateAll((rows) => rows.map((row) => row.querySelector('.place')?.textContent))).toEqual(['1', '1', '1']);
	await expect.poll(() => card(page, 1).getByText('in de zaal').count()).toBe(0);
	expect(await findings(page)).toEqual([]);
});

describe('on any phone', () => {
	it.each([
		['320 pixels wide', { width: 320, height: 560 }, '100%'],
		['with text twice as large', phone, '200%']
	])('nothing runs out of the page %s', async (_, viewport, size) => {
		const context = await newPhone({ viewport });
		await context.addInitScript((fontSize) => {
			addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = fontSize));
		}, size);
		const page = await joined(context, evenings[0]!);
		for (const path of ['', '/2', '/3', '/verder']) {
			await page.goto(`${server.hall}/mee/${evenings[0]!.code}${path}`);
			await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
			const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			expect(wider, path).toBeLessThanOrEqual(0);
		}
	});

	it('every button is large enough for a thumb: 48 pixels', async () => {
		const page = await joined(await newPhone(), evenings[0]!);
		for (const path of ['', '/2']) {
			await page.goto(`${server.hall}/mee/${evenings[0]!.code}${path}`);
			const small = await page.locator('button, summary, input:not([type=hidden]), main h2 a, .name a, .ink-bar a').evaluateAll((controls) =>
				controls.filter((control) => control.getBoundingClientRect().height < 48).map(({ outerHTML }) => outerHTML.slice(0, 80))
			);
			expect(small).toEqual([]);
		}
	});

	it('the first load is light: 24 themes within 70 kB, and nothing but a page to come in', async () => {
		const context = await newPhone();
		const url = `${server.hall}/mee/${evenings[0]!.code}`;
		const welcome = await firstLoad(context, url);
		expect(welcome.scripts).toBe(0);
		await joined(context, evenings[0]!);
		const load = await firstLoad(context, url);
		console.log('first load, bytes as gzip:', JSON.stringify({ welcome: welcome.total, ...load, files: undefined }));
		expect(load.total).toBeLessThanOrEqual(70_000);
		expect(load.fonts).toBeLessThanOrEqual(60_000);
	});
});
