import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hurry } from '#client/ui/clicker.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { startServer, type TestServer } from '../server.ts';
import { watch, type Watched } from '../watch.ts';
import { bounceB, roomAboveBar, undoName } from './hall.ts';

// From the set-up link to an evening with themes, and to its end; each step goes on where the one before stopped.

/** Longest wait for anything, in ms. */
const patience = 8000;
const password = 'een lange zin is goed';
const laptop = { width: 1366, height: 768 };
const telephone = { width: 360, height: 740 };

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watched: Watched;
/** The path of the set-up link. */
let setUp: string;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), launchBrowser()]);
	setUp = new URL(server.setUpLink!).pathname;
	context = await newVisitor();
	watched = watch(context, [server.hall]);
	page = await context.newPage();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
});

/** A browser of somebody else. */
async function newVisitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
	const visitor = await browser.newContext({ viewport: laptop, ...options });
	visitor.setDefaultTimeout(patience);
	return visitor;
}

const press = (name: string | RegExp, on: Page = page) => on.getByRole('button', { name, exact: typeof name === 'string' }).click();
const fill = (label: string, text: string, on: Page = page) => on.getByLabel(label, { exact: true }).fill(text);
const undo = () => press(undoName);
/** What stands in the bar at the bottom. */
const said = (words: string | RegExp, on: Page = page) => on.locator('.pinned [role=status]').filter({ hasText: words }).waitFor();
const seen = (words: string | RegExp, on: Page = page) => on.getByText(words).first().waitFor();
/** The titles of the themes, in the order of the list. */
const themes = () => page.locator('[data-theme] h2').allInnerTexts();
const errorsOf = async () => (await page.locator('.preview [data-kind=error] li').allInnerTexts()).map((line) => line.trim());

