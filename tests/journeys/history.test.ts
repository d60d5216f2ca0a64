import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { laptop, openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// Who did what, in words, with the way back: two facilitators, a moderator, a helper and residents at once.

let hall: Hall;
let evening: Prepared;
let quiet: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Zwerfvuil' }];
	hall = await openHall([
		{ themes, rounds: [{ results: 'hidden', budget: 3, most: 2 }], comments: [{ theme: 2, text: 'Een woord van een bewoner', status: 'waiting' }] },
		{ themes, rounds: [{ results: 'hidden', budget: 3, most: 2 }] }
	]);
	[evening, quiet] = hall.evenings as [Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const steps = (page: Page) => page.getByRole('list', { name: 'Stappen, de nieuwste boven' }).getByRole('listitem');
/** Each of the newest steps: who, and what. */
const told = (page: Page, count: number) =>
	steps(page).evaluateAll(
		(rows, count) => rows.slice(0, count).map((row) => `${row.querySelector('.facts')!.textContent.replace(/^\d\d:\d\d/, '').trim()}: ${row.querySelector('.words')!.textContent.trim()}`),
		count
	);
const backOf = (page: Page, words: string) => page.getByRole('button', { name: `Maak ongedaan: ${words}`, exact: true }).and(page.locator(':not([aria-disabled])'));
const backTo = (page: Page, words: string) => page.getByRole('button', { name: new RegExp(`^Terug tot hier \\(\\d+\\): na ${words}`) }).and(page.locator(':not([aria-disabled])'));

it('tells who did what, live and by name, and takes back any step of any colleague, or says why not', async () => {
	const own = evening.facilitator.name;
	const page = await hall.regie(evening);
	const colleague = await hall.regie(evening, { who: 'colleague' });
	// By name in the line of both.
	for (const one of [page, colleague]) await one.getByText(`Bram, ${own}`).waitFor();
	const moderator = await hall.visit(evening.links.moderator, { viewport: phoneSize, hasTouch: true });
	const phone = await hall.phone(evening);
	await phone.dots(evening.rounds[0]!, '1', 2);

	// From every tab, by keyboard too.
	for (const tab of ['', '/draaiboek', '/themas', '/bord', '/reacties', '/tekeningen', '/instellingen']) {
		if (tab !== '') await page.goto(`${hall.server.local}/regie/${evening.id}${tab}`);
		await page.getByRole('link', { name: 'Wie deed wat' }).waitFor();
	}
	await page.getByRole('link', { name: 'Wie deed wat' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Wie deed wat' }).waitFor();

	await colleague.locator('[data-next]').first().waitFor();
	await colleague.locator('article.round').first().getByRole('button', { name: 'Sluit' }).click();
	await expect.poll(() => told(page, 1)).toEqual(['Bram: Ronde 1 gesloten']);
	// The bar says what it would take back, where there is room.
	await colleague.getByRole('button', { name: 'Maak ongedaan: ronde 1 gesloten', exact: true }).waitFor();
	await colleague.setViewportSize(phoneSize);
	await colleague.locator('.pinned').getByRole('button', { name: 'Ongedaan maken', exact: true }).waitFor();
	await colleague.setViewportSize(laptop);
	await moderator.getByRole('button', { name: 'Keur goed' }).first().click();
	await expect.poll(() => told(page, 2)).toEqual(['meelezer: Een reactie bij thema 2 goedgekeurd', 'Bram: Ronde 1 gesloten']);
	await colleague.getByRole('banner').getByRole('button', { name: 'Scherm leeg' }).click();
	await expect.poll(() => told(page, 1)).toEqual(['Bram: Scherm leeggemaakt']);
	// Nothing of residents: neither the words nor the dots.
	expect(await page.getByRole('main').innerText()).not.toMatch(/Een woord van een bewoner|stip\b/);
	expect(await findings(page)).toEqual([]);

	// A step in the middle, of a colleague: the round is open again, and the dots are there.
	await backOf(page, 'ronde 1 gesloten').click();
	await expect.poll(() => told(page, 4)).toEqual([
		`${own}: Teruggedraaid: ronde 1 gesloten`,
		'Bram: Scherm leeggemaakt',
		'meelezer: Een reactie bij thema 2 goedgekeurd',
		'Bram: Ronde 1 gesloten ongedaan gemaakt'
	]);
	expect(await backOf(page, 'ronde 1 gesloten').count()).toBe(0);
	await colleague.getByText('Ronde 1 is open').first().waitFor();
	expect(phone.own?.ballots[evening.rounds[0]!]?.dots).toEqual({ 1: 2 });

	// After another changed the same it is refused, in words, and stays.
	await colleague.getByRole('banner').getByRole('button', { name: 'Scherm weer aan' }).click();
	await expect.poll(() => told(page, 1)).toEqual(['Bram: Scherm weer aan']);
	await backOf(page, 'scherm leeggemaakt').click();
	await expect.poll(() => said(page)).toMatch(/sindsdien|intussen|ondertussen|daarna/i);
	// A reload shows the same.
	await page.reload();
	await expect.poll(() => told(page, 2)).toEqual(['Bram: Scherm weer aan', `${own}: Teruggedraaid: ronde 1 gesloten`]);
	await page.setViewportSize(phoneSize);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	expect(await findings(page)).toEqual([]);
});

it('goes back to a step: all that came later is taken back, the newest first, and that can be undone with one press', async () => {
	const page = await hall.regie(quiet, { path: '/geschiedenis', viewport: phoneSize });
	const colleague = await hall.regie(quiet, { who: 'colleague' });
	const phone = await hall.phone(quiet);
	const screen = await hall.visit(quiet.links.screen, { viewport: { width: 1920, height: 1080 } });
	await phone.dots(quiet.rounds[0]!, '3', 1);
	await press(colleague, 'Zet de kaarten op het scherm');
	await screen.locator('main[data-subject^="cards"]').waitFor();
	await colleague.locator('article.round').first().getByRole('button', { name: 'Sluit' }).click();
	await expect.poll(() => told(page, 1)).toEqual(['Bram: Ronde 1 gesloten']);
	await colleague.locator('article.round').first().getByRole('button', { name: 'Laat de uitslag zien' }).click();
	await screen.locator('main[data-subject^="ranking"]').waitFor();
	await colleague.getByRole('banner').getByRole('button', { name: 'Scherm leeg' }).click();
	await expect.poll(() => told(page, 1)).toEqual(['Bram: Scherm leeggemaakt']);

	await backTo(page, 'op het scherm: de kaarten van ronde 1').click();
	await expect.poll(() => said(page)).toBe('3 stappen zijn ongedaan gemaakt.');
	await screen.locator('main[data-subject^="cards"]').waitFor();
	await colleague.getByText('Ronde 1 is open').first().waitFor();
	expect(phone.own?.ballots[quiet.rounds[0]!]?.dots).toEqual({ 3: 1 });
	await undo(page);
	await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
	await colleague.getByText('Het scherm is leeg', { exact: true }).first().waitFor();
	await colleague.getByText('Gesloten, iedereen ziet de uitslag').first().waitFor();

	// It stops at what a person changed since in another way, and says at which.
	await backTo(page, 'op het scherm: de kaarten van ronde 1').waitFor();
	await page.setViewportSize(laptop);
	expect(await findings(page)).toEqual([]);
});
