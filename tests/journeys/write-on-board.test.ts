import { describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct } from '../evening.ts';
import { boardsOf } from './boards.ts';
import { soon, type OpenBoard } from './on-the-board.ts';

/** Each test has an evening of its own, so that none finds what another wrote. */
const boards = boardsOf({
	titled: { themes: 12 },
	left: { themes: 6 },
	both: { themes: 6 },
	merged: { themes: 12 },
	refused: { themes: 12 },
	locked: { themes: 12, commands: [{ type: 'theme.lock', themes: [2], locked: true }] },
	added: { themes: 12 },
	pressed: { themes: 6 },
	first: { themes: 0 },
	found: { themes: 12, commands: [{ type: 'group.add', group: 'group-streets', name: 'Straat', themes: [3, 4] }, { type: 'group.fold', group: 'group-streets', folded: true }] },
	long: { themes: 6 },
	narrow: { themes: 6 }
});
const { open } = boards;
const titleOf = ({ page }: OpenBoard, number: number) => page.locator(`#kaart-${number}`).innerText();
const focused = ({ page }: OpenBoard) => page.evaluate('document.activeElement.id');

describe('a title', () => {
	it('is typed on its card: two clicks on it, or F2; Enter saves, Escape leaves, one press takes back', async () => {
		const [mine, other] = [await open('titled'), await open('titled')];
		const { page } = mine;
		const was = await titleOf(mine, 2);
		const at = await mine.grip(2);
		await page.mouse.dblclick(at.x, at.y);
		const field = page.getByRole('textbox', { name: 'Titel van thema 2' });
		await field.waitFor();
		// Over its card, and as wide, or so wide that one can read it.
		const [box, card] = [(await field.boundingBox())!, (await page.locator('#kaart-2').boundingBox())!];
		expect(Math.abs(box.x - card.x)).toBeLessThan(8);
		expect(Math.abs(box.width - Math.max(240, card.width))).toBeLessThan(12);
		expect(await findings(page)).toEqual([]);
		await page.keyboard.type('Auto’s op de stoep');
		await page.keyboard.press('Enter');
		await page.getByText('Thema 2 heet nu ‘Auto’s op de stoep’.').waitFor();
		await expect.poll(() => titleOf(other, 2)).toContain('Auto’s op de stoep');
		await expect.poll(() => focused(mine)).toBe('kaart-2');
		// The panel did not open as well.
		expect(await page.getByRole('complementary', { name: 'Thema 2' }).count()).toBe(0);

		await page.keyboard.press('F2');
		await expect.poll(() => field.inputValue()).toBe('Auto’s op de stoep');
		await page.keyboard.type('Toch anders');
		await page.keyboard.press('Escape');
		await field.waitFor({ state: 'detached' });
		await expect.poll(() => focused(mine)).toBe('kaart-2');
		expect(await titleOf(mine, 2)).toContain('Auto’s op de stoep');
		await page.keyboard.press('Control+z');
		await expect.poll(() => titleOf(other, 2)).toBe(was);
	});

	it('is saved by a press elsewhere, as large as its card when zoomed', async () => {
		const board = await open('titled');
		const { page } = board;
		await page.locator('#kaart-3').focus();
		await page.keyboard.press('F2');
		const field = page.getByRole('textbox', { name: 'Titel van thema 3' });
		await field.fill('Donkere paden');
		for (let press = 0; press < 2; press += 1) await page.getByRole('button', { name: 'Inzoomen' }).click();
		await soon(async () => {
			const [box, card] = [(await field.boundingBox())!, (await page.locator('#kaart-3').boundingBox())!];
			expect(card.width).toBeGreaterThan(240);
			expect(Math.abs(box.width - card.width)).toBeLessThan(12);
		});
		const { x, y } = (await page.locator('.stage').boundingBox())!;
		await page.mouse.click(x + 8, y + 300);
		await page.getByText('Thema 3 heet nu ‘Donkere paden’.').waitFor();
		await field.waitFor({ state: 'detached' });
	});

	it('is saved too when one goes to another page of the evening', async () => {
		const [mine, other] = [await open('left'), await open('left')];
		const { page } = mine;
		await page.locator('#kaart-3').focus();
		await page.keyboard.press('F2');
		await page.getByRole('textbox', { name: 'Titel van thema 3' }).fill('Donkere paden');
		await page.getByRole('link', { name: 'Reacties' }).click();
		await page.getByText('Thema 3 heet nu ‘Donkere paden’.').waitFor();
		await expect.poll(() => titleOf(other, 3)).toContain('Donkere paden');
	});

	it('that another changed meanwhile is not overwritten unseen: the field says what it is now, and a second Enter keeps one’s own', async () => {
		const [mine, other] = [await open('both'), await open('both')];
		for (const { page } of [mine, other]) {
			await page.locator('#kaart-2').focus();
			await page.keyboard.press('F2');
		}
		await other.page.getByRole('textbox', { name: 'Titel van thema 2' }).fill('Zwerfvuil bij de bus');
		await mine.page.getByRole('textbox', { name: 'Titel van thema 2' }).fill('Vuil op straat');
		await other.page.keyboard.press('Enter');
		await expect.poll(() => titleOf(mine, 2)).toContain('Zwerfvuil bij de bus');
		await mine.page.keyboard.press('Enter');
		await mine.page.getByText('Een ander maakte er net ‘Zwerfvuil bij de bus’ van.').waitFor();
		expect(await titleOf(other, 2)).toContain('Zwerfvuil bij de bus');
		expect(await findings(mine.page)).toEqual([]);
		await mine.page.keyboard.press('Enter');
		await expect.poll(() => titleOf(other, 2)).toContain('Vuil op straat');
	});

	it('whose theme was merged meanwhile is that theme’s still; the keyboard and the view go on at the card that it is on now', async () => {
		const board = await open('merged');
		const { page } = board;
		const direction = await direct(boards.server.local, boards.evenings.merged.facilitator);
		const inView = async (number: number) => {
			const { x, y, width } = (await page.locator(`#kaart-${number}`).boundingBox())!;
			return x >= 0 && x + width <= 1366 && y > 100 && y < 768;
		};
		await page.locator('#kaart-9').focus();
		for (let press = 0; press < 4; press += 1) await page.keyboard.press('+');
		await page.keyboard.press('F2');
		const field = page.locator('form.writing textarea');
		await field.fill('Zwerfvuil bij de bus');
		await direction.do({ type: 'theme.merge', themes: [9], into: 10 });
		await page.locator('#kaart-9').waitFor({ state: 'detached' });
		await field.press('Enter');
		await page.getByText('Thema 9 heet nu ‘Zwerfvuil bij de bus’.').waitFor();
		await expect.poll(() => focused(board)).toBe('kaart-10');
		await soon(async () => expect(await inView(10)).toBe(true));
		expect(await inView(1)).toBe(false);

		// The same where it is left as it was.
		await page.keyboard.press('F2');
		await field.waitFor();
		await direction.do({ type: 'theme.merge', themes: [10], into: 11 });
		await page.locator('#kaart-10').waitFor({ state: 'detached' });
		await field.press('Escape');
		await expect.poll(() => focused(board)).toBe('kaart-11');
		direction.close();
	});

	it('that is refused stays, with what was typed', async () => {
		const board = await open('refused');
		const { page } = board;
		await page.locator('#kaart-2').focus();
		await page.keyboard.press('F2');
		const field = page.getByRole('textbox', { name: 'Titel van thema 2' });
		await field.fill('   ');
		await field.press('Enter');
		await page.getByRole('alert').getByText('Hier staat nog niets').waitFor();
		await field.fill('Overlast van honden');
		const direction = await direct(boards.server.local, boards.evenings.refused.facilitator);
		await direction.do({ type: 'theme.lock', themes: [2], locked: true });
		await field.press('Enter');
		await page.getByRole('alert').getByText('op slot').waitFor();
		await expect.poll(() => field.inputValue()).toBe('Overlast van honden');
		expect(await findings(page)).toEqual([]);
		await direction.do({ type: 'theme.lock', themes: [2], locked: false });
		await field.press('Enter');
		await page.getByText('Thema 2 heet nu ‘Overlast van honden’.').waitFor();
		direction.close();
	});

	it('of a card on the lock is not typed, and the board says why', async () => {
		const board = await open('locked');
		const at = await board.grip(2);
		await board.page.mouse.dblclick(at.x, at.y);
		await board.page.getByText('Thema 2 zit op slot. Haal eerst het slot weg.').waitFor();
		expect(await board.page.getByRole('textbox', { name: 'Titel van thema 2' }).count()).toBe(0);
	});
});

