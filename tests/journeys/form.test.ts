import { mkdtemp, rm, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from '#server/store/database.ts';
import { findings } from '../axe.ts';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { inDataDir } from '../evening.ts';
import { firstLoad } from '../first-load.ts';
import { makeCollecting, type Collecting } from '../scouts.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';

// A talk on a phone, from an empty phone to the server's receipt; without a line, in two tabs, by keyboard.

const phoneSize = { width: 360, height: 740 };
let dataDir: string;
let server: TestServer;
let browser: Browser;
let collecting: Collecting;
let contexts: { context: BrowserContext; watched: Watched }[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-form-'));
	await inDataDir(dataDir, async (app) => {
		collecting = await makeCollecting(app);
	});
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser({ args: withoutGraphics })]);
});
afterEach(async () => {
	const all = contexts;
	contexts = [];
	await Promise.all(all.map(({ context }) => context.close()));
	expect(all.flatMap(({ watched }) => watched.errors).filter((error) => !/net::ERR_|status of [45]\d\d/.test(error))).toEqual([]);
	expect(all.flatMap(({ watched }) => watched.foreign)).toEqual([]);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

async function phone(path: string, options: BrowserContextOptions = {}, { hall = false } = {}): Promise<Page> {
	const context = await browser.newContext({ viewport: phoneSize, hasTouch: true, ...options });
	contexts.push({ context, watched: watch(context, [server.local, server.hall]) });
	const page = await context.newPage();
	await page.goto((hall ? server.hall : server.local) + path);
	return page;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const wider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** From the first screen to the question after the start block. */
async function begin(page: Page) {
	await press(page, /^Begin/);
	await heading(page, 'Wat doen we met uw antwoorden?');
	await press(page, 'Dat is goed, verder');
}

/** Skips until a question is shown. */
async function until(page: Page, question: string) {
	for (let times = 0; times < 20; times++) {
		if (await page.getByRole('heading', { level: 1, name: question }).isVisible()) return;
		await page.getByRole('button', { name: /^(Sla over|Verder)$/ }).first().click();
	}
	throw new Error(`no ${question}`);
}

/** A talk of one answer, up to the screen with the code. */
async function shortTalk(page: Page, words: string) {
	await begin(page);
	await until(page, 'Wat gaat hier goed?');
	await page.getByRole('textbox').fill(words);
	await until(page, 'Klopt alles?');
	await press(page, 'Klaar, verstuur');
	await heading(page, 'Dank u wel');
}

function onServer(): { forms: number; contacts: { area: string; contact: string }[]; texts: string[] } {
	const database = new DatabaseSync(join(dataDir, databaseFile), { readOnly: true });
	try {
		return {
			forms: Number(database.prepare("SELECT count(*) AS n FROM events WHERE type = 'form.added'").get()!.n),
			contacts: database.prepare('SELECT area, contact FROM contacts').all() as { area: string; contact: string }[],
			texts: database.prepare('SELECT body FROM texts').all().map(({ body }) => String(body))
		};
	} finally {
		database.close();
	}
}

it('a whole talk, from an empty phone to the receipt, the code, the evening and the cards', async () => {
	const page = await phone('/vraag/V01-03');
	await heading(page, 'Vertel over uw wijk');
	await page.getByText('Oude Kom').first().waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Begin');
	await heading(page, 'Wat doen we met uw antwoorden?');
	expect(await findings(page)).toEqual([]);
	await press(page, 'Dat is goed, verder');
	await heading(page, 'Hoe lang woont of werkt u hier al?');
	expect(await findings(page)).toEqual([]);
	await page.getByLabel('Meer dan 10 jaar').check();
	await until(page, 'Wat kan beter?');
	await page.getByRole('textbox').fill('Er is te weinig licht bij de haven.');
	expect(await findings(page)).toEqual([]);
	// The phone's own way back, and forward again: what was typed is there.
	await page.goBack();
	await heading(page, 'Wat gaat hier goed?');
	await page.goForward();
	expect(await page.getByRole('textbox').inputValue()).toBe('Er is te weinig licht bij de haven.');
	// A tab that was killed comes back where it was.
	await page.reload();
	await heading(page, 'Wat kan beter?');
	await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('Er is te weinig licht bij de haven.');
	await press(page, 'Verder');
	await page.getByRole('textbox', { name: 'Waar in de wijk is dat?' }).fill('bij de haven');
	await press(page, 'Verder');
	await heading(page, 'Bij welk thema hoort dat?');
	await page.locator('summary', { hasText: 'Openbare ruimte' }).click();
	await page.getByLabel('Groen en bomen').check();
	await page.getByLabel('Afval en zwerfvuil').check();
	await page.getByLabel('Hondenpoep').check();
	await page.getByLabel('Onderhoud van stoepen en straten').click();
	await page.getByText('U heeft er al 3. Haal er eerst één weg.').waitFor();
	expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
	expect(await findings(page)).toEqual([]);
	await until(page, 'Klopt alles?');
	await page.getByText('Groen en bomen, Afval en zwerfvuil, Hondenpoep').waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Klaar, verstuur');
	await heading(page, 'Dank u wel');
	await page.getByText('Ontvangen.').waitFor();
	const code = (await page.locator('.eight').innerText()).replace(' ', '');
	expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
	expect(await findings(page)).toEqual([]);
	await press(page, 'Ik heb de code, verder');
	await heading(page, 'Wilt u naar de gebiedsavond komen?');
	expect(await findings(page)).toEqual([]);
	await press(page, 'Ja, nodig mij uit');
	await page.getByText('Typ een e-mailadres of telefoonnummer.').waitFor();
	await page.getByLabel('E-mailadres of telefoonnummer').fill('anna@voorbeeld.nl');
	await press(page, 'Ja, nodig mij uit');
	await page.getByText('Genoteerd. U krijgt een uitnodiging.').waitFor();
	await expect.poll(() => onServer().contacts).toEqual([{ area: collecting.areas[0]!.id, contact: 'anna@voorbeeld.nl' }]);
	await press(page, 'Haal mijn gegevens weg');
	await page.getByText('Uw gegevens zijn weer weg.').waitFor();
	expect(onServer().contacts).toEqual([]);
	await press(page, 'Nee, verder');
	await heading(page, 'Wie kent u nog?');
	expect(await page.locator('.cards li').allInnerTexts()).toEqual(['V01-03-1', 'V01-03-2', 'V01-03-3', 'V01-03-4', 'V01-03-5']);
	expect(await findings(page)).toEqual([]);
	await page.getByRole('link', { name: 'Naar alle gesprekken' }).click();
	await page.getByText('Ontvangen', { exact: true }).waitFor();
	expect(await findings(page)).toEqual([]);
	expect(onServer()).toMatchObject({ forms: 1, texts: expect.arrayContaining(['Er is te weinig licht bij de haven.', 'bij de haven']) });

	// Mending makes a next version; left as it was, nothing is sent.
	await page.getByRole('link', { name: /^V01-03/ }).click();
	await press(page, 'Verbeter dit gesprek');
	await heading(page, 'Wat wilt u verbeteren?');
	await press(page, 'Laat zoals het was');
	await heading(page, 'Dank u wel');
	await press(page, 'Verbeter dit gesprek');
	await page.getByRole('link', { name: /^Verander ?: Wat kan beter/ }).click();
	await page.getByRole('textbox').fill('Meer licht.');
	await page.getByRole('link', { name: 'Naar het overzicht' }).click();
	await press(page, 'Klaar, verstuur');
	await page.getByText('Ontvangen.').waitFor();
	await expect.poll(() => onServer().texts).toContain('Meer licht.');
	expect(onServer()).toMatchObject({ forms: 1 });
	expect(onServer().texts).not.toContain('Er is te weinig licht bij de haven.');
});

it('without a card or area both are asked; a code that nobody gave out is said to be none, and one goes on without', async () => {
	const page = await phone('/vraag/V88');
	await page.getByText('Deze code kennen wij niet').waitFor();
	expect(await findings(page)).toEqual([]);
	await begin(page);
	await heading(page, 'Heeft u een kaart met een code?');
	expect(await page.getByLabel('Code op de kaart').inputValue()).toBe('V88');
	await press(page, 'Verder');
	await page.getByText('Deze code kennen wij niet. Kijk nog eens').waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Verder zonder code');
	await heading(page, 'In welk gebied woont of werkt u?');
	await press(page, 'Verder');
	await page.getByText('Kies eerst een gebied.').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByLabel('De Dijk').check();
	await press(page, 'Verder');
	await heading(page, 'Hoe lang woont of werkt u hier al?');
	// An empty talk is no talk; it can be thrown away, and put back.
	await until(page, 'Klopt alles?');
	await press(page, 'Klaar, verstuur');
	await page.getByText('Er is nog niets ingevuld.').waitFor();
	await page.getByRole('link', { name: 'Alle gesprekken' }).click();
	await press(page, /^Gooi weg/);
	await press(page, 'Zet terug');
	await page.getByText('Concept', { exact: true }).waitFor();
	// The area may come from the address.
	const other = await phone(`/vraag?gebied=${collecting.areas[1]!.id}`);
	await begin(other);
	await heading(other, 'Heeft u een kaart met een code?');
	await press(other, 'Verder zonder code');
	await heading(other, 'Hoe lang woont of werkt u hier al?');
});

it('without a line after one visit: the page opens, talks are held, and go out by themselves when the line is back', async () => {
	const page = await phone('/vraag/V01-01');
	await page.evaluate(() => navigator.serviceWorker.ready);
	await expect.poll(() => page.evaluate(async () => (await caches.match('/vraag')) !== undefined)).toBe(true);
	await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	const before = onServer().forms;
	await page.context().setOffline(true);
	await page.goto(`${server.local}/vraag/V01-02`);
	await page.getByText('V01-02').waitFor();
	await shortTalk(page, 'Zonder lijn bewaard.');
	await page.getByText('Klaar, wacht op internet.').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByRole('link', { name: 'Alle gesprekken' }).click();
	await page.getByText('1 gesprek wacht nog.').waitFor();
	expect(await findings(page)).toEqual([]);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page
			.getByText('Kopie van alles in een bestand')
			.click()
			.then(() => press(page, 'Bewaar het bestand'))
	]);
	expect(await readFile(await file.path(), 'utf8')).toContain('Zonder lijn bewaard.');
	await page.reload();
	await page.getByText('Klaar, wacht op internet').waitFor();
	await page.context().setOffline(false);
	await page.getByText('Ontvangen', { exact: true }).waitFor();
	expect(onServer().forms).toBe(before + 1);
	// The evening's pages have no worker.
	await page.goto(`${server.local}/`);
	expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});

it('over plain HTTP a talk is held and sent too', async () => {
	const page = await phone('/vraag/V03-01', {}, { hall: true });
	expect(await page.evaluate(() => isSecureContext)).toBe(false);
	await shortTalk(page, 'Gewoon in de zaal.');
	await page.getByText('Ontvangen.').waitFor();
});

it('two tabs are one phone: what one types the other shows, and a form that is klaar is so in both', async () => {
	const page = await phone('/vraag/V01-04');
	await begin(page);
	await until(page, 'Wat gaat hier goed?');
	const other = await page.context().newPage();
	await other.goto(page.url());
	await heading(other, 'Wat gaat hier goed?');
	await page.getByRole('textbox').fill('Van de ene');
	await expect.poll(() => other.getByRole('textbox').inputValue()).toBe('Van de ene');
	await other.getByRole('textbox').fill('Van de andere');
	await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('Van de andere');
	await until(page, 'Klopt alles?');
	await press(page, 'Klaar, verstuur');
	await heading(other, 'Dank u wel');
	await other.getByText('Ontvangen.').waitFor();
});

it('answers that were mended elsewhere meanwhile are not written over: a person chooses', async () => {
	const page = await phone('/vraag/V01-09');
	const sending = page.waitForRequest('**/api/form');
	await shortTalk(page, 'De eerste woorden.');
	const sent = (await sending).postDataJSON() as Record<string, unknown>;
	await page.getByText('Ontvangen.').waitFor();
	const elsewhere = await fetch(`${server.local}/api/form`, { method: 'PUT', body: JSON.stringify({ ...sent, version: 2, answers: { goed: 'Van de bewoner.' } }) });
	expect(elsewhere.status).toBe(200);
	const mend = async (words: string) => {
		await press(page, 'Verbeter dit gesprek');
		await page.getByRole('link', { name: /^Verander ?: Wat gaat hier goed/ }).click();
		await page.getByRole('textbox').fill(words);
		await page.getByRole('link', { name: 'Naar het overzicht' }).click();
		await press(page, 'Klaar, verstuur');
	};
	await mend('Van de verkenner.');
	await page.getByText('Deze antwoorden zijn ergens anders al veranderd.').waitFor();
	expect(await findings(page)).toEqual([]);
	expect(onServer().texts).toContain('Van de bewoner.');
	await press(page, 'Laat de andere staan');
	await page.getByText('Ontvangen.').waitFor();
	expect(onServer().texts).not.toContain('Van de verkenner.');
	await mend('Toch van de verkenner.');
	await press(page, 'Verstuur deze antwoorden');
	await page.getByText('Ontvangen.').waitFor();
	await expect.poll(() => onServer().texts).toContain('Toch van de verkenner.');
});

it('a phone that keeps nothing says so, and sends all the same; one that wiped its talks says that', async () => {
	const page = await phone('/vraag/V01-05');
	await page.context().addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: { open: () => { throw new Error('no'); } } }));
	await page.reload();
	await page.getByText('Deze telefoon bewaart niets.').waitFor();
	await shortTalk(page, 'Niet bewaard.');
	await page.getByText('Ontvangen.').waitFor();

	const other = await phone('/vraag/V01-06');
	await begin(other);
	await other.goto(`${server.local}/vraag`);
	await other.getByText('Concept', { exact: true }).waitFor();
	// Nothing has it open there.
	await other.goto(`${server.local}/favicon.svg`);
	await other.evaluate(() => new Promise<void>((done) => (indexedDB.deleteDatabase('wijkverhaal-gesprekken').onsuccess = () => done())));
	await other.goto(`${server.local}/vraag`);
	await other.getByText('Deze telefoon heeft de gesprekken gewist').waitFor();
	expect(await findings(other)).toEqual([]);
});

