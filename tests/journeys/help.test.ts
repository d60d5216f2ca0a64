import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, said, tabletSize, undo, type Hall } from './hall.ts';

// Somebody in the hall may need help, or want to report: this tool is no desk, and says who is.

let hall: Hall;
let danger: Prepared;
let counts: Prepared;
let typing: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Inbraak in de straat' }, { title: 'Drugs', grave: true }];
	hall = await openHall([{ themes }, { themes }, { themes }]);
	[danger, counts, typing] = hall.evenings as [Prepared, Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const signal = (page: Page) => page.getByRole('alert').filter({ hasText: 'nu gevaar' });
const shown = (page: Page) => page.getByText(/^Hulp of melden: /);
const wider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A phone at the door, or in. */
async function phone(evening: Prepared, { javaScript = true, joins = true } = {}): Promise<Page> {
	const page = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true, javaScriptEnabled: javaScript });
	if (joins) await page.getByRole('button', { name: 'Doe mee' }).click();
	return page;
}

async function choose(page: Page, situation: RegExp) {
	await page.getByRole('link', { name: 'Hulp of melden' }).first().click();
	await page.getByRole('heading', { level: 1, name: 'Hulp of melden' }).waitFor();
	await page.getByRole('button', { name: situation }).click();
	await page.getByRole('heading', { level: 1, name: situation }).waitFor();
}

it('danger: the card says 112, and every page of regie a signal, until a person puts it away', async () => {
	const anna = await hall.regie(danger);
	const board = await hall.regie(danger, { path: '/bord' });
	const bram = await hall.regie(danger, { who: 'colleague', path: '/themas', viewport: phoneSize });
	// The remote, held while one walks, with what lies above the thumb scrolled to its end.
	const remote = await hall.regie(danger, { path: '/afstand', viewport: { width: 360, height: 560 } });
	const above = remote.locator('.above');
	await above.evaluate((part) => part.scrollTo(0, part.scrollHeight));
	expect(await above.evaluate((part) => part.scrollTop)).toBeGreaterThan(50);
	await shown(anna).getByText('nog niet getoond').or(shown(anna)).first().waitFor();
	expect(await shown(anna).innerText()).toBe('Hulp of melden: nog niet getoond.');
	const resident = await phone(danger);
	await resident.getByRole('link', { name: 'Hulp of melden' }).first().click();
	await resident.getByText('Wij kunnen hier niet helpen. Zij wel.').waitFor();
	expect(await findings(resident)).toEqual([]);
	expect(await wider(resident)).toBeLessThanOrEqual(0);
	await resident.getByRole('button', { name: /^Nu gevaar/ }).tap();
	const call = resident.getByRole('link', { name: 'Bel 112' });
	expect(await call.getAttribute('href')).toBe('tel:112');
	expect(await call.evaluate((link) => parseFloat(getComputedStyle(link).fontSize))).toBeGreaterThanOrEqual(36);
	await resident.getByText('De gespreksleider krijgt nu een seintje.').waitFor();
	expect(await findings(resident)).toEqual([]);
	// Which card it was is no address that the phone keeps.
	expect(resident.url()).not.toMatch(/danger|gevaar/);

	for (const page of [anna, board, bram]) {
		await signal(page).waitFor();
		expect(await signal(page).innerText()).toMatch(/Sinds \d\d:\d\d uur\. Vraag in de zaal/);
		expect(await page.title()).toMatch(/^Nu gevaar! /);
		expect(await findings(page)).toEqual([]);
		expect(await wider(page)).toBeLessThanOrEqual(0);
	}
	await signal(remote).waitFor();
	const [box, room] = [(await signal(remote).boundingBox())!, (await above.boundingBox())!];
	expect(box.y).toBeGreaterThanOrEqual(0);
	expect(box.y + box.height).toBeLessThanOrEqual(room.y + room.height);
	expect(await findings(remote)).toEqual([]);
	// What gets the focus comes from behind it.
	const number = remote.locator('.light input').first();
	await number.focus();
	await expect.poll(async () => (await number.boundingBox())!.y - box.y - box.height).toBeGreaterThanOrEqual(0);
	// Scrolled down, and after a reload, it is still in sight.
	await bram.mouse.wheel(0, 2000);
	await bram.reload();
	await expect.poll(() => signal(bram).isVisible()).toBe(true);
	await bram.evaluate(() => scrollTo(0, document.body.scrollHeight));
	expect(await signal(bram).evaluate((alert) => alert.getBoundingClientRect().top)).toBe(0);

	// In large type it would be all that one sees.
	await bram.evaluate(() => (document.documentElement.style.fontSize = '200%'));
	await expect.poll(() => signal(bram).evaluate((alert) => (scrollTo(0, document.body.scrollHeight), alert.getBoundingClientRect().bottom))).toBeLessThan(0);
	expect(await signal(bram).evaluate((alert) => alert.scrollWidth - alert.clientWidth)).toBe(0);
	await bram.evaluate(() => (document.documentElement.style.fontSize = ''));

	await signal(bram).getByRole('button', { name: 'Gezien, zet weg' }).click();
	await expect.poll(() => said(bram)).toBe('De melding ‘nu gevaar’ is weggezet.');
	for (const page of [anna, board, bram]) await expect.poll(() => signal(page).count()).toBe(0);
	await undo(bram);
	for (const page of [anna, board, bram]) await signal(page).waitFor();
	await signal(anna).getByRole('button', { name: 'Gezien, zet weg' }).click();
	await expect.poll(() => signal(board).count()).toBe(0);
	await expect.poll(() => shown(anna).innerText()).toBe('Hulp of melden: 1 keer getoond');
	// The next one is a signal anew.
	await choose(await phone(danger, { joins: false }), /^Nu gevaar/);
	for (const page of [anna, board, bram]) await signal(page).waitFor();
	expect(await signal(anna).innerText()).toContain('deze avond 2 keer');
	await resident.getByRole('link', { name: 'Terug' }).click();
	await expect.poll(() => new URL(resident.url()).pathname).toBe(`/mee/${danger.code}`);
});

