import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { boardsOf } from './boards.ts';
import { choose, soon, type OpenBoard } from './on-the-board.ts';

/** Each test has an evening of its own, with a colleague of its own: names are one in the whole program. */
const boards = boardsOf({
	seen: { themes: 12, colleagues: ['Bo'] },
	twice: { themes: 6 },
	held: { themes: 12, colleagues: ['Bea'], commands: [{ type: 'group.add', group: 'group-streets', name: 'Straat', themes: [1, 2] }] },
	slept: { themes: 12, colleagues: ['Bram'] },
	away: { themes: 12, colleagues: ['Bob'] },
	moved: { themes: 12, colleagues: ['Ben'] },
	merged: { themes: 12, colleagues: ['Bep'] },
	offline: { themes: 12, colleagues: ['Bor'] },
	led: { themes: 12, colleagues: ['Britt', 'Cas'] },
	narrow: { themes: 6, colleagues: ['Bas'] }
});

/** The evening's first facilitator, and colleagues in browsers of their own. */
async function together(name: Parameters<typeof boards.open>[0], ...sizes: { width: number; height: number }[]): Promise<OpenBoard[]> {
	const { facilitator, colleagues } = boards.evenings[name];
	const opened: OpenBoard[] = [];
	for (const [index, who] of [facilitator, ...colleagues].entries()) {
		opened.push(await boards.open(name, sizes[index] ? { viewport: sizes[index] } : {}, who));
	}
	for (const { page } of opened) await expect.poll(async () => (await page.getByText(/^Ook op het bord: /).innerText()).split(', ').length).toBe(opened.length - 1);
	return opened;
}
/** A laptop falls asleep: nothing on its page runs, and its clock goes on. @returns wakes it */
async function sleep({ context, page }: OpenBoard): Promise<() => Promise<unknown>> {
	const session = await context.newCDPSession(page);
	await session.send('Debugger.enable');
	await session.send('Debugger.pause');
	return async () => {
		await session.send('Debugger.resume');
		await session.detach();
	};
}
const told = (page: Page) => page.locator('.board > [role="status"]').innerText();
const says = (page: Page, words: string) => expect.poll(() => told(page)).toBe(words);
/** What a screen reader says of a card after its name. */
const described = (page: Page, number: number) =>
	page.locator(`#kaart-${number}`).evaluate((card) => (card.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
const handOf = (page: Page, name: string) => page.locator('.hand span', { hasText: name });
const tipOf = (page: Page, name: string) => page.locator('.hand', { hasText: name });

it('a card that a colleague merges is gone from the hand, which is told', async () => {
	const [mine, beps] = (await together('merged')) as [OpenBoard, OpenBoard];
	const { page } = mine;
	const { x, y } = await mine.grip(4);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 80, y + 40, { steps: 4 });
	await choose(beps, 4, 5);
	await beps.page.getByRole('button', { name: 'Samen', exact: true }).click();
	await beps.page.getByRole('button', { name: /^Voeg samen onder 5/ }).click();
	await page.getByText('Thema 4 hoort nu bij thema 5. Iemand anders voegde ze net samen.').waitFor();
	await page.mouse.up();
	await expect.poll(() => page.locator('#kaart-5').textContent()).toMatch(/^Thema 5 \+ 4/);
	expect(await mine.places()).toEqual(await beps.places());
});

it('a card in the hand of who lost the line for 5 seconds is let go of, in words, and does not jump when the line is back', async () => {
	const [mine, bos] = (await together('offline')) as [OpenBoard, OpenBoard];
	const { page, context } = mine;
	const { x, y } = await mine.grip(4);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 200, y + 90, { steps: 4 });
	await context.setOffline(true);
	const lost = page.getByText('Uw verbinding viel weg. U houdt niets meer vast.');
	await lost.waitFor({ timeout: 20_000 });
	await page.mouse.up();
	const was = await bos.place(4);
	await context.setOffline(false);
	await page.getByText('Verbonden', { exact: true }).waitFor();
	// True now as well: nothing beside 'Verbonden' says that there is no line.
	expect(await lost.count()).toBe(1);
	expect(await page.getByText('geen verbinding').count()).toBe(0);
	await soon(async () => expect(await mine.place(4)).toEqual(was));
	expect(await bos.place(4)).toEqual(was);
	mine.watched.errors = mine.watched.errors.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'));
});

