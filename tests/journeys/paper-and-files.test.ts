import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProgrammeRole } from '#shared/programme/collection/roles.ts';
import { findings } from '../axe.ts';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { inDataDir, makeEvening, signIn, type Facilitator } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';
import { laptop, phoneSize } from './hall.ts';

// Forms that come in by staff: typed from paper, or out of a file; and what goes out again.

let dataDir: string;
let server: TestServer;
let browser: Browser;
let area: string;
const people = new Map<string, Facilitator>();
const watched: Watched[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-journey-'));
	await inDataDir(dataDir, async (app) => {
		const evening = await makeEvening(app, { area: 'Oude Kom', rounds: [{ phase: 'closed', ballots: [{ 1: 2 }] }] });
		area = evening.area;
		let leader: string | undefined;
		for (const [name, roles] of [['Paula', ['projectLeader']], ['Chris', ['checker']], ['Greet', ['facilitator']]] as [string, ProgrammeRole[]][]) {
			people.set(name, await signIn(app, evening.id, name));
			const account = app.staff.accounts().find((one) => one.name === name)!.id;
			// The first project leader says who the others are.
			leader ??= account;
			expect(await app.programme.submit({ id: `staff-${name}`, type: 'area.staff', area, account, roles }, leader)).toMatchObject({ ok: true });
		}
	});
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser({ args: withoutGraphics })]);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
	// What is refused on purpose, a browser tells too.
	expect(watched.flatMap(({ errors, foreign }) => [...errors.filter((error) => !/status of 40[03]/.test(error)), ...foreign])).toEqual([]);
});

async function open(who: string, path: string, options: { viewport?: { width: number; height: number }; javaScriptEnabled?: boolean } = {}): Promise<Page> {
	const context = await browser.newContext({ viewport: laptop, ...options });
	watched.push(watch(context, [server.local]));
	await context.addCookies([{ ...people.get(who)!.cookieOf, url: server.local }]);
	const page = await context.newPage();
	await page.goto(`${server.local}/regie/ophalen/${area}/${path}`);
	return page;
}
const coverage = (page: Page) => page.locator('.coverage').innerText();
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });

it('a file with a mistake keeps all out, mended it comes in, is known when it comes again, and goes again', async () => {
	const page = await open('Chris', 'importeren');
	await page.waitForLoadState('networkidle');
	const choose = page.getByLabel('Bestand kiezen');
	const rows = (card: string) => `Kaart;Dag;Wat gaat hier goed?;Wat kan beter?\r\nV07-03;24-11-2026;Eén café;Meer licht\r\n${card};23-11-2026;Het park;\r\n`;

	await choose.setInputFiles(file('november.csv', rows('V99-99')));
	await page.getByRole('heading', { name: 'Wat staat er in elke kolom?' }).waitFor();
	expect(await page.locator('#kolom-2').inputValue()).toBe('q:goed');
	expect(await findings(page)).toEqual([]);
	await page.getByRole('button', { name: 'Rijen controleren' }).click();
	await page.getByRole('heading', { name: '1 rij klopt niet' }).waitFor();
	expect(await page.getByText('‘V99-99’ is geen goede code van een kaart.').isVisible()).toBe(true);
	expect(await page.getByRole('button', { name: /inlezen$/ }).count()).toBe(0);
	expect(await findings(page)).toEqual([]);

	await choose.setInputFiles(file('november.csv', rows('V07-04')));
	await page.getByRole('button', { name: 'Rijen controleren' }).click();
	await page.getByRole('heading', { name: '2 formulieren met 3 uitspraken' }).waitFor();
	expect(await page.getByText('Eén café', { exact: true }).first().isVisible()).toBe(true);
	await page.getByRole('button', { name: '2 formulieren inlezen' }).click();
	await page.getByText('2 formulieren zijn ingelezen, met 3 uitspraken.').waitFor();
	await expect.poll(() => coverage(page)).toContain('3 uitspraken, 0 ingedeeld, 3 nog niet');

	await choose.setInputFiles(file('anders.csv', rows('V07-04')));
	await page.getByText(/Dit bestand is al ingelezen op/).waitFor();

	await page.getByRole('button', { name: /^Terugdraaien/ }).click();
	await page.getByRole('button', { name: 'Ja, draai terug' }).click();
	await page.getByText('Het bestand is teruggedraaid. De formulieren zijn weg.').waitFor();
	expect(await coverage(page)).toContain('3 ingetrokken');
	expect(await findings(page)).toEqual([]);

	await choose.setInputFiles(file('november.csv', rows('V07-04')));
	await page.getByRole('button', { name: 'Rijen controleren' }).click();
	await page.getByRole('button', { name: '2 formulieren inlezen' }).click();
	await expect.poll(() => coverage(page)).toContain('6 uitspraken');

	await page.setViewportSize(phoneSize);
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
});

