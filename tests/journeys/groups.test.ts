import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct } from '../evening.ts';
import { boardsOf } from './boards.ts';
import { choose, soon } from './on-the-board.ts';
import { undoName } from './hall.ts';

const group = (id: string, name: string, ...themes: number[]) => ({ type: 'group.add', group: `group-${id}`, name, themes }) as const;
/** Each test has an evening of its own, so that none finds what another moved. Twelve cards lie in two rows of six. */
const boards = boardsOf({
	made: { themes: 12 },
	refused: { themes: 12 },
	pressed: { themes: 12 },
	dragged: { themes: 12, commands: [group('streets', 'Straat', 1, 2), group('parks', 'Groen', 5, 6)] },
	folded: { themes: 12, commands: [group('streets', 'Straat', 1, 2, 7)] },
	keyed: { themes: 12, commands: [group('streets', 'Straat', 2, 3)] },
	emptied: { themes: 12, commands: [group('streets', 'Straat', 1, 2)] },
	renamed: { themes: 12, commands: [group('streets', 'Straat', 1), group('parks', 'Groen', 5, 6)] },
	entered: { themes: 12, commands: [group('streets', 'Straat', 2, 3)] },
	filled: { themes: 12, commands: [group('streets', 'Straat', 11, 12), { type: 'group.fold', group: 'group-streets', folded: true }] },
	ringed: { themes: 24, colleagues: ['Bregje'], commands: [group('streets', 'Overlast in de wijk en meer', 19, 20)] },
	many: { themes: 200, commands: Array.from({ length: 200 }, (_, index) => group(`number-${index}`, `Groep ${index + 1}`, index + 1)) },
	low: { themes: 12 },
	narrow: { themes: 12, commands: [group('streets', 'Straat', 1, 2), group('parks', 'Groen', 5, 6)] }
});
const { open } = boards;

/** The board as it is read: each group's heading with the numbers beneath it. */
async function outline(page: Page): Promise<string[]> {
	return page.locator('.cards').evaluate((list) =>
		[...list.querySelectorAll('ul')].flatMap((cards) => {
			const heading = cards.previousElementSibling?.tagName === 'H2' ? cards.previousElementSibling.textContent : '';
			return `${heading}: ${[...cards.querySelectorAll('button')].map(({ id }) => id.slice(6)).join(' ')}`;
		})
	);
}
const reads = (page: Page, lines: string[]) => expect.poll(() => outline(page)).toEqual(lines);
const loose = (...numbers: number[]) => `Losse kaarten: ${numbers.join(' ')}`;
const heading = (page: Page, id: string) => page.locator(`#groep-group-${id}`);

/** A point of a group's name, beside the cards: where a hand takes the group. */
async function gripOf(page: Page, id: string) {
	const box = (await heading(page, id).boundingBox())!;
	return { x: Math.round(box.x + box.width * 0.75), y: Math.round(box.y + box.height / 2) };
}
async function fromMenu(page: Page, choice: string) {
	await page.getByRole('button', { name: 'Groep', exact: true }).click();
	await page.getByRole('button', { name: choice, exact: true }).click();
}