describe('the hand of a colleague', () => {
	it('is seen where it points, with its name; what it chose is outlined and said', async () => {
		const [mine, bos] = (await together('seen', { width: 1366, height: 768 }, { width: 1000, height: 700 })) as [OpenBoard, OpenBoard];
		const { page } = mine;
		await says(page, 'Bo is ook op het bord.');
		expect(await page.getByText('Ook op het bord: Bo.').count()).toBe(1);
		const onBos = await bos.grip(4);
		await bos.page.mouse.move(onBos.x, onBos.y);
		// At the same place of the same card, in a window of another size.
		const aside = async () => {
			const [at, on] = [await tipOf(page, 'Bo').boundingBox(), await mine.grip(4)];
			return Math.hypot(at!.x - on.x, at!.y - on.y);
		};
		await expect.poll(aside).toBeLessThan(3);

		const box = (await page.locator('#kaart-4').boundingBox())!;
		const clip = { x: box.x - 12, y: box.y - 12, width: box.width + 24, height: 11 };
		const before = await page.screenshot({ clip });
		await bos.page.mouse.click(onBos.x, onBos.y);
		await expect.poll(() => described(page, 4)).toContain('Gekozen door Bo.');
		await soon(async () => expect((await page.screenshot({ clip })).equals(before)).toBe(false));
		// Choosing is not said aloud: a colleague who works would never be silent.
		expect(await told(page)).toBe('Bo is ook op het bord.');
		expect(await findings(page)).toEqual([]);

		await bos.page.keyboard.press('Escape');
		await expect.poll(() => described(page, 4)).not.toContain('Gekozen');
		await soon(async () => expect((await page.screenshot({ clip })).equals(before)).toBe(true));
		await bos.page.goto('about:blank');
		await handOf(page, 'Bo').waitFor({ state: 'detached' });
		await says(page, 'Bo is niet meer op het bord.');
		expect(await page.getByRole('button', { name: 'Volg mij' }).count()).toBe(0);
	});

	it('of one facilitator with two windows has its number', async () => {
		const { name } = boards.evenings.twice.facilitator;
		const [mine, again] = [await boards.open('twice'), await boards.open('twice')];
		const at = await again.grip(2);
		await again.page.mouse.move(at.x, at.y);
		await handOf(mine.page, `${name} 2`).waitFor();
	});
});

