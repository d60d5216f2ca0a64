import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPabulib } from '#shared/programme/pabulib.ts';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, roomAboveBar, said, undo, undoName, type Hall } from './hall.ts';

// The settings of an evening: who can come in, by which links, and what is kept of it.

let hall: Hall;
let evening: Prepared;
let page: Page;

beforeAll(async () => {
	const ballots: Record<string, number>[] = [{ 1: 2, 2: 1 }, { 1: 1 }, { 3: 2 }];
	const another = { area: 'Nieuwe Kom', title: 'Avond van de Nieuwe Kom', themes: 0 };
	hall = await openHall([{ themes: 6, rounds: [{ title: 'Wat telt?', phase: 'closed', ballots }] }, another]);
	evening = hall.evenings[0]!;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(foreign).toEqual([]);
	// What a refused form or link answers is in the console of every browser.
	expect(errors.filter((error) => !error.includes('status of 4'))).toEqual([]);
});
afterAll(() => hall?.close());

async function open(): Promise<void> {
	page = await hall.regie(evening, { path: '/instellingen' });
}
const says = (words: string | RegExp) => page.getByText(words).first().waitFor();
/** What joining with a code answers: 'ok' or the refusal's code. */
async function join(code: string): Promise<string> {
	const answer = await fetch(`${hall.server.local}/api/join`, { method: 'POST', body: JSON.stringify({ code }) });
	const { ok, code: refusal }: { ok: boolean; code?: string } = await answer.json();
	return ok ? 'ok' : String(refusal);
}
const shownCode = () => page.getByRole('banner').locator('.code .figures').innerText();
/** The address in the field of a link. */
const linkOf = (name: string) => page.getByRole('textbox', { name: `Link: ${name}` }).inputValue();
const pathOf = (address: string) => new URL(address).pathname;

it('the page is well, on a laptop and on a phone, also while it asks for certainty', async () => {
	await open();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Nieuwe code…');
	await press(page, /^Vervangen: Scherm/);
	expect(await findings(page)).toEqual([]);
	await page.setViewportSize(phoneSize);
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
	expect(await findings(page)).toEqual([]);
});

it('its last row can be scrolled out from under the bar with ‘Ongedaan maken’, however much that says', async () => {
	await open();
	const name = 'Gebiedsavond over wonen, verkeer en veiligheid in de Oude Kom, de Nieuwe Kom en alles wat daar tussen ligt';
	await page.getByRole('textbox', { name: 'Naam van de avond' }).fill(name);
	await press(page, 'Naam opslaan');
	await expect.poll(() => said(page)).toContain(name);
	for (const [path, name] of [['', 'Avond'], ['/themas', 'Thema’s'], ['/reacties', 'Reacties'], ['/tekeningen', 'Tekeningen'], ['/instellingen', 'Instellingen']] as const) {
		await page.getByRole('link', { name, exact: true }).click();
		await page.waitForURL(`**${evening.id}${path}`);
		expect(await roomAboveBar(page), name).toBeGreaterThanOrEqual(0);
	}
	// No longer than it must be: without the bar the page ends where it ended.
	await page.setViewportSize(phoneSize);
	const height = () => page.evaluate(() => document.documentElement.scrollHeight);
	const withBar = await height();
	await press(page, 'Melding sluiten');
	await expect.poll(height).toBeLessThan(withBar);
	await page.getByRole('textbox', { name: 'Naam van de avond' }).fill('Gebiedsavond Oude Kom');
	await press(page, 'Naam opslaan');
	await page.getByRole('banner').getByText('Gebiedsavond Oude Kom', { exact: true }).waitFor();
});

