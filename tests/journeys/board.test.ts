import { nanoid } from 'nanoid';
import { describe, expect, it } from 'vitest';
import { drawing } from '#server/drawings/test-pictures.ts';
import { findings } from '../axe.ts';
import { direct, type Direction } from '../evening.ts';
import { boardsOf } from './boards.ts';
import { countSpots, ready, soon, type OpenBoard } from './on-the-board.ts';
import { undoName } from './hall.ts';

/** 19 participants: 38 dots on theme 2, 19 on theme 3. */
const ballots = Array.from({ length: 19 }, () => ({ 2: 2, 3: 1 }));
/** Each test has an evening of its own, so that none finds what another moved. */
const boards = boardsOf({
	seen: { themes: 12 },
	undone: { themes: 12 },
	refused: { themes: 12 },
	taken: { themes: 12 },
	begun: { themes: 0 },
	chosen: { themes: 12 },
	rows: { themes: 6 },
	keyed: { themes: 12 },
	looked: { themes: 12 },
	found: { themes: 12 },
	counted: { themes: 6, rounds: [{ phase: 'shown', ballots }] },
	hidden: { themes: 6, rounds: [{ phase: 'open', ballots }] },
	discussed: { themes: 12, comments: [{ theme: 3, text: 'Vooral op zaterdag.' }, { theme: 3, text: 'Wacht nog.', status: 'waiting' }] },
	drawn: { themes: 6 },
	reloaded: { themes: 12 },
	touched: { themes: 12 },
	closed: { themes: 6, rounds: [{ phase: 'closed', ballots }] },
	empty: { themes: 0 }
});
const { open } = boards;

describe('two facilitators at one board', () => {
	it('see each other’s cards move while they are dragged, and lie where they were dropped', async () => {
		const [mine, other] = [await open('seen'), await open('seen')];
		const from = await mine.grip(1);
		const before = await other.place(1);
		await mine.page.mouse.move(from.x, from.y);
		await mine.page.mouse.down();
		await mine.page.mouse.move(from.x + 60, from.y + 90, { steps: 5 });
		await soon(async () => expect(await other.place(1)).not.toEqual(before));
		await mine.page.mouse.move(from.x + 120, from.y + 150, { steps: 5 });
		await mine.page.mouse.up();
		await mine.page.getByText('Thema 1 verplaatst.').waitFor();
		await soon(async () => expect(await other.places()).toEqual(await mine.places()));
		expect(await mine.place(1)).not.toEqual(before);
	});

	it('take back the last move, by button and by key, each step of it', async () => {
		const [mine, other] = [await open('undone'), await open('undone')];
		const start = await mine.places();
		const from = await mine.grip(2);
		await mine.drag(from, { x: from.x + 30, y: from.y + 60 });
		await mine.page.getByText('Thema 2 verplaatst.').waitFor();
		const between = await mine.places();
		await soon(async () => expect(await other.places()).toEqual(between));
		const again = await mine.grip(2);
		await mine.drag(again, { x: again.x + 50, y: again.y });
		// Also before the server answered: it is this move that is meant.
		await mine.page.keyboard.press('Control+z');
		await soon(async () => expect(await other.places()).toEqual(between));
		await mine.page.keyboard.press('Control+z');
		await soon(async () => expect(await other.places()).toEqual(start));
		await mine.page.keyboard.press('Control+z');
		await mine.page.getByText('Er is niets meer om terug te nemen.').waitFor();

		await mine.drag(from, { x: from.x + 30, y: from.y + 60 });
		await mine.page.getByRole('button', { name: undoName }).click();
		await soon(async () => expect(await other.places()).toEqual(start));
	});

	it.each([
		['a move that is refused goes back', { type: 'theme.lock', themes: [12], locked: true }, 'Thema 12 zit op slot.'],
		['what somebody takes away leaves the hand', { type: 'theme.remove', themes: [12] }, 'Thema 12 is net door iemand anders weggehaald.']
	] as const)('%s, and the board says why', async (_, done, words) => {
		const name = done.type === 'theme.lock' ? 'refused' : 'taken';
		const board = await open(name);
		const direction = await direct(boards.server.local, boards.evenings[name].facilitator);
		const start = await board.place(11);
		for (const number of [11, 12]) {
			const at = await board.grip(number);
			await board.page.keyboard.down('Shift');
			await board.page.mouse.click(at.x, at.y);
			await board.page.keyboard.up('Shift');
		}
		const from = await board.grip(11);
		await board.page.mouse.move(from.x, from.y);
		await board.page.mouse.down();
		await board.page.mouse.move(from.x - 80, from.y + 40, { steps: 3 });
		await direction.do({ ...done, themes: [...done.themes] });
		// Who lets go before the page heard of it reads the server's refusal instead.
		if (done.type === 'theme.remove') await board.page.locator('#kaart-12').waitFor({ state: 'detached' });
		await board.page.mouse.up();
		await board.page.getByText(words).waitFor();
		await soon(async () => expect(await board.place(11)).toEqual(start));
		direction.close();
	});
});

