import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anArea, type TestArea } from '#server/collection/test-area.ts';
import type { ProgrammeRole } from '#shared/programme/collection/roles.ts';
import { nanoid } from 'nanoid';
import { findings } from '../axe.ts';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { inDataDir, signIn, type Facilitator } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';
import { laptop, phoneSize, said } from './hall.ts';

const people = ['leader', 'checker', 'facilitator', 'another', 'stranger'] as const;
type Person = (typeof people)[number];
const roles: Record<Person, ProgrammeRole[]> = { leader: ['projectLeader'], checker: ['checker'], facilitator: ['facilitator'], another: ['checker', 'facilitator'], stranger: [] };

const dir = await mkdtemp(join(tmpdir(), 'wijkverhaal-order-'));
let server: TestServer;
let browser: Browser;
let area: string;
let evening: string;
let accounts: Record<Person, Facilitator>;
/** The forms, in the order in which they came. */
let forms: string[];
let open: { context: BrowserContext; watched: Watched }[] = [];

/** Words that only two roles may read. */
const raw = 'geheimwoord';

beforeAll(async () => {
	await inDataDir(dir, async (app) => {
		const made: TestArea = await anArea(app);
		area = made.id;
		const begun = await app.evenings.begin({ title: 'Gebiedsavond Oude Kom', area, date: '2099-11-24' }, 'test');
		if (!begun.ok) throw new Error(begun.code);
		evening = begun.evening.id;
		accounts = {} as Record<Person, Facilitator>;
		for (const person of people) {
			accounts[person] = await signIn(app, evening, person);
			const account = String(app.database.prepare('SELECT id FROM accounts WHERE name = ?').get(person)!['id']);
			if (roles[person].length > 0) await app.programme.submit({ id: nanoid(), type: 'area.staff', area, account, roles: roles[person] }, made.leader);
		}
		forms = [];
		const raws: Record<string, string>[] = [
			{ beter: `Jan de Vries van de Kerkstraat 12 parkeert altijd fout. ${raw}`, beterwaar: `Bij ${raw}` },
			{ beter: `Bel mij op 06-12345678 over het park. ${raw}` },
			{ beter: `Alleen maar onzin. ${raw}` },
			{ beter: `Twijfelgeval. ${raw}` }
		];
		for (const answers of raws) forms.push(await made.receive(answers));
		for (const text of ['De lantaarn in het steegje is al weken stuk.', 'In het steegje is de lantaarn al weken stuk!', 'Het park is prachtig, veel bloemen.', 'De bus rijdt te weinig.', 'Overal hondenpoep op het veldje.']) {
			const form = await made.receive({ beter: text, ...(text.startsWith('Het park') && { beterthema: ['A1'] }) });
			await made.approve(`${form}.beter`);
			forms.push(form);
		}
	});
	[server, browser] = await Promise.all([startServer({ dataDir: dir }), launchBrowser({ args: withoutGraphics })]);
});
afterEach(async () => {
	const all = open;
	open = [];
	await Promise.all(all.map(({ context }) => context.close()));
	expect(all.flatMap(({ watched }) => watched.errors).filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(all.flatMap(({ watched }) => watched.foreign)).toEqual([]);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dir, { recursive: true, force: true });
});

async function visit(person: Person, path: string, viewport = laptop): Promise<Page> {
	const context = await browser.newContext({ viewport });
	open.push({ context, watched: watch(context, [server.local]) });
	await context.addCookies([{ ...accounts[person].cookieOf, url: server.local }]);
	const page = await context.newPage();
	await page.goto(`${server.local}/regie/ophalen/${area}${path}`, { waitUntil: 'networkidle' });
	return page;
}
const get = (person: Person, path: string) => fetch(`${server.local}/regie/ophalen/${area}${path}`, { headers: { cookie: accounts[person].cookie }, redirect: 'manual' });
const coverage = (page: Page) => page.locator('.coverage').innerText();

