import { nanoid } from 'nanoid';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// Who does what in an area, its scouts and their cards, the questions; and a resident who comes back with a code.

let hall: Hall;
let base: string;
const form = 'form-of-resident';
const planted = 'Buurman Jan gilt.';

beforeAll(async () => {
	hall = await openHall([{ themes: 2 }, { area: 'De Dijk', themes: 0 }], async (app, [, other]) => {
		const area = other!.area;
		const checker = { account: 'checker' };
		await app.programme.submit({ id: nanoid(), type: 'area.staff', area, account: 'checker', roles: ['projectLeader'] }, 'checker');
		const answers = { hoelang: 'lang', goed: 'Het park is heerlijk.', beter: planted, beterthema: ['A1'] };
		await app.collection.receive({ form, version: 1, area, card: 'V01-01', format: 1, notice: 1, day: '2026-11-20', code: 'ABCDEFGH', answers }, { resident: true });
		await app.collection.submit({ id: nanoid(), type: 'statement.approve', statement: `${form}.goed`, version: 1, text: 'Het park is mooi.' }, checker);
		await app.collection.submit({ id: nanoid(), type: 'statement.place', statement: `${form}.goed`, themes: ['A1'], was: [] }, checker);
	});
	base = `/regie/ophalen/${hall.evenings[0]!.area}`;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(foreign).toEqual([]);
	expect(errors.filter((error) => !error.includes('status of 4'))).toEqual([]);
});
afterAll(() => hall?.close());

