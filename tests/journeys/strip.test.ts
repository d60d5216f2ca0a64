import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, phoneSize, tabletSize, undo, type Hall } from './hall.ts';
import { hang } from './projector.ts';

// The strip of the evening: made by illustrators and regie together, and walked along on the screen, panel by panel.

let hall: Hall;
let evening: Prepared;
let regie: Direction;
/** Ids of what hangs. */
let bench: string;
let bus: string;
beforeAll(async () => {
	hall = await openHall([{ area: 'Oude Kom', themes: 3 }]);
	evening = hall.evenings[0]!;
	regie = await direct(hall.server.local, evening.facilitator);
	bench = await hang(hall.server, regie, evening, 'bankje.png', { theme: 1 });
	bus = await hang(hall.server, regie, evening, 'bus.png', { theme: 2 });
	await regie.do({ type: 'drawing.describe', drawing: bench, title: 'Het bankje', alt: 'Twee buren op een bankje.', credit: 'Noor' });
	await regie.do({ type: 'drawing.describe', drawing: bus, title: 'De bus', alt: 'De bus komt niet meer.', credit: 'Bram' });
});
afterEach(async () => {
	for (const { id } of await panels()) await regie.do({ type: 'panel.remove', panel: id });
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await hall?.close();
});

async function draw(viewport = tabletSize): Promise<Page> {
	const page = await hall.visit(evening.links.illustrator, { viewport, hasTouch: true });
	await page.getByLabel('Pincode').fill(evening.pin);
	await page.getByRole('button', { name: 'Verder' }).click();
	await page.getByText('verbonden', { exact: true }).waitFor();
	await page.getByRole('link', { name: 'De strip van de avond' }).click();
	await page.getByRole('heading', { name: 'De strip van de avond' }).waitFor();
	return page;
}
const panels = async () => (await regie.view()).strip.panels;
const order = async () => (await panels()).map(({ id }) => id);
const items = (page: Page) => page.locator('[data-panel]');
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
/** What each panel shows, in order. */
const alts = (page: Page) => items(page).locator('.picture img').evaluateAll((all) => all.map((image) => (image as HTMLImageElement).alt.split(' ').slice(0, 2).join(' ')));
/** Drags from one place within it to another, in parts of its sides. */
async function dragOver(page: Page, within: Locator, from: [number, number], to: [number, number]): Promise<void> {
	await within.scrollIntoViewIfNeeded();
	const box = (await within.boundingBox())!;
	const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
	await page.mouse.move(...at(from));
	await page.mouse.down();
	await page.mouse.move(...at(to), { steps: 5 });
	await page.mouse.up();
}
const frames = async () => (await panels()).map(({ frame }) => frame && Object.fromEntries(Object.entries(frame).map(([key, value]) => [key, Math.round(value * 10) / 10])));

it('is made of whole drawings and of panels cut from them by dragging; everyone sees it at once, and each step is undone', async () => {
	const [noor, desk] = await Promise.all([draw(), hall.regie(evening, { path: '/strip' })]);
	await noor.getByText('De strip heeft nog geen plaatjes.').waitFor();
	expect(await findings(noor)).toEqual([]);
	await noor.getByRole('button', { name: 'In de strip: Het bankje' }).click();
	await items(desk).first().waitFor();

	await noor.getByRole('button', { name: 'Snijd plaatjes: De bus' }).click();
	const stage = noor.locator('.stage');
	await dragOver(noor, stage, [0.1, 0.1], [0.5, 0.9]);
	await dragOver(noor, stage, [0.6, 0.2], [0.9, 0.8]);
	// The second, made narrower by its corner.
	const corner = noor.getByRole('button', { name: 'Kader 2, hoek rechtsonder' });
	const box = (await corner.boundingBox())!;
	await noor.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	await noor.mouse.down();
	const picture = (await stage.boundingBox())!;
	await noor.mouse.move(picture.x + 0.8 * picture.width, picture.y + 0.8 * picture.height, { steps: 4 });
	await noor.mouse.up();
	expect(await findings(noor)).toEqual([]);
	await noor.getByRole('button', { name: 'Zet 2 plaatjes in de strip' }).click();
	await items(desk).nth(2).waitFor();
	expect(await frames()).toEqual([undefined, { x: 0.1, y: 0.1, width: 0.4, height: 0.8 }, { x: 0.6, y: 0.2, width: 0.2, height: 0.6 }]);
	expect([await findings(noor), await findings(desk), await wide(noor), await wide(desk)]).toEqual([[], [], 0, 0]);

	await undo(noor);
	await items(desk).nth(1).waitFor({ state: 'detached' });
	expect(await items(noor).count()).toBe(1);
	// Only what hangs can be in it: what is taken down is gone, and comes back.
	await regie.do({ type: 'drawing.takeDown', drawing: bench });
	await noor.getByText('De strip heeft nog geen plaatjes.').waitFor();
	await regie.do({ type: 'drawing.place', drawing: bench, version: (await regie.view()).drawings[bench]!.version, theme: 1, checked: true });
	await items(noor).first().waitFor();
});

