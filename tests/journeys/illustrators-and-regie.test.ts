import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { solidPng } from '#server/drawings/test-pictures.ts';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, said, tabletSize, undo, type Hall } from './hall.ts';

// Illustrators and regie at work together: who draws what, short messages, and who tells of it when.

let hall: Hall;
let evening: Prepared;
beforeAll(async () => {
	hall = await openHall([{ area: 'Oude Kom', themes: 3 }]);
	evening = hall.evenings[0]!;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

async function draw(viewport = tabletSize): Promise<Page> {
	const page = await hall.visit(evening.links.illustrator, { viewport, hasTouch: true });
	await page.getByLabel('Pincode').fill(evening.pin);
	await page.getByRole('button', { name: 'Verder' }).click();
	await page.getByText('verbonden', { exact: true }).waitFor();
	return page;
}
/** In the order of their numbers. */
const card = (page: Page, number: number) => page.locator('#themas .feed > li').nth(number - 1);
const panel = (page: Page) => page.locator('details.illustrators');
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('‘ik teken deze’ is seen by the others and regie with the name, and ends with the drawing', async () => {
	const noor = await draw();
	const bram = await draw(phoneSize);
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	await card(noor, 2).getByRole('button', { name: 'Ik teken deze thema 2', exact: true }).click();
	// Asked once, and not to be left empty.
	await card(noor, 2).getByRole('button', { name: 'Ik teken deze', exact: true }).click();
	await card(noor, 2).locator('.error').waitFor();
	expect(await findings(noor)).toEqual([]);
	await card(noor, 2).getByLabel('Uw naam').fill('Noor');
	await card(noor, 2).getByLabel('Uw naam').press('Enter');
	await card(noor, 2).getByText('U tekent dit nu.').waitFor();
	await card(bram, 2).getByText('Noor tekent dit nu.').waitFor();
	await panel(regie).locator('summary').click();
	await panel(regie).getByText('Tekenaars: 1 tekent nu').waitFor();
	await panel(regie).getByRole('listitem').filter({ hasText: 'Noor' }).first().waitFor();
	expect(await findings(regie)).toEqual([]);

	// The same name for the next; and two may draw the same.
	await card(noor, 1).getByRole('button', { name: 'Ik teken deze thema 1', exact: true }).click();
	await card(noor, 1).getByText('U tekent dit nu.').waitFor();
	await card(bram, 2).getByRole('button', { name: 'Ik teken deze ook thema 2' }).tap();
	await card(bram, 2).getByLabel('Uw naam').fill('Bram');
	await card(bram, 2).getByRole('button', { name: 'Ik teken deze', exact: true }).tap();
	await card(noor, 2).getByText('Bram en u tekenen dit nu.').waitFor();
	expect(await findings(bram)).toEqual([]);
	expect(await wide(bram)).toBe(0);
	await panel(regie).getByText('Tekenaars: 3 tekenen nu').waitFor();

	// It outlives a reload; it ends by a press, and with the drawing.
	await noor.reload();
	await card(noor, 1).getByRole('button', { name: 'Ik teken deze niet meer thema 1' }).click();
	await panel(regie).getByText('Tekenaars: 2 tekenen nu').waitFor();
	await card(noor, 2).locator('input[type=file]').setInputFiles({ name: 'bank.png', mimeType: 'image/png', buffer: await solidPng(400, 300) });
	await card(bram, 2).getByText('U tekent dit nu.').waitFor();
	await panel(regie).getByText('Tekenaars: 1 tekent nu').waitFor();
});

it('short messages go both ways; regie sees on every page that there is one, and each takes back the own', async () => {
	const noor = await draw(phoneSize);
	const regie = await hall.regie(evening);
	const tab = regie.getByRole('link', { name: /^Tekeningen/ });
	await noor.getByLabel('Bericht aan gespreksleider en tekenaars').fill('Mag het in kleur?');
	await noor.reload();
	await noor.getByText('verbonden', { exact: true }).waitFor();
	expect(await noor.getByLabel('Bericht aan').inputValue()).toBe('Mag het in kleur?');
	await press(noor, 'Stuur bericht');
	await noor.getByRole('list', { name: 'Berichten' }).getByText('Mag het in kleur?').waitFor();
	expect(await noor.getByLabel('Bericht aan').inputValue()).toBe('');
	await expect.poll(() => tab.innerText()).toMatch(/\d/);
	expect(await wide(noor)).toBe(0);
	expect(await findings(noor)).toEqual([]);
	await tab.click();
	// It opens by itself for what is new.
	await panel(regie).getByRole('list', { name: 'Berichten' }).getByText('Mag het in kleur?').waitFor();
	expect(await findings(regie)).toEqual([]);
	await panel(regie).getByLabel('Bericht aan de tekenaars').fill('x'.repeat(201));
	await press(regie, 'Stuur bericht');
	await panel(regie).locator('.error').waitFor();
	await panel(regie).getByLabel('Bericht aan de tekenaars').fill('Ja, graag.');
	await press(regie, 'Stuur bericht');
	await noor.getByRole('list', { name: 'Berichten' }).getByText('Ja, graag.').waitFor();
	await noor.getByRole('button', { name: 'Haal bericht weg' }).tap();
	await expect.poll(() => panel(regie).getByText('Mag het in kleur?').count()).toBe(0);
	expect(await panel(regie).getByRole('button', { name: 'Haal bericht weg' }).count()).toBe(1);
});

it('what is sent for a theme hangs at once where regie allows it, is told so, and regie is asked to look', async () => {
	const noor = await draw(phoneSize);
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	const reader = await hall.phone(evening);
	const hanging = () => Object.values(reader.view.drawings).length;
	await panel(regie).locator('summary').click();
	const tick = panel(regie).getByLabel('Tekeningen hangen meteen.');
	await tick.click();
	await expect.poll(() => said(regie)).toBe('Wat tekenaars bij een thema sturen, hangt nu meteen.');
	await noor.getByText('Wat u bij een thema stuurt, hangt meteen.').waitFor();
	await card(noor, 3).locator('input[type=file]').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: await solidPng(420, 300) });
	await expect.poll(hanging).toBe(1);
	await noor.getByText('De hele zaal ziet uw tekening nu.').waitFor();
	await press(regie, /^Aan de muur/);
	await regie.getByText('Hangt al, kijk na.').waitFor();
	expect(await findings(regie)).toEqual([]);
	await press(regie, 'Zo is het goed');
	await regie.getByText('Hangt al, kijk na.').waitFor({ state: 'detached' });
	await tick.click();
	await expect.poll(() => tick.isChecked()).toBe(false);
	await undo(regie);
	await expect.poll(() => tick.isChecked()).toBe(true);
});

