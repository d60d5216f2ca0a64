import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct, someThemes } from '../evening.ts';
import { joinPhone } from '../phones.ts';
import { boardsOf } from './boards.ts';
import { choose, soon } from './on-the-board.ts';
import { undoName } from './hall.ts';

const ballots: Record<string, number>[] = [{ 2: 2, 3: 1 }, { 3: 2 }, { 2: 1, 5: 1 }];
/** Each test has an evening of its own, so that none finds what another merged. */
const boards = boardsOf({
	merged: { themes: 6, rounds: [{ phase: 'shown', ballots }], comments: [{ theme: 2, text: 'Overal liggen blikjes.' }] },
	open: { themes: 6, rounds: [{ results: 'open', budget: 3, most: 2 }] },
	before: { themes: 6, rounds: [{ phase: 'draft', results: 'open', budget: 3, most: 2 }], commands: [{ type: 'theme.merge', themes: [2, 5], into: 3 }] },
	keyed: { themes: 6 },
	far: { themes: 6, commands: [{ type: 'theme.move', moves: [{ theme: 5, x: 6000, y: 3000 }], notes: [] }] }
});
const { open } = boards;
const card = (page: Page, number: number) => page.locator(`#kaart-${number}`);

async function fromMenu(page: Page, choice: RegExp) {
	await page.getByRole('button', { name: 'Samen', exact: true }).click();
	await page.getByRole('button', { name: choice }).click();
}

