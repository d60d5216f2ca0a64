import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { boardsOf } from './boards.ts';

// A facilitator who sees nothing of the canvas: only keys, and what a screen reader finds by role and name.

const boards = boardsOf({
	evening: { themes: 8, rounds: [{ phase: 'shown', ballots: [{ 2: 2 }, { 3: 1 }] }] },
	going: { themes: 4 },
	shared: { themes: 6, commands: [{ type: 'group.add', group: 'group-streets', name: 'Straat', themes: [1, 2] }] }
});

/** What the keyboard is on, as it is read: its role and name. */
function here(page: Page): Promise<string> {
	return page.evaluate(() => {
		const element = document.activeElement as HTMLTextAreaElement;
		const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
		return `${element.tagName.toLowerCase()}: ${name.trim()}`;
	});
}

/** Presses Tab, or Shift and Tab, until the keyboard is on what is so called. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	const passed = [];
	for (let presses = 0; presses < 60; presses += 1) {
		const now = await here(page);
		if (name.test(now)) return;
		passed.push(now);
		await page.keyboard.press(key);
	}
	throw new Error(`The keyboard never came to ${name}: ${passed.join(' | ')}`);
}

/** Opens a menu of the bar over the board and takes a choice of it, by keys. */
async function choose(page: Page, menu: RegExp, choice: RegExp): Promise<void> {
	await tabTo(page, menu, 'Shift+Tab');
	await page.keyboard.press('Enter');
	await tabTo(page, choice);
	await page.keyboard.press('Enter');
}

/** Goes to a card by its number, and chooses it or no longer. */
async function pick(page: Page, ...numbers: number[]): Promise<void> {
	for (const number of numbers) {
		await page.keyboard.press(String(number));
		await expect.poll(() => here(page)).toMatch(new RegExp(`^button: Thema ${number}\\b`));
		await page.keyboard.press('Space');
	}
}

