import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { boardsOf } from './boards.ts';
import { soon } from './on-the-board.ts';
import { undoName } from './hall.ts';

const ballots = Array.from({ length: 5 }, () => ({ 2: 2, 3: 1 }));
/** Each test has an evening of its own, so that none finds what another moved. */
const boards = boardsOf({
	locked: { themes: 6, commands: [{ type: 'group.add', group: 'group-streets', name: 'Straat', themes: [4, 5] }] },
	piled: {
		themes: 6,
		commands: [
			{ type: 'group.add', group: 'group-streets', name: 'Straat', themes: [4, 5] },
			{ type: 'theme.lock', themes: [5], locked: true },
			{ type: 'group.fold', group: 'group-streets', folded: true }
		]
	},
	hidden: { themes: 6, rounds: [{ phase: 'shown', ballots }] }
});
const { open } = boards;
/** The picture of a card's band, in which its lock and its eye stand. */
async function band(page: Page, number: number): Promise<string> {
	const { x, y, width } = (await page.locator(`#kaart-${number}`).boundingBox())!;
	return (await page.screenshot({ clip: { x: x + width / 2, y: y + 3, width: width / 2 - 8, height: 18 } })).toString('base64');
}

describe('a card on the lock', () => {
	it('stays where it is, says why, and shows a padlock to both facilitators', async () => {
		const [mine, other] = [await open('locked'), await open('locked')];
		const { page } = mine;
		const bare = await band(other.page, 1);
		const start = await mine.place(1);
		const from = await mine.grip(1);
		await page.mouse.click(from.x, from.y);
		await page.getByRole('button', { name: 'Zet op slot' }).click();
		await page.getByText('Thema 1 zit op slot.', { exact: true }).waitFor();
		await expect.poll(() => other.page.locator('#kaart-1').innerText()).toContain('Op slot.');
		await page.keyboard.press('Escape');
		await page.mouse.move(5, 5);
		await soon(async () => expect(await band(other.page, 1)).not.toBe(bare));

		const at = await other.grip(1);
		await other.drag(at, { x: at.x + 50, y: at.y + 90 });
		await other.page.getByText('Deze kaart zit op slot. Haal eerst het slot weg.').waitFor();
		expect(await other.place(1)).toEqual(start);
		// With others it stays, and they go.
		const second = await mine.place(2);
		await page.keyboard.press('Control+a');
		await page.keyboard.press('ArrowDown');
		await page.getByText('5 kaarten verplaatst. 1 kaart op slot bleef liggen.').waitFor();
		await soon(async () => expect([await other.place(1), await other.place(2)]).toEqual([start, { x: second.x, y: second.y + 20 }]));
		await page.keyboard.press('Control+z');

		// Neither into a group, nor edited.
		await page.keyboard.press('Escape');
		await page.mouse.click(from.x, from.y);
		await page.getByRole('button', { name: 'Groep', exact: true }).click();
		await page.getByRole('button', { name: 'Naar groep Straat' }).click();
		await page.getByText('Deze kaart zit op slot. Haal eerst het slot weg.').waitFor();
		await page.getByRole('button', { name: 'Openen' }).click();
		const panel = page.getByRole('complementary', { name: 'Thema 1' });
		await panel.getByText('Deze kaart zit op slot.').waitFor();
		expect(await findings(page)).toEqual([]);
		await panel.getByRole('button', { name: 'Haal van slot' }).click();
		await page.getByText('Thema 1 zit niet meer op slot.').waitFor();
		await page.getByRole('button', { name: undoName }).click();
		await panel.getByText('Deze kaart zit op slot.').waitFor();
	});

	it('in a folded group keeps the pile where it is, by hand and by key, and says so', async () => {
		const board = await open('piled');
		const { page } = board;
		const pile = page.locator('#groep-group-streets');
		const lies = () => page.locator('h2:has(#groep-group-streets)').evaluate((heading) => (heading as HTMLElement).style.translate);
		const start = await lies();
		const { x, y, width, height } = (await pile.boundingBox())!;
		const from = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
		await board.drag(from, { x: from.x + 40, y: from.y + 120 });
		const why = page.getByText('In groep Straat zit een kaart op slot. Klap de groep uit en haal het slot weg.');
		await why.waitFor();
		await page.getByRole('button', { name: 'Melding sluiten' }).click();
		await page.keyboard.press('Shift+ArrowDown');
		await why.waitFor();
		// What else is chosen goes.
		await page.keyboard.press('Control+a');
		await page.keyboard.press('ArrowDown');
		await page.getByText('4 kaarten verplaatst. Groep Straat bleef liggen: er zit een kaart op slot in.').waitFor();
		expect(await lies()).toBe(start);
		await page.keyboard.press('Escape');
		await pile.press('Enter');
		await page.locator('#kaart-4').waitFor({ state: 'attached' });
		const cards = [await board.place(4), await board.place(5)];
		expect(cards[1]!.y).toBe(cards[0]!.y);
	});
});

describe('a theme that is hidden from the screen', () => {
	it('is in none of its pictures and is not offered for it; a phone keeps it', async () => {
		const board = await open('hidden');
		const { page, context } = board;
		const [title, first] = await page.evaluate(() => [2, 3].map((number) => /: ([^.]+)\./.exec(document.getElementById(`kaart-${number}`)?.textContent ?? '')?.[1] ?? ''));
		const screen = await context.newPage();
		await screen.goto(`${boards.server.local}${boards.evenings.hidden.links.screen}`);
		const at = await board.band(2);
		await page.mouse.dblclick(at.x, at.y);
		const panel = page.getByRole('complementary', { name: 'Thema 2' });
		await panel.getByRole('button', { name: 'Toon op het scherm' }).click();
		await screen.getByRole('heading', { name: title! }).waitFor();
		await panel.getByRole('button', { name: 'Verberg voor het scherm' }).click();
		await panel.getByText('Het scherm toont dit thema niet. Op telefoons blijft het te zien.').waitFor();
		await expect.poll(() => panel.getByRole('button', { name: 'Toon op het scherm', exact: true }).count()).toBe(0);
		expect(await findings(page)).toEqual([]);
		// All cards, without this one.
		await expect.poll(() => screen.locator('main').innerText()).toContain(first);
		await expect.poll(() => screen.locator('main').innerText()).not.toContain(title);
		await expect.poll(() => page.locator('#kaart-2').textContent()).toContain('Verborgen voor het scherm.');

		const control = await context.newPage();
		await control.goto(`${boards.server.local}/regie/${boards.evenings.hidden.id}`);
		await control.getByText('Verbonden', { exact: true }).waitFor();
		const offered = control.getByLabel('Of kies het thema');
		await expect.poll(() => offered.innerText()).toContain(`3 ${first}`);
		expect(await offered.innerText()).not.toContain(title);
		await control.getByRole('button', { name: /^Ranglijst van/ }).click();
		await expect.poll(() => screen.locator('main').getAttribute('data-subject')).toContain('ranking');
		await expect.poll(() => screen.locator('main').innerText()).toContain(first);
		expect(await screen.locator('main').innerText()).not.toContain(title);

		const phone = await boards.browser.newContext({ viewport: { width: 390, height: 844 } });
		const resident = await phone.newPage();
		await resident.goto(`${boards.server.local}/mee/${boards.evenings.hidden.code}`);
		await resident.getByRole('button', { name: 'Doe mee' }).click();
		await expect.poll(() => resident.locator('body').innerText()).toContain(title);
		await phone.close();

		await panel.getByRole('button', { name: 'Toon weer op het scherm' }).click();
		await expect.poll(() => screen.locator('main').innerText()).toContain(title);
	});
});
