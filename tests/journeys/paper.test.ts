import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, said, undo, type Hall } from './hall.ts';
import { overfull, textsOn } from './on-the-screen.ts';

// People without a phone count: on a paper that is printed, counted by hand and typed over.

let hall: Hall;
let evening: Prepared;
let merged: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Donkere brandgangen' }, { title: 'Zwerfvuil' }];
	hall = await openHall([
		{ themes, rounds: [{ results: 'hidden', budget: 3, most: 2, ballots: [{ 1: 2, 2: 1 }, { 1: 1 }] }] },
		{ themes, rounds: [{ results: 'open', budget: 3, most: 2 }], commands: [{ type: 'theme.merge', themes: [3], into: 4 }] }
	]);
	[evening, merged] = hall.evenings as [Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const round = (page: Page) => page.locator('article.round').first();
const papers = (page: Page) => round(page).getByRole('region', { name: /^Papieren stemmen van/ });
const save = (page: Page) => papers(page).getByRole('button', { name: 'Bewaar', exact: true }).click();

/** Opens the form and types a count: people, and dots by theme number. */
async function type(page: Page, table: string, people: string, dots: Record<number, string>) {
	await papers(page).getByRole('button', { name: 'Typ een telling' }).click();
	await papers(page).getByRole('textbox', { name: /^Tafel/ }).fill(table);
	await papers(page).getByLabel('Mensen met een biljet').fill(people);
	for (const [number, count] of Object.entries(dots)) await papers(page).getByLabel(new RegExp(`^${number} `)).fill(count);
}

it('papers of two tables are typed, corrected with a trace, taken away and brought back, and stand apart in the result', async () => {
	const page = await hall.regie(evening);
	const colleague = await hall.regie(evening, { who: 'colleague' });
	await round(page).getByRole('button', { name: 'Papieren stemmen' }).click();
	await papers(page).getByText('Nog geen papieren stemmen.').waitFor();
	await type(page, 'Tafel 1', '4', { 1: '5', 3: '8' });
	// It counts along, and says at the field what cannot be.
	await expect.poll(() => papers(page).getByRole('status').innerText()).toBe('13 stippen van hoogstens 12');
	await save(page);
	await papers(page).getByText('13 stippen is te veel: 4 mensen hebben er samen 12. Tel nog eens.').waitFor();
	expect(await findings(page)).toEqual([]);
	await papers(page).getByLabel(/^3 /).fill('9');
	await papers(page).getByText('Hoogstens 8: 2 per persoon.').waitFor();
	await papers(page).getByLabel(/^3 /).fill('6');
	// A look at another page, or a reload: what was typed is there again.
	await page.reload();
	await expect.poll(() => papers(page).getByRole('textbox', { name: /^Tafel/ }).inputValue()).toBe('Tafel 1');
	await save(page);
	await expect.poll(() => said(page)).toBe('Papieren stemmen geteld: 4 mensen.');
	await papers(page).getByText('4 mensen, 11 stippen').waitFor();

	await type(page, 'Tafel 2', '2', { 2: '3' });
	await save(page);
	await papers(page).getByText('2 mensen, 3 stippen').waitFor();
	// The colleague sees them, and corrects one: what it said stays in sight.
	await colleague.locator('article.round').first().getByRole('button', { name: 'Papieren stemmen: 6 mensen' }).click();
	await papers(colleague).getByRole('button', { name: 'Verbeter: Tafel 2' }).click();
	await papers(colleague).getByLabel('Mensen met een biljet').fill('3');
	await save(colleague);
	await papers(page).getByText(/^Eerder: 2 mensen, 3 stippen \(\d\d:\d\d\)$/).waitFor();
	await papers(page).getByText('3 mensen, 3 stippen').waitFor();

	// Both correct the same count: saving changes what was typed, and nothing that the other typed.
	for (const one of [page, colleague]) await papers(one).getByRole('button', { name: 'Verbeter: Tafel 2' }).click();
	await papers(page).getByLabel(/^4 /).fill('1');
	await papers(colleague).getByLabel(/^2 /).fill('1');
	await save(colleague);
	await papers(page).getByText('Een collega heeft dit net veranderd.').waitFor();
	expect(await findings(page)).toEqual([]);
	expect(await papers(page).getByLabel(/^2 /).inputValue()).toBe('1');
	expect(await papers(page).getByLabel(/^4 /).inputValue()).toBe('1');
	await page.reload();
	expect(await papers(page).getByLabel(/^4 /).inputValue()).toBe('1');
	await save(page);
	await papers(colleague).getByText('3 mensen, 2 stippen').waitFor();
	await undo(page);
	await papers(page).getByRole('button', { name: 'Verbeter: Tafel 2' }).click();
	await papers(page).getByLabel(/^2 /).fill('3');
	await save(page);
	await papers(page).getByText('3 mensen, 3 stippen', { exact: true }).waitFor();
	await papers(page).getByRole('button', { name: 'Haal weg: Tafel 1' }).click();
	await expect.poll(() => round(page).getByRole('button', { name: /^Papieren stemmen/ }).innerText()).toBe('Papieren stemmen: 3 mensen');
	await undo(page);
	await expect.poll(() => round(page).getByRole('button', { name: /^Papieren stemmen/ }).innerText()).toBe('Papieren stemmen: 7 mensen');
	expect(await findings(page)).toEqual([]);

	// More people than there are in the hall: the server knows, and what was typed stays.
	await page.getByLabel('aanwezig').fill('8');
	await page.getByLabel('aanwezig').press('Enter');
	await expect.poll(() => said(page)).toBe('Aanwezig: 8.');
	await type(page, '', '400', { 1: '500' });
	await save(page);
	await expect.poll(() => said(page)).toBe('U typte samen 407 mensen op papier. In de zaal zijn 8 mensen geteld. Verbeter een van de twee.');
	expect(await papers(page).getByLabel('Mensen met een biljet').inputValue()).toBe('400');
	await papers(page).getByRole('button', { name: 'Niet bewaren' }).click();

	// Hidden: nobody sees them before the round is shown; then both stand together, and apart.
	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await phone.getByRole('button', { name: 'Doe mee' }).click();
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	await round(page).getByRole('button', { name: 'Sluit' }).click();
	await expect.poll(() => round(page).locator('table').innerText()).toContain('3 telefoon, 5 papier');
	await expect.poll(() => round(page).locator('caption').innerText()).toContain(' per telefoon, beurt of kaart en 7 mensen op papier; ');
	await round(page).getByRole('button', { name: 'Laat de uitslag zien' }).click();
	await screen.locator('main[data-subject^="ranking"]').waitFor();
	await expect.poll(() => screen.locator('.deck-card').first().innerText()).toContain('3 telefoon, 5 papier');
	await expect.poll(() => screen.locator('main').innerText()).toMatch(/7\s+op papier/);
	await expect.poll(() => screen.locator('main').innerText()).toContain('Papier is met de hand geteld');
	expect(await screen.evaluate(overfull)).toEqual([]);
	const texts = await screen.evaluate(textsOn);
	expect(texts.filter(({ px, whole }) => px < 40 || !whole)).toEqual([]);
	expect(texts.filter(({ px, mustRead }) => mustRead && px < 65)).toEqual([]);
	// In the light and beside the board too.
	await page.getByLabel('Nummer van het thema').fill('1');
	await page.getByRole('button', { name: 'Toon', exact: true }).click();
	await screen.locator('main[data-subject="theme 1"]').waitFor();
	await expect.poll(() => screen.locator('main').innerText()).toContain('3 telefoon, 5 papier');
	await expect.poll(() => screen.locator('footer').innerText()).toContain('Papier is met de hand geteld');
	expect(await screen.evaluate(overfull)).toEqual([]);
	expect((await screen.evaluate(textsOn)).filter(({ px, whole }) => px < 40 || !whole)).toEqual([]);
	const board = await hall.regie(evening, { path: '/bord' });
	await board.getByRole('button', { name: /^Thema 1,/ }).press('Enter');
	await board.getByRole('complementary', { name: 'Thema 1' }).getByText('3 telefoon, 5 papier').waitFor();
	await phone.getByText('3 telefoon, 5 papier').waitFor();
	await phone.getByText(/Op papier: 7\. .*Papier is met de hand geteld\./).waitFor();
	await page.getByText('+ 7 op papier').waitFor();
	expect(await findings(phone)).toEqual([]);
	expect(await findings(screen)).toEqual([]);
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
});

it('a paper of A4 is printed from the round: each theme with its number and boxes, of a merged card each apart', async () => {
	const page = await hall.regie(merged);
	await round(page).getByRole('link', { name: 'Stembiljet van ronde 1' }).click();
	await page.getByRole('heading', { level: 1, name: 'Ronde 1' }).waitFor();
	expect(await page.locator('main li').evaluateAll((rows) => rows.map((row) => `${row.querySelector('.number')!.textContent} ${row.querySelector('.title')!.textContent} ${row.querySelectorAll('.box').length}`))).toEqual([
		'1 Te hard rijden 2',
		'2 Plek voor jongeren 2',
		'3 Donkere brandgangen 2',
		'4 Zwerfvuil 2'
	]);
	await page.getByText('Kleur 3 rondjes.').waitFor();
	expect(await findings(page)).toEqual([]);
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	await page.emulateMedia({ media: 'print' });
	expect(await page.getByRole('button', { name: 'Druk af' }).isVisible()).toBe(false);
	await page.emulateMedia({ media: null });
	await page.getByRole('link', { name: 'Terug naar de avond' }).click();
	// Each of them is counted for itself.
	await round(page).getByRole('button', { name: 'Papieren stemmen' }).click();
	await type(page, '', '2', { 3: '2', 4: '3' });
	await save(page);
	await expect.poll(() => round(page).locator('table').innerText()).toContain('0 telefoon, 5 papier');
});

it('the paper is for who is signed in, and of a round that is there', async () => {
	const stranger = await hall.visit(`/regie/stembiljet/${merged.id}/${merged.rounds[0]}`);
	await expect.poll(() => stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Aanmelden');
	const page = await hall.regie(merged);
	const answer = await page.goto(`${hall.server.local}/regie/stembiljet/${merged.id}/${'x'.repeat(21)}`);
	expect(answer?.status()).toBe(404);
});