describe('choosing', () => {
	it('by Shift and click, by a band and by Ctrl+A, and all of it moves together', async () => {
		const board = await open('chosen');
		const { page } = board;
		const [first, third] = [await board.grip(2), await board.grip(4)];
		await page.mouse.click(first.x, first.y);
		await page.keyboard.down('Shift');
		await page.mouse.click(third.x, third.y);
		await page.keyboard.up('Shift');
		expect(await board.chosen()).toEqual([2, 4]);
		const was = { two: await board.place(2), four: await board.place(4) };
		await board.drag(third, { x: third.x + 20, y: third.y + 40 });
		await page.getByText('2 kaarten verplaatst.').waitFor();
		const is = { two: await board.place(2), four: await board.place(4) };
		expect(is.two.x - was.two.x).toBe(is.four.x - was.four.x);
		expect(is.two.y - was.two.y).toBe(is.four.y - was.four.y);
		expect(is.four.y).toBeGreaterThan(was.four.y);

		const empty = await paperBelow(board);
		await page.mouse.click(empty.x, empty.y);
		expect(await board.chosen()).toEqual([]);
		// From the paper at the bottom over the last row.
		const seventh = await board.grip(7);
		const eighth = await board.grip(8);
		await board.drag({ x: seventh.x - 10, y: empty.y }, { x: eighth.x, y: eighth.y });
		expect(await board.chosen()).toEqual([7, 8]);

		await page.keyboard.press('Control+a');
		expect((await board.chosen()).length).toBe(await page.locator('.cards button').count());
		await page.keyboard.press('Escape');
		expect(await board.chosen()).toEqual([]);
	});

	it('lays what is chosen in rows', async () => {
		const board = await open('rows');
		await board.page.keyboard.press('Control+a');
		await board.page.getByRole('button', { name: 'Schik' }).click();
		await board.page.getByRole('button', { name: 'In rijen' }).click();
		await soon(async () => expect(await board.place(4)).toEqual({ x: 0, y: 250 }));
		await board.page.getByRole('button', { name: undoName }).click();
		await soon(async () => expect(await board.place(4)).toEqual({ x: 1080, y: 0 }));
	});
});

it.each([
	['letters of twice the size', { width: 1366, height: 768 }, 2],
	['a low window', { width: 1366, height: 400 }, 1],
	['a narrow one', { width: 400, height: 600 }, 1]
])('its bars do not lie over one another in %s', async (_, viewport, letters) => {
	const board = await open('closed', { viewport });
	await board.page.evaluate((size) => document.documentElement.style.setProperty('font-size', `${size * 100}%`), letters);
	await board.page.getByText('De zaal ziet deze stippen nog niet').waitFor();
	await soon(async () => expect(await barsOver(board)).toEqual([]));
	expect(await findings(board.page)).toEqual([]);
});

