import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { firstLoad } from '../first-load.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';
import { putHouseStyles } from './house-styles.ts';

// A municipality's house style: chosen in regie, seen by the hall at once, and never at the cost of what can be read.

let hall: Hall;
let evening: Prepared;
let director: Direction;

beforeAll(async () => {
	hall = await openHall([{ themes: 6, rounds: [{ phase: 'open' }] }]);
	evening = hall.evenings[0]!;
	await putHouseStyles(hall.server.dataDir);
	director = await direct(hall.server.local, evening.facilitator);
});
beforeEach(() => director.do({ type: 'evening.style', style: null }));
afterEach(async () => expect(await hall.empty()).toEqual({ errors: [], foreign: [] }));
afterAll(async () => {
	director?.close();
	await hall?.close();
});

const own = { paper: '#fbf5e6', loud: '#ffd84d' };
const example = { paper: '#e9f3fb', loud: '#ffb53d' };
const bare = { paper: '#ffffff', loud: '#24578f' };

/** The colours that hold on a page: what is painted, not what a sheet says. */
const coloursOf = (page: Page) =>
	page.evaluate(() => {
		const surface = getComputedStyle(document.querySelector('[data-surface]')!);
		return { paper: surface.getPropertyValue('--paper').trim(), loud: surface.getPropertyValue('--loud').trim() };
	});
const headFace = (page: Page) => page.evaluate(() => getComputedStyle(document.querySelector('[data-surface]')!).getPropertyValue('--font-head').trim().split(',')[0]);
const hasFace = (page: Page) => page.evaluate(() => [...document.fonts].some(({ family, status }) => family.includes('Voorbeeld Rond') && status === 'loaded'));
const logoWidth = (page: Page) => page.locator('.house-logo').evaluate((logo: HTMLImageElement) => (logo.complete ? logo.naturalWidth : 0));

const settings = () => hall.regie(evening, { path: '/instellingen' });
const panel = (page: Page) => page.getByRole('region', { name: 'Huisstijl' });
const choose = (page: Page, name: string) => panel(page).getByRole('button', { name: `Kiezen: ${name}` }).click();

it('is chosen by name, recolours screen and phone at once, and goes by one press', async () => {
	const regie = await settings();
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize });
	await press(phone, 'Doe mee');
	await phone.getByRole('button', { name: /^Een stip voor thema 1,/ }).first().waitFor();
	await screen.getByRole('heading', { name: 'Doe mee' }).waitFor();
	const all = [regie, screen, phone];
	for (const page of all) expect(await coloursOf(page)).toEqual(own);

	await choose(regie, 'Gemeente Voorbeeld');
	await expect.poll(() => said(regie)).toContain('De avond heeft nu de huisstijl van Gemeente Voorbeeld.');
	for (const page of all) await expect.poll(() => coloursOf(page)).toEqual(example);
	await expect.poll(() => headFace(screen)).toContain('Voorbeeld Rond');
	await expect.poll(() => hasFace(screen)).toBe(true);
	for (const page of [regie, screen]) {
		await page.getByRole('img', { name: 'Gemeente Voorbeeld' }).waitFor();
		await expect.poll(() => logoWidth(page)).toBeGreaterThan(0);
	}
	// Ink and bands stay.
	expect(await screen.evaluate(() => getComputedStyle(document.querySelector('.title')!).color)).toBe('rgb(23, 19, 14)');
	for (const page of all) expect(await findings(page)).toEqual([]);

	await undo(regie);
	for (const page of all) await expect.poll(() => coloursOf(page)).toEqual(own);
	await expect.poll(() => screen.locator('.house-logo').count()).toBe(0);
	await expect.poll(() => headFace(screen)).toContain('Bricolage Grotesque');
});