describe('a new theme', () => {
	it('comes where one looks, its main theme proposed from its title', async () => {
		const [mine, other] = [await open('added'), await open('added')];
		const { page } = mine;
		await page.keyboard.press('t');
		const field = page.getByRole('textbox', { name: 'Titel van het nieuwe thema' });
		await field.waitFor();
		expect(await findings(page)).toEqual([]);
		await page.keyboard.type('Te hard rijden bij school');
		await expect.poll(() => page.getByLabel('Hoofdthema').inputValue()).toBe('verkeer');
		await page.keyboard.press('Enter');
		await page.getByText('Thema ‘Te hard rijden bij school’ toegevoegd.').waitFor();
		await expect.poll(() => titleOf(other, 13)).toContain('Thema 13, Verkeer: Te hard rijden bij school.');
		await expect.poll(() => focused(mine)).toBe('kaart-13');
		// Over no other card.
		const covered = await page.locator('.cards li button').evaluateAll((buttons) => {
			const at = document.getElementById('kaart-13')!.getBoundingClientRect();
			return buttons.filter((button) => button.id !== 'kaart-13').map((button) => button.getBoundingClientRect()).filter((one) => one.left < at.right && at.left < one.right && one.top < at.bottom && at.top < one.bottom).length;
		});
		expect(covered).toBe(0);
		await page.keyboard.press('Control+z');
		await other.page.locator('#kaart-13').waitFor({ state: 'detached' });
	});

	it('is added by a button, with a main theme of one’s own choice; without a title it is none', async () => {
		const { page } = await open('pressed');
		await page.getByRole('button', { name: 'Nieuw thema' }).click();
		const field = page.getByRole('textbox', { name: 'Titel van het nieuwe thema' });
		await field.press('Enter');
		await page.getByRole('alert').getByText('Hier staat nog niets').waitFor();
		await page.getByLabel('Hoofdthema').selectOption('toekomst');
		await field.fill('Fietsenstalling bij het station');
		await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
		await expect.poll(() => page.locator('#kaart-7').innerText()).toContain('Thema 7, Toekomst');
		await page.getByRole('button', { name: 'Nieuw thema' }).click();
		await field.press('Escape');
		await field.waitFor({ state: 'detached' });
		expect(await page.locator('.cards li').count()).toBe(7);
	});

	it('can be the first one on an empty board', async () => {
		const { page } = await open('first');
		await page.keyboard.press('t');
		await page.getByRole('textbox', { name: 'Titel van het nieuwe thema' }).fill('Meer bomen');
		await page.keyboard.press('Enter');
		await expect.poll(() => page.locator('#kaart-1').innerText()).toContain('Meer bomen');
		expect(await page.getByText('Het bord is nog leeg').count()).toBe(0);
	});
});