describe('with the keyboard alone', () => {
	it('one goes to a card, chooses it, moves it, opens it and comes back', async () => {
		const [board, other] = [await open('keyed'), await open('keyed')];
		const { page } = board;
		await page.locator('.cards button').first().focus();
		await page.keyboard.press('Tab');
		const second = await page.evaluate('document.activeElement.id');
		await page.keyboard.press('ArrowRight');
		const third = String(await page.evaluate('document.activeElement.id'));
		expect(third).not.toBe(second);
		const number = Number(third.slice(6));
		await page.keyboard.press('Space');
		expect(await board.chosen()).toEqual([number]);
		await expect.poll(() => page.locator('.board > [role="status"]').innerText()).toBe(`Thema ${number} gekozen.`);

		const was = await board.place(number);
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Shift+ArrowRight');
		const will = { x: was.x + 100, y: was.y + 40 };
		expect(await board.place(number)).toEqual(will);
		await page.getByText(`Thema ${number} verplaatst.`).waitFor();
		await soon(async () => expect(await other.place(number)).toEqual(will));
		// Three presses are one move.
		await page.keyboard.press('Control+z');
		await soon(async () => expect(await other.place(number)).toEqual(was));

		await page.keyboard.press('Enter');
		const panel = page.getByRole('complementary', { name: `Thema ${number}` });
		await panel.waitFor();
		expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'detached' });
		expect(await page.evaluate('document.activeElement.id')).toBe(third);
	});

	it('single keys zoom and help, and can be switched off', async () => {
		const { page } = await open('looked');
		const zoom = page.locator('.percent');
		const before = await zoom.innerText();
		await page.keyboard.press('-');
		await soon(async () => expect(await zoom.innerText()).not.toBe(before));
		await page.keyboard.press('Shift+Digit0');
		await soon(async () => expect(await zoom.innerText()).toBe('100%'));
		// Each press counts, however quickly they come.
		for (let press = 0; press < 4; press += 1) await page.keyboard.press('-');
		await soon(async () => expect(await zoom.innerText()).toBe('25%'));
		for (let press = 0; press < 4; press += 1) await page.keyboard.press('+');
		await soon(async () => expect(await zoom.innerText()).toBe('100%'));
		await page.keyboard.press('?');
		await page.getByLabel('Losse toetsen doen iets').uncheck();
		await page.keyboard.press('Escape');
		await page.keyboard.press('Shift+Digit1');
		await page.keyboard.press('7');
		await page.keyboard.press('t');
		await page.keyboard.press('-');
		await expect.poll(() => zoom.innerText()).toBe('100%');
	});

	it('the focus is drawn on the canvas, around the card', async () => {
		const board = await open('looked');
		const box = (await board.page.locator('#kaart-2').boundingBox())!;
		const clip = { x: box.x - 14, y: box.y - 14, width: box.width + 28, height: 12 };
		const before = await board.page.screenshot({ clip });
		await board.page.locator('#kaart-1').focus();
		await board.page.keyboard.press('Tab');
		await soon(async () => expect((await board.page.screenshot({ clip })).equals(before)).toBe(false));
	});
});