it('who needs help has the numbers on every screen, and takes the words along', async () => {
	const page = await phone('/vraag/V01-07');
	await begin(page);
	await until(page, 'Waar en wanneer voelt u zich niet veilig?');
	await page.getByRole('textbox').fill('Hij slaat mij.');
	await page.getByRole('link', { name: 'Hulp of melden' }).click();
	await heading(page, 'Hulp of melden');
	expect(await findings(page)).toEqual([]);
	await press(page, /^Geweld thuis/);
	expect(await page.getByRole('link', { name: '0800-2000' }).getAttribute('href')).toBe('tel:0800-2000');
	expect(await findings(page)).toEqual([]);
	await page.getByRole('link', { name: 'Terug' }).click();
	await page.getByText('Wat u hier typte, is weg.').waitFor();
	expect(await page.getByRole('textbox').inputValue()).toBe('');
	await press(page, 'Zet mijn tekst terug');
	expect(await page.getByRole('textbox').inputValue()).toBe('Hij slaat mij.');
});

it('by keyboard alone, at 320 pixels and text of twice the size', async () => {
	const page = await phone('/vraag/V01-08', { viewport: { width: 320, height: 640 }, hasTouch: false });
	await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
	/** Tab until the focus is on what has this name, then a key. */
	async function key(name: RegExp, pressed: string, role = '') {
		for (let tabs = 0; tabs < 60; tabs++) {
			await page.keyboard.press('Tab');
			const on = await page.evaluate(() => {
				const element = document.activeElement as HTMLInputElement | null;
				return `${element?.tagName ?? ''} ${element?.labels?.[0]?.innerText ?? element?.innerText ?? ''}`;
			});
			if (name.test(on) && on.includes(role)) return page.keyboard.press(pressed);
		}
		throw new Error(`no focus on ${name}`);
	}
	const wide: number[] = [];
	const look = async () => wide.push(await wider(page));
	await look();
	await key(/BUTTON Begin/, 'Enter');
	await heading(page, 'Wat doen we');
	await look();
	await key(/Dat is goed/, 'Enter');
	await heading(page, 'Hoe lang');
	await key(/0 tot 2 jaar/, 'Space');
	await look();
	for (let times = 0; times < 20; times++) {
		const title = await page.locator('h1').innerText();
		if (title === 'Klopt alles?') break;
		await look();
		if (title === 'Wat kan beter?') {
			await key(/TEXTAREA/, 'A');
			await page.keyboard.type('lles mag groener.');
		}
		if (title === 'Bij welk thema hoort dat?') {
			await key(/SUMMARY Openbare ruimte/, 'Enter');
			await key(/Groen en bomen/, 'Space');
			await look();
		}
		await key(/BUTTON (Verder|Sla over)/, 'Enter');
		await expect.poll(() => page.locator('h1').innerText()).not.toBe(title);
	}
	await heading(page, 'Klopt alles?');
	await page.getByText('Alles mag groener.').waitFor();
	await look();
	await key(/BUTTON Klaar/, 'Enter');
	await page.getByText('Ontvangen.').waitFor();
	await look();
	await key(/Ik heb de code/, 'Enter');
	await heading(page, 'Wilt u naar');
	await look();
	await key(/BUTTON Nee/, 'Enter');
	await heading(page, 'Wie kent u nog?');
	await look();
	await key(/Naar alle gesprekken/, 'Enter');
	await page.getByText('Ontvangen', { exact: true }).waitFor();
	await look();
	expect(Math.max(...wide)).toBeLessThanOrEqual(0);
	const small = await page.locator('button, main a, summary').evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map(({ outerHTML }) => outerHTML.slice(0, 80)));
	expect(small).toEqual([]);
});