describe('a group', () => {
	it('is made of chosen cards, its name typed in place, and seen by the other facilitator', async () => {
		const [mine, other] = [await open('made'), await open('made')];
		const { page } = mine;
		await choose(mine, 2, 3);
		await fromMenu(page, 'Maak een groep');
		const field = page.getByRole('textbox', { name: 'Naam van de groep' });
		// Where the name will stand: above the first card.
		const aside = async () => Math.abs((await field.boundingBox())!.x - (await page.locator('#kaart-2').boundingBox())!.x);
		await expect.poll(aside).toBeLessThan(30);
		expect(await findings(page)).toEqual([]);
		await page.keyboard.type('Verkeer en parkeren');
		await page.keyboard.press('Enter');
		await page.getByText('Groep Verkeer en parkeren gemaakt met 2 kaarten.').waitFor();
		const grouped = [loose(1), 'Groep Verkeer en parkeren, 2 kaarten: 2 3', loose(4, 5, 6, 7, 8, 9, 10, 11, 12)];
		await reads(page, grouped);
		await reads(other.page, grouped);
		// The keyboard goes on at the group.
		await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('Groep Verkeer');
		expect(await findings(page)).toEqual([]);

		// It is drawn: the paper between its two cards is another than that between two loose ones.
		const between = async (left: number, right: number) => {
			const [from, to] = [(await page.locator(`#kaart-${left}`).boundingBox())!, (await page.locator(`#kaart-${right}`).boundingBox())!];
			const shot = await page.screenshot({ clip: { x: Math.round((from.x + from.width + to.x) / 2) - 1, y: Math.round(from.y + 20), width: 3, height: 3 } });
			return shot.toString('base64');
		};
		await soon(async () => expect(await between(2, 3)).not.toBe(await between(4, 5)));
		await page.keyboard.press('Control+z');
		await reads(page, [': 1 2 3 4 5 6 7 8 9 10 11 12']);
		await reads(other.page, [': 1 2 3 4 5 6 7 8 9 10 11 12']);
	});

	it('whose name is refused stays to be named, with what was typed', async () => {
		const board = await open('refused');
		const { page } = board;
		await choose(board, 2);
		await page.keyboard.press('g');
		const field = page.getByRole('textbox', { name: 'Naam van de groep' });
		await field.press('Enter');
		await page.getByRole('alert').getByText('Hier staat nog niets').waitFor();
		await field.fill('Buren');
		const direction = await direct(boards.server.local, boards.evenings.refused.facilitator);
		await direction.do({ type: 'theme.remove', themes: [2] });
		await page.locator('#kaart-2').waitFor({ state: 'detached' });
		await field.press('Enter');
		await page.getByRole('alert').getByText('Thema 2 bestaat niet meer.').waitFor();
		await expect.poll(() => field.inputValue()).toBe('Buren');
		await field.press('Escape');
		await field.waitFor({ state: 'detached' });
		direction.close();
	});

	it('is made by a press elsewhere once it has a name, and not without one', async () => {
		const board = await open('pressed');
		const { page } = board;
		const field = page.getByRole('textbox', { name: 'Naam van de groep' });
		await choose(board, 2);
		await page.keyboard.press('g');
		await field.waitFor();
		await page.mouse.click(700, 740);
		await field.waitFor({ state: 'detached' });
		expect(await page.getByRole('heading', { name: /^Groep / }).count()).toBe(0);
		await choose(board, 2);
		await page.keyboard.press('g');
		await field.fill('Straat');
		// Right above its cards: the first of them stays to be read.
		const [name, card] = [(await page.locator('form:has(:focus)').boundingBox())!, (await page.locator('#kaart-2').boundingBox())!];
		expect(card.y - (name.y + name.height)).toBeGreaterThanOrEqual(-1);
		expect(card.y - (name.y + name.height)).toBeLessThan(30);
		expect(await findings(page)).toEqual([]);
		await page.mouse.click(700, 740);
		await page.getByText('Groep Straat gemaakt met 1 kaart.').waitFor();
		await field.waitFor({ state: 'detached' });
	});

	it('moves with all its cards by its name, and takes up and loses cards by drag', async () => {
		const [mine, other] = [await open('dragged'), await open('dragged')];
		const { page } = mine;
		const was = { one: await mine.place(1), two: await mine.place(2), three: await mine.place(3) };
		const grip = await gripOf(page, 'streets');
		await mine.drag(grip, { x: grip.x + 10, y: grip.y - 60 });
		await page.getByText('Groep Straat verplaatst.').waitFor();
		const is = { one: await mine.place(1), two: await mine.place(2), three: await mine.place(3) };
		expect(is.one.y).toBeLessThan(was.one.y);
		expect(is.two.y - was.two.y).toBe(is.one.y - was.one.y);
		expect(is.three).toEqual(was.three);
		await soon(async () => expect(await other.places()).toEqual(await mine.places()));

		// Onto the other group's cards, and into its area.
		await mine.drag(await mine.grip(3), await mine.grip(5));
		await page.getByText('Thema 3 ligt nu in groep Groen.').waitFor();
		await expect.poll(() => heading(other.page, 'parks').innerText()).toBe('Groep Groen, 3 kaarten');
		// One step back: out of the group and to where it lay.
		await page.keyboard.press('Control+z');
		await expect.poll(() => heading(other.page, 'parks').innerText()).toBe('Groep Groen, 2 kaarten');
		await soon(async () => expect(await other.place(3)).toEqual(was.three));

		const from = await mine.grip(2);
		await mine.drag(from, { x: from.x + 100, y: 700 });
		await page.getByText('Thema 2 is uit de groep gehaald.').waitFor();
		await expect.poll(() => heading(other.page, 'streets').innerText()).toBe('Groep Straat, 1 kaart');
		await soon(async () => expect(await other.places()).toEqual(await mine.places()));
		expect(await findings(page)).toEqual([]);
	});

	it('folds into one area that names it; its cards keep their places, and are found', async () => {
		const [mine, other] = [await open('folded'), await open('folded')];
		const { page } = mine;
		const was = await mine.place(2);
		const grip = await gripOf(page, 'streets');
		await page.mouse.click(grip.x, grip.y);
		expect(await mine.chosen()).toEqual([1, 2, 7]);
		await page.getByRole('button', { name: 'Klap in' }).click();
		await page.getByText('Groep Straat ingeklapt, 3 kaarten.').waitFor();
		const folded = ['Groep Straat, 3 kaarten, ingeklapt: ', loose(3, 4, 5, 6, 8, 9, 10, 11, 12)];
		await reads(page, folded);
		await reads(other.page, folded);
		expect(await findings(page)).toEqual([]);
		// A press where a card lay is on paper.
		await page.keyboard.press('Escape');
		const second = await other.grip(3);
		const first = await other.grip(4);
		await page.mouse.click(2 * second.x - first.x, second.y);
		expect(await mine.chosen()).toEqual([]);

		await page.keyboard.press('/');
		await page.keyboard.type('2');
		await page.keyboard.press('Enter');
		await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Groep Straat, 3 kaarten, ingeklapt');
		await page.keyboard.press('Enter');
		await page.getByText('Groep Straat uitgeklapt, 3 kaarten.').waitFor();
		await reads(page, ['Groep Straat, 3 kaarten: 1 2 7', loose(3, 4, 5, 6, 8, 9, 10, 11, 12)]);
		expect(await mine.place(2)).toEqual(was);

		// Folded and laid over a card it covers that, as a card does: there it is taken up again.
		await heading(page, 'streets').press('Enter');
		await reads(page, folded);
		const middle = async () => {
			const { x, y, width, height } = (await heading(page, 'streets').boundingBox())!;
			return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
		};
		await mine.drag(await middle(), await mine.grip(10));
		await page.getByText('Groep Straat verplaatst.').waitFor();
		await page.keyboard.press('Escape');
		const { x, y } = await middle();
		await page.mouse.click(x, y);
		await expect.poll(() => heading(page, 'streets').getAttribute('aria-pressed')).toBe('true');
		expect(await mine.chosen()).toEqual([]);
		await page.keyboard.press('Escape');
		// For the other facilitator too.
		const boxOf = (page: Page) => heading(page, 'streets').boundingBox();
		await soon(async () => expect(await boxOf(other.page)).toEqual(await boxOf(page)));
		await other.page.mouse.click(x, y);
		await expect.poll(() => heading(other.page, 'streets').getAttribute('aria-pressed')).toBe('true');
	});

	it('is emptied and renamed from the bar, each step taken back', async () => {
		const { page } = await open('emptied');
		const grip = await gripOf(page, 'streets');
		await page.mouse.click(grip.x, grip.y);
		await page.getByRole('button', { name: 'Naam wijzigen' }).click();
		const field = page.getByRole('textbox', { name: 'Naam van de groep' });
		await expect.poll(() => field.inputValue()).toBe('Straat');
		await field.fill('De straat');
		await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
		await page.getByText('De groep heet nu De straat.').waitFor();
		await page.getByRole('button', { name: 'Hef op' }).click();
		await page.getByText('Groep De straat opgeheven. 2 kaarten liggen weer los.').waitFor();
		await reads(page, [': 1 2 3 4 5 6 7 8 9 10 11 12']);
		await page.getByRole('button', { name: undoName }).click();
		await reads(page, ['Groep De straat, 2 kaarten: 1 2', loose(3, 4, 5, 6, 7, 8, 9, 10, 11, 12)]);
	});
});