describe('finding', () => {
	it('a number or a word brings the card in view', async () => {
		const board = await open('looked');
		const { page } = board;
		for (let press = 0; press < 6; press += 1) await page.keyboard.press('+');
		await page.keyboard.press('/');
		await page.keyboard.type('9');
		await soon(async () => {
			const box = (await page.locator('#kaart-9').boundingBox())!;
			expect(box.x >= 0 && box.y > 100 && box.x + box.width <= 1366 && box.y + box.height <= 768).toBe(true);
		});
		await page.keyboard.press('Control+a');
		await page.keyboard.type('zwerfvuil');
		await expect.poll(() => page.locator('.found').innerText()).toContain('1 van 1');
		await page.keyboard.press('Enter');
		expect(await page.evaluate('document.activeElement.textContent')).toContain('zwerfvuil');
		await page.keyboard.press('/');
		await page.keyboard.press('Control+a');
		await page.keyboard.type('onderwaterhockey');
		await page.getByText('Geen thema gevonden').waitFor();
	});

	it.each([
		['a laptop', { width: 1366, height: 768 }],
		['a phone', { width: 360, height: 740 }]
	])('brings a card where nothing lies over it, whatever is chosen, open or just done: on %s', async (_, viewport) => {
		const board = await open('found', { viewport });
		const { page } = board;
		const find = page.getByRole('textbox', { name: 'Zoek een thema' });
		// Who is there takes a line of the page's head, and comes a second later.
		await page.getByText('nog geen scherm').waitFor();
		for (let press = 0; press < 6; press += 1) await page.keyboard.press('+');
		const clear = async (number: number) => {
			await find.fill(String(number));
			await soon(async () => expect(await overlaps(board, number)).toEqual([]));
		};
		for (const number of [1, 6, 9, 12]) await clear(number);
		// Chosen next: the bar that says so does not come over it.
		await find.press('Enter');
		await page.keyboard.press('Space');
		await page.getByText('Thema 12 gekozen', { exact: true }).waitFor();
		expect(await overlaps(board, 12)).toEqual([]);
		await page.keyboard.press('Control+a');
		await page.getByRole('button', { name: 'Schik' }).click();
		await page.getByRole('button', { name: 'In rijen' }).click();
		await page.getByText('kaarten verplaatst.').waitFor();
		// No hand types so soon that the bar does not stand yet.
		await page.waitForTimeout(100);
		// The bar does not lie over the tools either.
		const [zoom, bar] = await Promise.all([page.locator('.zoom').boundingBox(), page.locator('.pinned .shown').boundingBox()]);
		expect(zoom!.y + zoom!.height <= bar!.y || zoom!.x >= bar!.x + bar!.width).toBe(true);
		for (const number of [1, 6, 9, 12]) await clear(number);
		await find.press('Enter');
		await page.keyboard.press('Enter');
		await page.getByRole('complementary', { name: 'Thema 12' }).waitFor();
		// On a phone the panel lies over all.
		if (viewport.width > 500) for (const number of [1, 6, 9, 12]) await clear(number);
		expect(await findings(page)).toEqual([]);
	});
});

