import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct, type Prepared } from '../evening.ts';
import { watch } from '../watch.ts';
import { laptop, openHall, phoneSize, said, undo, type Hall } from './hall.ts';
import { overfull, textsOn } from './on-the-screen.ts';

// Before the doors open: everything that can go wrong in a hall is tried, in regie and with a phone.

let hall: Hall;
let evening: Prepared;
let other: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Zwerfvuil' }];
	hall = await openHall([{ themes }, { themes, rounds: [{ phase: 'draft' }] }]);
	[evening, other] = hall.evenings as [Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const check = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const state = (page: Page, name: string) => check(page, name).getByRole('status').first();
const addressOf = (page: Page) => check(page, 'Telefoons').locator('h3').first().innerText();

/** Regie as a laptop in the hall has it: at the address that phones have too. */
async function regieInHall(path = '/vooraf'): Promise<Page> {
	const context = await hall.browser.newContext({ viewport: laptop });
	closing.push(() => context.close());
	watched.push(watch(context, [hall.server.hall]));
	await context.addCookies([{ ...evening.facilitator.cookieOf, url: hall.server.hall }]);
	const page = await context.newPage();
	await page.goto(`${hall.server.hall}/regie/${evening.id}${path}`);
	await page.getByText('Verbonden', { exact: true }).waitFor();
	return page;
}
const closing: (() => Promise<void>)[] = [];
const watched: ReturnType<typeof watch>[] = [];
afterEach(async () => {
	await Promise.all(closing.splice(0).map((close) => close()));
	for (const { errors, foreign } of watched.splice(0)) expect([...errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error)), ...foreign]).toEqual([]);
});

it('a phone that opens the test address is seen in regie at once, and regie’s own browser does not count', async () => {
	const page = await regieInHall('');
	await page.getByRole('link', { name: 'Voor de deuren opengaan' }).click();
	await page.getByRole('heading', { level: 1, name: 'Voor de deuren opengaan' }).waitFor();
	expect(await page.title()).toContain('Voor de deuren opengaan');
	await expect.poll(() => state(page, 'Telefoons').innerText()).toContain('Nog geen telefoon kwam binnen');
	expect(await addressOf(page)).toBe(new URL(hall.server.hall).host);
	expect(await findings(page)).toEqual([]);
	const trial = /\/proef\/(\w+)/.exec(await check(page, 'Telefoons').innerText())![1]!;
	const own = await page.context().newPage();
	await own.goto(`${hall.server.hall}/proef/${trial}`);
	expect(await own.locator('h1').innerText()).toBe('Dit is de computer zelf');
	await own.close();

	// A facilitator's own phone counts, signed in to regie or not.
	const context = await hall.browser.newContext({ viewport: phoneSize, hasTouch: true, javaScriptEnabled: false, userAgent: 'Mozilla/5.0 (Linux; Android 9; moto) Mobile Safari/537.36' });
	await context.addCookies([{ ...evening.facilitator.cookieOf, url: hall.server.hall }]);
	closing.push(() => context.close());
	const phone = await context.newPage();
	const answer = await phone.goto(`${hall.server.hall}/proef/${trial}`);
	expect(answer!.headers()['set-cookie']).toBeUndefined();
	expect(await phone.locator('h1').innerText()).toBe('Het werkt');
	expect(await phone.locator('[lang=en] h2').innerText()).toBe('It works');
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	await expect.poll(() => state(page, 'Telefoons').innerText(), { timeout: 10_000 }).toBe(`Een telefoon kwam binnen via ${new URL(hall.server.hall).host}.`);
	await page.reload();
	await expect.poll(() => state(page, 'Telefoons').innerText()).toContain('Een telefoon kwam binnen');

	await check(page, 'Telefoons').getByRole('button', { name: 'Opnieuw proberen' }).click();
	await expect.poll(() => state(page, 'Telefoons').innerText()).toContain('Nog geen telefoon');
	await phone.reload();
	expect(await phone.locator('h1').innerText()).toBe('Deze proef is voorbij');
	expect(await state(page, 'Telefoons').innerText()).toContain('Nog geen telefoon');
});