it('gets a card from the menu, which comes to lie in it: a pile stays where it is, also with a card on the lock in it', async () => {
	const [mine, other] = [await open('filled'), await open('filled')];
	const { page } = mine;
	const lies = (of: Page) => of.locator('h2:has(#groep-group-streets)').evaluate((name) => (name as HTMLElement).style.translate);
	const [pile, second] = [await lies(page), await mine.place(2)];
	await choose(mine, 2);
	await fromMenu(page, 'Naar groep Straat');
	await page.getByText('Thema 2 ligt nu in groep Straat.').waitFor();
	await reads(other.page, [loose(1, 3, 4, 5, 6, 7, 8, 9, 10), 'Groep Straat, 3 kaarten, ingeklapt: ']);
	expect([await lies(page), await lies(other.page)]).toEqual([pile, pile]);
	// One step back: out of the group and to where it lay.
	await page.keyboard.press('Control+z');
	await reads(other.page, [loose(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 'Groep Straat, 2 kaarten, ingeklapt: ']);
	await soon(async () => expect([await other.place(2), await lies(other.page)]).toEqual([second, pile]));

	const direction = await direct(boards.server.local, boards.evenings.filled.facilitator);
	await direction.do({ type: 'theme.lock', themes: [4, 11], locked: true });
	direction.close();
	await page.keyboard.press('Escape');
	await choose(mine, 3, 4);
	await fromMenu(page, 'Naar groep Straat');
	await page.getByText('Thema 3 ligt nu in groep Straat. 1 kaart op slot bleef liggen.').waitFor();
	expect(await lies(page)).toBe(pile);
	await page.keyboard.press('Escape');
	await heading(page, 'streets').focus();
	await page.keyboard.press('Enter');
	await reads(page, [loose(1, 2, 4, 5, 6, 7, 8, 9, 10), 'Groep Straat, 3 kaarten: 11 12 3']);
	// The open group too gets it next to its cards.
	const [first, third] = [await mine.place(11), await mine.place(3)];
	expect(third).toEqual({ x: first.x, y: first.y + 250 });
	await choose(mine, 1);
	await fromMenu(page, 'Naar groep Straat');
	await page.getByText('Thema 1 ligt nu in groep Straat.').waitFor();
	expect(await mine.place(1)).toEqual({ x: third.x + 360, y: third.y });
	expect(await lies(page)).toBe(pile);
});

it('has a name that is read while its cards are chosen, by whomever and from afar', async () => {
	const mine = await open('ringed');
	const { page } = mine;
	/** The letters of the name as they are printed, with all that runs through them. */
	const letters = async () => {
		const { x, y, width, height } = (await heading(page, 'streets').boundingBox())!;
		return (await page.screenshot({ clip: { x: Math.round(x) + 8, y: Math.round(y + height * 0.25), width: Math.round(width / 2), height: Math.round(height * 0.5) } })).toString('base64');
	};
	const bare = await letters();
	const bregje = await boards.open('ringed', {}, boards.evenings.ringed.colleagues[0]);
	await page.getByText('Ook op het bord: Bregje.').waitFor({ state: 'attached' });
	await bregje.page.locator('#groep-group-streets').focus();
	await bregje.page.keyboard.press('Space');
	await page.getByText('Gekozen door Bregje.').first().waitFor({ state: 'attached' });
	await soon(async () => expect(await letters()).toBe(bare));
	await heading(page, 'streets').focus();
	await page.keyboard.press('Space');
	await expect.poll(() => mine.chosen()).toEqual([19, 20]);
	await page.locator('#kaart-1').focus();
	await soon(async () => expect(await letters()).toBe(bare));
});

it('Enter opens the card that was chosen with the mouse, and folds the group that was chosen by its area', async () => {
	const mine = await open('entered');
	const { page } = mine;
	await choose(mine, 5);
	await page.keyboard.press('Enter');
	await page.getByRole('complementary', { name: 'Thema 5' }).waitFor();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	const grip = await gripOf(page, 'streets');
	await page.mouse.click(grip.x, grip.y);
	await page.keyboard.press('Enter');
	await expect.poll(() => heading(page, 'streets').getAttribute('aria-expanded')).toBe('false');
	await page.keyboard.press('Enter');
	await expect.poll(() => heading(page, 'streets').getAttribute('aria-expanded')).toBe('true');
});

it('F2 types the name of the group that was chosen by its area, of one card or more; with nothing to type it says what to do', async () => {
	const board = await open('renamed');
	const { page } = board;
	const field = page.getByRole('textbox', { name: 'Naam van de groep' });
	for (const [id, name] of [['streets', 'De straat'], ['parks', 'Het groen']] as const) {
		const grip = await gripOf(page, id);
		await page.mouse.click(grip.x, grip.y);
		await page.keyboard.press('F2');
		await field.fill(name);
		await field.press('Enter');
		await page.getByText(`De groep heet nu ${name}.`).waitFor();
		await page.keyboard.press('Escape');
	}

	// The only card of a group, pressed itself: its title is meant.
	const card = await board.grip(1);
	await page.mouse.click(card.x, card.y);
	await page.keyboard.press('F2');
	await page.getByRole('textbox', { name: 'Titel van thema 1' }).press('Escape');

	const { x, y } = (await page.locator('.stage').boundingBox())!;
	await page.mouse.click(x + 8, y + 300);
	expect(await board.chosen()).toEqual([]);
	for (const numbers of [[], [3, 4]]) {
		await choose(board, ...numbers);
		await page.keyboard.press('F2');
		await page.getByText('Kies één kaart, één briefje of één groep. Druk dan op F2.').waitFor();
		expect(await page.locator('form.writing').count()).toBe(0);
		await page.getByRole('button', { name: 'Melding sluiten' }).click();
	}
});

it('with the keyboard alone a group is made, filled, moved, folded, emptied', async () => {
	const [mine, other] = [await open('keyed'), await open('keyed')];
	const { page } = mine;
	await page.locator('#kaart-1').focus();
	await page.keyboard.press('Tab');
	await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Groep Straat, 2 kaarten');
	await page.keyboard.press('Space');
	expect(await mine.chosen()).toEqual([2, 3]);
	await expect.poll(() => page.locator('.board > [role="status"]').innerText()).toBe('Groep Straat gekozen, 2 kaarten.');
	const was = await mine.place(3);
	await page.keyboard.press('ArrowDown');
	await page.getByText('Groep Straat verplaatst.').waitFor();
	await soon(async () => expect(await other.place(3)).toEqual({ x: was.x, y: was.y + 20 }));
	await page.keyboard.press('Escape');

	// From the group's name an arrow goes to its first card, and on.
	await heading(page, 'streets').focus();
	await page.keyboard.press('ArrowDown');
	await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('kaart-2');
	await page.locator('#kaart-4').focus();
	await page.keyboard.press('Space');
	const menu = page.getByRole('button', { name: 'Groep', exact: true });
	await menu.focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Escape');
	await expect.poll(() => menu.getAttribute('aria-expanded')).toBe('false');
	// Escape closed the list, and nothing else.
	expect(await mine.chosen()).toEqual([4]);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.getByText('Thema 4 ligt nu in groep Straat.').waitFor();
	await expect.poll(() => heading(other.page, 'streets').innerText()).toBe('Groep Straat, 3 kaarten');
	await fromMenu(page, 'Haal uit de groep');
	await page.getByText('Thema 4 is uit de groep gehaald.').waitFor();
	await heading(page, 'streets').focus();
	await page.keyboard.press('Enter');
	await expect.poll(() => heading(other.page, 'streets').innerText()).toBe('Groep Straat, 2 kaarten, ingeklapt');
	// Its name keeps the keyboard.
	await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('groep-group-streets');
});

it('on a phone its bar and list fit, and axe finds nothing', async () => {
	const { page } = await open('narrow', { viewport: { width: 360, height: 740 } });
	await heading(page, 'streets').focus();
	await page.keyboard.press('Space');
	await page.getByRole('button', { name: 'Groep', exact: true }).click();
	await page.getByRole('button', { name: 'Naar groep Groen' }).waitFor();
	const outside = () =>
		page.evaluate(() => [...document.querySelectorAll('.chosen button')].map((button) => button.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth).length);
	await expect.poll(outside).toBe(0);
	expect(await findings(page)).toEqual([]);
});

it('a board of 200 groups opens, is read group by group, and goes on working', async () => {
	const board = await open('many');
	const { page } = board;
	await expect.poll(() => page.getByRole('heading', { name: /^Groep Groep \d+/ }).count()).toBe(200);
	const before = await board.place(150);
	await page.keyboard.press('Tab');
	for (const figure of '150') await page.keyboard.press(figure);
	await page.getByText('Thema 150 gevonden.').waitFor();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowDown');
	await expect.poll(async () => (await board.place(150)).y).toBe(before.y + 20);
	await page.locator('#groep-group-number-149').focus();
	await page.keyboard.press('Enter');
	await page.getByText('Groep Groep 150 ingeklapt, 1 kaart.').waitFor();
});

it('in a browser at 200 % no tool or notice lies over another or over what is chosen, and cards move without a drag', async () => {
	const board = await open('low', { viewport: { width: 683, height: 384 } });
	const { page } = board;
	/** What lies under something else in its middle, of these controls. */
	const covered = (controls: string) =>
		page.locator(controls).evaluateAll((all) =>
			all
				.filter((one) => one.checkVisibility())
				.filter((one) => {
					const { left, top, width, height } = one.getBoundingClientRect();
					const under = top + height / 2 < innerHeight ? document.elementFromPoint(left + width / 2, top + height / 2) : one;
					return under === null || !one.contains(under);
				})
				.map((one) => one.textContent.trim() || one.getAttribute('aria-label'))
		);
	/** Is this card in sight, clear of what lies over the board? */
	const clear = (id: string) =>
		page.locator(`#${id}`).evaluate((thing) => {
			const at = thing.getBoundingClientRect();
			const stage = document.querySelector('.stage')!.getBoundingClientRect();
			const over = [...document.querySelectorAll('[data-overlay]')].map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width > 0 && height > 0);
			const within = at.left >= stage.left && at.right <= stage.right && at.top >= stage.top && at.bottom <= stage.bottom;
			return within && !over.some((one) => one.left < at.right && at.left < one.right && one.top < at.bottom && at.top < one.bottom);
		});
	for (const number of ['9', '8']) {
		await page.keyboard.press(number);
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`kaart-${number}`);
		await page.keyboard.press('Space');
		await expect.poll(() => clear(`kaart-${number}`)).toBe(true);
	}
	await page.keyboard.press('g');
	const field = page.getByRole('textbox', { name: 'Naam van de groep' });
	const name = 'Verkeersveiligheidsmaatregelenbijdebasisscholenindewijkenzo';
	await field.fill(name);
	await field.press('Enter');
	await page.getByText(`Groep ${name} gemaakt met 2 kaarten.`).first().waitFor();
	const bar = page.getByRole('group', { name: 'Gekozen kaarten' });
	// One line, in which the name is whole for who hears it.
	expect((await bar.boundingBox())!.height).toBeLessThan(70);
	expect((await bar.locator('.group').textContent())!.replaceAll('\u00ad', '')).toContain(name);
	await expect.poll(() => clear('kaart-8')).toBe(true);
	expect(await covered('.tools button, .zoom button, .pinned button')).toEqual([]);

	const was = await board.place(8);
	await bar.getByRole('button', { name: 'Meer', exact: true }).click();
	await bar.getByRole('button', { name: 'Naar links' }).click();
	await bar.getByRole('button', { name: 'Naar links' }).click();
	await expect.poll(async () => (await board.place(8)).x).toBe(was.x - 200);
	expect(await findings(page)).toEqual([]);
	await page.keyboard.press('Escape');

	// The notice stands beside an open theme.
	await page.locator('#kaart-3').focus();
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Toon op het scherm' }).waitFor();
	await page.locator('.pinned .shown').waitFor();
	expect(await covered('.panel-of button, .pinned button')).toEqual([]);
});