it('without JavaScript: each card has its number and one way back, a reload counts no more, and only regie sees how often', async () => {
	const regie = await hall.regie(counts);
	const plain = await phone(counts, { javaScript: false });
	await choose(plain, /^Geweld thuis/);
	expect(await plain.getByRole('link', { name: '0800-2000' }).getAttribute('href')).toBe('tel:0800-2000');
	await plain.getByText('Veilig Thuis').waitFor();
	expect(await plain.locator('main a').count()).toBe(1);
	expect(await plain.locator('header a').count()).toBe(1);
	await expect.poll(() => shown(regie).innerText()).toBe('Hulp of melden: 1 keer getoond');
	// A reload sends it again.
	await plain.reload();
	await plain.getByText('Veilig Thuis').waitFor();
	await plain.goBack();
	await plain.getByRole('button', { name: /^Kapotte lamp/ }).click();
	await plain.getByText('Meld het bij uw gemeente').waitFor();
	expect(await plain.locator('a[href^="tel:"]').count()).toBe(0);
	await expect.poll(() => shown(regie).innerText()).toBe('Hulp of melden: 2 keer getoond');
	await shown(regie).click();
	await expect.poll(() => regie.locator('ul.counts').innerText()).toMatch(/^1 geweld thuis\s+1 kapot of vuil op straat$/);
	expect(await findings(regie)).toEqual([]);
	// As a file, for the report.
	await regie.getByRole('link', { name: 'Instellingen' }).click();
	const link = regie.getByRole('region', { name: 'Uitslag bewaren' }).getByRole('link').and(regie.locator('[href$="hulp.csv"]'));
	const [file] = await Promise.all([regie.waitForEvent('download'), link.click()]);
	expect(file.suggestedFilename()).toBe(`hulp-${counts.code}.csv`);
	expect(await readFile(await file.path(), 'utf8')).toContain('geweld thuis;1');
	await regie.getByRole('link', { name: 'Avond', exact: true }).click();
	// In English the same card.
	await plain.getByRole('button', { name: 'English' }).click();
	await plain.getByText('Report it to your municipality').waitFor();

	// Who reads along sees the cards, and is not counted.
	const moderator = await hall.visit(counts.links.moderator, { viewport: tabletSize });
	await choose(moderator, /^Discriminatie/);
	expect(await moderator.getByRole('link', { name: '0800-0880' }).getAttribute('href')).toBe('tel:0800-0880');
	expect(await findings(moderator)).toEqual([]);
	await moderator.getByRole('link', { name: 'Terug' }).click();
	await moderator.getByText('verbonden', { exact: true }).waitFor();
	const other = await phone(counts);
	const screen = await hall.visit(counts.links.screen);
	await screen.locator('main').waitFor();
	for (const page of [moderator, other, screen]) expect(await page.content()).not.toMatch(/keer getoond|"help"/);
	expect(await shown(regie).innerText()).toBe('Hulp of melden: 2 keer getoond');
});