it('handles the whole board by keyboard: everything is a button in reading order, and each step is said', async () => {
	const { page, place } = await boards.open('evening');
	const said = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
	/** The headings and buttons of the list, in the order in which they are read. */
	const read = () =>
		page.getByRole('group', { name: 'Kaarten op het bord' }).locator('h2, li button').evaluateAll((all) => all.map(({ textContent }) => /^(Thema [\d +]+|Groep [^,]+|Losse kaarten|Briefjes|Briefje: .*)/.exec(textContent!.trim())?.[1]));
	await expect.poll(read).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `Thema ${number}`));

	// Moved.
	await page.locator('body').press('Tab');
	const before = await place(4);
	await pick(page, 4);
	await said('Thema 4 gekozen.');
	await page.keyboard.press('Shift+ArrowDown');
	await expect.poll(async () => (await place(4)).y).toBe(before.y + 100);
	await page.keyboard.press('Control+z');
	await expect.poll(() => place(4)).toEqual(before);
	// At once let go of: it stays where the arrows brought it, and that is said.
	await page.evaluate(() => {
		for (const key of ['ArrowDown', 'ArrowDown', 'Escape']) document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: key !== 'Escape', bubbles: true, cancelable: true }));
	});
	await said('Thema 4 verplaatst.');
	await said('Geen kaart gekozen.');
	expect(await place(4)).toEqual({ x: before.x, y: before.y + 200 });
	await page.keyboard.press('Control+z');
	await expect.poll(() => place(4)).toEqual(before);

	// A key that has nothing to work on says so, until it has.
	for (const [key, advice, ...cards] of [['s', 'Kies eerst de kaarten die samen horen. Druk dan op S.', 1, 2], ['g', 'Kies eerst de kaarten van de groep. Druk dan op G.', 1]] as const) {
		await page.keyboard.press(key);
		await said(advice);
		await pick(page, ...cards);
		await expect.poll(() => page.getByText(advice).count()).toBe(0);
		await page.keyboard.press('Escape');
	}

	// Grouped under a name, which comes as a heading; folded and unfolded.
	await pick(page, 1, 2);
	await page.keyboard.press('g');
	await expect.poll(() => here(page)).toContain('Naam van de groep');
	await page.keyboard.type('Straat');
	await page.keyboard.press('Enter');
	await said('Groep Straat gemaakt met 2 kaarten.');
	await expect.poll(read).toEqual(['Groep Straat', 'Thema 1', 'Thema 2', 'Losse kaarten', ...[3, 4, 5, 6, 7, 8].map((number) => `Thema ${number}`)]);
	await expect.poll(() => here(page)).toMatch(/^button: Groep Straat/);
	await page.keyboard.press('Enter');
	await said('Groep Straat ingeklapt, 2 kaarten.');
	expect(await page.getByRole('button', { name: /^Groep Straat/ }).getAttribute('aria-expanded')).toBe('false');
	await page.keyboard.press('Enter');
	await said('Groep Straat uitgeklapt, 2 kaarten.');

	// Into the group, and merged under one card; the dots are read together.
	await page.keyboard.press('Escape');
	await pick(page, 3);
	await choose(page, /^button: Groep$/, /^button: Naar groep Straat$/);
	await expect.poll(read).toEqual(['Groep Straat', 'Thema 1', 'Thema 2', 'Thema 3', 'Losse kaarten', ...[4, 5, 6, 7, 8].map((number) => `Thema ${number}`)]);
	await page.keyboard.press('Escape');
	await pick(page, 2, 3);
	await choose(page, /^button: Samen$/, /^button: Voeg samen onder 2/);
	await said('Thema 3 hoort nu bij thema 2. De stippen tellen samen.');
	await expect.poll(() => page.getByRole('button', { name: /^Thema 2 \+ 3, .* 3 stippen\./ }).count()).toBe(1);

	// Opened: its heading has the keyboard, what belongs to it is read, and Escape goes back to the card.
	await page.keyboard.press('Escape');
	await page.keyboard.press('2');
	await expect.poll(() => here(page)).toMatch(/^button: Thema 2 \+ 3/);
	await page.keyboard.press('Enter');
	await page.getByRole('complementary', { name: 'Thema 2' }).waitFor();
	await expect.poll(() => here(page)).toMatch(/^h2: /);
	await tabTo(page, /^button: Haal 3 er weer uit$/);
	await page.keyboard.press('Enter');
	await said('Thema 3 heeft weer een eigen kaart.');
	await page.keyboard.press('Escape');
	await expect.poll(() => here(page)).toMatch(/^button: Thema 2,/);

	// Edited in place, locked, hidden.
	await page.keyboard.press('F2');
	await page.keyboard.press('Control+a');
	await page.keyboard.type('Groen en bankjes');
	await page.keyboard.press('Enter');
	await said('Thema 2 heet nu ‘Groen en bankjes’.');
	await pick(page, 5);
	await tabTo(page, /^button: Zet op slot$/, 'Shift+Tab');
	await page.keyboard.press('Enter');
	await said('Thema 5 zit op slot.');
	await tabTo(page, /^button: Verberg voor het scherm$/);
	await page.keyboard.press('Enter');
	await expect.poll(() => page.getByRole('button', { name: /^Thema 5, .*Op slot\. Verborgen voor het scherm\.$/ }).count()).toBe(1);
	await page.keyboard.press('Escape');

	// A note and a theme, made where one is, and arranged.
	await page.keyboard.press('n');
	await page.keyboard.type('Vraag de wijkagent');
	await page.keyboard.press('Enter');
	await expect.poll(read).toContain('Briefje: Vraag de wijkagent');
	await page.keyboard.press('t');
	await page.keyboard.type('Een waterpunt op het plein');
	await page.keyboard.press('Enter');
	await expect.poll(read).toContain('Thema 9');
	await page.keyboard.press('Escape');
	await choose(page, /^button: Schik$/, /^button: Per hoofdthema$/);
	await said(/kaarten? verplaatst\./);
});