describe('a card', () => {
	it('shows one printed dot for each dot given', async () => {
		const { page, grip } = await open('counted', { viewport: { width: 2400, height: 900 }, deviceScaleFactor: 2 });
		await page.keyboard.press('Shift+Digit0');
		await soon(async () => expect(await page.locator('.percent').innerText()).toBe('100%'));
		const third = await grip(3);
		await page.mouse.move(third.x, third.y);
		await expect.poll(() => page.locator('#kaart-2').innerText()).toContain('38 stippen');
		await expect.poll(() => page.locator('#kaart-3').innerText()).toContain('19 stippen');
		for (const [number, dots] of [[2, 38], [3, 19], [1, 0]] as const) {
			const { x, y, width } = (await page.locator(`#kaart-${number}`).boundingBox())!;
			const foot = { x: x + 10, y: y + 135, width: width - 96, height: 55 };
			await soon(async () => expect(await countSpots(page, foot, '#2f7d32')).toBe(dots));
		}
	});

	it('says whose dots these are, whole, also while cards are chosen', async () => {
		const { page } = await open('counted');
		/** Pixels that the words lack, beside the same list with nothing else in it. */
		const lacking = () =>
			page.getByLabel('Stippen').evaluate((list) => {
				const alone = list.cloneNode(true) as HTMLSelectElement;
				alone.replaceChildren(new Option('laatste ronde'));
				alone.style.maxInlineSize = 'none';
				alone.style.position = 'absolute';
				list.after(alone);
				const wanted = alone.offsetWidth;
				alone.remove();
				return Math.max(0, wanted - (list as HTMLSelectElement).offsetWidth);
			});
		await page.locator('#kaart-2').focus();
		await page.keyboard.press('Space');
		await page.getByRole('group', { name: 'Gekozen kaarten' }).waitFor();
		for (const width of [1366, 1024, 360]) {
			await page.setViewportSize({ width, height: 768 });
			await expect.poll(lacking).toBe(0);
		}
	});

	it('shows none while the results are hidden', async () => {
		const { page } = await open('hidden');
		expect(await page.locator('.cards').innerText()).not.toContain('stip');
		expect(await page.getByLabel('Stippen').count()).toBe(0);
	});

	it('opens its text, count and comments by two clicks, and goes to the screen from there', async () => {
		const board = await open('discussed');
		const at = await board.band(3);
		await board.page.mouse.dblclick(at.x, at.y);
		const panel = board.page.getByRole('complementary', { name: 'Thema 3' });
		await panel.getByText('Vooral op zaterdag.').waitFor();
		await expect.poll(() => panel.getByText('Wacht nog.').count()).toBe(0);
		await expect.poll(() => panel.getByRole('link', { name: '1 reactie wacht op uw oordeel' }).count()).toBe(1);
		await expect.poll(() => panel.innerText()).toMatch(/\d+ keer genoemd/);
		await panel.getByRole('button', { name: 'Toon op het scherm' }).click();
		await panel.getByText('Dit thema staat op het scherm.').waitFor();
	});

	it('shows the drawing that hangs there, and no longer once it is withdrawn', async () => {
		const board = await open('drawn');
		const { facilitator } = boards.evenings.drawn;
		const direction: Direction = await direct(boards.server.local, facilitator);
		const clip = (await board.page.locator('#kaart-5').boundingBox())!;
		const bare = await board.page.screenshot({ clip });
		const id = nanoid();
		const query = new URLSearchParams({ seat: facilitator.seat, command: nanoid(), drawing: id });
		const upload = await fetch(`${boards.server.local}/api/drawing?${query}`, {
			method: 'PUT',
			headers: { cookie: facilitator.cookie, 'content-type': 'image/png' },
			body: new Uint8Array(await drawing().png().toBuffer())
		});
		expect(await upload.json()).toMatchObject({ ok: true });
		await direction.hang(id, 5);
		await board.page.getByRole('button', { name: /^Thema 5.*Met een tekening/ }).waitFor({ state: 'attached' });
		// Its pen lines on the card's white frame, not only the empty frame.
		await soon(async () => expect(await countSpots(board.page, clip, '#e6503c')).toBeGreaterThan(0));
		await direction.do({ type: 'drawing.withdraw', drawing: id });
		await soon(async () => expect((await board.page.screenshot({ clip })).equals(bare)).toBe(true));
		direction.close();
	});
});

it('who opened the board while it was empty has the first cards in view, whole', async () => {
	const board = await open('begun');
	await board.page.getByText('Het bord is nog leeg').waitFor();
	await board.page.getByRole('link', { name: 'Naar Thema’s' }).click();
	const direction = await direct(boards.server.local, boards.evenings.begun.facilitator);
	await direction.do({ type: 'theme.add', themes: Array.from({ length: 5 }, (_, index) => ({ title: `Thema ${index + 1}`, main: 'overig' as const })) });
	await board.page.getByRole('link', { name: 'Bord', exact: true }).click();
	const inView = async (number: number) => {
		const box = await board.page.locator(`#kaart-${number}`).boundingBox();
		return box !== null && box.x >= 0 && box.y > 160 && box.x + box.width <= 1366 && box.y + box.height <= 768;
	};
	for (const number of [1, 2, 3, 4, 5]) await expect.poll(() => inView(number)).toBe(true);
	direction.close();
});