it('at a comment it is offered beside what reads like a report; a card takes the words off the phone, to be put back, and sending is not in its way', async () => {
	const page = await phone(typing);
	await page.goto(`${hall.server.local}/mee/${typing.code}/2`);
	const field = page.getByRole('textbox', { name: /reactie/i });
	const offer = page.getByText('Is dit een melding, of zoekt u hulp?');
	await field.fill('Er staat te weinig verlichting.');
	await field.fill('Vannacht is bij ons ingebroken');
	await offer.waitFor();
	expect(await findings(page)).toEqual([]);
	expect(await wider(page)).toBeLessThanOrEqual(0);
	await field.fill('Meer licht graag.');
	await expect.poll(() => offer.count()).toBe(0);
	await field.fill('Vannacht is bij ons ingebroken');
	await page.locator('#uw-reactie').getByRole('link', { name: 'Hulp of melden' }).tap();
	await page.getByRole('button', { name: /^U weet wie het doet/ }).tap();
	await page.getByText('Meld Misdaad Anoniem').waitFor();
	// Back at the theme: the next who holds this phone reads none of it, and who wants the words back has them.
	await page.getByRole('link', { name: 'Terug' }).tap();
	await page.getByText('Wat u hier typte, is weg.').waitFor();
	await expect.poll(() => page.getByRole('textbox', { name: /reactie/i }).inputValue()).toBe('');
	expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))).not.toMatch(/ingebroken|wis=/);
	expect(await findings(page)).toEqual([]);
	await page.getByRole('button', { name: 'Zet mijn tekst terug' }).tap();
	await expect.poll(() => page.getByRole('textbox', { name: /reactie/i }).inputValue()).toBe('Vannacht is bij ons ingebroken');
	await offer.waitFor();
	expect(await page.getByRole('button', { name: 'Zet mijn tekst terug' }).count()).toBe(0);
	// Looked at without choosing a card, it stays.
	await page.locator('#uw-reactie').getByRole('link', { name: 'Hulp of melden' }).tap();
	await page.getByRole('heading', { level: 1, name: 'Hulp of melden' }).waitFor();
	await page.goBack();
	await expect.poll(() => page.getByRole('textbox', { name: /reactie/i }).inputValue()).toBe('Vannacht is bij ons ingebroken');
	// And by the browser's own way back from a card it is wiped as well.
	await page.locator('#uw-reactie').getByRole('link', { name: 'Hulp of melden' }).tap();
	await page.getByRole('button', { name: /^U bent slachtoffer/ }).tap();
	await page.getByText('Slachtofferhulp').waitFor();
	await page.goBack();
	await page.goBack();
	await page.getByText('Wat u hier typte, is weg.').waitFor();
	// The browser fills in again what stood in a field.
	expect(await page.getByRole('textbox', { name: /reactie/i }).inputValue()).toBe('');
	await page.getByRole('button', { name: 'Zet mijn tekst terug' }).tap();
	await page.locator('#uw-reactie').getByRole('button').tap();
	await page.getByText('Vannacht is bij ons ingebroken').first().waitFor();
	await expect.poll(() => page.getByRole('textbox', { name: /reactie/i }).inputValue()).toBe('');
	const regie = await hall.regie(typing);
	await expect.poll(() => shown(regie).innerText()).toBe('Hulp of melden: 2 keer getoond');
	expect(await signal(regie).count()).toBe(0);
});

it('without a line the numbers stand on the page itself; back to a card is no dead end', async () => {
	const page = await phone(typing);
	await choose(page, /^Discriminatie/);
	await page.getByRole('link', { name: 'Terug' }).tap();
	await page.getByText('verbonden', { exact: true }).waitFor();
	await page.goBack();
	await page.getByRole('link', { name: '0800-0880' }).waitFor();
	await page.reload();
	await page.getByRole('link', { name: '0800-0880' }).waitFor();
	await page.getByRole('link', { name: 'Terug' }).tap();
	await page.getByText('verbonden', { exact: true }).waitFor();
	await page.context().setOffline(true);
	await page.getByText('Even geen verbinding').first().waitFor();
	await page.getByRole('link', { name: 'Hulp of melden' }).first().tap();
	await page.getByRole('heading', { level: 2, name: 'Hulp of melden' }).waitFor();
	await page.getByRole('link', { name: /Veilig Thuis/ }).waitFor();
	expect(await page.locator('a[href="tel:112"]').count()).toBeGreaterThan(0);
	expect(await findings(page)).toEqual([]);
	expect(await wider(page)).toBeLessThanOrEqual(0);
	await page.getByRole('button', { name: 'Terug' }).tap();
	await expect.poll(() => page.getByRole('link', { name: /Veilig Thuis/ }).count()).toBe(0);
	await page.context().setOffline(false);
});

it('with text twice as large nothing runs out of a page, and buttons are large enough for a thumb', async () => {
	for (const viewport of [phoneSize, { width: 320, height: 560 }]) {
		const page = await hall.visit(`/mee/${typing.code}/hulp`, { viewport, hasTouch: true });
		for (const situation of [null, /^Nu gevaar/, /^Iemand is verward/]) {
			if (situation) {
				await page.goto(`${hall.server.local}/mee/${typing.code}/hulp`);
				await page.getByRole('button', { name: situation }).click();
				await page.getByRole('heading', { level: 1, name: situation }).waitFor();
			}
			const small = await page.locator('button, main a, .back').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 48).map(({ outerHTML }) => outerHTML.slice(0, 80)));
			expect(small).toEqual([]);
			for (const size of ['100%', '200%']) {
				await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size);
				expect([viewport.width, size, await wider(page)]).toEqual([viewport.width, size, 0]);
			}
		}
	}
});