it('a paper form goes in by keyboard alone, survives a reload, and is taken back', async () => {
	const page = await open('Chris', 'invoeren');
	await page.waitForLoadState('networkidle');
	const keys = page.keyboard;
	await page.getByLabel('Code van de kaart').focus();
	await keys.type('v7-5');
	await keys.press('Enter');
	await keys.press('Enter');
	await keys.press('Enter');
	await keys.press('2');
	await keys.type('Aan het water.');
	await page.reload();
	await page.getByText('U was hier al mee bezig.').waitFor();
	expect(await page.getByLabel('Wat vertelt u aan iemand die uw wijk niet kent?').inputValue()).toBe('Aan het water.');
	expect(await page.getByLabel('3 tot 10 jaar').isChecked()).toBe(true);

	await page.getByLabel('Waar in de wijk is dat?').first().focus();
	await keys.type('bij de haven');
	await keys.press('Enter');
	await keys.type('groen');
	await page.getByRole('option', { name: 'Groen en bomen' }).waitFor();
	await keys.press('Enter');
	await page.getByRole('button', { name: 'Haal weg: Groen en bomen' }).waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByLabel('Code van de kaart').fill('zeven');
	await keys.press('Control+Enter');
	await page.getByText('‘zeven’ is geen goede code van een kaart.').waitFor();
	expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('card');
	await page.getByLabel('Code van de kaart').fill('V07-05');
	await keys.press('Control+Enter');
	await page.getByText(/^Formulier 5 bewaard\. De code voor de bewoner is [A-Z2-9]{4}-[A-Z2-9]{4}\.$/).waitFor();
	await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('card');
	expect(await page.getByLabel('Code van de kaart').inputValue()).toBe('');
	expect(await page.getByLabel('3 tot 10 jaar').isChecked()).toBe(false);
	expect(await coverage(page)).toContain('7 uitspraken');
	expect(await findings(page)).toEqual([]);
	await page.getByRole('button', { name: 'Ongedaan maken' }).click();
	await page.getByText('Het formulier is weer weg.').waitFor();
	expect(await coverage(page)).toContain('4 ingetrokken');
	await page.setViewportSize({ width: 320, height: 740 });
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
});

it('a paper form goes in without script too, and what was typed stays where it is refused', async () => {
	const page = await open('Paula', 'invoeren', { javaScriptEnabled: false });
	await page.getByLabel('Wat kan beter?').fill('Meer banken.');
	await page.getByLabel('Bij welk thema hoort dat?').first().fill('vliegen');
	await page.getByRole('button', { name: 'Bewaren' }).click();
	await page.getByText('Het thema ‘vliegen’').waitFor();
	expect(await page.getByLabel('Wat kan beter?').inputValue()).toBe('Meer banken.');
	await page.getByLabel('Bij welk thema hoort dat?').first().fill('A1; afval en zwerfvuil');
	await page.getByRole('button', { name: 'Bewaren' }).click();
	await page.getByText(/^Formulier 6 bewaard/).waitFor();
});

it('the project leader takes the files along; others may not, nor read or bring in forms', async () => {
	const page = await open('Paula', 'export');
	await page.waitForLoadState('networkidle');
	expect(await findings(page)).toEqual([]);
	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Excel-bestand' }).click()]);
	expect(download.suggestedFilename()).toBe('ophalen-oude-kom.xlsx');
	expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
	await page.getByText(/klaar \(\d+ kB\)/).waitFor();
	const files = await Promise.all(['csv', 'json', 'schema.json'].map(async (kind) => (await page.request.get(`${server.local}/ophalen/${area}.${kind}`)).text()));
	// Nothing was checked yet: no words of residents may be in any of them.
	for (const text of files) for (const raw of ['Eén café', 'Het park', 'Meer licht', 'V07']) expect(text).not.toContain(raw);
	expect(JSON.parse(files[1]!)).toMatchObject({ totals: { received: 8 }, rounds: [{ counts: { voted: 1 } }] });

	for (const [who, path] of [['Greet', 'invoeren'], ['Greet', 'importeren'], ['Greet', 'export'], ['Chris', 'export']] as const) {
		const other = await open(who, path);
		expect((await other.request.get(`${server.local}/regie/ophalen/${area}/${path}`)).status()).toBe(403);
		await other.context().close();
	}
	const greet = await open('Greet', '');
	expect((await greet.request.get(`${server.local}/ophalen/${area}.csv`)).status()).toBe(403);
	expect((await greet.request.post(`${server.local}/api/form-file/${area}?ask={}`, { data: 'x' })).status()).toBe(403);
});