it('a scout sees how far the chain came, begins the next card, and a replaced link says so', async () => {
	const { link, id } = collecting.scouts[1]!;
	const page = await phone(link);
	await heading(page, 'Verkenner V02');
	await page.getByText('van 10 gesprekken hield u zelf').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByRole('link', { name: 'Begin een gesprek (V02-01)' }).click();
	await shortTalk(page, 'Door de verkenner.');
	await page.getByText('Ontvangen.').waitFor();
	const wave = await phone('/vraag/V02-01-2');
	await shortTalk(wave, 'Door wie zij sprak.');
	await wave.getByText('Ontvangen.').waitFor();
	await page.goto(server.local + link);
	expect(await page.locator('.chain li').allInnerTexts()).toEqual(['1 van 10 gesprekken hield u zelf', '1 van 50 hielden mensen die u sprak', '0 van 100 hielden mensen die zij spraken']);
	await page.getByText('Ontvangen', { exact: true }).waitFor();
	await page.getByRole('link', { name: 'Begin een gesprek (V02-02)' }).waitFor();
	expect(await page.content()).not.toContain('Door wie zij sprak.');
	expect(await findings(page)).toEqual([]);
	expect(await wider(page)).toBeLessThanOrEqual(0);
	// Another link shuts this one out.
	await server.stop();
	await inDataDir(dataDir, async (app) => void app.scoutLinks.replace(id));
	server = await startServer({ dataDir, env: { PORT: String(server.port) } });
	const answer = await page.goto(server.local + link);
	expect(answer?.status()).toBe(410);
	await heading(page, 'Deze link werkt niet meer');
	expect(await findings(page)).toEqual([]);
	await page.getByRole('link', { name: 'Naar de gesprekken op deze telefoon' }).click();
	await page.getByText('Ontvangen', { exact: true }).waitFor();
});

it('comes in 90 kB at most', async () => {
	const context = await browser.newContext({ viewport: phoneSize });
	contexts.push({ context, watched: watch(context, [server.hall]) });
	const load = await firstLoad(context, `${server.hall}/vraag/V01-03`);
	expect(load.scripts).toBeGreaterThan(10_000);
	expect(load.total).toBeLessThanOrEqual(90_000);
});
