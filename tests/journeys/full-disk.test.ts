import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Staff } from '#server/access/staff.ts';
import { drawing as hatching } from '#server/drawings/test-pictures.ts';
import { openExistingDatabase } from '#server/store/database.ts';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { inDataDir, makeEvening, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { laptop, phoneSize } from './hall.ts';

let dataDir: string;
let server: TestServer;
let evening: Prepared;
/** One whose settings nobody opened yet: its links were never made. */
let unseen: Prepared;
let browser: Browser;
/** While this file is there, the server's disk is full. */
let sign: string;
/** And while this one is there, it has no room for pictures. */
let forPictures: string;
const leaving: (() => Promise<void>)[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-full-journey-'));
	sign = join(dataDir, 'vol');
	forPictures = join(dataDir, 'vol-voor-tekeningen');
	await inDataDir(dataDir, async (app) => {
		evening = await makeEvening(app, { rounds: [{ budget: 3 }] });
		unseen = await makeEvening(app);
		app.database.prepare('DELETE FROM links WHERE stream = ?').run(unseen.id);
	});
	const load = `--import=${new URL('full-disk-switch.ts', import.meta.url).href}`;
	server = await startServer({ dataDir, env: { NODE_OPTIONS: load, FULL_WHILE: sign, FULL_FOR_PICTURES: forPictures } });
	browser = await launchBrowser();
});
afterEach(async () => {
	await makeRoom();
	await Promise.all(leaving.splice(0).map((leave) => leave()));
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

/** What the switch of the disk said last, beside what the server logs. */
const lastSaid = () => server.errors().trim().split('\n').findLast((line) => !line.startsWith('{'));

async function fill(): Promise<void> {
	await writeFile(sign, '');
	await expect.poll(lastSaid).toBe('the disk is full');
}
async function makeRoom(): Promise<void> {
	for (const file of [sign, forPictures]) await rm(file, { force: true });
	if (server.errors() !== '') await expect.poll(lastSaid).toBe('there is room');
}

async function health(): Promise<{ status: number; full: boolean | undefined }> {
	const answer = await fetch(`${server.local}/health`);
	return { status: answer.status, full: ((await answer.json()) as { full?: boolean }).full };
}
/** How often the server's log said that nothing is kept. */
const timesLogged = () => server.errors().split('nothing is kept until there is room').length - 1;
async function expectHealth(status: 200 | 503): Promise<void> {
	await expect.poll(health, { timeout: 5000 }).toEqual({ status, full: status === 503 ? true : undefined });
}

async function visit(path: string, options: BrowserContextOptions = {}, cookie?: { name: string; value: string }): Promise<Page> {
	const context = await browser.newContext({ viewport: laptop, ...options });
	leaving.push(() => context.close());
	if (cookie) await context.addCookies([{ ...cookie, url: server.local }]);
	const page = await context.newPage();
	await page.goto(server.local + path);
	return page;
}

it('regie keeps the head count that was typed, and takes it once there is room', async () => {
	const page = await visit(`/regie/${evening.id}`, {}, evening.facilitator.cookieOf);
	await page.getByText('Verbonden', { exact: true }).waitFor();
	const present = page.getByLabel('aanwezig');
	await fill();
	await present.fill('41');
	await present.press('Enter');
	await page.getByText('De schijf van de server is vol.').waitFor();
	await expect.poll(() => present.inputValue()).toBe('41');
	await makeRoom();
	await present.press('Enter');
	await page.getByText('Aanwezig: 41.').waitFor();
	await page.reload();
	await expect.poll(() => page.getByLabel('aanwezig').inputValue()).toBe('41');
});

it('regie and /health say so where a drawing found no room, until one is kept', async () => {
	const regie = await visit(`/regie/${evening.id}`, {}, evening.facilitator.cookieOf);
	const illustrator = await visit(evening.links.illustrator);
	await illustrator.getByLabel('Pincode').fill(evening.pin);
	await illustrator.getByRole('button', { name: 'Verder' }).click();
	await illustrator.getByText('verbonden', { exact: true }).waitFor();
	expect(await health()).toEqual({ status: 200, full: undefined });
	await writeFile(forPictures, '');
	const picture = { name: 'inkt.png', mimeType: 'image/png', buffer: await hatching(1200, 900).png().toBuffer() };
	await illustrator.locator('#sturen input[type=file]').first().setInputFiles(picture);
	await illustrator.getByText('De server is vol en bewaart nu niets.').waitFor();
	expect(await health()).toEqual({ status: 503, full: true });
	const alarm = regie.getByText('De server heeft geen ruimte meer.');
	await alarm.waitFor();
	expect(await findings(regie)).toEqual([]);
	// An event is kept all the while: that tells nothing of room for a drawing.
	await regie.getByLabel('aanwezig').fill('42');
	await regie.getByLabel('aanwezig').press('Enter');
	await regie.getByText('Aanwezig: 42.').waitFor();
	expect(await health()).toEqual({ status: 503, full: true });
	await makeRoom();
	await illustrator.locator('#sturen').getByRole('button', { name: 'Probeer opnieuw' }).click();
	await illustrator.getByText('De gespreksleider ziet uw tekening nu.').waitFor();
	expect(await health()).toEqual({ status: 200, full: undefined });
	await alarm.waitFor({ state: 'detached' });
});

it('regie’s settings can be read though there is no room for links that were never made', async () => {
	await fill();
	const page = await visit(`/regie/${unseen.id}/instellingen`, {}, unseen.facilitator.cookieOf);
	await page.getByText('De schijf is vol: er zijn nog geen links').waitFor();
	await page.getByRole('heading', { name: 'Meedoen' }).waitFor();
	await makeRoom();
	await page.reload();
	await page.getByText('Open deze link op de computer van de beamer.').waitFor();
	await expect.poll(() => page.getByText('De schijf is vol').count()).toBe(0);
});

it.each([
	{ join: 'Doe mee', connected: 'verbonden', give: 'Een stip voor thema 1,', words: /server is vol[^]*Waarschuw de gespreksleider[^]*bewaard op uw telefoon/, calm: 'U hoeft niets te versturen' },
	{ join: 'Join in', connected: 'connected', give: 'A dot for theme 1,', words: /server is full[^]*tell the facilitator[^]*kept on your phone/, calm: 'Nothing to send' }
])('a phone ($join) says that its dot waits for room and what to do, and no longer once it is saved', async ({ join, connected, give, words, calm }) => {
	const page = await visit(`/mee/${evening.code}`, { viewport: phoneSize });
	if (join === 'Join in') await page.getByRole('button', { name: 'English' }).click();
	await page.getByRole('button', { name: join }).click();
	await page.locator('[data-left="3"]').waitFor();
	await page.getByText(connected, { exact: true }).waitFor();
	await fill();
	await page.getByRole('button', { name: give }).click();
	await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual([expect.stringMatching(words)]);
	await expect.poll(() => page.locator('#thema-1 [data-saved]').getAttribute('data-saved')).toBe('kept');
	await expect.poll(() => page.getByText(calm).count()).toBe(0);
	await makeRoom();
	await expect.poll(() => page.locator('#thema-1 [data-saved]').getAttribute('data-saved')).toBe('saved');
	await expect.poll(() => page.getByRole('alert').count()).toBe(0);
	await page.getByText(calm).waitFor();
});

it.each(['screen', 'moderator'] as const)('the link of the %s answers 503 and says whom to warn', async (role) => {
	await fill();
	expect((await fetch(server.local + evening.links[role])).status).toBe(503);
	const page = await visit(evening.links[role]);
	await page.getByText('De schijf van de server is vol. Waarschuw de beheerder').waitFor();
	await makeRoom();
	await page.reload();
	await expect.poll(() => page.getByText('De schijf van de server is vol.').count()).toBe(0);
	await expect.poll(() => page.getByText('Oude Kom').first().isVisible()).toBe(true);
});

it('the illustrator hears whom to warn, with the pin still in its field', async () => {
	const page = await visit(evening.links.illustrator);
	await fill();
	await page.getByLabel('Pincode').fill(evening.pin);
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByRole('button', { name: 'Verder' }).click();
	expect((await answered).status()).toBe(503);
	await page.getByText('De schijf van de server is vol. Waarschuw de beheerder').waitFor();
	await expect.poll(() => page.getByLabel('Pincode').inputValue()).toBe(evening.pin);
	await makeRoom();
	await page.getByRole('button', { name: 'Verder' }).click();
	await expect.poll(() => page.getByLabel('Pincode').count()).toBe(0);
	await page.getByText('Oude Kom').first().waitFor();
});

it('who signs in keeps the typed name, and comes in once there is room', async () => {
	const page = await visit('/regie');
	const { name, password } = evening.facilitator;
	await fill();
	await page.getByLabel('Uw naam').fill(name);
	await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Aanmelden' }).click();
	await page.getByText('De schijf van de server is vol.').waitFor();
	await page.getByText('Maak ruimte op die schijf en probeer het opnieuw.').waitFor();
	await expect.poll(() => page.getByLabel('Uw naam').inputValue()).toBe(name);
	await makeRoom();
	await page.getByLabel('Wachtwoord', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Aanmelden' }).click();
	await page.getByRole('heading', { name: 'Gebieden en avonden' }).waitFor();
});

it('/health says that nothing is kept once an area was refused, until there is room for whatever it is', async () => {
	await expectHealth(200);
	const page = await visit('/regie', {}, evening.facilitator.cookieOf);
	await fill();
	const name = page.getByRole('region', { name: 'Nog een gebied' }).getByLabel('Naam van het gebied');
	await name.fill('Nieuwland');
	await page.getByRole('button', { name: 'Gebied toevoegen' }).click();
	await page.getByText('De schijf van de server is vol.').waitFor();
	await expectHealth(503);
	await makeRoom();
	await expectHealth(200);
	await expect.poll(() => name.inputValue()).toBe('Nieuwland');
});

it.each([
	{ at: () => '/regie', form: '?/invite', gives: /Link voor de nieuwe gespreksleider/ },
	{ at: () => `/regie/${evening.id}/instellingen`, form: '?/rehearsalKey', gives: /Opdracht voor de beheerder/ },
	{ at: () => `/regie/${evening.id}/vooraf`, form: '?/standby', gives: /Geef daar, in de map van Wijkverhaal, deze opdracht/ }
])('$form says beside its button why nothing was made, and makes it once there is room', async ({ at, form, gives }) => {
	const page = await visit(at(), {}, evening.facilitator.cookieOf);
	const section = page.getByRole('region').filter({ has: page.locator(`form[action="${form}"]`) });
	const button = section.locator(`form[action="${form}"]`).getByRole('button');
	await fill();
	await button.click();
	await section.getByText('De schijf van de server is vol.').waitFor();
	await expectHealth(503);
	await makeRoom();
	await button.click();
	await section.getByText(gives).first().waitFor();
	await expect.poll(() => page.getByText('De schijf van de server is vol.').count()).toBe(0);
});

it('a link that could not be replaced is said to be as it was, and works on', async () => {
	const page = await visit(`/regie/${evening.id}/instellingen`, {}, evening.facilitator.cookieOf);
	const card = page.locator('#link-helper');
	const replace = async () => {
		await card.getByRole('button', { name: 'Vervangen' }).click();
		await page.getByRole('button', { name: 'Ja, vervangen' }).click();
	};
	await fill();
	await replace();
	await card.getByText('De schijf van de server is vol.').waitFor();
	await makeRoom();
	expect((await fetch(server.local + evening.links.helper)).status).toBe(200);
	await replace();
	await card.getByText('Vervangen. De oude link werkt niet meer.').waitFor();
});

it('a phone that asks for its return code stays on its page, and gets it once there is room', async () => {
	const page = await visit(`/mee/${evening.code}`, { viewport: phoneSize });
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.locator('[data-left="3"]').waitFor();
	await page.goto(`${server.local}/mee/${evening.code}/verder`);
	const show = page.locator('form[action="?/show"]').getByRole('button');
	await fill();
	await show.click();
	await page.getByText('server is vol').waitFor();
	await makeRoom();
	await show.click();
	await page.locator('.code').first().waitFor();
});

it('who makes vote cards on a browser without a seat, or signs out, stays on the page', async () => {
	const cards = await visit(`/regie/stemkaarten/${unseen.id}`, {}, evening.facilitator.cookieOf);
	await cards.getByLabel('Hoeveel kaarten erbij?').fill('7');
	const list = await visit('/regie', {}, evening.facilitator.cookieOf);
	await fill();
	await cards.getByRole('button', { name: 'Maak kaarten' }).click();
	await cards.getByText('De schijf van de server is vol.').waitFor();
	await expect.poll(() => cards.getByLabel('Hoeveel kaarten erbij?').inputValue()).toBe('7');
	await list.getByRole('button', { name: 'Afmelden' }).click();
	await list.getByText('De schijf van de server is vol.').waitFor();
	await list.getByRole('heading', { name: 'Gebieden en avonden' }).waitFor();
});

it('who was invited keeps the typed name, and the link, and comes in once there is room', async () => {
	const database = openExistingDatabase(dataDir);
	const secret = new Staff(database).invite();
	database.close();
	await expectHealth(200);
	const logged = timesLogged();
	const page = await visit(`/regie/uitnodiging/${secret}`);
	await fill();
	await page.getByLabel('Uw naam').fill('Nieuwe collega');
	await page.getByLabel('Wachtwoord', { exact: true }).fill('een lange zin');
	await page.getByRole('button', { name: 'Beginnen' }).click();
	await page.getByText('De schijf van de server is vol.').waitFor();
	await expect.poll(() => page.getByLabel('Uw naam').inputValue()).toBe('Nieuwe collega');
	await expectHealth(503);
	expect(timesLogged()).toBe(logged + 1);
	await makeRoom();
	await expectHealth(200);
	await page.getByLabel('Wachtwoord', { exact: true }).fill('een lange zin');
	await page.getByRole('button', { name: 'Beginnen' }).click();
	await page.getByRole('heading', { name: 'Gebieden en avonden' }).waitFor();
});