it('has its order by dragging and by buttons, captions, a title, and so many panels to a page', async () => {
	const [noor, desk] = await Promise.all([draw(phoneSize), hall.regie(evening, { path: '/strip' })]);
	for (const title of ['Het bankje', 'De bus', 'De bus']) await desk.getByRole('button', { name: `In de strip: ${title}` }).click();
	await items(noor).nth(2).waitFor();
	const [first] = await order();

	// By the grip to behind the last one.
	const grip = desk.locator(`[data-panel="${first}"] [data-grip]`);
	await desk.getByRole('heading', { name: 'Bladzijde 1' }).evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
	const from = (await grip.boundingBox())!;
	const last = (await items(desk).nth(2).boundingBox())!;
	await desk.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await desk.mouse.down();
	await desk.mouse.move(last.x + last.width * 0.8, last.y + last.height / 2, { steps: 6 });
	await desk.locator('li.after').waitFor();
	await desk.mouse.up();
	await desk.getByText('Het plaatje is nu nummer 3.').waitFor();
	expect((await order())[2]).toBe(first);
	// By a button, which keeps the focus.
	await noor.locator(`[data-panel="${first}"]`).getByRole('button', { name: 'Plaatje 3 eerder' }).tap();
	await noor.getByText('Het plaatje is nu nummer 2.').waitFor();
	expect((await order())[1]).toBe(first);
	await noor.locator(`[data-panel="${first}"] [data-earlier]:focus`).waitFor();

	const item = noor.locator(`[data-panel="${first}"]`);
	await item.getByLabel('Bijschrift').fill('Hier zaten wij al toen de dijk er nog niet was.');
	// Not saved yet: it outlives a reload.
	await noor.reload();
	await noor.getByText('verbonden', { exact: true }).waitFor();
	await expect.poll(() => item.getByLabel('Bijschrift').inputValue()).toBe('Hier zaten wij al toen de dijk er nog niet was.');
	await item.getByRole('button', { name: 'Bewaar bijschrift' }).tap();
	await noor.getByText('Het bijschrift is bewaard.').waitFor();
	await expect.poll(() => desk.locator(`[data-panel="${first}"]`).getByLabel('Bijschrift').inputValue()).toBe('Hier zaten wij al toen de dijk er nog niet was.');
	await item.getByLabel('Bijschrift').fill('x'.repeat(201));
	await item.getByRole('button', { name: 'Bewaar bijschrift' }).tap();
	await item.locator('.error').waitFor();
	expect(await item.getByLabel('Bijschrift').inputValue()).toHaveLength(201);
	expect([await findings(noor), await wide(noor)]).toEqual([[], 0]);

	await desk.getByLabel('Titel van de strip').fill('De Kom van toen is te klein voor de Kom van nu');
	await desk.getByRole('button', { name: 'Bewaar titel' }).click();
	await desk.getByText('De titel van de strip is bewaard.').waitFor();
	await expect.poll(() => noor.getByLabel('Titel van de strip').inputValue()).toBe('De Kom van toen is te klein voor de Kom van nu');
	await desk.getByRole('button', { name: '2', exact: true }).click();
	await noor.getByRole('heading', { name: 'Bladzijde 2' }).waitFor();
	await undo(desk);
	await noor.getByRole('heading', { name: 'Bladzijde 2' }).waitFor({ state: 'detached' });
});

it('is cut and ordered by keyboard alone', async () => {
	const desk = await hall.regie(evening, { path: '/strip' });
	await desk.locator(`[data-cut="${bus}"]`).focus();
	await desk.keyboard.press('Enter');
	const add = desk.getByRole('button', { name: 'Nieuw kader' });
	await add.focus();
	await desk.keyboard.press('Enter');
	// It has the focus, and moves by arrows; its corner makes it larger.
	for (let press = 0; press < 3; press++) await desk.keyboard.press('Shift+ArrowLeft');
	await desk.keyboard.press('Tab');
	await desk.keyboard.press('Tab');
	for (let press = 0; press < 2; press++) await desk.keyboard.press('Shift+ArrowDown');
	await desk.getByText('Kader 1: 10% van links, 25% van boven, 50% breed, 60% hoog.').waitFor({ state: 'attached' });
	await add.focus();
	await desk.keyboard.press('Enter');
	await desk.keyboard.press('Delete');
	await desk.getByRole('button', { name: 'Kader 2 weg' }).waitFor({ state: 'detached' });
	await desk.getByRole('button', { name: 'Zet 1 plaatje in de strip' }).focus();
	await desk.keyboard.press('Enter');
	await items(desk).first().waitFor();
	await desk.locator(`[data-cut="${bus}"]:focus`).waitFor();
	expect(await frames()).toEqual([{ x: 0.1, y: 0.3, width: 0.5, height: 0.6 }]);
	await desk.getByRole('button', { name: 'In de strip: Het bankje' }).focus();
	await desk.keyboard.press('Enter');
	await items(desk).nth(1).waitFor();
	const [cut, whole] = await order();
	await desk.locator(`[data-panel="${cut}"] [data-grip]`).focus();
	await desk.keyboard.press('ArrowRight');
	await expect.poll(order).toEqual([whole, cut]);
	await desk.locator(`[data-panel="${cut}"] [data-grip]:focus`).waitFor();
});

