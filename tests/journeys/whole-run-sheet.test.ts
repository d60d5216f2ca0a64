import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { exampleDrawings } from '#server/example/example.ts';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, tabletSize, undo, type Hall } from './hall.ts';

// A whole evening by its run-sheet: two facilitators, a moderator, the screen, an illustrator, a helper, and six residents who
// each take part in another way. Every step is taken back once, and the totals are right in the end.

let hall: Hall;
let evening: Prepared;
beforeAll(async () => {
	const titles = ['Te hard rijden', 'Plek voor jongeren', 'Groen en bomen', 'Zwerfafval'];
	hall = await openHall([{ themes: titles.map((title) => ({ title })), rounds: [{ phase: 'draft', budget: 3, most: 2 }], commands: [{ type: 'voteCard.make', count: 4 }] }]);
	[evening] = hall.evenings as [Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const panel = (page: Page) => page.locator('section.run');
const now = (page: Page) => panel(page).getByRole('heading').innerText();
const subject = (screen: Page) => screen.locator('main').evaluate((main) => main.dataset['subject'] ?? '');
const left = (page: Page) => page.locator('[data-left]').getAttribute('data-left');
const more = (page: Page, theme: number) => page.locator(`#thema-${theme}`).getByRole('button', { name: /^Een stip voor/ });
/** What can be pressed now: what just moved under a finger rests for a moment. */
const ready = (button: Locator) => button.and(button.page().locator(':not([aria-disabled])')).first().click();

it('the usual run-sheet is played to its end, each step taken back once, and everyone counts', async () => {
	const [anna, bram] = [await hall.regie(evening), await hall.regie(evening, { who: 'colleague' })];
	const plan = await hall.regie(evening, { path: '/draaiboek' });
	await press(plan, 'Gebruik het gewone draaiboek');
	await plan.locator('[data-segment]').nth(9).waitFor();
	const [screen, moderator, illustrator, helper] = [
		await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } }),
		await hall.visit(evening.links.moderator, { viewport: phoneSize, hasTouch: true }),
		await hall.visit(evening.links.illustrator, { viewport: tabletSize, hasTouch: true }),
		await hall.visit(evening.links.helper, { viewport: tabletSize, hasTouch: true })
	];
	await illustrator.getByLabel('Pincode').fill(evening.pin);
	await press(illustrator, 'Verder');

	/** On to the next part, taken back once, and on again: both facilitators and the screen go along. */
	const on = async (title: string, shown: RegExp) => {
		const before = await now(anna);
		await ready(panel(anna).locator('[data-next]'));
		await expect.poll(() => now(bram)).toBe(title);
		await expect.poll(() => subject(screen)).toMatch(shown);
		await undo(anna);
		await expect.poll(() => now(bram)).toBe(before);
		await ready(panel(anna).locator('[data-next]'));
		await expect.poll(() => now(bram)).toBe(title);
		await expect.poll(() => subject(screen)).toMatch(shown);
	};

	await on('Inloop en koffie', /^join$/);

	// Residents come in, each in another way.
	const plain = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, javaScriptEnabled: false });
	await press(plain, 'Doe mee');
	const keys = await hall.visit(`/mee/${evening.code}`);
	await keys.getByRole('button', { name: 'Doe mee' }).press('Enter');
	const large = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await large.addInitScript(() => document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%')));
	await press(large, 'Doe mee');
	const sheet = await hall.regie(evening, { path: '/instellingen' });
	await sheet.goto(`${hall.server.local}/regie/stemkaarten/${evening.id}?van=1&tot=1`);
	const [code] = (await sheet.locator('.card .code').allInnerTexts()) as [string];
	const card = await hall.visit(`/mee/${evening.code}?kaart=${code.replace(' ', '')}`, { viewport: phoneSize, hasTouch: true });
	await press(card, 'Doe mee met deze kaart');
	await Promise.all([keys, large, card].map((page) => page.getByText('verbonden', { exact: true }).waitFor()));
	await anna.locator('[data-joined="4"]').waitFor();
	await anna.getByLabel('Aanwezig').fill('20');
	await anna.getByLabel('Aanwezig').press('Tab');
	await large.locator('.segment').getByText('Inloop en koffie').waitFor();
	expect(await large.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);

	await on('Opening en spelregels', /^welcome$/);
	await keys.getByText('Kijk nu naar het scherm.').waitFor();
	await on('Dit haalden we op', /^cards/);
	await on('Ronde 1: het verhaal', /^cards/);

	// Said from a phone without JavaScript, and aloud in the hall; a moderator lets both through with one tap each.
	await plain.goto(`${hall.server.local}/mee/${evening.code}/1`);
	await plain.getByLabel('Uw reactie').fill('Bij de school is het druk.');
	await press(plain, 'Plaats uw reactie');
	await helper.getByLabel('Thema', { exact: true }).selectOption('1');
	await helper.getByLabel('Wat is er gezegd?').fill('Een drempel zou helpen.');
	await helper.getByLabel('Wat is er gezegd?').press('Control+Enter');
	if ((await helper.getByLabel('Wat is er gezegd?').inputValue()) !== '') await helper.locator('form').filter({ has: helper.getByLabel('Wat is er gezegd?') }).locator('button:not([type=button])').click();
	for (const words of ['Bij de school is het druk.', 'Een drempel zou helpen.']) {
		await ready(moderator.locator('[data-comment]').filter({ hasText: words }).getByRole('button', { name: 'Keur goed' }));
		await moderator.locator('[data-comment]').filter({ hasText: words }).getByText('Goedgekeurd').waitFor();
	}
	await undo(moderator);
	await ready(moderator.locator('[data-comment]').filter({ hasText: 'Een drempel' }).getByRole('button', { name: 'Keur goed' }));
	await moderator.locator('[data-comment]').filter({ hasText: 'Een drempel' }).getByText('Goedgekeurd').waitFor();
	await keys.goto(`${hall.server.local}/mee/${evening.code}/1`);
	await keys.getByText('Een drempel zou helpen.').waitFor();
	await keys.getByText('gezegd in de zaal').waitFor();

	await on('Ronde 2: leefbaarheid en veiligheid', /^cards/);
	await illustrator.locator('#sturen input[type=file]').first().setInputFiles(fileURLToPath(new URL('dijk.png', exampleDrawings)));
	await bram.goto(`${hall.server.local}/regie/${evening.id}/tekeningen`);
	const offered = bram.locator('[data-drawing]');
	await offered.getByLabel('Niemand herkenbaar, geen huisnummer').check();
	await offered.getByLabel('Thema van deze tekening').selectOption('1');
	await offered.getByRole('button', { name: 'Hang op' }).click();
	await keys.locator('img[src^="/tekening/"]').waitFor();
	await bram.goto(`${hall.server.local}/regie/${evening.id}`);
	await bram.getByText('Verbonden', { exact: true }).waitFor();
	await on('Pauze', /^timer$/);

	// The round opens with its part. Each gives dots in the own way.
	await on('Ronde 3: de toekomst, met stippen', /^cards \S/);
	await plain.goto(`${hall.server.local}/mee/${evening.code}`);
	await more(plain, 1).click();
	await expect.poll(() => left(plain)).toBe('2');
	await keys.goto(`${hall.server.local}/mee/${evening.code}`);
	for (let dot = 0; dot < 2; dot += 1) {
		await more(keys, 2).focus();
		await keys.keyboard.press('Enter');
		await expect.poll(() => left(keys)).toBe(String(2 - dot));
	}
	await more(card, 2).tap();
	const other = await hall.visit(`/mee/${evening.code}?kaart=${code.replace(' ', '')}`, { viewport: phoneSize, hasTouch: true });
	await press(other, 'Doe mee met deze kaart');
	await expect.poll(() => left(other)).toBe('2');
	await more(large, 3).tap();
	await expect.poll(() => left(large)).toBe('2');
	const papers = helper.getByRole('region', { name: 'Papieren stemmen van ronde 1' });
	await papers.getByRole('button', { name: 'Typ een telling' }).tap();
	await papers.getByLabel('Mensen met een biljet').fill('4');
	await papers.getByLabel(/^1 /).fill('5');
	await papers.getByLabel(/^3 /).fill('2');
	await papers.getByRole('button', { name: 'Bewaar', exact: true }).tap();
	await papers.getByText('4 mensen, 7 stippen').waitFor();
	const kiosk = await helper.context().newPage();
	await kiosk.goto(hall.server.local + evening.links.helper);
	await kiosk.getByText('verbonden', { exact: true }).waitFor();
	await press(kiosk, 'Start de kiosk op deze tablet');
	await ready(kiosk.getByRole('button', { name: 'Begin', exact: true }));
	await more(kiosk, 1).tap();
	await more(kiosk, 1).tap();
	await expect.poll(() => left(kiosk)).toBe('1');
	await ready(kiosk.getByRole('button', { name: 'Klaar', exact: true }));
	await kiosk.getByText('Dank u wel. Alles is bewaard.').waitFor();
	// Nobody knows yet what they add up to.
	expect(await screen.locator('.halftone, .place').count()).toBe(0);
	expect(await anna.locator('main table').count()).toBe(0);
	for (const page of [anna, bram, moderator, helper, illustrator, screen, keys, large, card, kiosk]) expect(await findings(page)).toEqual([]);

	// On: the round closes, and opens again as the step is taken back, with all its dots.
	await on('De uitslag en de tekeningen', /^cards \S/);
	await ready(anna.locator('article.round').getByRole('button', { name: 'Laat de uitslag zien' }));
	await expect.poll(() => subject(screen)).toMatch(/^ranking/);
	await expect.poll(() => screen.locator('.cards:not(.probe) .box').allInnerTexts()).toEqual(['1', '2', '3', '4']);
	await expect.poll(() => screen.locator('.cards:not(.probe) .count').allInnerTexts()).toEqual(['8', '3', '3', '0']);
	await screen.getByText('5 telefoons').or(screen.getByText('4 papier')).first().waitFor();
	await undo(anna);
	await expect.poll(() => subject(screen)).not.toMatch(/^ranking/);
	await ready(anna.locator('article.round').getByRole('button', { name: 'Laat de uitslag zien' }));
	await large.getByRole('heading', { name: 'Uitslag van ronde 1' }).waitFor();
	await anna.getByLabel('Nummer van het thema').fill('1');
	await press(anna, 'Toon');
	await screen.getByRole('heading', { level: 1, name: 'Te hard rijden' }).waitFor();
	await screen.locator('.drawing img').waitFor();

	await on('Afspraken', /./);
	await on('Afsluiting', /^faces$/);
	await keys.getByRole('link', { name: 'Wat vond u van deze avond?' }).press('Enter');
	await keys.getByLabel('Goed', { exact: true }).press('Space');
	await keys.getByRole('button', { name: 'Verstuur' }).press('Enter');
	await keys.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	await anna.getByRole('region', { name: 'Wat men van de avond vond' }).getByText('1 antwoord').waitFor();
	await expect.poll(() => panel(anna).getByText('Dit is het laatste onderdeel.').count()).toBe(1);

	// The same for both facilitators, and in the file.
	for (const page of [anna, bram]) {
		const counts = page.locator('article.round tbody .count > .figures');
		await expect.poll(async () => (await counts.allInnerTexts()).map(Number)).toEqual([8, 3, 3, 0]);
	}
	const file = await anna.request.get(`${hall.server.local}/uitslag/${evening.id}.json`);
	expect(JSON.stringify(await file.json())).toContain('"onPaper":4');
}, 240_000);