async function area(who: 'own' | 'colleague' = 'own', path = ''): Promise<Page> {
	const page = await hall.regie(hall.evenings[0]!, { who });
	await page.goto(hall.server.local + base + path);
	return page;
}
const fits = async (page: Page) => {
	await page.setViewportSize({ width: 320, height: 640 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	expect(await findings(page)).toEqual([]);
};

it('somebody becomes project leader, gives roles, and makes scouts with links and cards; a colleague may not', async () => {
	const page = await area();
	const colleague = await area('colleague');
	await page.getByText('Dit gebied heeft nog geen projectleider.').waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Word projectleider');
	await expect.poll(() => said(page)).toBe('U bent nu projectleider.');
	// The other page still has the button: what it says now is true.
	await press(colleague, 'Word projectleider');
	await expect.poll(() => said(colleague)).toBe('Dit mag u in dit gebied niet. Vraag de projectleider.');

	const bram = page.getByRole('group', { name: /^Bram/ });
	await bram.getByRole('checkbox', { name: 'controleur' }).check();
	await bram.getByRole('button').click();
	await expect.poll(() => said(page)).toBe('Bram is nu controleur.');
	await undo(page);
	await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
	await expect.poll(() => bram.getByRole('checkbox', { name: 'controleur' }).isChecked()).toBe(false);
	const own = page.getByRole('group', { name: /\(u\)$/ });
	await own.getByRole('checkbox', { name: 'projectleider' }).uncheck();
	await own.getByRole('button').click();
	await page.getByText('Een gebied heeft een projectleider nodig. Kies eerst een andere.').waitFor();
	await own.getByRole('checkbox', { name: 'projectleider' }).check();

	for (const name of ['Anna', 'Bert']) {
		await page.getByLabel('Naam van de nieuwe verkenner').fill(name);
		await press(page, 'Verkenner toevoegen');
		await page.getByRole('heading', { name: new RegExp(name) }).waitFor();
	}
	await expect.poll(() => said(page)).toBe('Bert (V02) is verkenner.');
	await undo(page);
	await page.getByRole('heading', { name: /Bert/ }).waitFor({ state: 'detached' });
	const anna = page.getByRole('article', { name: /Anna/ });
	// The chain of who talked in another area counts for the scout.
	expect((await anna.innerText()).replace(/\s+/g, ' ')).toContain('1 gesprek');
	await anna.getByText('Link', { exact: true }).click();
	const link = () => anna.getByRole('textbox', { name: /^Link van V01/ }).inputValue();
	const old = await link();
	expect(old).toMatch(/\/verkenner\/[\w-]{22}$/);
	await press(page, /^Nieuwe link/);
	await press(page, 'Ja, nieuwe link');
	await anna.getByText('Vernieuwd. De oude link werkt niet meer.').waitFor();
	expect(await link()).not.toBe(old);
	await anna.getByText('Wijzigen', { exact: true }).click();
	expect(await findings(page)).toEqual([]);
	await anna.getByLabel('Naam van V01').fill(' ');
	await anna.getByRole('button', { name: 'Naam opslaan' }).click();
	await anna.getByText('Hier staat nog niets.').waitFor();
	await fits(page);
	await page.setViewportSize({ width: 1366, height: 768 });
	await anna.getByRole('button', { name: /^Verwijder/ }).click();
	await expect.poll(() => said(page)).toBe('Anna (V01) is geen verkenner meer. De link werkt niet meer.');
	await undo(page);
	await anna.waitFor();

	await anna.getByRole('link', { name: /^Doorgeefkaarten/ }).click();
	await page.getByText('10 kaarten: V01-01 tot en met V01-10.').waitFor();
	expect(await page.locator('.card .code').allInnerTexts()).toEqual(Array.from({ length: 10 }, (_, index) => `V01-${String(index + 1).padStart(2, '0')}`));
	expect(await page.locator('main').innerText()).not.toContain('Anna');
	expect(await findings(page)).toEqual([]);
	expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	await page.getByLabel('Kaarten voor wie deze kaart kreeg').fill('v1-3');
	await press(page, 'Toon deze');
	await page.getByText('5 kaarten: V01-03-1 tot en met V01-03-5.').waitFor();
	await page.getByLabel('Kaarten voor wie deze kaart kreeg').fill('V02-01');
	await press(page, 'Toon deze');
	await page.getByText('Typ een code van V01, zoals V01-03.').waitFor();

	// Who has no role sees numbers, and neither names nor links.
	await colleague.reload();
	expect(await colleague.content()).not.toMatch(/Anna|\/verkenner\//);
	await colleague.getByText('De projectleider kiest wie wat doet.').waitFor();
	expect((await colleague.goto(`${hall.server.local}${new URL(page.url()).pathname}`))?.status()).toBe(403);
});

it('the questions and the text on answers get new versions, and earlier ones come again; the form prints', async () => {
	const page = await area('own', '/vragen');
	await page.getByText('Vragen wijzigen').click();
	await page.getByText('Uitleg wijzigen').click();
	expect(await findings(page)).toEqual([]);
	const text = page.getByLabel('Uitleg', { exact: true });
	await press(page, 'Uitleg opslaan als nieuwe versie');
	await page.getByText('Er is niets veranderd. Pas eerst iets aan.').waitFor();
	await text.fill('# Kort\nWij lezen alles.');
	await press(page, 'Uitleg opslaan als nieuwe versie');
	await expect.poll(() => said(page)).toBe('De uitleg is bewaard. Dit is versie 2.');
	await page.getByText('Eerdere uitleg (1)').click();
	await press(page, 'Gebruik weer: uitleg, versie 1');
	await expect.poll(() => said(page)).toBe('De uitleg is bewaard. Dit is versie 3.');

	const first = page.getByRole('group', { name: 'Verhaal, vraag 1' });
	await first.getByLabel('Vraag', { exact: true }).fill('');
	await press(page, 'Vragen opslaan als nieuwe versie');
	await page.getByText('Hier staat nog niets.').waitFor();
	await first.getByLabel('Vraag', { exact: true }).fill('Wat vertelt u over uw wijk?');
	await page.getByRole('checkbox', { name: /Wat moet de politie doen/ }).uncheck();
	await page.getByLabel('Nieuwe vraag', { exact: true }).fill('Wat missen jongeren?');
	await press(page, 'Vragen opslaan als nieuwe versie');
	await expect.poll(() => said(page)).toBe('De vragen zijn bewaard. Dit is versie 2.');
	expect(await page.getByLabel('Nieuwe vraag', { exact: true }).inputValue()).toBe('');
	expect(await page.getByRole('checkbox', { name: /Wat moet de politie doen/ }).isChecked()).toBe(false);
	expect(await first.getByLabel('Vraag', { exact: true }).inputValue()).toBe('Wat vertelt u over uw wijk?');
	await fits(page);
	await page.setViewportSize({ width: 1366, height: 768 });

	await page.getByRole('link', { name: 'Het formulier op papier' }).click();
	await page.getByRole('heading', { name: 'Wat missen jongeren?' }).waitFor();
	expect(await page.getByRole('heading', { name: 'Wat moet de politie doen?' }).count()).toBe(0);
	await page.getByText('Vragen versie 2, uitleg versie 3.').waitFor();
	await page.getByText('0900-8844').waitFor();
	expect(await findings(page)).toEqual([]);
	expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(6);
	const colleague = await area('colleague', '/vragen');
	expect(await colleague.getByRole('button', { name: /opslaan|Gebruik weer/ }).count()).toBe(0);
});

it('a resident sees, corrects and withdraws by code, without JavaScript; the code stands in no address', async () => {
	const page = await hall.visit('/', { viewport: phoneSize, javaScriptEnabled: false });
	await page.getByRole('link', { name: 'Uw antwoorden aan een verkenner' }).click();
	await page.getByLabel('Uw code').fill('AAAA AAAA');
	await press(page, 'Toon mijn antwoorden');
	await page.getByText('Dit formulier is er niet. Kijk of de code klopt.').waitFor();
	expect(await page.getByLabel('Uw code').inputValue()).toBe('AAAA AAAA');
	await page.getByLabel('Uw code').fill('abcd efgh');
	await press(page, 'Toon mijn antwoorden');
	const good = page.getByRole('article').filter({ hasText: 'Wat gaat hier goed?' });
	expect(await good.innerText()).toContain('Het park is mooi.');
	expect(await good.innerText()).toContain('Groen en bomen');
	expect(await page.getByRole('article').filter({ hasText: 'Wat kan beter?' }).innerText()).toContain('Nog niet nagelezen.');
	await page.getByText('Verbeter uw antwoorden').click();

	await page.getByRole('textbox', { name: 'Wat kan beter?' }).fill('a'.repeat(4001));
	await press(page, 'Verbeterde antwoorden opslaan');
	await page.getByText('Dit antwoord is te lang: 4001 tekens.').waitFor();
	expect(await page.getByRole('textbox', { name: 'Wat kan beter?' }).inputValue()).toHaveLength(4001);
	await page.getByRole('textbox', { name: 'Wat kan beter?' }).fill('Het is hier laat nog druk.');
	await press(page, 'Verbeterde antwoorden opslaan');
	await page.getByText('Opgeslagen. Wat u veranderde, lezen wij opnieuw na.').waitFor();
	expect(await page.content()).not.toContain(planted);
	// What was not touched is where it was.
	expect(await good.innerText()).toContain('Groen en bomen');

	await page.getByText('Trek al uw antwoorden in').click();
	await press(page, 'Ja, trek alles in');
	await page.getByRole('heading', { name: 'Uw antwoorden zijn ingetrokken' }).waitFor();
	expect(await page.content()).not.toMatch(/Het is hier laat|Het park is/);
	expect(page.url()).not.toMatch(/ABCD/i);
	await page.getByRole('link', { name: 'Sluit deze antwoorden' }).click();
	await page.getByLabel('Uw code').fill('ABCDEFGH');
	await press(page, 'Toon mijn antwoorden');
	await page.getByText('Uw woorden zijn weg sinds').waitFor();
});

it('its pages are well on a phone', async () => {
	const page = await hall.visit('/antwoord', { viewport: phoneSize });
	await fits(page);
	await page.getByLabel('Uw code').fill('kort');
	await press(page, 'Toon mijn antwoorden');
	await page.getByText('Dit formulier is er niet.').waitFor();
	await fits(page);
});