describe('coming in', () => {
	it('the door closes for new phones, and one press opens it again', async () => {
		await open();
		await press(page, 'Deur dicht');
		await says('De deur is dicht. Nieuwe telefoons komen er niet in.');
		expect(await join(evening.code)).toBe('door.closed');
		await expect.poll(() => page.getByRole('banner').innerText()).toContain('deur dicht');
		await undo(page);
		await says('De deur is open.');
		expect(await join(evening.code)).toBe('ok');
	});

	it('a new code asks first, makes the old one dead at once, and offers no way back', async () => {
		await open();
		const old = await shownCode();
		await press(page, /^Nieuwe code/);
		await says(`De code ${old} werkt dan meteen niet meer.`);
		await press(page, 'Nee, zo laten');
		expect(await page.evaluate('document.activeElement.textContent')).toContain('Nieuwe code');
		expect(await join(old)).toBe('ok');
		await press(page, /^Nieuwe code/);
		await press(page, 'Ja, nieuwe code');
		await expect.poll(shownCode).not.toBe(old);
		expect(await join(old)).toBe('code.replaced');
		expect(await join(await shownCode())).toBe('ok');
		await expect.poll(() => page.getByRole('button', { name: undoName }).count()).toBe(0);
		evening.code = await shownCode();
	});

	it('the QR code and the link hold the address that phones use', async () => {
		await open();
		const link = await page.getByRole('textbox', { name: 'Link voor deelnemers' }).inputValue();
		expect(link).toMatch(new RegExp(`^http://[^/]+:${hall.server.port}/mee/${evening.code}$`));
		await page.getByRole('img', { name: 'QR-code om mee te doen' }).waitFor();
	});
});

