import { expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct } from '../evening.ts';
import { boardsOf } from './boards.ts';
import { soon, type OpenBoard } from './on-the-board.ts';
import { undoName } from './hall.ts';

const note = (id: string, text: string, x: number, y: number) => ({ type: 'note.add', note: `note-${id}`, text, x, y }) as const;
/** Each test has an evening of its own. Six cards lie in one row; the notes below it. */
const boards = boardsOf({
	written: { themes: 6 },
	moved: { themes: 6, commands: [note('call', 'Wijkagent bellen', 0, 280), note('ask', 'Wie heeft de sleutel?', 360, 280)] },
	ordered: { themes: 6, commands: [note('call', 'Wijkagent bellen', 0, 280), note('ask', 'Wie heeft de sleutel?', 360, 340)] },
	keyed: { themes: 6, commands: [note('call', 'Wijkagent bellen', 0, 280), note('ask', 'Wie heeft de sleutel?', 360, 280)] },
	gone: { themes: 6, commands: [note('call', 'Wijkagent bellen', 0, 280)] },
	narrow: { themes: 6, commands: [note('call', 'Wijkagent bellen', 0, 280)] }
});
const { open } = boards;
const notes = ({ page }: OpenBoard) => page.locator('.cards ul.notes button').allInnerTexts();
const one = ({ page }: OpenBoard, id: string) => page.locator(`#briefje-note-${id}`);
const placeOf = (board: OpenBoard, id: string) => one(board, id).evaluate((button) => button.closest('li')?.style.translate);
async function grip(board: OpenBoard, id: string) {
	const box = (await one(board, id).boundingBox())!;
	return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height * 0.6) };
}
const told = ({ page }: OpenBoard) => page.locator('.board > [role="status"]').innerText();

it('a note is written where one looks, changed by two clicks, removed, and each step taken back; the screen shows none', async () => {
	const [mine, other] = [await open('written'), await open('written')];
	const { page, context } = mine;
	await page.keyboard.press('n');
	const field = page.getByRole('textbox', { name: 'Tekst van het briefje' });
	await field.waitFor();
	expect(await findings(page)).toEqual([]);
	await field.press('Enter');
	await page.getByRole('alert').getByText('Hier staat nog niets').waitFor();
	await page.keyboard.type('Zaal bellen');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('over de koffie');
	await page.keyboard.press('Enter');
	await page.getByText('Briefje toegevoegd.').waitFor();
	await expect.poll(() => notes(other)).toEqual(['Briefje: Zaal bellen over de koffie']);
	// The keyboard goes on at the note, which has a heading of its own.
	await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('Briefje: Zaal bellen');
	expect(await page.getByRole('heading', { name: 'Briefjes' }).count()).toBe(1);
	expect(await findings(page)).toEqual([]);

	// It is drawn: its words stand on the other's canvas.
	const button = other.page.locator('.cards ul.notes button');
	const box = (await button.boundingBox())!;
	const shot = await other.page.screenshot({ clip: { x: box.x + 4, y: box.y + 4, width: box.width * 0.7, height: box.height * 0.3 } });
	await other.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
	await other.page.getByRole('textbox', { name: 'Tekst van het briefje' }).fill('Koffie geregeld');
	await other.page.keyboard.press('Enter');
	await other.page.getByText('Briefje gewijzigd.').waitFor();
	await expect.poll(() => notes(mine)).toEqual(['Briefje: Koffie geregeld']);
	await other.page.mouse.click(20, box.y);
	await soon(async () => expect((await other.page.screenshot({ clip: { x: box.x + 4, y: box.y + 4, width: box.width * 0.7, height: box.height * 0.3 } })).equals(shot)).toBe(false));

	const screen = await context.newPage();
	await screen.goto(`${boards.server.local}${boards.evenings.written.links.screen}`);
	await screen.locator('main').waitFor();
	expect(await screen.content()).not.toContain('Koffie geregeld');
	await screen.close();

	await other.page.keyboard.press('Control+z');
	await expect.poll(async () => (await notes(mine))[0]).toContain('Zaal bellen');
	await page.keyboard.press('Delete');
	await page.getByText('Briefje verwijderd.').waitFor();
	await expect.poll(() => notes(other)).toEqual([]);
	await page.keyboard.press('Control+z');
	await expect.poll(() => notes(other)).toHaveLength(1);
	await page.keyboard.press('Control+z');
	await expect.poll(() => notes(other)).toEqual([]);
});