it('a reload at any moment shows every card where it was, from the same view', async () => {
	const board = await open('reloaded');
	const from = await board.grip(5);
	await board.drag(from, { x: from.x - 40, y: from.y + 80 });
	await board.page.getByText('Thema 5 verplaatst.').waitFor();
	await board.page.keyboard.press('+');
	const places = await board.places();
	const zoom = await board.page.locator('.percent').innerText();
	// Kept once it stands still.
	await board.page.waitForTimeout(500);
	await board.page.reload();
	await ready(board.page);
	expect(await board.places()).toEqual(places);
	await soon(async () => expect(await board.page.locator('.percent').innerText()).toBe(zoom));
});

describe('the view', () => {
	it('is panned by wheel, space bar and middle button, zoomed with Ctrl, and fits all', async () => {
		const board = await open('looked');
		const { page } = board;
		const start = await board.grip(1);
		await page.mouse.move(600, 400);
		await page.mouse.wheel(30, 50);
		await soon(async () => expect(await board.grip(1)).toEqual({ x: start.x - 30, y: start.y - 50 }));
		await page.keyboard.down('Space');
		await board.drag({ x: 600, y: 400 }, { x: 630, y: 450 });
		await page.keyboard.up('Space');
		await soon(async () => expect(await board.grip(1)).toEqual(start));
		expect(await board.chosen()).toEqual([]);
		await page.mouse.down({ button: 'middle' });
		await page.mouse.move(610, 470, { steps: 3 });
		await page.mouse.up({ button: 'middle' });
		await soon(async () => expect(await board.grip(1)).toEqual({ x: start.x - 20, y: start.y + 20 }));

		const zoom = page.locator('.percent');
		const before = parseInt(await zoom.innerText());
		await page.keyboard.down('Control');
		await page.mouse.wheel(0, -100);
		await page.keyboard.up('Control');
		await soon(async () => expect(parseInt(await zoom.innerText())).toBeGreaterThan(before));
		await page.keyboard.press('Shift+Digit1');
		await soon(async () => expect(await board.grip(1)).toEqual(start));
	});

	it('is zoomed by key on the card that the keyboard is on; in a small window a tab that it comes to is seen whole', async () => {
		const { page } = await open('looked');
		await page.keyboard.press('3');
		await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('kaart-3');
		for (let press = 0; press < 3; press += 1) await page.keyboard.press('+');
		const window = page.viewportSize()!;
		await soon(async () => {
			const card = (await page.locator('#kaart-3').boundingBox())!;
			expect([card.x >= 0, card.y >= 0, card.x + card.width <= window.width, card.y + card.height <= window.height]).toEqual([true, true, true, true]);
		});
		await page.setViewportSize({ width: 640, height: 384 });
		await page.getByRole('link', { name: 'Tekeningen' }).focus();
		await page.keyboard.press('Tab');
		const tab = page.getByRole('link', { name: 'Instellingen' });
		expect(await tab.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().right <= innerWidth)).toBe(true);
	});

	it('is pinched and pushed by fingers, which also carry a card', async () => {
		const board = await open('touched', { viewport: { width: 1024, height: 1366 }, hasTouch: true });
		const { page } = board;
		const touch = await board.context.newCDPSession(page);
		const fingers = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
			touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
		const zoom = async () => parseInt(await page.locator('.percent').innerText());

		const before = await zoom();
		await fingers('touchStart', [{ x: 400, y: 700 }]);
		await fingers('touchStart', [{ x: 400, y: 700 }, { x: 600, y: 700 }]);
		for (const spread of [20, 60, 100]) await fingers('touchMove', [{ x: 400 - spread, y: 700 }, { x: 600 + spread, y: 700 }]);
		await fingers('touchEnd', []);
		await soon(async () => expect(await zoom()).toBeGreaterThan(before * 1.6));

		const from = await board.grip(3);
		const empty = { x: from.x, y: 1200 };
		await fingers('touchStart', [empty]);
		for (const step of [15, 40, 80]) await fingers('touchMove', [{ x: empty.x, y: empty.y - step }]);
		await fingers('touchEnd', []);
		await soon(async () => expect((await board.grip(3)).y).toBeLessThan(from.y - 50));

		const was = await board.place(3);
		const at = await board.grip(3);
		await fingers('touchStart', [at]);
		for (const step of [15, 40, 70]) await fingers('touchMove', [{ x: at.x, y: at.y + step }]);
		await fingers('touchEnd', []);
		await page.getByText('Thema 3 verplaatst.').waitFor();
		expect((await board.place(3)).y).toBeGreaterThan(was.y);
	});
});

