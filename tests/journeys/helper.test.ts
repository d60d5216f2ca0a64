import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, roomAboveBar, said, tabletSize, undo, type Hall } from './hall.ts';
import { overfull, textsOn } from './on-the-screen.ts';

// A helper counts papers and types what people say aloud, by an own link, and sees nothing of what others gave.

let hall: Hall;
let evening: Prepared;
let other: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Drugs op straat', grave: true }];
	hall = await openHall([
		{ themes, rounds: [{ results: 'hidden', budget: 3, most: 2, ballots: [{ 1: 2, 2: 1 }] }], comments: [{ theme: 1, text: 'Getypt door een ander' }] },
		{ themes }
	]);
	[evening, other] = hall.evenings as [Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const connected = (page: Page) => page.getByText('verbonden', { exact: true }).waitFor();
const typeComment = async (page: Page, theme: string, text: string) => {
	await page.getByLabel('Thema', { exact: true }).selectOption(theme);
	await page.getByLabel('Wat is er gezegd?').fill(text);
};
const spoken = (page: Page, text: string) => page.locator('[data-comment]').filter({ hasText: text });

async function help(of = evening, size = phoneSize): Promise<Page> {
	const page = await hall.visit(of.links.helper, { viewport: size, hasTouch: true });
	await connected(page);
	return page;
}

it('papers are counted, corrected and taken back by a helper, and regie sees who is there and what was counted', async () => {
	const regie = await hall.regie(evening);
	const page = await help();
	await regie.getByText('1 hulp', { exact: true }).waitFor();
	const papers = page.getByRole('region', { name: 'Papieren stemmen van ronde 1' });
	await papers.getByRole('button', { name: 'Typ een telling' }).tap();
	await papers.getByRole('textbox', { name: /^Tafel/ }).fill('Tafel 3');
	await papers.getByLabel('Mensen met een biljet').fill('4');
	await papers.getByLabel(/^1 /).fill('9');
	await papers.getByRole('button', { name: 'Bewaar', exact: true }).tap();
	await papers.getByText('Hoogstens 8: 2 per persoon.').waitFor();
	await papers.getByLabel(/^1 /).fill('7');
	// What was typed is there again after a reload.
	await page.reload();
	await expect.poll(() => papers.getByLabel(/^1 /).inputValue()).toBe('7');
	expect(await findings(page)).toEqual([]);
	await papers.getByRole('button', { name: 'Bewaar', exact: true }).tap();
	await expect.poll(() => said(page)).toBe('Papieren stemmen geteld: 4 mensen.');
	const round = regie.locator('article.round').first();
	await round.getByRole('button', { name: 'Papieren stemmen: 4 mensen' }).click();
	await round.getByText('4 mensen, 7 stippen').waitFor();
	expect(await roomAboveBar(page)).toBeGreaterThanOrEqual(0);
	await undo(page);
	await expect.poll(() => round.getByRole('button', { name: /^Papieren stemmen/ }).innerText()).toBe('Papieren stemmen');
	// Text of twice the size: nothing to scroll sideways for, with a form open too.
	await papers.getByRole('button', { name: 'Typ een telling' }).tap();
	await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	// No dot and no word that others gave.
	const text = await page.locator('body').innerText();
	expect(text).not.toContain('Getypt door een ander');
	expect(text).not.toMatch(/stemde|3 stippen/);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
});

it('what somebody says is typed at its theme, approved, and stands marked on phones, in the queue and on the screen', async () => {
	const page = await help(evening, tabletSize);
	const reader = await hall.visit(evening.links.moderator, { viewport: phoneSize });
	await connected(reader);
	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await press(phone, 'Doe mee');
	await phone.getByRole('heading', { name: 'Te hard rijden' }).first().waitFor();
	await phone.goto(`${hall.server.local}/mee/${evening.code}/1`);

	await press(page, 'Schrijf op');
	await page.getByText('Kies eerst bij welk thema het hoort.').waitFor();
	await typeComment(page, '1', '');
	await press(page, 'Schrijf op');
	await expect.poll(() => page.getByLabel('Wat is er gezegd?').getAttribute('aria-invalid')).toBe('true');
	await typeComment(page, '1', 'Zet een bord bij de school.');
	expect(await findings(page)).toEqual([]);
	await page.reload();
	await expect.poll(() => page.getByLabel('Wat is er gezegd?').inputValue()).toBe('Zet een bord bij de school.');
	await press(page, 'Schrijf op');
	await expect.poll(() => said(page)).toBe('Opgeschreven bij thema 1.');
	await spoken(page, 'bord bij de school').getByText('wacht op goedkeuring').waitFor();
	expect(await page.getByLabel('Wat is er gezegd?').inputValue()).toBe('');

	// Taken back at once, the words are there to be mended.
	await undo(page);
	await expect.poll(() => page.getByLabel('Wat is er gezegd?').inputValue()).toBe('Zet een bord bij de school.');
	await expect.poll(() => spoken(page, 'bord bij de school').count()).toBe(0);
	await press(page, 'Schrijf op');
	const row = reader.locator('[data-comment]').filter({ hasText: 'bord bij de school' });
	await expect.poll(() => row.innerText()).toContain('gezegd in de zaal');
	await row.getByRole('button', { name: 'Keur goed' }).click();
	await spoken(page, 'bord bij de school').getByText('staat op de telefoons').waitFor();
	await phone.getByText('Zet een bord bij de school.').waitFor();
	await phone.getByText('gezegd in de zaal').waitFor();
	await phone.getByRole('listitem').filter({ hasText: 'bord bij de school' }).getByRole('button', { name: 'Dat herken ik' }).tap();

	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const regie = await hall.regie(evening, { path: '/reacties' });
	await regie.getByRole('button', { name: /^Goedgekeurd/ }).click();
	await regie.locator('[data-comment]').filter({ hasText: 'bord bij de school' }).getByRole('button', { name: 'Op scherm' }).click();
	await screen.locator('main[data-subject^="comment"]').waitFor();
	await expect.poll(() => screen.locator('main').innerText()).toContain('gezegd in de zaal');
	expect(await screen.evaluate(overfull)).toEqual([]);
	expect((await screen.evaluate(textsOn)).filter(({ px, whole }) => px < 40 || !whole)).toEqual([]);
	for (const one of [page, reader, phone, screen]) expect(await findings(one)).toEqual([]);

	// Taken back after it was approved: gone everywhere, and its words are in the field.
	await spoken(page, 'bord bij de school').getByRole('button', { name: /^Neem terug/ }).click();
	await expect.poll(() => phone.getByText('Zet een bord bij de school.').count()).toBe(0);
	expect(await page.getByLabel('Wat is er gezegd?').inputValue()).toBe('Zet een bord bij de school.');
});

it('at a grave theme only who reviews reads it, and once the evening is over nothing is added', async () => {
	const page = await help(other);
	await typeComment(page, '3', 'Achter de school.');
	await page.getByText('Dit thema is gevoelig. Alleen de meelezer leest het.').waitFor();
	await press(page, 'Schrijf op');
	await spoken(page, 'Achter de school').getByText('alleen voor de meelezer').waitFor();
	await typeComment(page, '1', 'Nog niet verstuurd.');
	const regie = await hall.regie(other, { path: '/instellingen' });
	await press(regie, 'Avond sluiten');
	await page.getByText('De avond is afgelopen. Dit is niet meer verstuurd:').waitFor();
	await page.getByText('Nog niet verstuurd.').waitFor();
	expect(await findings(page)).toEqual([]);
	await press(regie, 'Weer openen');
	await expect.poll(() => page.getByLabel('Wat is er gezegd?').inputValue()).toBe('Nog niet verstuurd.');
});

it('a link that was replaced is dead at once, on the open page and on the old address', async () => {
	const page = await help(other);
	const regie = await hall.regie(other, { path: '/instellingen' });
	await press(regie, 'Vervangen: Hulp');
	await press(regie, 'Ja, vervangen');
	await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
	expect((await page.goto(hall.server.local + other.links.helper))?.status()).toBe(410);
	const fresh = await regie.getByRole('textbox', { name: 'Link: Hulp' }).inputValue();
	await page.goto(hall.server.local + new URL(fresh).pathname);
	await connected(page);
});