describe('who may open what', () => {
	it.each([
		['/nakijken', ['leader', 'checker', 'another']],
		['/nakijken/lijst', ['leader', 'checker', 'another']],
		['/indelen', ['leader', 'checker', 'facilitator', 'another']],
		['/indelen/lijst', ['leader', 'checker', 'facilitator', 'another']],
		['/indelen/avond', ['leader', 'checker', 'facilitator', 'another']]
	])('%s: %s', async (path, allowed) => {
		for (const person of people) expect([person, (await get(person, path)).status]).toEqual([person, allowed.includes(person) ? 200 : 403]);
		expect((await fetch(`${server.local}/regie/ophalen/${area}${path}`, { redirect: 'manual' })).status).toBe(303);
	});

	it('raw words are in no answer but those of the two roles that read them', async () => {
		expect(await (await get('checker', '/nakijken')).text()).toContain(raw);
		const paths = ['', '/indelen', '/indelen/avond', '/indelen/lijst?lijst=all', '/indelen/lijst?lijst=all&zoek=' + raw, ...forms.map((form) => `/indelen/lijst?lijst=all&uitspraak=${form}.beter`), `/indelen?lijst=all&zoek=${raw.slice(0, 5)}`];
		for (const person of people) for (const path of paths) expect((await (await get(person, path)).text()).replaceAll(`zoek=${raw}`, '').includes(raw), `${person} ${path}`).toBe(false);
	});

	it('nobody judges who may not', async () => {
		const command = (person: Person, body: object) => fetch(`${server.local}/regie/ophalen/${area}/opdracht`, { method: 'POST', headers: { cookie: accounts[person].cookie, 'content-type': 'application/json' }, body: JSON.stringify({ id: nanoid(), ...body }) });
		const statement = `${forms[3]}.beter`;
		for (const person of ['facilitator', 'stranger'] as const) expect((await command(person, { type: 'statement.quarantine', statement, version: 1 })).status).toBe(403);
		expect((await command('leader', { type: 'form.withdraw', form: forms[3] })).status).toBe(400);
		expect((await command('leader', { type: 'statement.quarantine', statement: 'elsewhere-1.beter', version: 1 })).status).toBe(400);
		expect((await command('leader', { type: 'nonsense' })).status).toBe(400);
	});
});