describe('a card in a colleague’s hand', () => {
	it('is seen to move, and stays in that hand until it is let go; a group too', async () => {
		const [mine, beas] = (await together('held')) as [OpenBoard, OpenBoard];
		const [from, was] = [await mine.grip(6), await mine.place(6)];
		await mine.page.mouse.move(from.x, from.y);
		await mine.page.mouse.down();
		await mine.page.mouse.move(from.x - 70, from.y + 110, { steps: 4 });
		const isHeld = await mine.place(6);
		await soon(async () => expect(await beas.place(6)).toEqual(isHeld));
		await expect.poll(() => described(beas.page, 6)).toContain(`${boards.evenings.held.facilitator.name} houdt dit vast.`);
		// Held still for longer than a hint lasts: it stays there.
		await beas.page.waitForTimeout(3000);
		const grip = await beas.grip(6);
		await beas.drag(grip, { x: grip.x + 90, y: grip.y - 60 });
		await beas.page.getByText('houdt thema 6 nu vast.').waitFor();
		expect(await beas.place(6)).toEqual(isHeld);
		await mine.page.mouse.up();
		await mine.page.getByText('Thema 6 verplaatst.').waitFor();
		await expect.poll(() => described(beas.page, 6)).not.toContain('houdt dit vast');
		await beas.page.getByText('houdt thema 6 niet meer vast.').waitFor();
		expect(await beas.place(6)).toEqual(isHeld);
		expect(isHeld).not.toEqual(was);
		// Now the other one's.
		await beas.drag(grip, { x: grip.x + 90, y: grip.y - 60 });
		await beas.page.getByText('Thema 6 verplaatst.').waitFor();
		await soon(async () => expect(await mine.places()).toEqual(await beas.places()));

		const name = (await mine.page.locator('#groep-group-streets').boundingBox())!;
		const grasp = { x: name.x + name.width * 0.75, y: name.y + name.height / 2 };
		await mine.page.mouse.move(grasp.x, grasp.y);
		await mine.page.mouse.down();
		await mine.page.mouse.move(grasp.x + 20, grasp.y + 60, { steps: 4 });
		await expect.poll(() => described(beas.page, 2)).toContain('houdt dit vast.');
		await soon(async () => expect(await beas.places()).toEqual(await mine.places()));
		const moved = (await beas.page.locator('#groep-group-streets').boundingBox())!;
		await beas.drag({ x: moved.x + moved.width * 0.75, y: moved.y + moved.height / 2 }, { x: 600, y: 600 });
		await beas.page.getByText('houdt deze kaarten nu vast.').waitFor();
		await mine.page.mouse.up();
		await mine.page.getByText('Groep Straat verplaatst.').waitFor();
		await beas.page.getByText('houdt deze kaarten niet meer vast.').waitFor();
		await soon(async () => expect(await mine.places()).toEqual(await beas.places()));

		// Folded it is one thing: what its cards tell, its name tells.
		await mine.page.keyboard.press('Escape');
		await mine.page.locator('#groep-group-streets').focus();
		await mine.page.keyboard.press('Enter');
		await mine.page.keyboard.press('Space');
		await expect.poll(() => beas.page.locator('#groep-group-streets').evaluate((group) => group.getAttribute('aria-describedby'))).toBe('anderen-group-streets groep-toetsen');
		expect(await findings(beas.page)).toEqual([]);
	});

	it('is let go 5 seconds after that laptop fell asleep; when it wakes it has nothing in its hand, and nothing jumps', async () => {
		const [mine, brams] = (await together('slept')) as [OpenBoard, OpenBoard];
		const [from, was] = [await mine.grip(6), await mine.place(6)];
		await mine.page.mouse.move(from.x, from.y);
		await mine.page.mouse.down();
		await mine.page.mouse.move(from.x - 70, from.y + 110, { steps: 4 });
		await expect.poll(() => described(brams.page, 6)).toContain('houdt dit vast.');
		const grip = await brams.grip(6);
		await brams.drag(grip, { x: grip.x - 200, y: grip.y + 60 });
		await brams.page.getByText(`${boards.evenings.slept.facilitator.name} houdt thema 6 nu vast.`).waitFor();
		const wake = await sleep(mine);
		const slept = Date.now();
		await expect.poll(() => described(brams.page, 6), { timeout: 9000 }).not.toContain('houdt dit vast');
		// From its last beat, which was up to a second before.
		expect(Date.now() - slept).toBeGreaterThan(3500);
		expect(Date.now() - slept).toBeLessThan(7000);
		expect(await brams.place(6)).toEqual(was);
		await brams.page.getByText(`${boards.evenings.slept.facilitator.name} houdt thema 6 niet meer vast.`).waitFor();
		await handOf(brams.page, 'Gespreksleider').waitFor({ state: 'detached' });
		const free = await brams.grip(6);
		await brams.drag(free, { x: free.x - 200, y: free.y + 60 });
		await brams.page.getByText('Thema 6 verplaatst.').waitFor();
		const lies = await brams.place(6);

		await wake();
		await mine.page.getByText('Uw computer sliep. U houdt niets meer vast.').waitFor();
		await mine.page.mouse.move(from.x - 150, from.y + 150, { steps: 4 });
		await mine.page.mouse.up();
		await soon(async () => expect(await mine.place(6)).toEqual(lies));
		expect(await brams.place(6)).toEqual(lies);
		await handOf(brams.page, 'Gespreksleider').waitFor();
	});

	it('of a laptop that lost its line is free too; back on the line that one lets go of what was moved meanwhile', async () => {
		const [mine, bobs] = (await together('away')) as [OpenBoard, OpenBoard];
		const from = await mine.grip(6);
		await mine.page.mouse.move(from.x, from.y);
		await mine.page.mouse.down();
		await mine.page.mouse.move(from.x - 70, from.y + 110, { steps: 4 });
		await expect.poll(() => described(bobs.page, 6)).toContain('houdt dit vast.');
		await mine.context.setOffline(true);
		await expect.poll(() => described(bobs.page, 6), { timeout: 9000 }).not.toContain('houdt dit vast');
		const grip = await bobs.grip(6);
		await bobs.drag(grip, { x: grip.x - 200, y: grip.y + 60 });
		await bobs.page.getByText('Thema 6 verplaatst.').waitFor();
		const lies = await bobs.place(6);
		expect(await mine.place(6)).not.toEqual(lies);
		await mine.context.setOffline(false);
		await mine.page.getByText('Thema 6 is net door iemand anders verplaatst.').waitFor();
		await mine.page.mouse.move(from.x - 150, from.y + 150, { steps: 4 });
		await mine.page.mouse.up();
		await soon(async () => expect(await mine.places()).toEqual(await bobs.places()));
		expect(await bobs.place(6)).toEqual(lies);
		mine.watched.errors = mine.watched.errors.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'));
	});

	it('that is laid elsewhere by a step that was under way is let go, without a jump back', async () => {
		const [mine, bens] = (await together('moved')) as [OpenBoard, OpenBoard];
		const grip = await bens.grip(3);
		await bens.drag(grip, { x: grip.x, y: grip.y + 90 });
		await bens.page.getByText('Thema 3 verplaatst.').waitFor();
		const was = await mine.grip(3);
		await mine.page.mouse.move(was.x, was.y);
		await mine.page.mouse.down();
		await mine.page.mouse.move(was.x + 60, was.y + 50, { steps: 4 });
		await bens.page.keyboard.press('Control+z');
		await mine.page.getByText('Thema 3 is net door iemand anders verplaatst.').waitFor();
		await mine.page.mouse.move(was.x + 90, was.y + 90, { steps: 4 });
		await mine.page.mouse.up();
		await soon(async () => expect(await mine.places()).toEqual(await bens.places()));
	});
});