describe('axe finds nothing', () => {
	it('on the board, with cards chosen, a theme open, the help open', async () => {
		const { page, band } = await open('discussed');
		expect(await findings(page)).toEqual([]);
		const at = await band(3);
		await page.mouse.dblclick(at.x, at.y);
		await page.getByRole('complementary').waitFor();
		expect(await findings(page)).toEqual([]);
		await page.keyboard.press('?');
		await page.getByRole('dialog').waitFor();
		expect(await findings(page)).toEqual([]);
	});
	it('on results that the hall has not seen', async () => {
		const { page } = await open('closed');
		expect(await findings(page)).toEqual([]);
	});
	it('on an empty board, which leads to where themes are made', async () => {
		const context = await boards.browser.newContext();
		await context.addCookies([{ ...boards.evenings.empty.facilitator.cookieOf, url: boards.server.local }]);
		const page = await context.newPage();
		await page.goto(`${boards.server.local}/regie/${boards.evenings.empty.id}/bord`);
		const link = page.getByRole('link', { name: 'Naar Thema’s' });
		await expect.poll(() => link.getAttribute('href')).toBe(`/regie/${boards.evenings.empty.id}/themas`);
		expect(await findings(page)).toEqual([]);
		await context.close();
	});
});

/** Which of the bars over the board lie over one another. */
async function barsOver({ page }: OpenBoard): Promise<string[]> {
	return page.evaluate(() => {
		const bars = [...document.querySelectorAll('.search, .side, .zoom')].map((bar) => ({ name: bar.className, at: bar.getBoundingClientRect() }));
		return bars.flatMap(({ name, at }, index) =>
			bars.slice(index + 1).filter((other) => at.left < other.at.right && other.at.left < at.right && at.top < other.at.bottom && other.at.top < at.bottom).map((other) => `${name} and ${other.name}`)
		);
	});
}

/** What lies over a card, by its class, or where it sticks out of the window. */
async function overlaps({ page }: OpenBoard, number: number): Promise<string[]> {
	return page.evaluate((id) => {
		const card = document.getElementById(id)!.getBoundingClientRect();
		const over = [...document.querySelectorAll('.search, .chosen, .side, .zoom, aside, .pinned .shown, .blanking, header')].filter((element) => {
			const { top, right, bottom, left, width, height } = element.getBoundingClientRect();
			return width > 0 && height > 0 && left < card.right && card.left < right && top < card.bottom && card.top < bottom;
		});
		const outside = card.left < 0 || card.top < 0 || card.right > innerWidth || card.bottom > innerHeight;
		return [...over.map(({ className }) => className), ...(outside ? ['outside the window'] : [])];
	}, `kaart-${number}`);
}

/** A point of empty paper, below every card. */
async function paperBelow(board: OpenBoard): Promise<{ x: number; y: number }> {
	const lowest = await board.page.locator('.cards button').evaluateAll((buttons) => Math.max(...buttons.map((button) => button.getBoundingClientRect().bottom)));
	return { x: 640, y: Math.round(lowest) + 30 };
}