it('a checker reads, redacts, approves, holds back and rejects, by keyboard; a colleague’s list follows', async () => {
	const page = await visit('checker', '/nakijken');
	const colleague = await visit('another', '/nakijken', phoneSize);
	await page.getByText('Jan de Vries').waitFor();
	expect(await findings(page)).toEqual([]);
	expect(await findings(colleague)).toEqual([]);
	expect(await colleague.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	const current = page.locator('.item.current');

	// What is marked goes with one key.
	await page.keyboard.press('j');
	await page.keyboard.press('r');
	await expect.poll(() => current.locator('[data-text]').innerText()).not.toContain('Jan');
	expect(await current.locator('[data-text]').innerText()).toContain('[…]');
	await page.keyboard.press('g');
	await expect.poll(() => said(page)).toBe('De uitspraak is goedgekeurd.');
	// The focus went on to the next one.
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Bel mij');
	await expect.poll(() => colleague.getByText('Jan de Vries').count()).toBe(0);
	await expect.poll(() => coverage(colleague)).toBe('9 uitspraken, 0 ingedeeld, 9 nog niet');

	// Words are mended by hand; what was typed can be put back.
	await page.keyboard.press('b');
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('Het park mag groter.');
	await page.keyboard.press('Escape');
	await page.keyboard.press('g');
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('onzin');

	// One is rejected with a reason, and that is taken back and done again.
	await page.keyboard.press('w');
	await page.getByText('Waarom wijst u deze uitspraak af?').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.keyboard.press('5');
	await expect.poll(() => said(page)).toBe('De uitspraak is afgewezen.');
	await page.keyboard.press('z');
	await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
	await expect.poll(() => coverage(page)).toBe('9 uitspraken, 0 ingedeeld, 9 nog niet');
	await page.locator('.item').filter({ hasText: 'onzin' }).click();
	await page.keyboard.press('w');
	await page.keyboard.press('5');
	await expect.poll(() => said(page)).toBe('De uitspraak is afgewezen.');
	await expect.poll(() => current.innerText()).toContain('Twijfelgeval');
	await page.keyboard.press('a');
	await page.getByText('Er wacht niets.').waitFor();
	await expect.poll(() => coverage(page)).toBe('9 uitspraken, 0 ingedeeld, 7 nog niet, 1 apart gehouden, 1 afgewezen');

	// And there is a way back from both.
	await page.getByRole('button', { name: 'Afgewezen' }).click();
	await page.getByText('Afgewezen: zegt niets.').waitFor();
	await page.getByRole('button', { name: 'Apart' }).first().click();
	await page.locator('.item').filter({ hasText: 'Twijfelgeval' }).waitFor();
	await page.keyboard.press('g');
	await page.getByText('Er is niets apart gehouden.').waitFor();
	await expect.poll(() => coverage(page)).toBe('9 uitspraken, 0 ingedeeld, 8 nog niet, 1 afgewezen');
	// Switched off, a key does nothing.
	await page.getByText('Sneltoetsen.').click();
	await page.getByRole('button', { name: 'Afgewezen' }).click();
	await page.locator('.item').filter({ hasText: 'onzin' }).waitFor();
	await page.keyboard.press('g');
	await page.waitForTimeout(300);
	expect(await page.locator('.item').filter({ hasText: 'onzin' }).count()).toBe(1);
});

it('two people place statements at once, and the themes go to the evening, and back', async () => {
	const one = await visit('facilitator', '/indelen');
	const other = await visit('another', '/indelen', phoneSize);
	expect(await findings(one)).toEqual([]);
	expect(await findings(other)).toEqual([]);
	expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	const detail = (page: Page) => page.locator('[data-detail]');
	const row = (page: Page, text: string) => page.locator('[role=option]').filter({ hasText: text });

	// What the respondent ticked comes first, and has the key 1.
	await row(one, 'Het park is prachtig').click();
	await one.getByRole('button', { name: /Groen en bomen.*zo aangekruist/ }).waitFor();
	expect(await findings(one)).toEqual([]);
	await one.keyboard.press('1');
	await expect.poll(() => said(one)).toBe('Ingedeeld bij ‘Groen en bomen’.');
	await expect.poll(() => coverage(other)).toContain('1 ingedeeld, 7 nog niet');
	await one.keyboard.press('z');
	await expect.poll(() => coverage(other)).toContain('0 ingedeeld, 8 nog niet');
	await one.keyboard.press('1');
	await expect.poll(() => coverage(other)).toContain('1 ingedeeld, 7 nog niet');

	// By letters: T, a few of them, Enter; then on to the next one.
	await row(one, 'De bus rijdt').click();
	await expect.poll(() => detail(one).innerText()).toContain('De bus rijdt');
	await one.keyboard.press('t');
	await one.keyboard.type('hondenp');
	await one.keyboard.press('Enter');
	await expect.poll(() => said(one)).toBe('Ingedeeld bij ‘Hondenpoep’.');
	await one.keyboard.press('j');
	await expect.poll(() => detail(one).innerText()).toContain('Overal hondenpoep');

	// By dragging.
	await row(one, 'Overal hondenpoep').dragTo(one.locator('[data-theme="A3"]'));
	await expect.poll(() => one.locator('[data-theme="A3"] .count').innerText()).toContain('2');

	// What says the same is offered; both texts and the count stay.
	await row(one, 'De lantaarn in het steegje').click();
	await one.getByText('Lijkt op').waitFor();
	await one.keyboard.press('v');
	await expect.poll(() => coverage(one)).toContain('1 samengevoegd');
	await one.getByRole('button', { name: /^Samengevoegd/ }).click();
	await row(one, 'De lantaarn in het steegje').click();
	await one.getByText('Samengevoegd met:').waitFor();
	await one.keyboard.press('l');
	await expect.poll(() => coverage(one)).not.toContain('samengevoegd');

	// Another was faster: it is said where the statement is now.
	await one.getByRole('button', { name: /^Nog niet/ }).click();
	await row(one, 'steegje is de lantaarn').click();
	await detail(one).filter({ hasText: 'steegje is de lantaarn' }).waitFor();
	await one.evaluate(() => Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' }));
	await other.locator('[role=option]').filter({ hasText: 'steegje is de lantaarn' }).click();
	await detail(other).filter({ hasText: 'steegje is de lantaarn' }).waitFor();
	await other.locator('[data-theme="A1"]').click();
	await expect.poll(() => said(other)).toBe('Ingedeeld bij ‘Groen en bomen’.');
	await one.locator('[data-theme="A3"]').click();
	await expect.poll(() => said(one)).toBe('Een collega deelde deze uitspraak net anders in. Zij staat nu bij: Groen en bomen.');

	// Found in any case, with or without accents.
	await one.getByRole('button', { name: /^Alle/ }).click();
	await one.getByLabel('Zoek in de uitspraken').fill('HÓNDENPOEP veldje');
	await expect.poll(() => one.locator('[role=option]').count()).toBe(1);

	// An own theme.
	await one.getByText('Eigen thema’s', { exact: true }).click();
	await one.getByLabel('Nieuw thema').fill('Steegjes');
	await one.getByRole('button', { name: 'Thema toevoegen' }).click();
	await one.locator('button.theme').filter({ hasText: 'Steegjes' }).waitFor();

	// To the evening.
	await one.getByRole('link', { name: 'Naar de avond' }).click();
	await one.getByRole('button', { name: 'Zet deze thema’s op de avond' }).waitFor();
	expect(await findings(one)).toEqual([]);
	const regie = await visit('facilitator', `/../../${evening}/themas`);
	await one.getByRole('button', { name: 'Zet deze thema’s op de avond' }).click();
	await expect.poll(() => said(one)).toBe('2 thema’s staan nu op het bord van de avond.');
	expect(await findings(one)).toEqual([]);
	await regie.getByRole('heading', { name: 'Hondenpoep' }).waitFor();
	await regie.getByRole('link', { name: 'Uitspraken (2) bij Hondenpoep' }).waitFor();
	await one.getByRole('button', { name: 'Ongedaan maken' }).click();
	await expect.poll(() => regie.getByRole('heading', { name: 'Hondenpoep' }).count()).toBe(0);
	await one.getByRole('button', { name: 'Zet deze thema’s op de avond' }).click();
	await regie.getByRole('heading', { name: 'Hondenpoep' }).waitFor();
	await regie.getByRole('link', { name: 'Uitspraken (2) bij Hondenpoep' }).click();
	await expect.poll(() => regie.locator('[role=option]').count()).toBe(2);
});