it('notes are laid in order, by themselves and among cards, in one step', async () => {
	const board = await open('ordered');
	const { page } = board;
	const arrange = async (how: string) => {
		await page.getByRole('button', { name: 'Schik' }).click();
		await page.getByRole('button', { name: how, exact: true }).click();
	};
	const was = await placeOf(board, 'ask');
	const call = await grip(board, 'call');
	const ask = await grip(board, 'ask');
	await page.mouse.click(call.x, call.y);
	const add = async ({ x, y }: { x: number; y: number }) => {
		await page.keyboard.down('Shift');
		await page.mouse.click(x, y);
		await page.keyboard.up('Shift');
	};
	await add(ask);
	await expect.poll(() => told(board)).toBe('2 briefjes gekozen.');
	// Notes have no main theme and no dots to go by.
	await page.getByRole('button', { name: 'Schik' }).click();
	expect(await page.getByRole('button', { name: 'Per hoofdthema' }).count()).toBe(0);
	await page.keyboard.press('Escape');
	await arrange('Bovenkanten gelijk');
	await page.getByText('1 briefje verplaatst.').waitFor();
	const top = async (id: string) => (await one(board, id).boundingBox())!.y;
	await expect.poll(async () => (await top('ask')) - (await top('call'))).toBeCloseTo(0);
	await add(await board.grip(1));
	await arrange('Linkerkanten gelijk');
	await expect.poll(() => placeOf(board, 'ask')).toBe(await placeOf(board, 'call'));
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+z');
	await expect.poll(() => placeOf(board, 'ask')).toBe(was);
});

it('notes are dragged, alone and with cards, seen by the other facilitator under way', async () => {
	const [mine, other] = [await open('moved'), await open('moved')];
	const { page } = mine;
	const was = { call: await placeOf(mine, 'call'), ask: await placeOf(mine, 'ask'), one: await mine.place(1) };
	const from = await grip(mine, 'call');
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 20, from.y + 40, { steps: 4 });
	await soon(async () => expect(await placeOf(other, 'call')).not.toBe(was.call));
	await page.mouse.up();
	await page.getByText('1 briefje verplaatst.').waitFor();
	await soon(async () => expect(await placeOf(other, 'call')).toBe(await placeOf(mine, 'call')));
	expect(await mine.place(1)).toEqual(was.one);

	await page.keyboard.down('Shift');
	const card = await mine.grip(1);
	await page.mouse.click(card.x, card.y);
	await page.keyboard.up('Shift');
	await expect.poll(() => told(mine)).toBe('Thema 1 en 1 briefje gekozen.');
	expect(await findings(page)).toEqual([]);
	await mine.drag(card, { x: card.x + 30, y: card.y + 10 });
	await page.getByText('Thema 1 en 1 briefje verplaatst.').waitFor();
	await soon(async () => expect(await other.places()).toEqual(await mine.places()));
	expect(await mine.place(1)).not.toEqual(was.one);
	// Both in one step back, then the first move.
	await page.keyboard.press('Control+z');
	await soon(async () => expect(await other.place(1)).toEqual(was.one));
	await page.keyboard.press('Control+z');
	await soon(async () => expect(await placeOf(other, 'call')).toBe(was.call));

	// By a band over both notes.
	const [left, right] = [(await one(mine, 'call').boundingBox())!, (await one(mine, 'ask').boundingBox())!];
	await mine.drag({ x: right.x + right.width + 20, y: right.y + right.height + 15 }, { x: left.x + 5, y: left.y + 10 });
	await expect.poll(() => told(mine)).toBe('2 briefjes gekozen.');
	await page.getByRole('button', { name: 'Verwijder 2 briefjes' }).click();
	await page.getByText('2 briefjes verwijderd.').waitFor();
	await expect.poll(() => notes(other)).toEqual([]);
	await page.getByRole('button', { name: undoName }).click();
	await expect.poll(() => notes(other)).toEqual(['Briefje: Wijkagent bellen', 'Briefje: Wie heeft de sleutel?']);
});