/** Nothing wrong to axe, and nothing beside the picture on a laptop and on a phone. */
async function isWell(on: Page = page): Promise<void> {
	for (const size of [telephone, laptop]) {
		await on.setViewportSize(size);
		expect(await on.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
	}
	expect(await findings(on)).toEqual([]);
}

/** The same on a phone, where other things lie under and over one another. */
async function isWellOnPhone(): Promise<void> {
	await page.setViewportSize(telephone);
	expect(await findings(page)).toEqual([]);
	await isWell();
}

function csv(name: string, text: string | Buffer) {
	return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

describe('the set-up link', () => {
	it('is where the first facilitator begins: without it the page says so', async () => {
		await page.goto(`${server.hall}/regie`);
		await seen('Er is nog geen gespreksleider');
		await isWell();
	});

	it('asks for a name and a password of ten letters; a shorter one is refused, and the name stays', async () => {
		await page.goto(server.hall + setUp);
		await isWell();
		await fill('Uw naam', 'Fatima');
		await fill('Wachtwoord', 'kort');
		await press('Beginnen');
		await seen('Dit wachtwoord is te kort. Gebruik 10 tekens of meer.');
		await expect.poll(() => page.getByLabel('Uw naam').inputValue()).toBe('Fatima');
		await press('Wachtwoord tonen');
		await expect.poll(() => page.getByLabel('Wachtwoord', { exact: true }).getAttribute('type')).toBe('text');
		await isWell();
		await fill('Wachtwoord', password);
		await page.keyboard.press('Enter');
		await page.waitForURL(`${server.hall}/regie`);
		await seen('Welkom, Fatima.');
		await isWell();
	});

	it('works once: a second browser hears that it was used', async () => {
		const other = await newVisitor();
		const second = await other.newPage();
		await second.goto(server.hall + setUp);
		await seen('Deze link werkt niet meer', second);
		await isWell(second);
		const posted = await fetch(server.local + setUp, { method: 'POST', body: new URLSearchParams({ name: 'Kwaad', password }) });
		expect(await posted.text()).toContain('invitation.used');
		await other.close();
	});
});

describe('areas and evenings', () => {
	it('an area without a name is refused in words; with one it is there, and can be taken back', async () => {
		await fill('Naam van het gebied', '   ');
		await press('Gebied toevoegen');
		await seen('Hier staat nog niets. Typ eerst een tekst.');
		await fill('Naam van het gebied', 'Oude Kom');
		await press('Gebied toevoegen');
		await said('Gebied ‘Oude Kom’ is toegevoegd.');
		await undo();
		await said('Ongedaan gemaakt.');
		await expect.poll(() => page.getByRole('heading', { name: 'Oude Kom' }).count()).toBe(0);
		await fill('Naam van het gebied', 'Oude Kom');
		await press('Gebied toevoegen');
		await said('Gebied ‘Oude Kom’ is toegevoegd.');
		await isWell();
	});

	it('an evening has a code at once, and today for a date', async () => {
		const today = await page.getByLabel('Datum').inputValue();
		expect(today).toMatch(/^\d{4}-\d\d-\d\d$/);
		await press('Avond toevoegen');
		await said('‘Gebiedsavond Oude Kom’ is toegevoegd.');
		await seen('nog geen thema’s');
		await expect.poll(() => page.locator('dd.figures').first().innerText()).toMatch(/^[A-HJ-NP-Z2-9]{5}$/);
		await isWellOnPhone();
	});

	it('an area with evenings stays, and says why', async () => {
		await page.getByText('Gebied wijzigen').click();
		await press('Gebied verwijderen');
		await seen('Dit gebied heeft nog avonden. Verwijder eerst die avonden.');
	});

	it('a new name of the area reaches its evenings, and so does taking it back', async () => {
		await page.getByLabel('Naam van het gebied').first().fill('De Kom');
		await press('Naam opslaan');
		await said('Het gebied heet nu ‘De Kom’.');
		expect(await roomAboveBar(page)).toBeGreaterThanOrEqual(0);
		const other = await context.newPage();
		const path = await page.getByRole('link', { name: 'Naar de avond' }).getAttribute('href');
		await other.goto(server.hall + path);
		await seen('De Kom', other);
		await undo();
		await said('Ongedaan gemaakt.');
		await other.locator('.area', { hasText: 'Oude Kom' }).waitFor();
		await other.close();
	});
});

describe('themes', () => {
	it('an evening without themes says how to begin', async () => {
		await page.getByRole('link', { name: 'Naar de avond' }).click();
		await page.getByRole('link', { name: 'Thema’s', exact: true }).click();
		await seen('Deze avond heeft nog geen thema’s.');
		await isWellOnPhone();
	});

	it('pasted lines: every line that is wrong is named, the good ones can be taken, or the lines mended', async () => {
		await press(/^Plakken/);
		await fill('Uw lijst', '7. Plek voor jongeren\n2. Te hard rijden\n2. Lantaarns\n\n0. Niets');
		await seen('2 thema’s gelezen.');
		expect(await errorsOf()).toEqual([
			'Regel 3: Nummer 2 staat ook in regel 2. Geef dit thema een ander nummer.',
			'Regel 5: ‘0’ is geen goed nummer. Kies een heel getal van 1 tot en met 999.'
		]);
		await isWell();
		await fill('Uw lijst', '7. Plek voor jongeren\n• 2. Te hard rijden\n3. Lantaarns');
		const main = (title: string) => page.getByLabel(`Hoofdthema van ${title}`);
		const mains = () => Promise.all(['Plek voor jongeren', 'Te hard rijden', 'Lantaarns'].map((title) => main(title).inputValue()));
		expect(await mains()).toEqual(['overig', 'verkeer', 'openbare-ruimte']);
		await page.getByLabel('Hoofdthema voor alle').selectOption('Toekomst');
		await press('Zet bij alle');
		expect(await mains()).toEqual(['toekomst', 'toekomst', 'toekomst']);
		await main('Lantaarns').selectOption('Veiligheid');
		await isWell();
		await press('3 thema’s toevoegen');
		await said('3 thema’s zijn toegevoegd.');
		expect(await themes()).toEqual(['Te hard rijden', 'Lantaarns', 'Plek voor jongeren']);
		expect(await page.locator('[data-theme] [data-main]').evaluateAll((tags) => tags.map((tag) => tag.getAttribute('data-main')))).toEqual(['toekomst', 'veiligheid', 'toekomst']);
		await isWellOnPhone();
	});

	it('one press takes the whole list back, and the mended list comes in under its own numbers', async () => {
		await undo();
		await said('Ongedaan gemaakt.');
		await seen('Deze avond heeft nog geen thema’s.');
		await press(/^Plakken/);
		await fill('Uw lijst', '2. Te hard rijden op de dijk\n3. Straatverlichting');
		await press('2 thema’s toevoegen');
		await said('2 thema’s zijn toegevoegd.');
		expect(await page.locator('[data-theme]').evaluateAll((items) => items.map((item) => item.getAttribute('data-theme')))).toEqual(['2', '3']);
	});

	it('what was typed is still there after a look at another page', async () => {
		await press('Met de hand');
		await fill('Thema', 'Halverwege');
		await page.getByRole('link', { name: 'Instellingen' }).click();
		await seen('Nieuwe code');
		await page.getByRole('link', { name: 'Thema’s', exact: true }).click();
		await expect.poll(() => page.getByLabel('Thema', { exact: true }).inputValue()).toBe('Halverwege');
	});

	it('a theme by hand: what is wrong stands at its field, and nothing typed is lost', async () => {
		await fill('Thema', 'Drugs op straat');
		await fill('Nummer', '3');
		await fill('Keer genoemd', 'vaak');
		await page.getByLabel('Hoofdthema').selectOption('Veiligheid');
		await fill('Toelichting', 'Rond het station.');
		await page.getByLabel(/^Gevoelig thema/).check();
		await press('Thema toevoegen');
		await seen('Bij ‘keer genoemd’ staat ‘vaak’.');
		await isWell();
		await fill('Keer genoemd', '12');
		await press('Thema toevoegen');
		await said('Nummer 3 is of was van een ander thema. Kies een ander nummer.');
		await expect.poll(() => page.getByLabel('Toelichting').inputValue()).toBe('Rond het station.');
		await isWell();
		await fill('Nummer', '');
		await page.getByText('Nummer 3 is of was van een ander thema.').first().waitFor({ state: 'detached' });
		await press('Thema toevoegen');
		await said('‘Drugs op straat’ is toegevoegd.');
		// After the highest number that was ever given: an empty place is not filled.
		expect(await themes()).toEqual(['Te hard rijden op de dijk', 'Straatverlichting', 'Drugs op straat gevoelig']);
	});

	it('a sheet: errors by row, a taken number, and a theme that is there already are seen before anything is sent', async () => {
		await press('Bestand');
		const rows = ['nummer;thema;hoofdthema;keer genoemd;kleur', '2;Groen;Openbare ruimte;31;', '8;;Verkeer;;', '9;Honden;Dieren;veel;', '10;straatverlichting;;;'];
		await page.getByLabel('Bestand kiezen').setInputFiles(csv('themas.csv', rows.join('\r\n')));
		await seen('2 thema’s gelezen.');
		expect(await errorsOf()).toEqual([
			'Rij 3: Hier staat geen thema. Vul een naam in.',
			'Rij 4: Bij ‘keer genoemd’ staat ‘veel’. Vul een heel getal in van 0 tot en met 1.000.000.'
		]);
		await seen('Deze kolommen kennen wij niet: kleur.');
		await seen('Het hoofdthema ‘Dieren’ kennen wij niet.');
		await seen('Dit nummer is al van een ander thema: 2.');
		await seen('1 thema staat al in de avond.');
		await isWell();
		await page.getByLabel('Laat deze thema’s weg').check();
		await page.getByRole('button', { name: 'Kies eerst een thema' }).waitFor();
		await page.getByLabel('Geef deze thema’s een vrij nummer').check();
	});

	it('a sheet can be mended on the page', async () => {
		await page.getByText('Tekst van het bestand verbeteren').click();
		await fill('Tekst van themas.csv', 'nummer;thema;hoofdthema;keer genoemd\n2;Groen;Openbare ruimte;31\n8;Parkeren;Verkeer;\n9;Honden;Overlast;3');
		await press('3 thema’s toevoegen');
		await said('3 thema’s zijn toegevoegd.');
		expect(await themes()).toEqual(['Te hard rijden op de dijk', 'Straatverlichting', 'Drugs op straat gevoelig', 'Honden', 'Groen', 'Parkeren']);
	});

	it.each([
		['an Excel file', csv('themas.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 20])), 'Dit is een Excel-bestand.'],
		['an empty file', csv('leeg.csv', ''), 'Dit bestand is leeg.'],
		['a sheet without themes', csv('adressen.csv', 'straat;nummer\nKade;3'), 'Er is geen kolom ‘thema’.']
	])('%s gets an answer in words', async (_, file, words) => {
		await press('Bestand');
		await page.getByLabel(/bestand kiezen/i).setInputFiles(file);
		await seen(words);
		await isWell();
		await press('Bestand');
	});

	it('a .pb file: its projects become themes, though its ballots are wrong', async () => {
		await press('Bestand');
		const pb = ['META', 'key;value', 'vote_type;approval', 'PROJECTS', 'project_id;cost;name', 'p1;0;Zwembad', 'p2;0;Bankjes', 'VOTES', 'voter_id;vote', '1;p9'];
		await page.getByLabel(/bestand kiezen/i).setInputFiles(csv('stemming.pb', pb.join('\n')));
		await seen('2 thema’s gelezen.');
		await press('2 thema’s toevoegen');
		await said('2 thema’s zijn toegevoegd.');
		expect(await themes()).toContain('Zwembad');
	});

	it('the default list: chosen by main theme, without its made-up statements', async () => {
		await press('Standaardlijst');
		await press('Alles van Gemeente en politie');
		await isWell();
		await press('3 thema’s toevoegen');
		await said('3 thema’s zijn toegevoegd.');
		expect((await themes()).length).toBe(11);
		expect(await page.getByText('uitspraken').count()).toBe(0);
	});

	it('a theme is changed in place, and removed with one press and its way back', async () => {
		await press(/^Wijzigen: thema 2,/);
		await page.getByRole('region', { name: 'Thema 2 wijzigen' }).waitFor();
		expect(await page.evaluate('document.activeElement.value')).toBe('Te hard rijden op de dijk');
		await isWell();
		await fill('Uitspraken van bewoners', 'Ze scheuren met tachtig door de bocht.\nLeg een drempel aan.');
		await press('Opslaan');
		await said('Thema 2 is gewijzigd.');
		await page.getByText('2 uitspraken').click();
		await seen('‘Leg een drempel aan.’');
		await press(/^Verwijderen: thema 2,/);
		await said('Thema 2, ‘Te hard rijden op de dijk’, is verwijderd.');
		expect(await themes()).not.toContain('Te hard rijden op de dijk');
		await undo();
		await said('Ongedaan gemaakt.');
		expect(await themes()).toContain('Te hard rijden op de dijk');
	});

	it('is found by a word or a number', async () => {
		await fill('Zoek een thema', 'bank');
		await page.locator('[data-theme="4"]').waitFor({ state: 'detached' });
		expect(await themes()).toEqual(['Bankjes']);
		await fill('Zoek een thema', '');
	});
});

describe('a second facilitator', () => {
	let other: BrowserContext;
	let second: Page;
	const blank = (on: Page) => on.getByRole('banner').getByText('Het scherm is leeg');
	/** What a key did would be here by now: a command after it was answered. */
	async function notBlank() {
		await second.waitForTimeout(400);
		await expect.poll(() => blank(second).count()).toBe(0);
	}

	it('comes by an invitation that works once', async () => {
		await page.goto(`${server.hall}/regie`);
		await press('Link maken');
		const link = await page.getByLabel('Link voor de nieuwe gespreksleider', { exact: true }).inputValue();
		await isWell();
		await press(/^Kopieer: Link/);
		await seen('Gekopieerd');
		// It stays while other forms of the page are sent, accepted and refused, and beside a next one.
		const newArea = page.getByRole('region', { name: 'Nog een gebied' }).getByLabel('Naam van het gebied');
		await newArea.fill('Tijdelijk');
		await press('Gebied toevoegen');
		await said('Gebied ‘Tijdelijk’ is toegevoegd.');
		await undo();
		await said('Ongedaan gemaakt.');
		await newArea.fill('  ');
		await press('Gebied toevoegen');
		await seen('Hier staat nog niets. Typ eerst een tekst.');
		await expect.poll(() => page.getByLabel('Link voor de nieuwe gespreksleider', { exact: true }).inputValue()).toBe(link);
		await press('Nog een link maken');
		const both = page.getByRole('textbox', { name: /^Link \d voor een nieuwe gespreksleider$/ });
		await expect.poll(() => both.count()).toBe(2);
		await expect.poll(() => both.first().inputValue()).toBe(link);
		await expect.poll(() => both.last().inputValue()).not.toBe(link);
		await isWell();
		other = await newVisitor();
		second = await other.newPage();
		await second.goto(server.hall + new URL(link).pathname);
		await fill('Uw naam', 'fatima', second);
		await fill('Wachtwoord', password, second);
		await press('Beginnen', second);
		await seen('Deze naam is al in gebruik. Kies een andere naam.', second);
		await fill('Uw naam', 'Bram', second);
		await press('Beginnen', second);
		await second.waitForURL(`${server.hall}/regie`);
		await page.goto(link.replace(new URL(link).origin, server.hall));
		await seen('Deze link werkt niet meer');
	});

	it('sees at once that the first made the screen blank, by the key B; a B that is typed does nothing', async () => {
		await page.goto(`${server.hall}/regie`);
		const path = await page.getByRole('link', { name: 'Naar de avond' }).getAttribute('href');
		await page.goto(server.hall + path);
		await second.goto(server.hall + path);
		await Promise.all([seen('Bram, Fatima'), seen('Bram, Fatima', second)]);
		// A key that bounces is one press.
		await bounceB(page);
		await Promise.all([blank(page).waitFor(), blank(second).waitFor()]);
		await page.waitForTimeout(hurry);
		await blank(page).waitFor();
		// The own key brings it back at once, as a clicker's does: nobody else reached for it.
		await page.keyboard.press('b');
		await Promise.all([page, second].map((one) => blank(one).waitFor({ state: 'detached' })));
		await page.waitForTimeout(hurry);
		await page.keyboard.press('b');
		await Promise.all([blank(page).waitFor(), blank(second).waitFor()]);
		await isWell();
		await second.getByRole('banner').getByRole('button', { name: 'Scherm weer aan' }).click();
		await blank(page).waitFor({ state: 'detached' });
		// A wrong theme that was put on by its number is off again by the next key: in a field for figures no letter is typed.
		const number = page.getByLabel('Nummer van het thema');
		await number.fill('7');
		await number.press('Enter');
		await number.press('b');
		await blank(page).waitFor();
		expect(await number.inputValue()).toBe('7');
		await page.waitForTimeout(hurry);
		await number.press('b');
		await notBlank();
		await page.getByRole('link', { name: 'Thema’s', exact: true }).click();
		await page.getByLabel('Zoek een thema').press('b');
		await notBlank();
	});

	it('can switch single keys off', async () => {
		await second.getByRole('link', { name: 'Instellingen' }).click();
		await second.getByLabel('Losse toetsen').uncheck();
		await second.getByRole('heading', { name: 'Instellingen' }).click();
		await second.keyboard.press('b');
		await notBlank();
	});

	it('who signs out is out on every open page, and comes back where that was', async () => {
		const list = await other.newPage();
		await list.goto(`${server.hall}/regie`);
		await press('Afmelden', list);
		await seen('Aanmelden', list);
		await seen('U bent afgemeld.', second);
		await isWell(second);
		await second.getByRole('link', { name: 'Aanmelden' }).click();
		await fill('Uw naam', 'Bram', second);
		await fill('Wachtwoord', 'niet dit', second);
		await press('Aanmelden', second);
		await seen('Deze naam en dit wachtwoord horen niet bij elkaar.', second);
		await expect.poll(() => second.getByLabel('Uw naam').inputValue()).toBe('Bram');
		await isWell(second);
		// Guessing gets slower, and never locks anyone out.
		const slowed = second.getByText('Wacht nog');
		await expect.poll(() => signInAgain(second).then(() => slowed.count()), { timeout: 20_000 }).toBeGreaterThan(0);
		await fill('Wachtwoord', password, second);
		await expect.poll(() => signInAgain(second).then(() => second.url()), { timeout: 20_000, interval: 1000 }).toMatch(/\/instellingen$/);
		await other.close();
	});
});

describe('the end of an evening', () => {
	let told: Promise<string>;

	it('deleting tells its phones, and one press brings it back', async () => {
		await page.goto(`${server.hall}/regie`);
		const code = await page.locator('dd.figures').first().innerText();
		told = heardBy(await joined(server.local, code));
		await page.getByText('Weghalen').click();
		await isWell();
		await press('Verwijderen');
		await said('‘Gebiedsavond Oude Kom’ is verwijderd. De telefoons zijn losgekoppeld.');
		expect(await told).toBe('evening.unknown');
		await isWell();
		await undo();
		await said('Ongedaan gemaakt.');
		await page.getByRole('link', { name: 'Naar de avond' }).waitFor();
	});

	it('a deleted evening stays within reach', async () => {
		await page.getByText('Weghalen').click();
		await press('Verwijderen');
		await page.getByText('Verwijderde avonden (1)').click();
		await press('Terugzetten');
		await said('‘Gebiedsavond Oude Kom’ staat weer in de lijst.');
	});

	it('destroying asks for the evening’s name, and keeps what was typed', async () => {
		await page.getByText('Weghalen').click();
		await page.getByRole('link', { name: 'Vernietigen…' }).click();
		await seen('Dit kan niet ongedaan worden gemaakt.');
		await seen('11 thema’s');
		await isWell();
		await fill('Typ de naam van de avond over', 'Gebiedsavond');
		await press('Voorgoed vernietigen');
		await seen('De naam klopt niet. Typ de naam van de avond over.');
		await expect.poll(() => page.getByLabel('Typ de naam van de avond over').inputValue()).toBe('Gebiedsavond');
		await isWell();
	});

	it('destroyed, nothing of it is left: no code, no words on the disk, nor in the backups and in what a restore left where that is ticked', async () => {
		const destroying = page.url();
		await page.goto(destroying.replace(/vernietigen\/(.+)$/, '$1/vooraf'));
		await press('Maak er nu een');
		await seen('De laatste reservekopie is van');
		// What a restore leaves beside the data.
		const [backup] = await readdir(join(server.dataDir, 'reservekopieen'));
		const former = join(server.dataDir, 'vorige-2026-11-20T18-30-00-000Z');
		await mkdir(former);
		await copyFile(join(server.dataDir, 'reservekopieen', backup!), join(former, 'wijkverhaal.db'));
		await page.goto(destroying);
		await seen('vorige-2026-11-20T18-30-00-000Z, van vrijdag 20 november 2026');
		await page.getByLabel('Verwijder ook de reservekopie en de map met gegevens van eerder op deze computer.').check();
		await isWell();
		expect(await onDisk('Leg een drempel aan')).toBe(true);
		await fill('Typ de naam van de avond over', 'gebiedsavond oude kom');
		await press('Voorgoed vernietigen');
		await said('De avond is voorgoed vernietigd.');
		await expect.poll(() => page.getByRole('button', { name: undoName }).count()).toBe(0);
		await seen('In dit gebied is nog geen avond.');
		expect(await onDisk('Leg een drempel aan')).toBe(false);
	});
});

describe('without JavaScript', () => {
	it('signing in, areas, evenings and undo work as plain forms', async () => {
		const plain = await newVisitor({ javaScriptEnabled: false });
		const bare = await plain.newPage();
		await bare.goto(`${server.hall}/regie`);
		await fill('Uw naam', 'Fatima', bare);
		await fill('Wachtwoord', password, bare);
		await press('Aanmelden', bare);
		await fill('Naam van de avond', 'Inhaalavond', bare);
		await press('Avond toevoegen', bare);
		await said('‘Inhaalavond’ is toegevoegd.', bare);
		await press('Ongedaan maken', bare);
		await said('Ongedaan gemaakt.', bare);
		await seen('In dit gebied is nog geen avond.', bare);
		await plain.close();
	});
});

it('no page asked anybody else, and no script or rule failed', () => {
	expect(watched.foreign).toEqual([]);
	// What a refused form answers is in the console of every browser.
	expect(watched.errors.filter((error) => !error.includes('status of 4'))).toEqual([]);
});

/** Presses 'Aanmelden', where that is still there, and waits for the answer. */
async function signInAgain(on: Page): Promise<void> {
	const button = on.getByRole('button', { name: 'Aanmelden' });
	if ((await button.count()) === 0) return;
	await Promise.all([on.waitForResponse((response) => response.request().method() === 'POST'), button.click()]);
	await on.waitForTimeout(200);
}

/** A resident's phone that joined, as its cookie and seat. */
async function joined(address: string, code: string): Promise<{ cookie: string; seat: string }> {
	const response = await fetch(`${address}/api/join`, { method: 'POST', body: JSON.stringify({ code }) });
	const { seat }: { seat: string } = await response.json();
	return { seat, cookie: response.headers.getSetCookie()[0]!.split(';')[0]! };
}

/** Connects a phone; settles with the refusal that it is sent. */
async function heardBy({ cookie, seat }: { cookie: string; seat: string }): Promise<string> {
	const socket = io(server.local, { forceNew: true, auth: { version: protocolVersion, seat }, extraHeaders: { cookie } });
	const refused = new Promise<string>((settle) => socket.once('refused', ({ code }: { code: string }) => settle(code)));
	await new Promise((settle) => socket.once('state', settle));
	return refused.finally(() => socket.close());
}

/** Do these words stand anywhere in the data folder? */
async function onDisk(words: string): Promise<boolean> {
	const entries = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const contents = await Promise.all(files.map((file) => readFile(file)));
	return contents.some((content) => content.includes(words));
}
