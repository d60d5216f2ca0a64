import type { Page, WebSocketRoute } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, phoneSize, press, tabletSize, type Hall } from './hall.ts';
import { hang } from './projector.ts';

// What everyone must see in time, each on a page of their own: alone on the machine.

/** A drawing that was withdrawn is gone: from every page that is connected, and from a phone that slept since it woke, in ms. */
const withdrawnWithin = 2000;
/** A comment that was hidden is gone from the screen, in ms. */
const hiddenWithin = 2000;
/** 'Scherm leeg', from the key in regie to the screen, in ms. */
const blankWithin = 300;

let hall: Hall;
let evening: Prepared;
let clocked: Prepared;
let regie: Direction;
beforeAll(async () => {
	hall = await openHall([{ themes: 6, comments: [{ theme: 3, text: 'Een plek met een dak, meer hoeft niet.' }] }, { themes: 3, rounds: [{ phase: 'draft', budget: 3, most: 2 }] }]);
	[evening, clocked] = hall.evenings as [Prepared, Prepared];
	regie = await direct(hall.server.local, evening.facilitator);
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/net::ERR_|WebSocket/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await hall?.close();
});

it('B in regie empties the screen within 300 ms, and brings back what was there', async () => {
	const [page, screen] = await Promise.all([hall.regie(evening), hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } })]);
	await screen.locator('main').waitFor();
	await page.locator('h2').first().click();
	for (let press = 0; press < 3; press++) {
		const pressed = performance.now();
		await page.keyboard.press('b');
		await screen.locator('main').waitFor({ state: 'hidden' });
		expect(performance.now() - pressed).toBeLessThan(blankWithin);
		// A second B at once would be one press too many of a hurried hand.
		await page.waitForTimeout(1100);
		await page.keyboard.press('b');
		await screen.locator('main').waitFor();
		await page.waitForTimeout(1100);
	}
});

it('a comment that regie hides is gone from the screen within 2 s', async () => {
	const [page, screen] = await Promise.all([hall.regie(evening, { path: '/reacties' }), hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } })]);
	await press(page, /^Goedgekeurd/);
	const item = page.locator('.item', { hasText: 'Een plek met een dak' });
	await item.getByRole('button', { name: 'Op scherm' }).click();
	const balloon = screen.locator('.balloon', { hasText: 'Een plek met een dak' });
	await balloon.waitFor();
	await item.getByRole('button', { name: 'Verberg' }).click();
	const reason = item.getByRole('button', { name: 'Anders' }).and(page.locator(':not([aria-disabled])'));
	await reason.waitFor();
	const hidden = performance.now();
	await reason.click();
	await balloon.waitFor({ state: 'detached' });
	expect(performance.now() - hidden).toBeLessThan(hiddenWithin);
});

it('a drawing that its maker withdraws is gone within 2 s from every page that is connected', async () => {
	const drawing = await hang(hall.server, regie, evening, 'bankje.png', { theme: 3 });
	await regie.do({ type: 'screen.show', show: { mode: 'drawing', drawing } });
	const maker = await hall.visit(evening.links.illustrator, { viewport: tabletSize, hasTouch: true });
	await maker.getByLabel('Pincode').fill(evening.pin);
	await maker.getByRole('button', { name: 'Verder' }).click();
	// Sent by regie: another's, for who draws.
	await maker.getByRole('button', { name: 'Tekening van een ander wijzigen' }).click();
	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await phone.getByRole('button', { name: 'Doe mee' }).click();
	await phone.goto(`${hall.server.local}/mee/${evening.code}/3`);
	await phone.getByText('verbonden', { exact: true }).waitFor();
	const [screen, desk] = await Promise.all([hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } }), hall.regie(evening, { path: '/tekeningen' })]);
	const shown = [
		...[phone, screen].map((page) => page.locator('img:is([src^="/tekening/"], [src^="blob:"])')),
		desk.locator(`[data-drawing="${drawing}"] img`).first()
	];
	await Promise.all(shown.map((one) => one.waitFor()));
	await maker.getByRole('button', { name: 'Trek in' }).click();
	const start = performance.now();
	await press(maker, 'Ja, trek in');
	await Promise.all(shown.map((one) => one.waitFor({ state: 'detached' })));
	expect(performance.now() - start).toBeLessThan(withdrawnWithin);
});