it('with the keyboard alone one goes from card to note, changes it, moves it, removes it', async () => {
	const [mine, other] = [await open('keyed'), await open('keyed')];
	const { page } = mine;
	await page.locator('#kaart-1').focus();
	await page.keyboard.press('ArrowDown');
	await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('briefje-note-call');
	await page.keyboard.press('Tab');
	await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('briefje-note-ask');
	await page.keyboard.press('Enter');
	await page.getByRole('textbox', { name: 'Tekst van het briefje' }).fill('Sleutel ligt bij Ans');
	await page.keyboard.press('Enter');
	await page.getByText('Briefje gewijzigd.').waitFor();
	await expect.poll(() => notes(other)).toContain('Briefje: Sleutel ligt bij Ans');
	await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('briefje-note-ask');
	await page.keyboard.press('F2');
	await page.keyboard.press('Escape');
	await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('briefje-note-ask');
	await page.keyboard.press('Space');
	await expect.poll(() => told(mine)).toBe('1 briefje gekozen.');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Shift+ArrowRight');
	await page.getByText('1 briefje verplaatst.').waitFor();
	await expect.poll(() => placeOf(other, 'ask')).toBe('460px 300px');
	await page.keyboard.press('Delete');
	await page.getByText('Briefje verwijderd.').waitFor();
	await expect.poll(() => notes(other)).toEqual(['Briefje: Wijkagent bellen']);
	// With a card chosen: the note that the keyboard is on goes, and no card does.
	await page.locator('#kaart-1').focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('Delete');
	await expect.poll(() => told(mine)).toBe('Delete verwijdert alleen briefjes. Een thema verwijdert u op de pagina Thema’s.');
	await page.locator('#briefje-note-call').focus();
	await page.keyboard.press('Delete');
	await expect.poll(() => notes(other)).toEqual([]);
});

it('words for a note that the other removed stay in the field, and the board says why', async () => {
	const board = await open('gone');
	const { page } = board;
	await one(board, 'call').focus();
	await page.keyboard.press('Enter');
	const field = page.getByRole('textbox', { name: 'Tekst van het briefje' });
	await field.fill('Wijkagent gebeld');
	const direction = await direct(boards.server.local, boards.evenings.gone.facilitator);
	await direction.do({ type: 'note.remove', notes: ['note-call'] });
	await one(board, 'call').waitFor({ state: 'detached' });
	await field.press('Enter');
	await page.getByRole('alert').getByText('Dit briefje bestaat niet meer.').waitFor();
	await expect.poll(() => field.inputValue()).toBe('Wijkagent gebeld');
	direction.close();
});

it('on a phone the bar of a note fits, and axe finds nothing', async () => {
	const board = await open('narrow', { viewport: { width: 360, height: 740 } });
	const { page } = board;
	await one(board, 'call').focus();
	await page.keyboard.press('Space');
	await page.getByText('1 briefje gekozen', { exact: true }).waitFor();
	const outside = () => page.evaluate(() => [...document.querySelectorAll('.chosen button')].map((button) => button.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth).length);
	await expect.poll(outside).toBe(0);
	expect(await findings(page)).toEqual([]);
});
