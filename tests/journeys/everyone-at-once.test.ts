import type { Page, WebSocketRoute } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, phoneSize, press, type Hall } from './hall.ts';
import { hang } from './projector.ts';

// What a phone must show in time: alone on the machine.

/** From a phone's waking until a drawing that was withdrawn meanwhile is gone from it, in ms. */
const withdrawnWithin = 2000;

let hall: Hall;
let evening: Prepared;
let clocked: Prepared;
let regie: Direction;
beforeAll(async () => {
	hall = await openHall([{ themes: 6 }, { themes: 3, rounds: [{ phase: 'draft', budget: 3, most: 2 }] }]);
	[evening, clocked] = hall.evenings as [Prepared, Prepared];
	regie = await direct(hall.server.local, evening.facilitator);
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/net::ERR_|WebSocket is closed before/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await hall?.close();
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