it('the last row is reckoned with; the screen, the disk and the clock are told in words', async () => {
	const page = await regieInHall();
	const colleague = await hall.regie(evening, { who: 'colleague', path: '/vooraf' });
	await expect.poll(() => state(page, 'Scherm').innerText()).toBe('Er is nu geen scherm verbonden.');
	await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	await expect.poll(() => state(page, 'Scherm').innerText(), { timeout: 10_000 }).toBe('Het scherm is verbonden: 1920 bij 1080 beeldpunten.');
	await expect.poll(() => state(page, 'Klok').innerText()).toBe('De klok van de server loopt gelijk met die van deze computer.');
	expect(await state(page, 'Ruimte op de schijf').innerText()).toMatch(/^Er is nog [\d.,]+ [kMG]B vrij: /);

	const screen = check(page, 'Scherm');
	await screen.getByLabel('Breedte van het beeld').fill('breed');
	await screen.getByLabel('Verste stoel').fill('15');
	await screen.getByRole('button', { name: 'Maten bewaren' }).click();
	await screen.getByText('Typ een getal van 0,5 tot 30, zoals 2,5.').waitFor();
	expect(await screen.getByLabel('Verste stoel').inputValue()).toBe('15');
	await screen.getByLabel('Breedte van het beeld').fill('2');
	await screen.getByRole('button', { name: 'Maten bewaren' }).click();
	await screen.getByText('Van 15 meter is een thema te klein. Tot 9,6 meter is het te lezen.').waitFor();
	await screen.getByText('maak het beeld 3,2 meter breed').waitFor();
	await check(colleague, 'Scherm').getByText('Van 15 meter is een thema te klein.').waitFor();
	expect(await findings(page)).toEqual([]);
	await undo(page);
	await screen.getByText('Meet de breedte van het beeld').waitFor();
	await screen.getByLabel('Breedte van het beeld').fill('2,5');
	await screen.getByLabel('Verste stoel').fill('10');
	await page.keyboard.press('Enter');
	await screen.getByText('De achterste rij kan een thema lezen. Dat kan tot 12 meter.').waitFor();
});

it('a clock that is wrong is told by how much', async () => {
	const page = await regieInHall();
	await page.clock.install({ time: Date.now() - 3 * 3_600_000 });
	await page.reload();
	await page.clock.runFor(3000);
	await expect.poll(() => state(page, 'Klok').innerText()).toBe('De klok van de server loopt 3 uur voor op deze computer.');
});