describe('the evening', () => {
	it('gets a contact for questions about data, and loses it again by one press', async () => {
		await open();
		const field = page.getByRole('textbox', { name: 'Contact voor vragen over gegevens' });
		await field.fill('privacy@example.nl');
		await press(page, 'Contact opslaan');
		await expect.poll(() => said(page)).toContain('Bij ‘Uw gegevens’ staat nu: privacy@example.nl');
		await undo(page);
		await expect.poll(() => field.inputValue()).toBe('');
	});

	it('gets another name; an empty one is refused, and what was typed stays', async () => {
		await open();
		const field = page.getByRole('textbox', { name: 'Naam van de avond' });
		await field.fill('  ');
		await press(page, 'Naam opslaan');
		await says('Hier staat nog niets. Typ eerst een tekst.');
		await expect.poll(() => field.inputValue()).toBe('  ');
		expect(await findings(page)).toEqual([]);
		await field.fill('Avond van de Kom');
		await press(page, 'Naam opslaan');
		await page.getByRole('banner').getByText('Avond van de Kom').waitFor();
		await undo(page);
		await page.getByRole('banner').getByText('Gebiedsavond Oude Kom').waitFor();
		await expect.poll(() => field.inputValue()).toBe('Gebiedsavond Oude Kom');

		// Saved twice is once: one undo brings the old name back, also in the field.
		await field.fill('Avond van de Kom');
		await field.press('Enter');
		await page.getByRole('banner').getByText('Avond van de Kom').waitFor();
		await press(page, 'Naam opslaan');
		await page.waitForTimeout(300);
		await expect.poll(() => said(page)).toContain('Avond van de Kom');
		await undo(page);
		await expect.poll(() => field.inputValue()).toBe('Gebiedsavond Oude Kom');
		await page.getByRole('banner').getByText('Gebiedsavond Oude Kom').waitFor();
		// What can't be undone any more goes by itself, once nobody points at it.
		await page.waitForTimeout(8500);
		await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
		await page.mouse.move(5, 5);
		await expect.poll(() => said(page), { timeout: 12_000 }).toBe('');
	});

	it('is moved to another day, live on the page of the other facilitator, and back', async () => {
		await open();
		const bram = await hall.regie(evening, { who: 'colleague', path: '/instellingen' });
		const day = (on: Page) => on.getByLabel('Datum', { exact: true });
		await day(page).fill('');
		await press(page, 'Datum opslaan');
		await says('Kies een datum.');
		expect(await findings(page)).toEqual([]);
		await day(page).fill('2027-01-12');
		await press(page, 'Datum opslaan');
		await expect.poll(() => said(page)).toBe('De avond is nu op dinsdag 12 januari 2027.');
		await bram.getByText('dinsdag 12 januari 2027').waitFor();
		await expect.poll(() => day(bram).inputValue()).toBe('2027-01-12');
		// What somebody is typing stays while the day changes under it.
		await day(bram).fill('2027-02-02');
		await undo(page);
		await bram.getByText('dinsdag 24 november 2026').waitFor();
		await expect.poll(() => day(bram).inputValue()).toBe('2027-02-02');
		await expect.poll(() => day(page).inputValue()).toBe('2026-11-24');
	});

	it('goes to another area, in words, live on the page of the other facilitator and in the list; each step goes back', async () => {
		await open();
		const bram = await hall.regie(evening, { who: 'colleague', path: '/instellingen' });
		const resident = await hall.phone(evening);
		const area = (on: Page) => on.getByLabel('Gebied', { exact: true });
		const chosen = (on: Page) => area(on).locator('option:checked').innerText();
		await area(page).selectOption('Nieuwe Kom');
		await press(page, 'Gebied opslaan');
		await expect.poll(() => said(page)).toBe('De avond hoort nu bij ‘Nieuwe Kom’.');
		for (const one of [page, bram]) {
			await one.getByRole('banner').getByText('Nieuwe Kom').waitFor();
			await expect.poll(() => chosen(one)).toBe('Nieuwe Kom');
		}
		await expect.poll(() => resident.view.evening.area).toBe('Nieuwe Kom');
		const list = await hall.regie(evening, { who: 'colleague' });
		const listed = async () => {
			await list.goto(`${hall.server.local}/regie`);
			return list.getByRole('region', { name: 'Nieuwe Kom' }).getByRole('link', { name: 'Naar de avond' }).count();
		};
		expect(await listed()).toBe(2);

		// The bar goes along to other pages.
		await page.getByRole('link', { name: 'Bord' }).click();
		await undo(page);
		await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
		for (const one of [page, bram]) await one.getByRole('banner').getByText('Oude Kom', { exact: true }).waitFor();
		await expect.poll(() => chosen(bram)).toBe('Oude Kom');
		expect(await listed()).toBe(1);

		// The area was removed meanwhile, as another facilitator may do.
		await page.getByRole('link', { name: 'Instellingen' }).click();
		expect(await chosen(page)).toBe('Oude Kom');
		await area(page).selectOption('Nieuwe Kom');
		await list.getByRole('region', { name: 'Nieuwe Kom' }).getByText('Weghalen', { exact: true }).click();
		await press(list, 'Verwijderen');
		await list.locator('.pinned').getByText('is verwijderd').waitFor();
		await list.getByRole('region', { name: 'Nieuwe Kom' }).getByText('Gebied wijzigen').click();
		await list.getByRole('region', { name: 'Nieuwe Kom' }).getByRole('button', { name: 'Gebied verwijderen' }).click();
		await list.locator('.pinned').getByText('Het gebied is verwijderd.').waitFor();
		await press(page, 'Gebied opslaan');
		await expect.poll(() => said(page)).toBe('Dit gebied bestaat niet meer. Laad de pagina opnieuw.');
		await expect.poll(() => page.getByRole('banner').innerText()).toContain('Oude Kom');
		await undo(list);
		await list.getByRole('heading', { name: 'Nieuwe Kom' }).waitFor();
	});

	it('lets comments through at once only when somebody chooses so', async () => {
		await open();
		await press(page, 'Meteen tonen');
		await says('Niemand leest ze eerst.');
		await undo(page);
		await says('Reacties wachten tot iemand ze goedkeurt.');
	});

	it('closes, says so everywhere, and opens again', async () => {
		await open();
		await press(page, 'Avond sluiten');
		await says('De avond is gesloten. Stippen en reacties kunnen er niet meer bij.');
		await expect.poll(() => page.getByRole('banner').innerText()).toContain('afgelopen');
		expect(await join(evening.code)).toBe('code.closed');
		await press(page, 'Weer openen');
		await says('De avond is open.');
		expect(await join(evening.code)).toBe('ok');
	});
});

