import type { Page } from 'playwright';
import { nanoid } from 'nanoid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { anArea, everyRole, placedForm } from '#server/collection/test-forms.ts';
import { findings } from '../axe.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// The story of an area: begun from what was placed, rewritten by people, read by everybody who has its address.

let hall: Hall;
let area: string;

beforeAll(async () => {
	hall = await openHall([{ area: 'Oude Kom', themes: 2 }], async (app) => {
		area = await anArea(app, 'De Dijk');
		await placedForm(app, area, { goed: 'Het park bij de haven is prachtig.', toekomst: 'Er is een nieuwe brug.' }, ['A1'], { code: 'ABCDEFGH' });
		await placedForm(app, area, { beter: 'Er ligt veel vuil bij de containers.' }, ['A2']);
		for (const { id } of app.staff.accounts()) await app.programme.submit({ id: nanoid(), type: 'area.staff', area, account: id, roles: ['projectLeader', 'checker'] }, everyRole);
	});
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(foreign).toEqual([]);
	expect(errors.filter((error) => !error.includes('status of 4'))).toEqual([]);
});
afterAll(() => hall?.close());

async function desk(path = ''): Promise<Page> {
	const page = await hall.regie(hall.evenings[0]!);
	await page.goto(`${hall.server.local}/regie/ophalen/${area}/verhaal${path}`);
	return page;
}

it('a story is begun, rewritten, ordered, put online, read without a script, and taken back; what is withdrawn is gone from it', async () => {
	const page = await desk();
	expect(await findings(page)).toEqual([]);
	await page.getByLabel('Titel').fill('Rijk in verscheidenheid');
	await press(page, 'Verhaal maken');
	await page.getByRole('heading', { name: 'Rijk in verscheidenheid' }).waitFor();
	const part = (name: string) => page.getByRole('region', { name });
	await part('Wat hier goed gaat').getByText('‘Het park bij de haven is prachtig.’').waitFor();
	expect(await findings(page)).toEqual([]);

	await part('Wat hier goed gaat').getByLabel('Uw tekst').fill('Iedereen houdt van het park.');
	await part('Wat hier goed gaat').getByRole('button', { name: /^Tekst bewaren/ }).click();
	await expect.poll(() => said(page)).toBe('De tekst is bewaard.');
	await part('Wat wij beter willen').getByRole('button', { name: /^Weglaten/ }).click();
	await part('Wat wij beter willen').getByText('Weggelaten', { exact: true }).waitFor();
	await undo(page);
	await part('Wat wij beter willen').getByText('Weggelaten', { exact: true }).waitFor({ state: 'detached' });
	await part('Wat wij beter willen').getByRole('button', { name: /^Naar voren/ }).click();
	await part('Wat wij beter willen').getByText('1 van 3').waitFor();
	// Nothing tells where these words come from.
	await part('Alinea toevoegen').getByLabel('Uw tekst').fill('Wij wonen hier graag.');
	await press(page, 'Toevoegen');
	await part('Wie wij zijn').getByText('Deze tekst heeft geen bron.').waitFor();

	const reader = await hall.visit('/verhaal/none', { viewport: phoneSize, javaScriptEnabled: false });
	await reader.getByRole('heading', { name: 'Hier is geen verhaal' }).waitFor();
	const address = page.url().split('/').at(-1)!.split('?')[0]!;
	await press(page, 'Online zetten');
	await expect.poll(() => said(page)).toBe('Het verhaal staat online.');
	await reader.goto(`${hall.server.local}/verhaal/${address}`);
	await reader.getByRole('heading', { name: 'Rijk in verscheidenheid' }).waitFor();
	expect(await reader.locator('blockquote').allInnerTexts()).toEqual(['Er ligt veel vuil bij de containers.', 'Het park bij de haven is prachtig.', 'Er is een nieuwe brug.']);
	const wide = await hall.visit(`/verhaal/${address}`, { viewport: { width: 320, height: 640 } });
	expect(await findings(wide)).toEqual([]);
	expect(await wide.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	const pdf = await reader.request.get(`${hall.server.local}/verhaal/${address}/a4.pdf`);
	expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);

	// The resident takes it back: the quote is gone at once, and the text that was made from it waits for a person.
	const resident = await hall.visit('/antwoord', { viewport: phoneSize });
	await resident.getByLabel('Uw code').fill('abcd efgh');
	await press(resident, 'Toon mijn antwoorden');
	await resident.getByText('Trek al uw antwoorden in').click();
	await press(resident, 'Ja, trek alles in');
	await resident.getByText(/ingetrokken/).first().waitFor();
	await reader.reload();
	expect(await reader.locator('main').innerText()).not.toMatch(/park|brug/);
	await page.reload();
	await part('Wat hier goed gaat').getByText('Een bron van deze tekst is ingetrokken.').waitFor();
	expect(await findings(page)).toEqual([]);
	await part('Wat hier goed gaat').getByRole('button', { name: 'Nagekeken: weer laten zien' }).click();
	await expect.poll(() => said(page)).toBe('De alinea staat weer in het verhaal.');

	await press(page, 'Terughalen');
	await expect.poll(() => said(page)).toBe('Het verhaal is teruggehaald. De pagina zegt dat.');
	expect((await reader.reload())?.status()).toBe(410);
	await reader.getByRole('heading', { name: 'Dit verhaal is teruggehaald' }).waitFor();
	expect((await reader.request.get(`${hall.server.local}/verhaal/${address}/a4.pdf`)).status()).toBe(404);
});