it('a made drawing goes the whole way and leaves nothing; a backup is made, named and taken away', async () => {
	const page = await regieInHall();
	const files = async () => (await readdir(join(hall.server.dataDir, 'drawings'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
	const before = await files();
	await check(page, 'Tekening insturen').getByRole('button', { name: 'Stuur een proeftekening' }).click();
	await expect.poll(() => state(page, 'Tekening insturen').innerText(), { timeout: 30_000 }).toContain('De proeftekening kwam goed door');
	await check(page, 'Tekening insturen').getByRole('img', { name: /^De proeftekening/ }).waitFor();
	expect(await files()).toEqual(before);
	await page.getByRole('link', { name: 'Tekeningen' }).click();
	await page.getByRole('heading', { level: 1, name: 'Tekeningen' }).waitFor();
	expect(await page.locator('article').count()).toBe(0);
	await page.goBack();

	const backup = check(page, 'Reservekopie');
	await expect.poll(() => state(page, 'Reservekopie').innerText()).toBe('Hier is nog geen reservekopie gemaakt.');
	await backup.getByRole('button', { name: 'Maak er nu een' }).click();
	await expect.poll(() => state(page, 'Reservekopie').innerText(), { timeout: 20_000 }).toMatch(/^De laatste reservekopie is van .*: [\d.,]+ [kM]B\.$/);
	const [name] = await readdir(join(hall.server.dataDir, 'reservekopieen'));
	expect(await backup.getByLabel(/^Terugzetten/).inputValue()).toBe(`npm run restore -- --from ${hall.server.dataDir}/reservekopieen/${name}`);
	await backup.getByText('Eén reservekopie').click();
	expect(await findings(page)).toEqual([]);
	await backup.getByRole('button', { name: /^Weghalen/ }).click();
	await backup.getByRole('button', { name: 'Ja, weghalen' }).click();
	await expect.poll(() => state(page, 'Reservekopie').innerText()).toBe('Hier is nog geen reservekopie gemaakt.');
	expect(await readdir(join(hall.server.dataDir, 'reservekopieen'))).toEqual([]);
});

it('a rehearsal runs beside the evening, one at a time, can be stopped, and leaves no evening behind', async () => {
	const page = await regieInHall();
	const colleague = await hall.regie(evening, { who: 'colleague', path: '/vooraf' });
	const name = 'Oefening met veel telefoons';
	const start = (on: Page) => check(on, name).getByRole('button', { name: 'Begin de oefening' }).click();
	await check(page, name).getByLabel('Aantal telefoons').fill('5000');
	await start(page);
	await check(page, name).getByText('Typ een aantal van 10 tot 300.').waitFor();
	expect(await check(page, name).getByLabel('Aantal telefoons').inputValue()).toBe('5000');
	await check(page, name).getByLabel('Aantal telefoons').fill('300');
	await start(page);
	await check(page, name).getByRole('progressbar').waitFor();
	// The colleague sees it too, and can stop it.
	await check(colleague, name).getByRole('progressbar').waitFor();
	expect(await findings(colleague)).toEqual([]);
	await check(colleague, name).getByRole('button', { name: 'Stop de oefening' }).click();
	await expect.poll(() => state(page, name).innerText()).toContain('De oefening is gestopt');
	await check(page, name).getByLabel('Aantal telefoons').fill('20');
	await start(page);
	await expect.poll(() => state(page, name).innerText(), { timeout: 60_000 }).toMatch(/^Klaar om .* 20 telefoons gaven \d+ stippen: geen één geweigerd\. Op 95 van de 100/);
	expect(await findings(page)).toEqual([]);
	const list = await colleague.context().newPage();
	await list.goto(`${hall.server.local}/regie`);
	expect(await list.locator('main').innerText()).not.toContain('Oefen');

	// Elsewhere people are voting: never beside them.
	const director = await direct(hall.server.local, other.facilitator);
	await start(page);
	await check(page, name).getByRole('progressbar').waitFor();
	await director.do({ type: 'round.open', round: other.rounds[0]! });
	await expect.poll(() => state(page, name).innerText(), { timeout: 20_000 }).toContain('want er ging een stemronde open');
	await start(page);
	await check(page, name).getByText('Er staat een stemronde open op deze server.').waitFor();
	await director.do({ type: 'round.close', round: other.rounds[0]! });
	director.close();
});

it('the wifi stands with the join picture once regie chose so, legible, with its password', async () => {
	const page = await hall.regie(evening, { path: '/instellingen' });
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const panel = check(page, 'Wifi van de zaal');
	await panel.getByLabel('Naam van de wifi').fill('Buurthuis De Klop');
	await panel.getByLabel('Wachtwoord').fill('kort');
	await panel.getByRole('button', { name: 'Wifi bewaren' }).click();
	await panel.getByText('Een wifi-wachtwoord heeft minstens 8 tekens. Kijk het nog eens na.').waitFor();
	await panel.getByLabel('Wachtwoord').fill('gebiedsavond;2026');
	await panel.getByRole('button', { name: 'Wifi bewaren' }).click();
	await expect.poll(() => said(page)).toBe('De wifi ‘Buurthuis De Klop’ is bewaard.');
	expect(await screen.locator('main').innerText()).not.toContain('Buurthuis');
	await panel.getByRole('button', { name: 'Toon bij Meedoen' }).click();
	for (const viewport of [{ width: 1920, height: 1080 }, { width: 1024, height: 768 }, { width: 1280, height: 800 }]) {
		await screen.setViewportSize(viewport);
		await screen.getByRole('img', { name: 'QR-code voor de wifi' }).waitFor();
		expect(await screen.evaluate(overfull)).toEqual([]);
		const texts = await screen.evaluate(textsOn);
		const line = viewport.height === 1080 ? 1 : Math.min(viewport.height / 1080, viewport.width / 1440);
		expect(texts.filter(({ px, whole }) => px < 40 * line - 0.1 || !whole)).toEqual([]);
		expect(texts.filter(({ px, mustRead }) => mustRead && px < 65 * line - 0.1)).toEqual([]);
	}
	await screen.getByText('gebiedsavond;2026').waitFor();
	await screen.getByText('Zegt uw telefoon ‘geen internet’? Kies: verbonden blijven.').waitFor();
	expect(await findings(screen)).toEqual([]);
	expect(await findings(page)).toEqual([]);
	// From the evening's page too; and back by one press.
	await page.getByRole('link', { name: 'Avond', exact: true }).click();
	await page.getByRole('button', { name: 'Wifi erbij' }).click();
	await expect.poll(() => screen.locator('main').innerText()).not.toContain('Buurthuis');
	await undo(page);
	await screen.getByRole('img', { name: 'QR-code voor de wifi' }).waitFor();
});

it('the page is for who is signed in, and fits a phone at 200 %', async () => {
	const stranger = await hall.visit(`/regie/${evening.id}/vooraf`);
	await expect.poll(() => stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Aanmelden');
	const page = await hall.regie(evening, { path: '/vooraf', viewport: phoneSize });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	await check(page, 'Reservekopie').getByRole('button', { name: 'Maak er nu een' }).click();
	await check(page, 'Reservekopie').getByText('Eén reservekopie').click({ timeout: 20_000 });
	await check(page, 'Reservekopie').getByRole('button', { name: /^Weghalen/ }).click();
	await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
	await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	expect(await findings(page)).toEqual([]);
});