describe('themes that say the same', () => {
	it('come under one card for both facilitators, the screen and phones, and out of it again', async () => {
		const [mine, other] = [await open('merged'), await open('merged')];
		const { page, context } = mine;
		const titles = await Promise.all([2, 3].map(async (number) => /: ([^.]+)\./.exec((await card(page, number).textContent()) ?? '')![1]!));
		const screen = await context.newPage();
		await screen.goto(`${boards.server.local}${boards.evenings.merged.links.screen}`);
		const regie = await direct(boards.server.local, boards.evenings.merged.facilitator);
		await regie.do({ type: 'comment.project', comment: boards.evenings.merged.comments[0]!, projected: true });
		regie.close();
		await choose(mine, 2, 3);
		await fromMenu(page, /^Voeg samen onder 3/);
		await page.getByText('Thema 2 hoort nu bij thema 3. De stippen tellen samen.').waitFor();
		for (const one of [page, other.page]) {
			await card(one, 2).waitFor({ state: 'detached' });
			await expect.poll(() => card(one, 3).textContent()).toMatch(/^Thema 3 \+ 2, .*6 stippen\./);
		}
		// What was said at it stands before the hall under both numbers, and its own title.
		await screen.getByText('thema 3 + 2', { exact: true }).waitFor();
		await screen.getByRole('heading', { name: `2 ${titles[0]}` }).waitFor();
		// Its number still leads there, in regie's list of themes and to the screen.
		const control = await context.newPage();
		await control.goto(`${boards.server.local}/regie/${boards.evenings.merged.id}/themas`);
		await expect.poll(() => control.locator('[data-theme="3"]').innerText()).toContain(`2 ${titles[0]}`);
		expect(await control.getByRole('heading', { level: 1 }).innerText()).toContain('(6)');
		await control.goto(`${boards.server.local}/regie/${boards.evenings.merged.id}`);
		await control.getByText('Verbonden', { exact: true }).waitFor();
		await control.getByLabel('Nummer van het thema').fill('2');
		await control.getByLabel('Nummer van het thema').press('Enter');
		await screen.locator('main[data-subject="theme 3"]').waitFor();
		await control.close();
		await page.bringToFront();
		// And by a figure on the board.
		await page.keyboard.press('Escape');
		await page.keyboard.press('2');
		await page.getByText('Thema 2 gevonden.').waitFor();
		await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('kaart-3');
		await page.keyboard.press('Enter');
		const panel = page.getByRole('complementary', { name: 'Thema 3' });
		await panel.getByRole('heading', { name: titles[0]! }).waitFor();
		expect(await findings(page)).toEqual([]);

		// Before the hall: one card, one place, both texts.
		await panel.getByText('Dit thema staat op het scherm.').waitFor();
		await expect.poll(() => screen.locator('main').innerText()).toContain(titles[0]);
		await expect.poll(() => screen.locator('main').innerText()).toContain('3 + 2');

		await panel.getByRole('button', { name: 'Haal 2 er weer uit' }).click();
		for (const one of [page, other.page]) await card(one, 2).waitFor();
		await expect.poll(() => card(other.page, 2).textContent()).toContain('3 stippen.');
		// It lies beside the card that it was under, on no other.
		const [at, from] = [await other.place(2), await other.place(3)];
		expect(Math.hypot(at.x - from.x, at.y - from.y)).toBeLessThan(1500);
		await page.keyboard.press('Control+z');
		await card(other.page, 2).waitFor({ state: 'detached' });
		await page.keyboard.press('Control+z');
		await card(other.page, 2).waitFor();
	});

	it('keep the dots of a phone in an open round, and their own limits, which it says in words', async () => {
		const board = await open('open');
		const { page } = board;
		const evening = boards.evenings.open;
		const phone = await boards.browser.newContext({ viewport: { width: 360, height: 740 } });
		const resident = await phone.newPage();
		await resident.goto(`${boards.server.local}/mee/${evening.code}`);
		await resident.getByRole('button', { name: 'Doe mee' }).click();
		const give = (number: number) => resident.getByRole('button', { name: `Een stip voor thema ${number},` });
		await give(2).click();
		await give(2).click();
		await resident.locator('#thema-2').getByText('opgeslagen').waitFor();
		// In another tab half a comment stands at theme 2.
		const writing = await phone.newPage();
		await writing.goto(`${boards.server.local}/mee/${evening.code}/2`);
		await writing.getByLabel('Uw reactie').fill('Dit gaat over');
		await choose(board, 2, 3);
		await fromMenu(page, /^Voeg samen onder 3/);
		// On one card now, the dots where they were given.
		const both = resident.locator('li#thema-3');
		await both.getByText('Deze thema’s zijn samengevoegd. Hooguit 2 op elk thema.').waitFor();
		await expect.poll(() => both.innerText()).toContain('2 stippen in de zaal');
		// Not enabled, and yet it says why.
		await give(2).click({ force: true });
		await resident.getByRole('alert').getByText(/2/).waitFor();
		await give(3).click();
		await expect.poll(() => both.innerText()).toContain('3 stippen in de zaal');
		await resident.locator('[data-left="0"]').waitFor();
		expect(await findings(resident)).toEqual([]);
		// What was begun at theme 2 stays with it, and says so.
		await writing.getByText('Uw reactie komt bij thema 2.').waitFor();
		await writing.getByLabel('Uw reactie').fill('Dit gaat over twee.');
		await writing.getByRole('button', { name: 'Plaats uw reactie' }).click();
		const own = writing.getByRole('listitem').filter({ hasText: 'Dit gaat over twee.' });
		await own.getByText('thema 2', { exact: true }).waitFor();
		// What is begun now is the card's.
		await writing.getByText('Uw reactie komt bij thema 3.').waitFor();
		expect(await findings(writing)).toEqual([]);
		await resident.reload();
		await resident.locator('[data-left="0"]').waitFor();
		await expect.poll(() => card(page, 3).textContent()).toContain('3 stippen.');
		// Another's client is told the same.
		const client = await joinPhone(boards.server.local, evening.code);
		expect(client.view.rounds[evening.rounds[0]!]).toMatchObject({ parts: { 3: ['2', '3'] }, totals: { 3: 3 } });
		client.close();
		await page.getByRole('button', { name: undoName }).click();
		await resident.locator('li#thema-2').waitFor();
		await soon(async () => expect(await resident.locator('li#thema-2').innerText()).toContain('2 stippen in de zaal'));
		await phone.close();
	});

	it('before a round is opened, are one choice on the phones: one row of dots, with both titles on the card', async () => {
		const evening = boards.evenings.before;
		const regie = await direct(boards.server.local, evening.facilitator);
		await regie.do({ type: 'round.open', round: evening.rounds[0]! });
		const context = await boards.browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
		const resident = await context.newPage();
		await resident.goto(`${boards.server.local}/mee/${evening.code}`);
		await resident.getByRole('button', { name: 'Doe mee' }).click();
		const both = resident.locator('li#thema-3');
		await both.getByRole('button', { name: /^Een stip voor thema 3/ }).click();
		await expect.poll(() => both.innerText()).toContain('1 stip in de zaal');
		expect(await both.getByRole('button', { name: /^Een stip voor/ }).count()).toBe(1);
		for (const { title } of someThemes(3).slice(1)) expect(await both.innerText()).toContain(title);
		expect(await resident.getByText('Hooguit 2 op elk thema.').count()).toBe(0);
		// On the page of its theme as well.
		await both.getByRole('link').first().click();
		await resident.getByRole('button', { name: /^Een stip voor thema 3/ }).waitFor();
		expect(await resident.getByRole('button', { name: /^Een stip voor/ }).count()).toBe(1);
		expect(await findings(resident)).toEqual([]);
		await context.close();
		regie.close();
	});

	it('come in view where their card lies out of sight', async () => {
		const { page } = await open('far');
		const focused = () => page.evaluate('document.activeElement.id');
		for (const number of [5, 4]) {
			await page.keyboard.press(String(number));
			await expect.poll(focused).toBe(`kaart-${number}`);
			await page.keyboard.press(' ');
		}
		const stage = (await page.locator('.stage').boundingBox())!;
		const isSeen = async () => {
			const { x, y, width, height } = (await card(page, 5).boundingBox())!;
			return x >= stage.x && y >= stage.y && x + width <= stage.x + stage.width && y + height <= stage.y + stage.height;
		};
		await expect.poll(isSeen).toBe(false);
		await fromMenu(page, /^Voeg samen onder 5/);
		await page.getByText('Thema 4 hoort nu bij thema 5.').waitFor();
		await expect.poll(isSeen).toBe(true);
		expect(await page.evaluate('document.activeElement.checkVisibility() && document.activeElement !== document.body')).toBe(true);
	});

	it('are merged and split by keyboard alone, the list a key away, and told in words', async () => {
		const board = await open('keyed');
		const { page } = board;
		const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
		const menu = page.getByRole('button', { name: 'Samen', exact: true });
		const advice = page.getByText('Kies eerst de kaarten die samen horen. Druk dan op S.');
		await page.keyboard.press('g');
		await page.getByText('Kies eerst de kaarten van de groep. Druk dan op G.').waitFor();
		await page.keyboard.press('s');
		await advice.waitFor();
		await page.getByRole('button', { name: 'Melding sluiten' }).click();
		await card(page, 4).focus();
		await page.keyboard.press(' ');
		await page.keyboard.press('s');
		await advice.waitFor();
		await card(page, 5).focus();
		await page.keyboard.press(' ');
		await expect.poll(() => menu.getAttribute('aria-keyshortcuts')).toBe('S');
		await page.keyboard.press('s');
		await expect.poll(focused).toMatch(/^Voeg samen onder 4/);
		expect(await findings(page)).toEqual([]);
		const places = await board.places();
		await page.keyboard.press('ArrowDown');
		await expect.poll(focused).toMatch(/^Voeg samen onder 5/);
		await page.keyboard.press('ArrowUp');
		await expect.poll(focused).toMatch(/^Voeg samen onder 4/);
		expect(await board.places()).toEqual(places);
		// Back to where it was pressed; what is chosen stays so.
		await page.keyboard.press('Escape');
		await expect.poll(focused).toBe('kaart-5');
		expect(await board.chosen()).toEqual([4, 5]);
		await page.keyboard.press('s');
		await expect.poll(focused).toMatch(/^Voeg samen onder 4/);
		await page.keyboard.press('Enter');
		await page.getByText('Thema 5 hoort nu bij thema 4. De stippen tellen samen.').waitFor();
		await expect.poll(() => card(page, 4).textContent()).toMatch(/^Thema 4 \+ 5/);
		await expect.poll(focused).toBe('kaart-4');
		await page.keyboard.press('s');
		await expect.poll(focused).toMatch(/^Haal 5 eruit/);
		await page.keyboard.press('Enter');
		await page.getByText('Thema 5 heeft weer een eigen kaart.').waitFor();
		// The card that the keyboard was on is there again, and chosen.
		await expect.poll(focused).toBe('kaart-5');

		// By its button, which keeps the keyboard.
		await menu.focus();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		await expect.poll(focused).toMatch(/^Voeg samen onder 4/);
		await page.keyboard.press('Escape');
		await expect.poll(focused).toBe('Samen');

		await page.keyboard.press('?');
		await page.locator('dl').getByText('voeg samen wat gekozen is').waitFor();
		await page.getByLabel('Losse toetsen doen iets').uncheck();
		await page.keyboard.press('Escape');
		expect(await menu.getAttribute('aria-keyshortcuts')).toBe(null);
		await page.keyboard.press('s');
		expect(await menu.getAttribute('aria-expanded')).toBe('false');
	});
});