it('stands on the welcome of a new phone, and goes to another without a way back to ours', async () => {
	const regie = await settings();
	await choose(regie, 'Gemeente Voorbeeld');
	await panel(regie).getByText('Gekozen', { exact: true }).waitFor();
	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, javaScriptEnabled: false });
	await phone.getByRole('img', { name: 'Gemeente Voorbeeld' }).waitFor();
	const painted = await phone.locator('[data-surface]').evaluate((surface) => getComputedStyle(surface).backgroundColor);
	expect(painted).toBe('rgb(233, 243, 251)');
	expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);

	await choose(regie, 'Gemeente Kaal');
	await expect.poll(() => coloursOf(regie)).toEqual(bare);
	await expect.poll(() => regie.locator('.house-logo').count()).toBe(0);
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	await expect.poll(() => coloursOf(screen)).toEqual(bare);
	expect(await findings(screen)).toEqual([]);
	expect(await findings(regie)).toEqual([]);
	// Who needs high contrast keeps it.
	await screen.goto(`${hall.server.local}${evening.links.screen}?contrast=hoog`);
	await expect.poll(() => coloursOf(screen)).toEqual({ paper: expect.stringMatching(/^#f+$/), loud: expect.stringMatching(/^#0+$/) });
	await press(regie, 'Onze eigen kleuren');
	await expect.poll(() => coloursOf(regie)).toEqual(own);
});

it('costs a phone little: half a kilobyte before its letters, and those within what fonts may weigh', async () => {
	const context = await hall.browser.newContext({ viewport: phoneSize });
	const phone = await context.newPage();
	await phone.goto(`${hall.server.local}/mee/${evening.code}`);
	await press(phone, 'Doe mee');
	await phone.getByRole('button', { name: /^Een stip voor thema 1,/ }).first().waitFor();
	await phone.close();
	const ours = await firstLoad(context, `${hall.server.local}/mee/${evening.code}`);
	const regie = await settings();
	await choose(regie, 'Gemeente Voorbeeld');
	await expect.poll(() => coloursOf(regie)).toEqual(example);
	const theirs = await firstLoad(context, `${hall.server.local}/mee/${evening.code}`);
	await context.close();
	expect(theirs.files.map(({ path }) => path)).toContainEqual(expect.stringMatching(/^\/huisstijl\/voorbeeld\/\w+\/stijl\.css$/));
	expect(theirs.total - ours.total).toBeLessThan(550);
	expect(theirs.fonts).toBeLessThanOrEqual(60_000);
});

it('shows beside its name what was measured, with figures, and what stays ours', async () => {
	const regie = await settings();
	const example = panel(regie).getByRole('article', { name: 'Gemeente Voorbeeld' });
	await example.getByText('Alle 8 kleurparen zijn goed leesbaar.').waitFor();
	await example.getByText('Alle metingen van Gemeente Voorbeeld').click();
	await example.getByText(/^Tekst op de knop: \d+,\d op 1\. Nodig is 4,5\.$/).waitFor();
	const bare = panel(regie).getByRole('article', { name: 'Gemeente Kaal' });
	await bare.getByText('Eén kleurpaar is niet goed leesbaar. Daar houdt u onze kleur.').waitFor();
	await bare.getByText('De knopkleur op de donkere balk: 2,4 op 1. Nodig is 4,5. Daarom blijft ons geel op de balk.').first().waitFor();
	await bare.getByText('Het lettertype ‘Kaal Sans’ heeft geen bestand in de map. Daar houdt u ons lettertype.').waitFor();
	await regie.setViewportSize(phoneSize);
	expect(await findings(regie)).toEqual([]);
	expect(await regie.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
});

it('that is broken is refused by name and line, and can not be chosen', async () => {
	const regie = await settings();
	const broken = panel(regie).getByRole('article', { name: 'Gemeente Kapot' });
	await broken.getByText('huisstijl.css, regel 1: @import mag niet').waitFor();
	await broken.getByText('regel 5: --utrecht-page-header-background-image: url() mag niet').waitFor();
	await broken.getByText('regel 6: ‘color’ mag niet').waitFor();
	expect(await broken.getByRole('button').count()).toBe(0);
	expect(await coloursOf(regie)).toEqual(own);
});

it('that is changed in its folder is used without a restart; broken since, the evening goes on in our own', async () => {
	const regie = await settings();
	const file = join(hall.server.dataDir, 'huisstijl/alleen-utrecht/huisstijl.css');
	const before = await readFile(file, 'utf8');
	await choose(regie, 'Gemeente Kaal');
	await expect.poll(() => coloursOf(regie)).toEqual(bare);

	await writeFile(file, before.replace('#fff', '#f4f8ee'));
	await press(regie, 'Map opnieuw lezen');
	await press(regie, 'Nieuwe versie gebruiken');
	await expect.poll(() => coloursOf(regie)).toEqual({ ...bare, paper: '#f4f8ee' });

	await writeFile(file, `${before}\nbody { color: red }`);
	await press(regie, 'Map opnieuw lezen');
	await panel(regie).getByText('regel 8: ‘body’ mag niet').waitFor();
	// At once, also on a page that has the style already: a phone that comes in now gets no other colours.
	await expect.poll(() => coloursOf(regie)).toEqual(own);
	await panel(regie).getByText('Scherm en telefoons hebben nu onze eigen kleuren.').waitFor();
	await writeFile(file, before);
	await press(regie, 'Map opnieuw lezen');
	await choose(regie, 'Gemeente Kaal');
	await expect.poll(() => coloursOf(regie)).toEqual(bare);
	await press(regie, 'Onze eigen kleuren');
	await expect.poll(() => coloursOf(regie)).toEqual(own);
});

it('that is the only one is what a new evening begins with', async () => {
	const folder = join(hall.server.dataDir, 'huisstijl');
	await rename(join(folder, 'alleen-utrecht'), join(folder, '.weg'));
	const regie = await settings();
	await regie.goto(`${hall.server.local}/regie`);
	await regie.locator('summary', { hasText: 'Avond toevoegen' }).click();
	await regie.getByRole('textbox', { name: 'Naam van de avond' }).fill('Tweede avond');
	await press(regie, 'Avond toevoegen');
	await regie.getByRole('link', { name: 'Naar de avond' }).and(regie.locator(':not([href$="' + evening.id + '"])')).click();
	await expect.poll(() => coloursOf(regie)).toEqual(example);
	await regie.getByRole('img', { name: 'Gemeente Voorbeeld' }).waitFor();
	await rename(join(folder, '.weg'), join(folder, 'alleen-utrecht'));
});

describe('its files', () => {
	const get = (path: string) => fetch(`${hall.server.local}${path}`);
	/** The address that the screen's page has for its sheet. */
	async function folder(): Promise<string> {
		const regie = await settings();
		await choose(regie, 'Gemeente Voorbeeld');
		const href = await regie.locator('link[href^="/huisstijl/"]').getAttribute('href');
		await undo(regie);
		await expect.poll(() => coloursOf(regie)).toEqual(own);
		return href!.replace(/\/stijl\.css$/, '');
	}

	it('come with headers under which nothing in them runs, and stay in the cache under their version', async () => {
		const path = await folder();
		for (const [file, type] of [['stijl.css', 'text/css; charset=utf-8'], ['logo.svg', 'image/svg+xml'], ['voorbeeld-rond.woff2', 'font/woff2']] as const) {
			const { status, headers } = await get(`${path}/${file}`);
			expect([status, headers.get('content-type')], file).toEqual([200, type]);
			expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'unsafe-inline'; sandbox");
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('cache-control')).toContain('immutable');
		}
		expect((await get('/huisstijl/voorbeeld/00000000/stijl.css')).headers.get('cache-control')).toBe('no-store');
	});

	it('are those alone: nothing else of the folder, and nothing of another', async () => {
		for (const path of ['voorbeeld/00000000/huisstijl.css', 'voorbeeld/00000000/huisstijl.json', 'voorbeeld/00000000/..%2f..%2fevening.db', '..%2f/00000000/stijl.css', 'kapot/00000000/stijl.css', 'nergens/00000000/stijl.css']) {
			expect((await get(`/huisstijl/${path}`)).status, path).toBe(404);
		}
	});

	it('of a logo run no script, even where somebody opens it by itself', async () => {
		const path = await folder();
		const page = await hall.visit(`${path}/logo.svg`);
		expect(await page.evaluate(() => document.documentElement.tagName)).toBe('svg');
		// Sandboxed: not one of our origin.
		expect(await page.evaluate(() => self.origin)).toBe('null');
	});
});
