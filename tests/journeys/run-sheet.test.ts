import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// An evening goes by its run-sheet: one press to the next part, and back.

let hall: Hall;
let evening: Prepared;
let other: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Donkere brandgangen' }];
	const rounds = [{ phase: 'draft' as const, budget: 3, most: 2 }];
	hall = await openHall([{ themes, rounds }, { themes, rounds: [] }]);
	[evening, other] = hall.evenings as [Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const titles = (page: Page) => page.locator('[data-segment] h2').allInnerTexts();
const rowOf = (page: Page, title: string) => page.locator('[data-segment]').filter({ has: page.getByRole('heading', { name: title }) });
const panel = (page: Page) => page.locator('section.run');
const now = (page: Page) => panel(page).getByRole('heading').innerText();
const next = (page: Page) => panel(page).locator('[data-next]').click();
const mode = (screen: Page) => screen.locator('main').evaluate((main) => main.dataset['subject']);
const goButton = (page: Page) => panel(page).getByRole('button', { name: 'Ga', exact: true });
async function jump(page: Page, title: string): Promise<void> {
	await panel(page).getByLabel('Ga naar').selectOption({ label: title });
	await goButton(page).and(page.locator(':not([aria-disabled])')).click();
}

/** A resident who joined with a page. */
async function resident(of: Prepared): Promise<Page> {
	const page = await hall.visit(`/mee/${of.code}`, { viewport: phoneSize, hasTouch: true });
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.getByText('Op het scherm:').waitFor();
	return page;
}

it('the usual run-sheet is taken, changed, moved, taken back and saved for another evening', async () => {
	const page = await hall.regie(evening, { path: '/draaiboek' });
	const colleague = await hall.regie(evening, { who: 'colleague', path: '/draaiboek' });
	await page.getByText('Er is nog geen draaiboek.').waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Gebruik het gewone draaiboek');
	await expect.poll(() => titles(page)).toHaveLength(10);
	await page.getByText('10 onderdelen, 170 minuten, klaar om 21:50').waitFor();
	// The round is there, so the segment with dots has it.
	await rowOf(page, 'Ronde 3: de toekomst, met stippen').getByText('stippen geven in ronde 1').waitFor();
	await undo(page);
	await page.getByText('Er is nog geen draaiboek.').waitFor();
	await press(page, 'Gebruik het gewone draaiboek');
	await expect.poll(() => titles(colleague)).toHaveLength(10);

	// Moved by keyboard, and back: the focus stays at the button.
	const up = rowOf(page, 'Pauze').getByRole('button', { name: 'Naar boven: Pauze' });
	// The list just came, under the finger.
	await expect.poll(() => up.getAttribute('aria-disabled')).toBeNull();
	await up.press('Enter');
	await expect.poll(async () => (await titles(colleague)).indexOf('Pauze')).toBe(4);
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Naar boven: Pauze');
	await undo(page);
	await expect.poll(async () => (await titles(colleague)).indexOf('Pauze')).toBe(5);

	await rowOf(page, 'Pauze').getByRole('button', { name: 'Wijzig: Pauze' }).click();
	await page.getByLabel('Minuten').fill('999');
	await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await page.getByText('Typ een getal van 0 tot en met 240.').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByLabel('Minuten').fill('20');
	// A reload: what was typed is there again.
	await page.reload();
	await expect.poll(() => page.getByLabel('Minuten').inputValue()).toBe('20');
	await page.getByLabel('Op het scherm', { exact: true }).selectOption({ label: 'Thema 2, Plek voor jongeren' });
	await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect.poll(() => said(page)).toBe('‘Pauze’ is gewijzigd.');
	await rowOf(colleague, 'Pauze').getByText('scherm: thema 2, Plek voor jongeren').waitFor();
	await page.getByText('10 onderdelen, 175 minuten, klaar om 21:55').waitFor();

	await rowOf(page, 'Afspraken').getByRole('button', { name: 'Haal weg: Afspraken' }).click();
	await expect.poll(() => titles(colleague)).toHaveLength(9);
	await undo(page);
	await expect.poll(async () => (await titles(colleague)).indexOf('Afspraken')).toBe(8);

	await press(page, 'Bewaar dit draaiboek');
	await page.getByText('Typ een naam voor dit draaiboek.').waitFor();
	await page.getByLabel('Naam van dit draaiboek').fill('Onze avonden');
	await press(page, 'Bewaar dit draaiboek');
	await expect.poll(() => said(page)).toBe('Draaiboek ‘Onze avonden’ is bewaard.');
	const elsewhere = await hall.regie(other, { path: '/draaiboek' });
	await press(elsewhere, 'Gebruik ‘Onze avonden’');
	await expect.poll(() => titles(elsewhere)).toHaveLength(10);
	await rowOf(elsewhere, 'Pauze').getByText('20 min').waitFor();
	// This evening has no round, nor the theme's picture.
	await rowOf(elsewhere, 'Ronde 3: de toekomst, met stippen').getByText('Kies nog een stemronde.').waitFor();
	await rowOf(elsewhere, 'Pauze').getByText('scherm: blijft zoals het is').waitFor();
	await undo(page);
	await page.getByRole('listitem').getByText('Onze avonden').waitFor({ state: 'detached' });
});

it('goes on with one press for screen and phones, back, and to any part; two facilitators make one step', async () => {
	const [page, colleague] = [await hall.regie(evening), await hall.regie(evening, { who: 'colleague' })];
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const phone = await resident(evening);
	expect(await now(page)).toBe('Nog niet begonnen');
	await next(page);
	await expect.poll(() => now(colleague)).toBe('Inloop en koffie');
	await phone.locator('.segment').getByText('Inloop en koffie').waitFor();
	expect(await findings(page)).toEqual([]);
	// Both press 'Verder' in the same moment.
	for (const one of [page, colleague]) await panel(one).locator('[data-next]:not([aria-disabled])').waitFor();
	await Promise.all([page, colleague].map((one) => one.evaluate(() => document.querySelector<HTMLElement>('section.run [data-next]')!.click())));
	await expect.poll(() => now(page)).toBe('Opening en spelregels');
	await expect.poll(() => now(colleague)).toBe('Opening en spelregels');
	await expect.poll(() => mode(screen)).toBe('welcome');
	await phone.getByText('Kijk nu naar het scherm.').waitFor();

	// Now nothing is said at a theme; what was typed stays.
	await phone.goto(`${hall.server.local}/mee/${evening.code}/1`);
	await phone.getByText('Reacties kunnen nu even niet. Straks weer.').waitFor();
	expect(await findings(phone)).toEqual([]);
	await panel(page).getByRole('button', { name: 'Terug', exact: true }).click();
	await expect.poll(() => now(colleague)).toBe('Inloop en koffie');
	await phone.getByLabel('Uw reactie').fill('Bij de school is het druk.');
	await next(page);
	await phone.getByText('Bij de school is het druk.').waitFor();
	// Nothing went wrong, and nothing was sent: it says just that.
	expect(await phone.getByText('Uw reactie is niet verstuurd.').innerText()).toBe('Reacties kunnen nu even niet. Straks weer. Uw reactie is niet verstuurd. U kunt de tekst nog kopiëren.');
	await undo(page);
	await expect.poll(() => now(page)).toBe('Inloop en koffie');
	await expect.poll(() => phone.getByLabel('Uw reactie').inputValue()).toBe('Bij de school is het druk.');

	// By keyboard one passes part after part in the list, and another facilitator goes on meanwhile: only the button goes.
	const list = panel(page).getByLabel('Ga naar');
	await list.focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('9');
	await expect.poll(() => list.locator('option:checked').innerText()).toMatch(/^9\. /);
	await next(colleague);
	await expect.poll(() => now(page)).toBe('Opening en spelregels');
	expect(await list.locator('option:checked').innerText()).toMatch(/^9\. /);
	await page.keyboard.press('Tab');
	await goButton(page).and(page.locator(':not([aria-disabled])')).waitFor();
	await page.keyboard.press('Enter');
	await expect.poll(async () => (await now(colleague)) === (await now(page)) && panel(page).locator('.where').innerText()).toMatch(/^Onderdeel 9 /);
	await expect.poll(() => list.inputValue()).toBe('');
	await goButton(page).and(page.locator(':not([aria-disabled])')).click();
	await expect.poll(() => said(page)).toBe('Kies eerst een onderdeel.');
	// The longest name in the list pushes nothing out of the panel.
	expect(await panel(page).evaluate((section) => section.scrollWidth - section.clientWidth)).toBeLessThanOrEqual(0);
	await jump(page, '1. Inloop en koffie');
	await expect.poll(() => now(page)).toBe('Inloop en koffie');

	// Beside the cards of all themes the hall sees the clock of the part, and so does a phone with large letters.
	await jump(page, '4. Ronde 1: het verhaal');
	await expect.poll(() => mode(screen)).toBe('cards ');
	await screen.locator('.side').getByText(/^\d\d:\d\d$/).waitFor();
	await undo(page);
	await expect.poll(() => now(page)).toBe('Inloop en koffie');

	// To the round: it opens, and closes as the evening goes on; back opens it again.
	await jump(page, '7. Ronde 3: de toekomst, met stippen');
	await expect.poll(() => now(page)).toBe('Ronde 3: de toekomst, met stippen');
	await expect.poll(() => mode(screen)).toMatch(/^cards \S/);
	await phone.goto(`${hall.server.local}/mee/${evening.code}`);
	await phone.getByRole('button', { name: /^Een stip voor thema 1/ }).click();
	await phone.getByText('opgeslagen').first().waitFor();
	await next(page);
	await expect.poll(() => now(page)).toBe('De uitslag en de tekeningen');
	await phone.getByRole('button', { name: /^Een stip voor thema 1/ }).waitFor({ state: 'detached' });
	await undo(page);
	await phone.getByRole('button', { name: /^Een stip voor thema 1/ }).first().waitFor();
	const before = await now(page);
	await next(page);
	await expect.poll(() => now(page)).not.toBe(before);

	// A pause holds the time of the part. What just changed under a finger takes no press for a second.
	await panel(page).getByRole('button', { name: 'Pauzeer' }).and(page.locator(':not([aria-disabled])')).click();
	await panel(colleague).getByText('staat stil').waitFor();
	await panel(colleague).getByRole('button', { name: 'Ga door' }).click();
	await panel(page).getByText('staat stil').waitFor({ state: 'detached' });
	// A reload stays where the evening is.
	await page.reload();
	await expect.poll(() => now(page)).toBe('De uitslag en de tekeningen');
});

it('ends with five faces: chosen on a phone without JavaScript too, changed, and seen by facilitators only', async () => {
	const page = await hall.regie(evening);
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const plain = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, javaScriptEnabled: false });
	await plain.getByRole('button', { name: 'Doe mee' }).click();
	const phone = await resident(evening);
	await plain.goto(`${hall.server.local}/mee/${evening.code}/mening`);
	await plain.getByText('Uw mening geven kan niet meer.').waitFor();
	await jump(page, '10. Afsluiting');
	await expect.poll(() => mode(screen)).toBe('faces');
	await screen.getByRole('heading', { name: 'Wat vond u van deze avond?' }).waitFor();
	await phone.getByRole('link', { name: 'Wat vond u van deze avond?' }).click();
	await plain.reload();
	for (const one of [plain, phone]) {
		await one.getByRole('button', { name: 'Verstuur' }).click();
		await one.getByText('Kies eerst een gezicht.').waitFor();
	}
	expect(await findings(phone)).toEqual([]);
	await phone.getByLabel('Heel goed').check();
	await phone.getByLabel('Wilt u er iets bij zeggen?').fill('Fijn dat er getekend werd.');
	await phone.getByRole('button', { name: 'Verstuur' }).click();
	await phone.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	await plain.getByLabel('Gewoon').check();
	await plain.getByRole('button', { name: 'Verstuur' }).click();
	await plain.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	const mening = page.getByRole('region', { name: 'Wat men van de avond vond' });
	await mening.getByText('2 antwoorden').waitFor();
	await mening.getByText('1 zin').click();
	await mening.getByText('‘Fijn dat er getekend werd.’').waitFor();
	expect(await findings(page)).toEqual([]);
	// Another face, and the sentence gone: one answer still.
	await phone.getByLabel('Matig').check();
	await phone.getByLabel('Wilt u er iets bij zeggen?').fill('');
	await phone.getByRole('button', { name: 'Verstuur' }).click();
	await mening.getByText('‘Fijn dat er getekend werd.’').waitFor({ state: 'detached' });
	await mening.getByText('2 antwoorden').waitFor();
	expect(await screen.content()).not.toContain('Fijn dat er');
});
