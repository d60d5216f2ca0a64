import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, type Hall } from './hall.ts';

// Evenings as copies: a new one that is planned as another.

let hall: Hall;
let evening: Prepared;

beforeAll(async () => {
	hall = await openHall([{ title: 'Avond een', themes: 4, rounds: [{ title: 'Wat telt?', phase: 'closed', ballots: [{ 1: 2 }, { 2: 1 }] }] }]);
	evening = hall.evenings[0]!;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(foreign).toEqual([]);
	expect(errors.filter((error) => !error.includes('status of 4'))).toEqual([]);
});
afterAll(() => hall?.close());

const row = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true });
async function list(page: Page): Promise<void> {
	await page.goto(`${hall.server.local}/regie`);
}

describe('‘Kopieer’', () => {
	it('in the list asks for name and day, makes the evening, and takes it back; a phone that votes meanwhile notices nothing', async () => {
		const phone = await hall.phone(evening);
		const page = await hall.regie(evening);
		await list(page);
		await row(page, 'Avond een').getByText('Kopieer', { exact: true }).click();
		const name = row(page, 'Avond een').getByLabel('Naam van de kopie');
		expect(await name.inputValue()).toBe('Avond een (kopie)');
		expect(await findings(page)).toEqual([]);
		await name.fill(' ');
		await row(page, 'Avond een').getByLabel('Datum').fill('2027-02-03');
		await row(page, 'Avond een').getByRole('button', { name: 'Kopie maken' }).click();
		// Refused in words, and the day that was typed stays.
		await row(page, 'Avond een').getByText('Typ eerst', { exact: false }).waitFor();
		expect(await row(page, 'Avond een').getByLabel('Datum').inputValue()).toBe('2027-02-03');
		await name.fill('Avond twee');
		await row(page, 'Avond een').getByRole('button', { name: 'Kopie maken' }).click();
		await page.getByText('‘Avond twee’ is toegevoegd.').waitFor();
		expect(await row(page, 'Avond twee').innerText()).toMatch(/3 februari 2027[\s\S]*Deelnemers\s+0[\s\S]*Thema’s\s+4[\s\S]*staat klaar/);
		expect(await row(page, 'Avond een').innerText()).toMatch(/stemronde geweest/);
		await phone.comment(1, 'Hier is het donker');
		await press(page, 'Ongedaan maken');
		await page.getByText('Ongedaan gemaakt.').waitFor();
		expect(await row(page, 'Avond twee').count()).toBe(0);
	});

	it('in the settings goes to the list, where the copy stands; the copy opens with its rounds as drafts', async () => {
		const page = await hall.regie(evening, { path: '/instellingen', viewport: phoneSize });
		const panel = page.getByRole('region', { name: 'Kopieer deze avond' });
		await panel.getByLabel('Naam van de kopie').fill('x'.repeat(130));
		await panel.getByRole('button', { name: 'Kopie maken' }).click();
		await panel.getByText('Maak hem korter', { exact: false }).waitFor();
		expect(await panel.getByLabel('Naam van de kopie').inputValue()).toBe('x'.repeat(130));
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
		await panel.getByLabel('Naam van de kopie').fill('Avond drie');
		await panel.getByRole('button', { name: 'Kopie maken' }).click();
		await page.getByText('‘Avond drie’ is toegevoegd.').waitFor();
		expect(await findings(page)).toEqual([]);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
		await row(page, 'Avond drie').getByRole('link', { name: 'Naar de avond' }).click();
		await page.getByText('Verbonden', { exact: true }).waitFor();
		await page.getByText('Wat telt?').first().waitFor();
		await page.reload();
		await page.getByRole('button', { name: /Ronde 1 openen|Open ronde 1/ }).first().waitFor();
	});

	it('works without script', async () => {
		const context = await hall.browser.newContext({ javaScriptEnabled: false });
		await context.addCookies([{ ...evening.facilitator.cookieOf, url: hall.server.local }]);
		const page = await context.newPage();
		await list(page);
		await row(page, 'Avond een').getByText('Kopieer', { exact: true }).click();
		await row(page, 'Avond een').getByLabel('Naam van de kopie').fill('Avond vier');
		await row(page, 'Avond een').getByRole('button', { name: 'Kopie maken' }).click();
		await page.getByText('‘Avond vier’ is toegevoegd.').waitFor();
		await context.close();
	});
});
