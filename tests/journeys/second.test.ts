import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// A shared phone: two people, each with a place and dots of their own, where the evening allows it.

let hall: Hall;
let evenings: Prepared[];
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }];
	const rounds = [{ results: 'open' as const, budget: 3, most: 2 }];
	const second = { type: 'evening.second' as const, second: true };
	const last = { segment: 'segment-last', title: 'Afsluiting', minutes: 5, show: null, phones: 'faces' as const, round: null, clock: false, notes: '' };
	hall = await openHall([
		{ themes, rounds },
		{ themes, rounds, commands: [second] },
		{ themes, commands: [second, { type: 'segment.add', segments: [last], before: null }, { type: 'runSheet.go', to: last.segment, from: null }] }
	]);
	evenings = hall.evenings;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const more = (page: Page, theme: number) => page.locator(`#thema-${theme}`).getByRole('button', { name: /^Een stip voor/ });
const left = (page: Page) => page.locator('[data-left]').getAttribute('data-left');
const offer = (page: Page) => page.getByRole('link', { name: 'Stem ook voor iemand naast u' });
const who = (page: Page) => page.locator('[aria-current=page]').innerText();
const switchTo = async (page: Page, name: 'U' | 'De ander') => {
	await page.getByRole('navigation', { name: 'Voor wie stemt u?' }).getByRole('link', { name, exact: true }).click();
	await expect.poll(() => who(page)).toBe(name);
};

async function phone(evening: Prepared, options: BrowserContextOptions = {}): Promise<Page> {
	const page = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true, ...options });
	await press(page, 'Doe mee');
	await page.locator('[data-left]').waitFor();
	return page;
}

it('two people vote on one phone where regie allows it, each with dots that stay their own', async () => {
	const [evening] = evenings as [Prepared];
	const page = await phone(evening);
	expect(await offer(page).count()).toBe(0);
	const regie = await hall.regie(evening, { path: '/instellingen' });
	await press(regie, 'Ook voor een tweede mens');
	await expect.poll(() => said(regie)).toBe('Een telefoon kan nu ook voor een tweede mens stemmen.');
	expect(await findings(regie)).toEqual([]);
	await page.reload();
	await more(page, 1).tap();
	await expect.poll(() => left(page)).toBe('2');
	expect(await findings(page)).toEqual([]);
	await offer(page).tap();
	await page.getByRole('heading', { level: 1, name: 'Stem voor iemand naast u' }).waitFor();
	expect(await findings(page)).toEqual([]);
	// Looking makes nobody a participant.
	await page.getByRole('link', { name: 'Terug naar uw stippen' }).tap();
	await offer(page).tap();
	await press(page, 'Begin voor de ander');
	await expect.poll(() => who(page)).toBe('De ander');
	expect(await left(page)).toBe('3');
	await page.getByText('verbonden', { exact: true }).waitFor();
	await more(page, 2).tap();
	await more(page, 2).tap();
	await expect.poll(() => left(page)).toBe('1');
	expect(await findings(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);

	await page.reload();
	expect(await who(page)).toBe('De ander');
	await expect.poll(() => left(page)).toBe('1');
	await switchTo(page, 'U');
	await expect.poll(() => left(page)).toBe('2');
	await page.reload();
	await expect.poll(() => left(page)).toBe('2');
	await page.goBack();
	await expect.poll(() => who(page)).toBe('De ander');
	// A theme, opened, is still the other's.
	await page.getByRole('link', { name: /Te hard rijden/ }).first().tap();
	await page.getByRole('heading', { level: 1, name: 'Te hard rijden' }).waitFor();
	expect(page.url()).toMatch(/\/ander\/1$/);
	await page.locator('textarea[name=text]').fill('Van de ander.');
	await page.locator('form#uw-reactie button').tap();
	await page.getByText('wacht op goedkeuring').waitFor();
	await page.reload();
	await page.getByText('Van de ander.').waitFor();
	await page.goto(`${hall.server.local}/mee/${evening.code}/1`);
	expect(await page.getByText('Van de ander.').count()).toBe(0);

	const avond = await hall.regie(evening);
	await expect.poll(() => avond.locator('[data-joined]').getAttribute('data-joined')).toBe('2');
	await expect.poll(() => avond.locator('article.round table').innerText()).toMatch(/Plek voor jongeren[\s\S]*2[\s\S]*Te hard rijden[\s\S]*1/);
	// Taken back: no new ones; who is in stays in.
	await undo(regie);
	await regie.getByText('Een telefoon stemt voor één mens.').waitFor();
	await page.goto(`${hall.server.local}/mee/${evening.code}/ander`);
	await expect.poll(() => who(page)).toBe('De ander');
	const late = await phone(evening);
	await late.goto(`${hall.server.local}/mee/${evening.code}/ander`);
	expect(late.url()).toMatch(new RegExp(`/mee/${evening.code}$`));
});

it('works without JavaScript, and in English', async () => {
	const evening = evenings[1]!;
	const page = await phone(evening, { javaScriptEnabled: false });
	await offer(page).click();
	await press(page, 'Begin voor de ander');
	expect(await who(page)).toBe('De ander');
	await more(page, 1).click();
	expect(await left(page)).toBe('2');
	await switchTo(page, 'U');
	expect(await left(page)).toBe('3');
	await press(page, 'English');
	await page.getByRole('link', { name: 'The other', exact: true }).click();
	expect(await left(page)).toBe('2');
	expect(await page.locator('[aria-current=page]').innerText()).toBe('The other');
	// A stranger comes nowhere by that address.
	const stranger = await hall.visit(`/mee/${evening.code}/ander`);
	await stranger.getByRole('button', { name: 'Doe mee', exact: true }).waitFor();
});

it('each says at the end what the evening was like, and reads nothing of the other', async () => {
	const evening = evenings[2]!;
	const regie = await hall.regie(evening);
	const page = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await press(page, 'Doe mee');
	const opinion = page.getByRole('link', { name: 'Wat vond u van deze avond?' });
	await opinion.tap();
	await page.getByLabel('Heel goed').check();
	await page.getByLabel('Wilt u er iets bij zeggen?').fill('Mijn eigen zin.');
	await press(page, 'Verstuur');
	await page.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	await page.goto(`${hall.server.local}/mee/${evening.code}/ander/mening`);
	// Nobody is the other yet: first this is asked.
	await press(page, 'Begin voor de ander');
	await opinion.tap();
	await page.getByLabel('Matig').waitFor();
	expect(await page.content()).not.toContain('Mijn eigen zin.');
	expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
	await page.getByLabel('Matig').check();
	await press(page, 'Verstuur');
	await page.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	expect(new URL(page.url()).pathname).toBe(`/mee/${evening.code}/ander/mening`);
	await regie.getByText('2 antwoorden').waitFor();
	await page.goto(`${hall.server.local}/mee/${evening.code}/mening`);
	expect(await page.getByLabel('Wilt u er iets bij zeggen?').inputValue()).toBe('Mijn eigen zin.');
});