it('who tells when is ordered by regie, by buttons, and stands on the illustrators’ page', async () => {
	const noor = await draw();
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	await panel(regie).locator('summary').click();
	const turns = panel(regie).getByRole('region', { name: 'Wie vertelt wanneer' });
	for (const name of ['Bram', 'Noor']) {
		await turns.getByLabel('Naam van een tekenaar').fill(name);
		await turns.getByRole('button', { name: 'Zet in de rij' }).click();
		await expect.poll(() => turns.getByRole('listitem').filter({ hasText: name }).count()).toBe(1);
	}
	const order = noor.getByRole('list', { name: 'Wie vertelt wanneer' }).getByRole('listitem');
	await expect.poll(() => order.allInnerTexts()).toEqual(['Bram', 'Noor']);
	await turns.getByRole('button', { name: 'Eerder: Noor' }).click();
	await expect.poll(() => order.allInnerTexts()).toEqual(['Noor', 'Bram']);
	await expect.poll(() => said(regie)).toBe('Noor is nu als 1e aan de beurt.');
	expect(await findings(regie)).toEqual([]);
	await undo(regie);
	await expect.poll(() => order.allInnerTexts()).toEqual(['Bram', 'Noor']);
	await turns.getByRole('button', { name: 'Haal weg: Bram' }).click();
	await expect.poll(() => order.allInnerTexts()).toEqual(['Noor']);
	expect(await findings(noor)).toEqual([]);
});