describe('‘Volg mij’', () => {
	/** The numbers of the cards that are whole in view, with nothing over them. */
	const clear = ({ page }: OpenBoard) =>
		page.evaluate(() => {
			const stage = document.querySelector('.stage')!.getBoundingClientRect();
			const over = [...document.querySelectorAll('[data-overlay]')].map((element) => element.getBoundingClientRect());
			return [...document.querySelectorAll('.cards li button')]
				.map((button) => ({ id: button.id, box: button.getBoundingClientRect() }))
				.filter(({ box }) => box.left >= stage.left && box.top >= stage.top && box.right <= stage.right && box.bottom <= stage.bottom)
				.filter(({ box }) => !over.some((other) => other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom))
				.map(({ id }) => Number(id.slice(6)));
		});
	const lack = async (leader: OpenBoard, follower: OpenBoard) => {
		const [led, followed] = [await clear(leader), await clear(follower)];
		expect(led.length).toBeGreaterThan(0);
		return led.filter((number) => !followed.includes(number));
	};
	const width = async ({ page }: OpenBoard) => (await page.locator('#kaart-9').boundingBox())!.width;

	it('leads the view of who wants it, is taken over and given back, and ends with who leads', async () => {
		const [mine, britts, cases] = (await together('led', { width: 1366, height: 768 }, { width: 900, height: 700 }, { width: 1200, height: 800 })) as [OpenBoard, OpenBoard, OpenBoard];
		const { name } = boards.evenings.led.facilitator;
		await mine.page.keyboard.press('v');
		await mine.page.getByText('Collega’s kunnen u volgen 0 volgen u').waitFor();
		await britts.page.getByText(`${name} vraagt u te volgen`, { exact: true }).waitFor();
		await says(britts.page, `${name} vraagt u te volgen.`);
		const asked = await britts.page.locator('.percent').innerText();
		await cases.page.getByRole('button', { name: 'Nu niet' }).click();
		await britts.page.keyboard.press('v');
		await britts.page.getByText(`U volgt ${name}`, { exact: true }).waitFor();
		await mine.page.getByText('Collega’s kunnen u volgen 1 volgt u').waitFor();

		// Zoomed and pushed on: what is seen and clear in the one window is so in the smaller one, as large as it fits.
		const [before, letBe] = [await width(britts), await width(cases)];
		const grip = await mine.grip(9);
		await mine.page.mouse.move(grip.x, grip.y);
		for (let press = 0; press < 3; press += 1) await mine.page.keyboard.press('+');
		await mine.page.mouse.wheel(-90, 60);
		await soon(async () => expect(await width(britts)).toBeGreaterThan(before * 1.5));
		await soon(async () => expect(await lack(mine, britts)).toEqual([]));
		expect(await clear(mine)).not.toContain(6);
		expect(await findings(britts.page)).toEqual([]);
		// Who said 'not now' is let be.
		expect(await width(cases)).toBe(letBe);

		// An own pan ends it; one press follows again.
		await britts.page.mouse.move(450, 400);
		await britts.page.mouse.wheel(0, 40);
		await britts.page.getByText(`U volgt ${name}`, { exact: true }).waitFor({ state: 'detached' });
		await says(britts.page, `U volgt ${name} niet meer.`);
		await mine.page.keyboard.press('-');
		await mine.page.waitForTimeout(300);
		const own = await width(britts);
		await britts.page.getByRole('button', { name: `Volg ${name}` }).click();
		await soon(async () => expect(await width(britts)).toBeLessThan(own));
		await soon(async () => expect(await lack(mine, britts)).toEqual([]));

		const percent = await mine.page.locator('.percent').innerText();
		await britts.page.getByRole('button', { name: 'Overnemen' }).click();
		await mine.page.getByText('U volgt Britt', { exact: true }).waitFor();
		await says(mine.page, 'U volgt nu Britt.');
		await cases.page.getByText('Britt vraagt u te volgen', { exact: true }).waitFor();
		const led = await width(mine);
		await britts.page.keyboard.press('-');
		await soon(async () => expect(await width(mine)).toBeLessThan(led * 0.9));
		await soon(async () => expect(await lack(britts, mine)).toEqual([]));
		// By keyboard, far from the first card: the button goes, and the focus may not take the view along.
		await britts.page.keyboard.press('Shift+Digit0');
		await soon(async () => expect(await lack(britts, mine)).toEqual([]));
		await britts.page.getByRole('button', { name: `Geef terug aan ${name}` }).press('Enter');
		await britts.page.getByText(`U volgt ${name}`, { exact: true }).waitFor();
		await mine.page.getByText('Collega’s kunnen u volgen 1 volgt u').waitFor();
		// Nobody's view shrinks by being handed on.
		await expect.poll(() => mine.page.locator('.percent').innerText()).toBe(percent);
		await soon(async () => expect(await lack(mine, britts)).toEqual([]));
		await says(britts.page, `U volgt nu ${name}.`);
		expect(await britts.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Samen kijken');

		await mine.page.goto('about:blank');
		await britts.page.getByText(`U volgt ${name}`, { exact: true }).waitFor({ state: 'detached' });
		await says(britts.page, `${name} is gestopt met “Volg mij”.`);
	});

	it('ends when the laptop of who leads sleeps for 5 seconds; on a phone its bar fits', async () => {
		const [mine, bas] = (await together('narrow', { width: 1366, height: 768 }, { width: 360, height: 740 })) as [OpenBoard, OpenBoard];
		await mine.page.getByRole('button', { name: 'Volg mij' }).click();
		await bas.page.getByRole('group', { name: 'Samen kijken' }).getByRole('button', { name: /^Volg / }).click();
		await bas.page.getByRole('button', { name: 'Stop met volgen' }).waitFor();
		await soon(async () => expect(await lack(mine, bas)).toEqual([]));
		const outside = () => bas.page.evaluate(() => [...document.querySelectorAll('.lead, .lead *')].map((one) => one.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth).length);
		expect(await outside()).toBe(0);
		expect(await findings(bas.page)).toEqual([]);
		const wake = await sleep(mine);
		await bas.page.getByRole('button', { name: 'Stop met volgen' }).waitFor({ state: 'detached', timeout: 8000 });
		await wake();
		await mine.page.getByText('Collega’s kunnen u volgen').waitFor({ state: 'detached' });
	});
});