it('is never cut by frames that nobody drew on that picture: replaced, taken down or out of the strip, the editor says so', async () => {
	const desk = await hall.regie(evening, { path: '/strip' });
	const cutting = desk.getByRole('region', { name: 'Plaatjes snijden' });
	const held = desk.locator(':focus');
	const another = await hang(hall.server, regie, evening, 'bus.png', { theme: 3 });
	await desk.locator(`[data-cut="${another}"]`).click();
	await cutting.getByRole('button', { name: '2 bij 2' }).click();
	await hang(hall.server, regie, evening, 'bankje.png', { theme: 3, drawing: another });
	const changed = cutting.getByText('Iemand anders heeft deze tekening intussen veranderd.');
	await changed.waitFor();
	expect(await findings(desk)).toEqual([]);
	const add = cutting.getByRole('button', { name: 'Zet 4 plaatjes in de strip' });
	expect(await add.getAttribute('aria-disabled')).toBe('true');
	await add.press('Enter');
	await cutting.getByRole('button', { name: 'Begin opnieuw' }).and(held).press('Enter');
	await changed.waitFor({ state: 'detached' });
	await cutting.getByRole('heading').and(held).waitFor();
	expect(await panels()).toEqual([]);
	await cutting.getByRole('button', { name: '2 naast elkaar' }).click();
	await cutting.getByRole('button', { name: 'Zet 2 plaatjes in de strip' }).click();
	await items(desk).nth(1).waitFor();

	// A panel that a colleague takes out while its frame is moved.
	const [first] = await order();
	await desk.locator(`[data-frame-of="${first}"]`).click();
	await cutting.getByRole('button', { name: 'Kader 1, verplaatsen' }).press('ArrowDown');
	await regie.do({ type: 'panel.remove', panel: first! });
	await cutting.getByText('Dit plaatje is intussen uit de strip gehaald.').waitFor();
	await cutting.getByRole('button', { name: 'Sluit' }).and(held).press('Enter');
	await desk.getByRole('heading', { name: 'Tekeningen aan de muur' }).and(held).waitFor();

	await desk.locator(`[data-cut="${another}"]`).press('Enter');
	await cutting.getByRole('button', { name: '2 bij 2' }).press('Enter');
	await regie.do({ type: 'drawing.withdraw', drawing: another });
	await cutting.getByText('Deze tekening hangt niet meer aan de muur.').waitFor();
	expect(await findings(desk)).toEqual([]);
	await cutting.getByRole('button', { name: 'Sluit' }).and(held).press('Enter');
	await desk.getByRole('heading', { name: 'Tekeningen aan de muur' }).and(held).waitFor();
	expect(await panels()).toEqual([]);
});

it('stands on the screen panel by panel, by regie and by clicker; what is withdrawn is gone from it', async () => {
	const [desk, screen, phone] = await Promise.all([
		hall.regie(evening, { path: '/strip' }),
		hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } }),
		hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true })
	]);
	await regie.do({ type: 'panel.add', panels: [{ panel: 'panel-whole', drawing: bench, frame: null }, { panel: 'panel-cut', drawing: bus, frame: { x: 0, y: 0, width: 0.5, height: 1 } }], before: null });
	await regie.do({ type: 'panel.edit', panel: 'panel-whole', set: { caption: 'Hier zaten wij al.' } });
	await desk.getByRole('button', { name: 'Begin op het scherm' }).click();
	await screen.locator('.caption', { hasText: 'Hier zaten wij al.' }).waitFor();
	await screen.getByText('tekening: Noor').waitFor();
	await phone.getByRole('button', { name: 'Doe mee' }).click();
	await phone.getByText('de strip van de avond').waitFor();
	expect(await findings(screen)).toEqual([]);
	// A clicker at the projecting laptop.
	await screen.keyboard.press('PageDown');
	await screen.getByText('pagina 2 van 2').waitFor();
	await desk.locator('[data-panel="panel-cut"]').getByRole('button', { name: 'Nu op het scherm' }).waitFor();
	await screen.keyboard.press('PageUp');
	await screen.locator('.caption', { hasText: 'Hier zaten wij al.' }).waitFor();
	await regie.do({ type: 'drawing.withdraw', drawing: bench });
	await screen.locator('.caption', { hasText: 'Hier zaten wij al.' }).waitFor({ state: 'detached' });
	await expect.poll(() => screen.locator('img').evaluateAll((all) => all.map((image) => (image as HTMLImageElement).alt))).toEqual(['De bus komt niet meer.']);
	expect(await alts(desk)).toEqual(['De bus']);
});