it('a drawing that was withdrawn while a phone slept is gone within 2 s of its waking', async () => {
	const drawing = await hang(hall.server, regie, evening, 'dijk.png', { theme: 3 });

	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize });
	await phone.getByRole('button', { name: 'Doe mee' }).click();
	await phone.getByText('verbonden', { exact: true }).waitFor();
	const lines: WebSocketRoute[] = [];
	await phone.routeWebSocket(/socket\.io/, (line) => {
		line.connectToServer();
		lines.push(line);
	});
	await phone.goto(`${hall.server.local}/mee/${evening.code}/3`);
	const shown = phone.locator('img[src^="/tekening/"]');
	await shown.waitFor();
	await expect.poll(() => lines.length).toBe(1);

	// Asleep: its line is cut, and it can't make another.
	await phone.context().setOffline(true);
	await lines[0]!.close();
	await phone.getByText('verbonden', { exact: true }).waitFor({ state: 'detached' });
	await regie.do({ type: 'drawing.withdraw', drawing });
	// The server has it: the phone can't.
	expect(await shown.count()).toBe(1);

	const start = performance.now();
	await phone.context().setOffline(false);
	await shown.waitFor({ state: 'detached' });
	expect(performance.now() - start).toBeLessThan(withdrawnWithin);
});

it('the clock on a phone goes with that of the screen, on a slow line and with a phone that thinks it is five hours later', async () => {
	const page = await hall.regie(clocked);
	const screen = await hall.visit(clocked.links.screen, { viewport: { width: 1920, height: 1080 } });
	const phone = await hall.visit('/', { viewport: phoneSize, hasTouch: true });
	await phone.addInitScript(() => {
		const now = Date.now.bind(Date);
		Date.now = () => now() + 5 * 3_600_000;
	});
	// 200 ms there and 200 back.
	const late = () => new Promise((next) => setTimeout(next, 200));
	await phone.route(/socket\.io/, async (route) => (await late(), route.continue()));
	await phone.routeWebSocket(/socket\.io/, (line) => {
		const server = line.connectToServer();
		line.onMessage((message) => void late().then(() => server.send(message)));
		server.onMessage((message) => void late().then(() => line.send(message)));
	});
	await phone.goto(`${hall.server.local}/mee/${clocked.code}`);
	await phone.getByRole('button', { name: 'Doe mee' }).click();
	await phone.getByText('verbonden', { exact: true }).waitFor();
	await page.getByLabel('Minuten', { exact: true }).fill('2');
	await press(page, 'Zet de klok');
	await press(page, 'Klok groot');
	await press(page, 'Start');
	await phone.locator('.now .left').getByText(/^1:5\d$/).waitFor();
	const seen = await Promise.all([faces(screen, '.timer .face'), faces(phone, '.now .left')]);
	const both = [...seen[0]].filter(([face]) => seen[1].has(face));
	expect(both.length).toBeGreaterThan(2);
	// Each is drawn anew five times a second.
	for (const [face, at] of both) expect(Math.abs(at - seen[1].get(face)!), `${face} on phone and screen`).toBeLessThan(250 + 200);
	await press(page, 'Stop');
});

/** When each face of a clock came, within some seconds, by the machine's own time. */
async function faces(page: Page, selector: string): Promise<Map<string, number>> {
	const seen = await page.evaluate(async (selector) => {
		const seen: [string, number][] = [];
		const until = performance.now() + 5000;
		let last = document.querySelector(selector)?.textContent;
		while (performance.now() < until) {
			const face = document.querySelector(selector)?.textContent ?? '';
			if (face !== last) seen.push([face, performance.timeOrigin + performance.now()]);
			last = face;
			await new Promise((next) => setTimeout(next, 10));
		}
		return seen;
	}, selector);
	return new Map(seen);
}
