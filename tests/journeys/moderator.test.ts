import type { Page, WebSocketRoute } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, phoneSize, roomAboveBar, said, undo, type Hall } from './hall.ts';

let hall: Hall;
let evening: Prepared;
let regie: Direction;
beforeAll(async () => {
	hall = await openHall([{ themes: [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Drugs', grave: true }] }]);
	evening = hall.evenings[0]!;
	regie = await direct(hall.server.local, evening.facilitator);
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await hall?.close();
});

const connected = (page: Page) => page.getByText('verbonden', { exact: true }).waitFor();
/** Hides a comment in two taps. */
async function hide(page: Page, text: string, reason: string) {
	await comment(page, text).getByRole('button', { name: 'Verberg' }).tap();
	await comment(page, text).getByRole('button', { name: reason }).tap();
}
const comment = (page: Page, text: string) => page.locator('[data-comment]').filter({ hasText: text });

async function readAlong(): Promise<Page> {
	const page = await hall.visit(evening.links.moderator, { viewport: phoneSize, hasTouch: true, isMobile: true });
	await connected(page);
	return page;
}

it('approves, hides and restores, by thumb; each step goes back', async () => {
	const page = await readAlong();
	const phone = await hall.phone(evening);
	await expect.poll(() => page.getByText('Er wacht niets.').count()).toBe(1);
	const id = await phone.comment(1, 'Zet er bloembakken neer.');
	const status = () => phone.own.comments[id]?.status;
	await comment(page, 'bloembakken').waitFor();
	expect(await findings(page)).toEqual([]);
	// A phone of 360 px: nothing to scroll sideways for.
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);

	await comment(page, 'bloembakken').getByRole('button', { name: 'Keur goed' }).tap();
	await expect.poll(status).toBe('approved');
	await expect.poll(() => said(page)).toBe('De reactie bij thema 1 is goedgekeurd.');
	expect(await findings(page)).toEqual([]);
	expect(await roomAboveBar(page)).toBeGreaterThanOrEqual(0);
	await undo(page);
	await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
	await expect.poll(status).toBe('waiting');
	await comment(page, 'bloembakken').getByRole('button', { name: 'Keur goed' }).tap();
	await expect.poll(status).toBe('approved');

	await page.getByRole('button', { name: /^Goedgekeurd/ }).tap();
	// What the screen shows is chosen in regie.
	await expect.poll(() => comment(page, 'bloembakken').getByRole('button', { name: 'Op scherm' }).count()).toBe(0);
	await hide(page, 'bloembakken', 'Staat er al');
	await expect.poll(status).toBe('hidden');
	await page.getByRole('button', { name: /^Verborgen/ }).tap();
	await comment(page, 'bloembakken').getByRole('button', { name: 'Keur goed' }).tap();
	await expect.poll(status).toBe('approved');
});

it('marks what may tell too much, word by word, and lets it through one by one', async () => {
	const page = await readAlong();
	const phone = await hall.phone(evening);
	const telling = await phone.comment(1, 'Bel mevrouw de Vries: 06 12345678.');
	const plain = await phone.comment(1, 'Het is te donker bij de brug.');
	const status = (id: string) => phone.own.comments[id]?.status;
	const row = comment(page, 'mevrouw de Vries');
	await expect.poll(() => row.locator('mark').allInnerTexts()).toEqual(['mevrouw de Vries', '06 12345678']);
	await expect.poll(() => row.innerText()).toContain('Let op: naam en telefoonnummer.');
	await expect.poll(() => comment(page, 'te donker').locator('mark').count()).toBe(0);

	await page.getByLabel('Kies alle').check();
	await page.getByText('1 reactie is gemarkeerd. Keur die apart goed.').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByRole('button', { name: 'Keur 1 goed' }).tap();
	await expect.poll(() => status(plain)).toBe('approved');
	expect(status(telling)).toBe('waiting');
	// Several stay chosen, so that they can be hidden together.
	expect(await row.getByRole('checkbox').isChecked()).toBe(true);
	await row.getByRole('button', { name: 'Keur goed' }).tap();
	await expect.poll(() => status(telling)).toBe('approved');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
});

it('takes back the own steps only', async () => {
	const [one, other] = [await readAlong(), await readAlong()];
	const phone = await hall.phone(evening);
	const id = await phone.comment(2, 'Wij willen een dak.');
	await comment(one, 'dak').getByRole('button', { name: 'Keur goed' }).tap();
	await expect.poll(() => phone.own.comments[id]?.status).toBe('approved');
	await expect.poll(() => other.getByRole('button', { name: 'Ongedaan maken' }).count()).toBe(0);
	await undo(one);
	await expect.poll(() => phone.own.comments[id]?.status).toBe('waiting');
});

it('reads what is said at a grave theme, and can not let it through', async () => {
	const page = await readAlong();
	const phone = await hall.phone(evening);
	await phone.comment(3, 'Achter de school wordt gedeald.');
	await page.getByRole('button', { name: /^Gevoelig/ }).tap();
	await comment(page, 'gedeald').waitFor();
	await expect.poll(() => comment(page, 'gedeald').getByRole('button', { name: 'Keur goed' }).count()).toBe(0);
	expect(await findings(page)).toEqual([]);
});

it('says when there is no line, and what was done meanwhile goes along', async () => {
	const page = await hall.visit('/');
	const lines: WebSocketRoute[] = [];
	await page.routeWebSocket(/socket\.io/, (line) => {
		line.connectToServer();
		lines.push(line);
	});
	await page.goto(hall.server.local + evening.links.moderator);
	await connected(page);
	const phone = await hall.phone(evening);
	const id = await phone.comment(1, 'De smiley helpt echt.');
	await comment(page, 'smiley').waitFor();
	await expect.poll(() => lines.length).toBe(1);

	await page.context().setOffline(true);
	await lines[0]!.close();
	await page.getByText('Even geen verbinding. Wat u ziet, kan oud zijn.').waitFor();
	await comment(page, 'smiley').getByRole('button', { name: 'Keur goed' }).click();
	await page.getByText('Even geen verbinding. Wat u deed, gaat straks mee.').waitFor();
	expect(await findings(page)).toEqual([]);
	expect(phone.own.comments[id]?.status).toBe('waiting');
	await page.context().setOffline(false);
	await expect.poll(() => phone.own.comments[id]?.status).toBe('approved');
	await connected(page);
});

it('a link that was replaced says so plainly, on the open page and on the old address', async () => {
	const page = await readAlong();
	const settings = await hall.regie(evening, { path: '/instellingen' });
	await settings.evaluate(async () => {
		await fetch('?/replaceLink', { method: 'POST', body: new URLSearchParams({ role: 'moderator' }), headers: { 'x-sveltekit-action': 'true' } });
	});
	await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
	await expect.poll(() => page.locator('main').innerText()).toContain('Vraag de gespreksleider om de nieuwe link.');
	expect(await findings(page)).toEqual([]);
	expect((await page.goto(hall.server.local + evening.links.moderator))?.status()).toBe(410);
	await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
	for (const wrong of [evening.links.illustrator, evening.links.screen]) {
		expect((await page.goto(hall.server.local + wrong.replace(/^\/\w+/, '/meelezen')))?.status()).toBe(410);
	}
});