it('keeps the keyboard near what went: merged, deleted, taken back, marked; it never falls to the top of the page', async () => {
	const { page } = await boards.open('going');
	const said = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
	const on = (name: RegExp) => expect.poll(() => here(page)).toMatch(name);
	await page.locator('body').press('Tab');

	// Merged: the bar with its menu goes, and the card that it was chosen from.
	await pick(page, 3, 2);
	await choose(page, /^button: Samen$/, /^button: Voeg samen onder 3/);
	await said('Thema 2 hoort nu bij thema 3.');
	await on(/^button: Thema 3 \+ 2|^button: Samen|^button: Thema 3/);
	await page.keyboard.press('Control+z');
	await expect.poll(() => page.getByRole('button', { name: /^Thema 2,/ }).count()).toBe(1);
	await page.keyboard.press('Escape');

	// A note goes, and comes back under the keyboard.
	await page.keyboard.press('n');
	await page.keyboard.type('Koffie');
	await page.keyboard.press('Enter');
	await on(/^button: Briefje: Koffie/);
	await page.keyboard.press('Delete');
	await said('Briefje verwijderd.');
	await on(/^button: Thema \d/);
	await page.keyboard.press('Control+z');
	await on(/^button: Briefje: Koffie/);

	// A new theme is taken back.
	await page.keyboard.press('t');
	await page.keyboard.type('Een waterpunt');
	await page.keyboard.press('Enter');
	await on(/^button: Thema 5,/);
	await page.keyboard.press('Control+z');
	await expect.poll(() => page.getByRole('button', { name: /^Thema 5,/ }).count()).toBe(0);
	await on(/^button: (Thema|Briefje)/);

	// A group is emptied from the bar, which goes; taken back by the button of the message, which goes as well.
	await page.keyboard.press('Escape');
	await pick(page, 1, 4);
	await page.keyboard.press('g');
	await on(/Naam van de groep/);
	await page.keyboard.type('Straat');
	await page.keyboard.press('Enter');
	await on(/^button: Groep Straat/);
	await tabTo(page, /^button: Hef op$/, 'Shift+Tab');
	await page.keyboard.press('Enter');
	await said('Groep Straat opgeheven.');
	await on(/^button: (Thema|Briefje)/);
	await tabTo(page, /^button: (Ongedaan maken|Maak ongedaan)/);
	await page.keyboard.press('Enter');
	await expect.poll(() => page.getByRole('button', { name: /^Groep Straat/ }).count()).toBe(1);
	await on(/^button: (Thema|Groep|Briefje)/);

	// Marked 'gevoelig' on the board, which is read with the card.
	await page.keyboard.press('1');
	await on(/^button: Thema 1,/);
	await page.keyboard.press('Enter');
	await tabTo(page, /^button: Markeer als gevoelig$/);
	await page.keyboard.press('Enter');
	await said('Thema 1 is nu gevoelig. Een ronde die nog niet begon, laat het weg.');
	await on(/^button: Niet meer gevoelig$/);
	// Regie gets no words of it, not even this facilitator's.
	await page.getByText('Dit thema is gevoelig. Reacties gaan alleen naar de meelezer.', { exact: true }).waitFor();
	await page.keyboard.press('Escape');
	await on(/^button: Thema 1, .*\. Gevoelig\./);
	await page.keyboard.press('Control+z');
	await on(/^button: Thema 1, (?!.*Gevoelig)/);
});

it('tells the truth about groups while the keyboard is on the board, and goes along with what a colleague does', async () => {
	const [{ page }, { page: other }] = [await boards.open('shared'), await boards.open('shared')];
	const read = () =>
		page.getByRole('group', { name: 'Kaarten op het bord' }).locator('h2, li button').evaluateAll((all) => all.map(({ textContent }) => /^(Thema [\d +]+|Groep [^,]+|Losse kaarten)/.exec(textContent!.trim())?.[1]));
	await page.locator('body').press('Tab');
	await page.keyboard.press('5');
	await expect.poll(() => here(page)).toMatch(/^button: Thema 5,/);

	// A card comes into a group while the keyboard stands on another one.
	await other.locator('body').press('Tab');
	await pick(other, 3);
	await choose(other, /^button: Groep$/, /^button: Naar groep Straat$/);
	await expect.poll(read).toEqual(['Groep Straat', 'Thema 1', 'Thema 2', 'Thema 3', 'Losse kaarten', 'Thema 4', 'Thema 5', 'Thema 6']);
	expect(await here(page)).toMatch(/^button: Thema 5,/);

	// The card that it is on comes into a group: it goes along.
	await other.keyboard.press('Escape');
	await pick(other, 5);
	await choose(other, /^button: Groep$/, /^button: Naar groep Straat$/);
	await expect.poll(read).toEqual(['Groep Straat', 'Thema 1', 'Thema 2', 'Thema 3', 'Thema 5', 'Losse kaarten', 'Thema 4', 'Thema 6']);
	await expect.poll(() => here(page)).toMatch(/^button: Thema 5,/);

	// That card is merged under another: it goes there, and it is said.
	await other.keyboard.press('Escape');
	await pick(other, 5, 6);
	await choose(other, /^button: Samen$/, /^button: Voeg samen onder 6/);
	await expect.poll(() => here(page)).toMatch(/^button: Thema 6 \+ 5/);
	await page.getByText('Thema 5 hoort nu bij thema 6.').waitFor({ state: 'attached' });

	// Its group is folded: it goes to the group's name. Figures within a second are one number, so another key comes between.
	await page.keyboard.press('Escape');
	await page.keyboard.press('1');
	await expect.poll(() => here(page)).toMatch(/^button: Thema 1,/);
	await other.locator('#groep-group-streets').press('Enter');
	await expect.poll(() => here(page)).toMatch(/^button: Groep Straat, \d kaarten, ingeklapt/);
	await page.getByText('Thema 1 ligt nu in groep Straat.').waitFor({ state: 'attached' });
});
