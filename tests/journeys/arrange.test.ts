import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { boardsOf } from './boards.ts';
import { soon } from './on-the-board.ts';

const ballots = Array.from({ length: 5 }, () => ({ 2: 2, 3: 1 }));
/** Each test has an evening of its own, so that none finds what another moved. */
const boards = boardsOf({
	lined: { themes: 6 },
	kept: { themes: 12, commands: [{ type: 'group.add', group: 'group-streets', name: 'Straat', themes: [1, 2] }, { type: 'theme.lock', themes: [8], locked: true }] },
	counted: { themes: 6, rounds: [{ phase: 'closed', ballots }] }
});
const { open } = boards;
async function arrange(page: Page, how: string) {
	await page.getByRole('button', { name: 'Schik' }).click();
	await page.getByRole('button', { name: how, exact: true }).click();
}

describe('cards are laid in order', () => {
	it('on one line and with the same room between, in one step each', async () => {
		const [mine, other] = [await open('lined'), await open('lined')];
		const { page } = mine;
		const start = await other.places();
		const columns = async () => Promise.all([1, 2, 3, 4].map(async (number) => (await other.place(number)).x));
		const before = await columns();
		await page.keyboard.down('Shift');
		for (const number of [2, 3]) {
			const { x, y } = await mine.grip(number);
			await page.mouse.click(x, y);
		}
		await page.keyboard.up('Shift');
		await arrange(page, 'Linkerkanten gelijk');
		// The first of them lay on the line already.
		await page.getByText('Thema 3 verplaatst.').waitFor();
		await expect.poll(columns).toEqual([before[0], before[1], before[1], before[3]]);
		await page.keyboard.press('Control+a');
		await arrange(page, 'Verdeel van links naar rechts');
		// The third goes where the room between them is as large again.
		await expect.poll(columns).toEqual(before);
		expect(await findings(page)).toEqual([]);
		await page.keyboard.press('Control+z');
		await expect.poll(columns).toEqual([before[0], before[1], before[1], before[3]]);
		await page.keyboard.press('Control+z');
		await soon(async () => expect(await other.places()).toEqual(start));
	});

	it('all of them, where none is chosen: not those in a group nor on the lock, and over none of these', async () => {
		const board = await open('kept');
		const { page } = board;
		const staying = await Promise.all([1, 2, 8].map((number) => board.place(number)));
		await arrange(page, 'Per hoofdthema');
		await page.getByText('9 kaarten verplaatst. 1 kaart op slot bleef liggen.').waitFor();
		expect(await Promise.all([1, 2, 8].map((number) => board.place(number)))).toEqual(staying);
		const places = await Promise.all(Array.from({ length: 12 }, (_, index) => board.place(index + 1)));
		for (const [index, { x, y }] of places.entries()) {
			for (const other of places.slice(index + 1)) expect(Math.abs(x - other.x) >= 320 || Math.abs(y - other.y) >= 200).toBe(true);
		}
		// Each main theme a block of its own: those of one lie left of those of the next.
		expect(places[9]!.x).toBeGreaterThan(places[2]!.x);
	});

	it('by result, only where regie has one; they go there before one’s eyes', async () => {
		const bare = await open('lined');
		await bare.page.getByRole('button', { name: 'Schik' }).click();
		await bare.page.getByRole('button', { name: 'In rijen' }).waitFor();
		expect(await bare.page.getByRole('button', { name: /uitslag/ }).count()).toBe(0);

		const board = await open('counted', { reducedMotion: 'no-preference' });
		await arrange(board.page, 'Op uitslag, meeste stippen eerst');
		await board.page.getByText('kaarten verplaatst.').waitFor();
		const first = await board.place(1);
		expect((await board.place(2)).x).toBeLessThan((await board.place(3)).x);
		expect((await board.place(3)).x).toBeLessThan(first.x);
		// The canvas comes to rest where the cards lie: a press there is on the card.
		await soon(async () => {
			const { x, y } = await board.grip(2);
			await board.page.mouse.click(x, y);
			expect(await board.chosen()).toEqual([2]);
		});
	});
});

it('on a phone its list fits, and axe finds nothing', async () => {
	const { page } = await open('counted', { viewport: { width: 360, height: 740 } });
	await page.getByRole('button', { name: 'Schik' }).click();
	await page.getByRole('button', { name: 'In rijen' }).waitFor();
	const outside = () =>
		page.evaluate(() => [...document.querySelectorAll('.side button, .side select')].map((tool) => tool.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth - 12).length);
	await expect.poll(outside).toBe(0);
	expect(await findings(page)).toEqual([]);
});