describe('a link to a role', () => {
	it('that is replaced is dead at once, for who opens it and for who is in', async () => {
		await open();
		const old = pathOf(await linkOf('Meelezer'));
		const reader = await page.context().browser()!.newPage();
		await reader.goto(hall.server.local + old);
		await reader.getByText('Verbonden').first().waitFor();
		await press(page, /^Vervangen: Meelezer/);
		await says('De oude link werkt dan meteen niet meer.');
		await press(page, 'Ja, vervangen');
		await says('Vervangen. De oude link werkt niet meer.');
		await reader.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
		const fresh = pathOf(await linkOf('Meelezer'));
		expect(fresh).not.toBe(old);
		await reader.goto(hall.server.local + old);
		await reader.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
		await reader.goto(hall.server.local + fresh);
		await reader.getByText('Verbonden').first().waitFor();
		await reader.close();
	});

	it('of the illustrator comes with a pin, and a new one has another secret', async () => {
		await open();
		const card = page.getByRole('region', { name: 'Striptekenaar' });
		await expect.poll(() => card.locator('.pin').innerText()).toMatch(/^\d{4}$/);
		expect(pathOf(await linkOf('Striptekenaar'))).toMatch(/^\/teken\/[\w-]{20,}$/);
		expect(pathOf(await linkOf('Scherm'))).toMatch(/^\/scherm\/[\w-]{20,}$/);
	});
});

describe('the results', () => {
	it('come as files, with every ballot and no participant', async () => {
		await open();
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '.pb' }).click()]);
		expect(download.suggestedFilename()).toBe(`uitslag-${evening.code}-ronde-1.pb`);
		const text = await readFile(await download.path(), 'utf8');
		const read = readPabulib(text);
		expect(read.ok && read.file.projects.map(({ score }) => score)).toEqual([3, 1, 2, 0, 0, 0]);
		for (const voter of evening.voters) expect(text).not.toContain(voter);
	});

	it('are for who is signed in', async () => {
		for (const path of [`/uitslag/${evening.id}.csv`, `/uitslag/${evening.id}/hulp.csv`, `/uitslag/${evening.id}/meelezen.csv`, `/avond/${evening.id}.avond`]) {
			const answer = await fetch(hall.server.local + path, { headers: { accept: 'text/html' } });
			expect(answer.status).toBe(403);
			expect(await answer.text()).toContain('Meld u aan in regie, en haal het bestand daar op.');
		}
	});
});

it('a rehearsal’s key stands in the command to give, and makes one evening', async () => {
	await open();
	await press(page, 'Sleutel maken');
	const command = await page.getByRole('textbox', { name: 'Opdracht voor de beheerder' }).inputValue();
	// It stays while another form of the page is sent.
	await press(page, /^Vervangen: Scherm/);
	await press(page, 'Ja, vervangen');
	await says('Vervangen. De oude link werkt niet meer.');
	await expect.poll(() => page.getByRole('textbox', { name: 'Opdracht voor de beheerder' }).inputValue()).toBe(command);
	const [, key] = /^npm run rehearse -- --ballots BESTAND\.pb --url http\S+ --key (\S+)$/.exec(command) ?? [];
	const use = () => fetch(`${hall.server.local}/api/rehearsal`, { method: 'POST', body: JSON.stringify({ key, title: 'Proef' }) });
	expect((await use()).status).toBe(200);
	expect((await use()).status).toBe(400);
	await page.goto(`${hall.server.local}/regie`);
	await says('oefening');
	expect(await findings(page)).toEqual([]);
	await expect.poll(() => page.getByRole('heading', { name: 'Proef' }).count()).toBe(1);
});