it('figures go to the theme with that number: in view, with the keyboard, in words', async () => {
	const board = await open('found');
	const { page } = board;
	for (let press = 0; press < 6; press += 1) await page.keyboard.press('+');
	await page.keyboard.press('7');
	await expect.poll(() => focused(board)).toBe('kaart-7');
	await expect.poll(() => page.locator('.board > [role="status"]').innerText()).toBe('Thema 7 gevonden.');
	const inView = async (number: number) => {
		const box = (await page.locator(`#kaart-${number}`).boundingBox())!;
		return box.x >= 0 && box.y > 100 && box.x + box.width <= 1366 && box.y + box.height <= 768;
	};
	await expect.poll(() => inView(7)).toBe(true);
	// No hand that means another number types so soon.
	await page.waitForTimeout(1300);
	await page.keyboard.type('12');
	await expect.poll(() => focused(board)).toBe('kaart-12');
	await expect.poll(() => inView(12)).toBe(true);
	await page.waitForTimeout(1300);
	await page.keyboard.press('4');
	await expect.poll(() => focused(board)).toBe('groep-group-streets');
	await expect.poll(() => page.locator('.board > [role="status"]').innerText()).toBe('Thema 4 ligt in groep Straat.');
	// Another key between: figures are one number only when they follow one another.
	await page.keyboard.press('Escape');
	await page.keyboard.type('44');
	await page.getByText('Thema 44 staat niet op het bord.').waitFor();
});

it('what is too long is not cut: the field says how much, and it is not saved', async () => {
	const { page } = await open('long');
	await page.keyboard.press('n');
	const field = page.getByRole('textbox', { name: 'Tekst van het briefje' });
	const says = page.locator('form.writing').getByRole('status');
	await field.fill('a'.repeat(240));
	expect(await page.getByText('tekens', { exact: false }).count()).toBe(0);
	await field.fill('a'.repeat(260));
	await page.getByText('nog 20 tekens', { exact: true }).waitFor();
	expect(await says.innerText()).toBe('De tekst is bijna te lang.');
	await field.fill('');
	await page.keyboard.insertText('a'.repeat(450));
	await page.getByText('170 tekens te veel', { exact: true }).waitFor();
	expect(await says.innerText()).toBe('De tekst is te lang.');
	expect(await findings(page)).toEqual([]);
	await field.press('Enter');
	await page.getByRole('alert').getByText('280').waitFor();
	expect((await field.inputValue()).length).toBe(450);
	await field.fill('Past wel');
	await field.press('Enter');
	await page.getByText('Briefje toegevoegd.').waitFor();
});

it('on a phone the field fits, and axe finds nothing', async () => {
	const { page } = await open('narrow', { viewport: { width: 360, height: 740 } });
	await page.getByRole('button', { name: 'Nieuw thema' }).click();
	const form = page.locator('form.writing');
	await soon(async () => {
		const box = (await form.boundingBox())!;
		expect(box.x >= 0 && box.x + box.width <= 360 && box.y + box.height <= 740).toBe(true);
	});
	expect(await findings(page)).toEqual([]);
});
