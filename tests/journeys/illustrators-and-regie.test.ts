import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { quarters, solidPng } from '#server/drawings/test-pictures.ts';
import { findings } from '../axe.ts';
import { direct, type Prepared } from '../evening.ts';
import { laptop, openHall, phoneSize, press, said, tabletSize, undo, type Hall } from './hall.ts';

// Illustrators and regie at work together: who draws what, short messages, and who tells of it when.

let hall: Hall;
let evening: Prepared;
beforeAll(async () => {
	hall = await openHall([{ area: 'Oude Kom', themes: 3 }]);
	evening = hall.evenings[0]!;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

async function draw(viewport = tabletSize): Promise<Page> {
	const page = await hall.visit(evening.links.illustrator, { viewport, hasTouch: true });
	await page.getByLabel('Pincode').fill(evening.pin);
	await page.getByRole('button', { name: 'Verder' }).click();
	await page.getByText('verbonden', { exact: true }).waitFor();
	return page;
}
/** In the order of their numbers. */
const card = (page: Page, number: number) => page.locator('#themas .feed > li').nth(number - 1);
const panel = (page: Page) => page.locator('details.illustrators');
/** Sends a drawing that is as wide as no other here. @returns its id */
async function send(page: Page, theme: number, name: string, width: number): Promise<string> {
	await card(page, theme).locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: await solidPng(width, 300) });
	return (await page.locator('#tekeningen [data-drawing]').filter({ has: page.locator(`figure img[width='${width}']`) }).getAttribute('data-drawing'))!;
}
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('‘ik teken deze’ is seen by the others and regie with the name, and ends with the drawing', async () => {
	const noor = await draw();
	const bram = await draw(phoneSize);
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	await card(noor, 2).getByRole('button', { name: 'Ik teken deze thema 2', exact: true }).click();
	// Asked once, and not to be left empty.
	await card(noor, 2).getByRole('button', { name: 'Ik teken deze', exact: true }).click();
	await card(noor, 2).locator('.error').waitFor();
	expect(await findings(noor)).toEqual([]);
	await card(noor, 2).getByLabel('Uw naam').fill('Noor');
	await card(noor, 2).getByLabel('Uw naam').press('Enter');
	await card(noor, 2).getByText('U tekent dit nu.').waitFor();
	await card(bram, 2).getByText('Noor tekent dit nu.').waitFor();
	await panel(regie).locator('summary').click();
	await panel(regie).getByText('Tekenaars: 1 tekent nu').waitFor();
	await panel(regie).getByRole('listitem').filter({ hasText: 'Noor' }).first().waitFor();
	expect(await findings(regie)).toEqual([]);

	// The same name for the next; and two may draw the same.
	await card(noor, 1).getByRole('button', { name: 'Ik teken deze thema 1', exact: true }).click();
	await card(noor, 1).getByText('U tekent dit nu.').waitFor();
	await card(bram, 2).getByRole('button', { name: 'Ik teken deze ook thema 2' }).tap();
	await card(bram, 2).getByLabel('Uw naam').fill('Bram');
	await card(bram, 2).getByRole('button', { name: 'Ik teken deze', exact: true }).tap();
	await card(noor, 2).getByText('Bram en u tekenen dit nu.').waitFor();
	expect(await findings(bram)).toEqual([]);
	expect(await wide(bram)).toBe(0);
	await panel(regie).getByText('Tekenaars: 3 tekenen nu').waitFor();

	// It outlives a reload; it ends by a press, and with the drawing.
	await noor.reload();
	await card(noor, 1).getByRole('button', { name: 'Ik teken deze niet meer thema 1' }).click();
	await panel(regie).getByText('Tekenaars: 2 tekenen nu').waitFor();
	await card(noor, 2).locator('input[type=file]').setInputFiles({ name: 'bank.png', mimeType: 'image/png', buffer: await solidPng(400, 300) });
	await card(bram, 2).getByText('U tekent dit nu.').waitFor();
	await panel(regie).getByText('Tekenaars: 1 tekent nu').waitFor();
});

it('short messages go both ways; regie sees on every page that there is one, and each takes back the own', async () => {
	const noor = await draw(phoneSize);
	const regie = await hall.regie(evening);
	const tab = regie.getByRole('link', { name: /^Tekeningen/ });
	await noor.getByLabel('Bericht aan gespreksleider en tekenaars').fill('Mag het in kleur?');
	await noor.reload();
	await noor.getByText('verbonden', { exact: true }).waitFor();
	expect(await noor.getByLabel('Bericht aan').inputValue()).toBe('Mag het in kleur?');
	await press(noor, 'Stuur bericht');
	await noor.getByRole('list', { name: 'Berichten' }).getByText('Mag het in kleur?').waitFor();
	expect(await noor.getByLabel('Bericht aan').inputValue()).toBe('');
	await expect.poll(() => tab.innerText()).toMatch(/\d/);
	expect(await wide(noor)).toBe(0);
	expect(await findings(noor)).toEqual([]);
	await tab.click();
	// It opens by itself for what is new.
	await panel(regie).getByRole('list', { name: 'Berichten' }).getByText('Mag het in kleur?').waitFor();
	expect(await findings(regie)).toEqual([]);
	await panel(regie).getByLabel('Bericht aan de tekenaars').fill('x'.repeat(201));
	await press(regie, 'Stuur bericht');
	await panel(regie).locator('.error').waitFor();
	await panel(regie).getByLabel('Bericht aan de tekenaars').fill('Ja, graag.');
	await press(regie, 'Stuur bericht');
	await noor.getByRole('list', { name: 'Berichten' }).getByText('Ja, graag.').waitFor();
	await noor.getByRole('button', { name: 'Haal bericht weg' }).tap();
	await expect.poll(() => panel(regie).getByText('Mag het in kleur?').count()).toBe(0);
	expect(await panel(regie).getByRole('button', { name: 'Haal bericht weg' }).count()).toBe(1);
});

it('what is sent for a theme hangs at once where regie allows it, is told so, and regie is asked to look', async () => {
	const noor = await draw(phoneSize);
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	const reader = await hall.phone(evening);
	const hanging = () => Object.values(reader.view.drawings).length;
	await panel(regie).locator('summary').click();
	const tick = panel(regie).getByLabel('Tekeningen hangen meteen.');
	await tick.click();
	await expect.poll(() => said(regie)).toBe('Wat tekenaars bij een thema sturen, hangt nu meteen.');
	await noor.getByText('Wat u bij een thema stuurt, hangt meteen.').waitFor();
	await card(noor, 3).locator('input[type=file]').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: await solidPng(420, 300) });
	await expect.poll(hanging).toBe(1);
	await noor.getByText('De hele zaal ziet uw tekening nu.').waitFor();
	await press(regie, /^Aan de muur/);
	await regie.getByText('Hangt al, kijk na.').waitFor();
	expect(await findings(regie)).toEqual([]);
	await press(regie, 'Zo is het goed');
	await regie.getByText('Hangt al, kijk na.').waitFor({ state: 'detached' });
	await tick.click();
	await expect.poll(() => tick.isChecked()).toBe(false);
	await undo(regie);
	await expect.poll(() => tick.isChecked()).toBe(true);
});

it('a long word in what a drawing is called, its credit, its description or its lettering breaks: no page scrolls sideways, also with large letters', async () => {
	const long = 'Arbeidsongeschiktheidsverzekeringsmaatschappijbijeenkomst';
	const director = await direct(hall.server.local, evening.facilitator);
	await director.do({ type: 'evening.hangAtOnce', atOnce: false });
	const noor = await draw(phoneSize);
	const drawing = await send(noor, 1, `${long}.png`, 440);
	await director.do({ type: 'drawing.describe', drawing, title: long, alt: long, credit: long, lettering: long });
	await director.hang(drawing, 1);
	const regie = await hall.regie(evening, { path: '/tekeningen', viewport: phoneSize });
	await press(regie, /^Aan de muur/);
	// The names of illustrators stand there too, from the drawings.
	await panel(regie).locator('summary').click();
	await regie.getByRole('button', { name: `${long} erbij` }).waitFor();
	const reader = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await reader.getByRole('button', { name: 'Doe mee' }).click();
	await reader.getByText('verbonden', { exact: true }).waitFor();
	const plain = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, javaScriptEnabled: false });
	await plain.getByRole('button', { name: 'Doe mee' }).click();
	for (const page of [reader, plain]) await page.goto(`${hall.server.local}/mee/${evening.code}/1`);
	for (const [name, page] of Object.entries({ noor, regie, reader, plain })) {
		await page.getByText(long).locator('visible=true').first().waitFor();
		for (const width of [360, 390]) {
			await page.setViewportSize({ ...phoneSize, width });
			expect(await wide(page), `${name}, ${width} px`).toBe(0);
			// Letters twice as large, as a browser's own setting makes them.
			await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
			const beyond = () => page.getByText(long).evaluateAll((parts) => parts.filter((part) => !part.closest('.visually-hidden') && part.getBoundingClientRect().right > document.documentElement.clientWidth).map(({ outerHTML }) => outerHTML));
			expect(await beyond(), `${name}, ${width} px, large letters`).toEqual([]);
			// The rows of buttons in regie are wider than a phone then, whatever drawings are called.
			// What the page says for a moment may be wider: what stays is not.
			if (page !== regie) await expect.poll(() => wide(page), { message: `${name}, ${width} px, large letters` }).toBe(0);
			await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
		}
	}
	// Nor where the picture does not come, and its description stands in its place.
	const broken = reader.locator('figure img').first();
	await broken.evaluate((image: HTMLImageElement) => (image.src = '/tekening/weg/phone'));
	await expect.poll(() => broken.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth === 0)).toBe(true);
	expect(await wide(reader)).toBe(0);
	await director.do({ type: 'drawing.withdraw', drawing });
	director.close();
});

it('who tells when is ordered by regie, by buttons, and stands on the illustrators’ page', async () => {
	const noor = await draw();
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	await panel(regie).locator('summary').click();
	const turns = panel(regie).getByRole('region', { name: 'Wie vertelt wanneer' });
	for (const name of ['Bram', 'Noor']) {
		await turns.getByLabel('Naam van een tekenaar').fill(name);
		await turns.getByRole('button', { name: 'Zet in de rij' }).click();
		await expect.poll(() => turns.getByRole('listitem').filter({ hasText: name }).count()).toBe(1);
	}
	const order = noor.getByRole('list', { name: 'Wie vertelt wanneer' }).getByRole('listitem');
	await expect.poll(() => order.allInnerTexts()).toEqual(['Bram', 'Noor']);
	await turns.getByRole('button', { name: 'Eerder: Noor' }).click();
	await expect.poll(() => order.allInnerTexts()).toEqual(['Noor', 'Bram']);
	await expect.poll(() => said(regie)).toBe('Noor is nu als 1e aan de beurt.');
	expect(await findings(regie)).toEqual([]);
	await undo(regie);
	await expect.poll(() => order.allInnerTexts()).toEqual(['Bram', 'Noor']);
	await turns.getByRole('button', { name: 'Haal weg: Bram' }).click();
	await expect.poll(() => order.allInnerTexts()).toEqual(['Noor']);
	expect(await findings(noor)).toEqual([]);
});

it('of two who replace a drawing at the same moment the second is told, and chooses', async () => {
	const noor = await draw();
	const director = await direct(hall.server.local, evening.facilitator);
	await director.do({ type: 'evening.hangAtOnce', atOnce: false });
	const file = async (name: string, width: number) => ({ name, mimeType: 'image/png', buffer: await solidPng(width, 300) });
	const drawing = await send(noor, 3, 'een.png', 460);
	const own = noor.locator(`#tekeningen [data-drawing='${drawing}']`);
	const bram = await draw(phoneSize);
	const theirs = bram.locator(`[data-drawing='${drawing}']`);
	await theirs.getByRole('button', { name: 'Tekening van een ander wijzigen' }).click();
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	await press(regie, /^Aangeboden/);
	const shown = (page: Page) => page.locator(`[data-drawing='${drawing}'] figure img`).first().evaluate((image: HTMLImageElement) => image.width > 0 && Number(image.getAttribute('width')));
	const row = (page: Page, name: string) => page.locator('.row[data-phase]').filter({ hasText: name });
	const told = (page: Page, name: string) => row(page, name).getByText('Iemand anders heeft deze tekening intussen veranderd.');
	/** Both press, then one chooses, and the other after that one's has come. */
	async function both(button: Locator, page: Page, name: string, width: number, byNoor: string, noorsWidth: number) {
		const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
		await own.locator('input[type=file]').first().setInputFiles(await file(byNoor, noorsWidth));
		await expect.poll(() => shown(page)).toBe(noorsWidth);
		await chooser.setFiles(await file(name, width));
		await told(page, name).waitFor();
		expect(await shown(page)).toBe(noorsWidth);
	}
	await both(theirs.getByRole('button', { name: 'Nieuwe versie' }), bram, 'bram.png', 480, 'twee.png', 470);
	expect(await findings(bram)).toEqual([]);
	expect(await wide(bram)).toBe(0);
	expect(await row(bram, 'bram.png').getByAltText('De versie van nu').getAttribute('src')).toMatch(/^\/tekening\/.+\/thumbnail$/);
	// Kept, as it is: a page that is loaded anew asks again.
	await bram.reload();
	await told(bram, 'bram.png').waitFor();
	await row(bram, 'bram.png').getByRole('button', { name: 'Toch vervangen' }).click();
	await row(bram, 'bram.png').getByText('Aangekomen.').waitFor();
	for (const page of [noor, bram]) await expect.poll(() => shown(page)).toBe(480);

	// Regie hears it as well, and leaves it at that.
	const item = regie.locator(`[data-drawing='${drawing}']`);
	await item.locator('summary', { hasText: 'Nieuwe versie of stap' }).click();
	await both(item.getByRole('button', { name: 'Vervang' }), regie, 'regie.png', 500, 'drie.png', 490);
	expect(await findings(regie)).toEqual([]);
	await row(regie, 'regie.png').getByRole('button', { name: 'Niet doen' }).click();
	await row(regie, 'regie.png').waitFor({ state: 'detached' });
	for (const page of [noor, bram, regie]) await expect.poll(() => shown(page)).toBe(490);
	await director.do({ type: 'drawing.withdraw', drawing });
	director.close();
});

it('a series is sent stage by stage, looked at, hung with what it was made from, and played on phones and screen', async () => {
	const noor = await draw();
	const regie = await hall.regie(evening, { path: '/tekeningen', viewport: { ...laptop, height: 1000 } });
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const helper = await hall.phone(evening);
	const director = await direct(hall.server.local, evening.facilitator);
	await director.do({ type: 'evening.approval', approval: 'none' });
	await director.do({ type: 'evening.hangAtOnce', atOnce: false });
	const writer = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true, reducedMotion: 'reduce' });
	await writer.getByRole('button', { name: 'Doe mee' }).click();
	await writer.goto(`${hall.server.local}/mee/${evening.code}/2`);
	await writer.getByText('verbonden', { exact: true }).waitFor();
	await writer.getByLabel('Uw reactie').fill('Zet er een bankje neer.');
	await writer.getByRole('button', { name: 'Plaats uw reactie' }).click();
	await card(noor, 2).getByText('Zet er een bankje neer.').waitFor();

	const sketch = { name: 'schets.png', mimeType: 'image/png', buffer: await solidPng(600, 400) };
	const ink = { name: 'inkt.png', mimeType: 'image/png', buffer: await quarters(600, 400).png().toBuffer() };
	const colour = { name: 'kleur.png', mimeType: 'image/png', buffer: await quarters(900, 600).negate().png().toBuffer() };
	await card(noor, 2).locator('input[type=file]').setInputFiles(sketch);
	const own = noor.locator('#tekeningen [data-drawing]').first();
	const pick = async (page: Page, button: Locator, file: typeof sketch) => {
		const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
		await chooser.setFiles(file);
	};
	await pick(noor, own.getByRole('button', { name: 'Nieuwe stap (schets, inkt, kleur)' }), ink);
	await own.getByText('stap 2 van 2', { exact: true }).waitFor();
	await pick(noor, own.getByRole('button', { name: 'Nieuwe stap (schets, inkt, kleur)' }), colour);
	await own.getByText('stap 3 van 3', { exact: true }).waitFor();
	expect(await findings(noor)).toEqual([]);
	// By the keyboard: another stage is seen in the drawing's place.
	await own.getByRole('button', { name: 'stap 1 van 3' }).press('Enter');
	await own.getByText('stap 1 van 3', { exact: true }).waitFor();
	await expect.poll(() => own.locator('figure img:visible').evaluateAll((images) => images.length)).toBe(2);

	// What it was made from, what has a star first.
	await press(regie, /^Aangeboden/);
	const drawing = (await own.getAttribute('data-drawing'))!;
	const onPhones = () => helper.view.drawings[drawing];
	const item = regie.locator(`[data-drawing='${drawing}']`);
	await own.getByRole('button', { name: 'Beschrijf' }).click();
	await own.locator('summary', { hasText: 'Gemaakt van deze uitspraken' }).click();
	await own.getByRole('checkbox', { name: 'Zet er een bankje neer.' }).check();
	expect(await findings(noor)).toEqual([]);
	await own.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await own.getByText('Gemaakt van:').waitFor();
	await item.getByText('‘Zet er een bankje neer.’').waitFor();
	expect(await findings(regie)).toEqual([]);

	// Large as well: it is to be looked at.
	await item.getByRole('button', { name: 'Bekijk groot' }).click();
	await regie.getByRole('dialog').getByRole('button', { name: 'stap 2 van 3' }).click();
	await expect.poll(() => regie.getByRole('dialog').locator('figure img:visible').count()).toBe(2);
	expect(await findings(regie)).toEqual([]);
	await regie.getByRole('dialog').getByRole('button', { name: 'Sluit' }).click();

	// One is taken out while regie looks: the tick was for all of them.
	await item.getByLabel('Niemand herkenbaar, geen huisnummer, ook niet in de stappen ervoor').check();
	await own.getByText('Stappen wijzigen').click();
	await own.getByRole('button', { name: 'Haal weg: stap 2' }).press('Enter');
	await item.getByText('stap 2 van 2', { exact: true }).first().waitFor();
	await expect.poll(() => item.getByLabel('Niemand herkenbaar').isChecked()).toBe(false);
	await item.getByLabel('Niemand herkenbaar').check();
	await item.getByRole('button', { name: 'Hang op' }).click();
	await expect.poll(onPhones).toMatchObject({ stages: [{}], from: [{ text: 'Zet er een bankje neer.', theme: 2 }] });
	const stage = onPhones()!.stages![0]!.id;

	// A resident plays it, and finds the sentence where it stands.
	const shown = () => writer.locator('figure img').evaluateAll((images) => images.map((image) => image.getAttribute('src')).at(-1));
	await writer.getByRole('button', { name: 'Speel af' }).tap();
	await writer.getByText('stap 1 van 2', { exact: true }).waitFor();
	expect(await shown()).toContain(stage);
	expect(await writer.evaluate(() => document.getAnimations().length)).toBe(0);
	expect(await findings(writer)).toEqual([]);
	expect(await wide(writer)).toBe(0);
	await writer.getByText('stap 2 van 2', { exact: true }).waitFor();
	expect(await writer.getByRole('link', { name: 'Zet er een bankje neer.' }).getAttribute('href')).toMatch(/\/2#reactie-/);

	// The screen plays it once, again at another press, and not for who comes later.
	await screen.evaluate(() => {
		const seen: string[] = [];
		Object.assign(window, { seen });
		new MutationObserver(() => {
			const layer = document.querySelector<HTMLElement>('.drawing [aria-hidden] img');
			const now = layer?.style.visibility === 'hidden' ? 'hidden' : 'shown';
			if (layer && seen.at(-1) !== now) seen.push(now);
		}).observe(document.body, { subtree: true, childList: true, attributes: true });
	});
	const seen = () => screen.evaluate(() => Reflect.get(window, 'seen') as string[]);
	const play = item.getByRole('button', { name: 'Speel af op het scherm' });
	await play.click();
	await expect.poll(seen).toEqual(['hidden', 'shown', 'hidden']);
	await play.click();
	await expect.poll(seen).toEqual(['hidden', 'shown', 'hidden', 'shown', 'hidden']);
	const over = screen.locator('.drawing [aria-hidden] img');
	await screen.reload();
	await screen.locator('.drawing figure img').first().waitFor();
	expect(await over.count()).toBe(0);

	// The comment is hidden: its words are nowhere. The drawing goes: so do its stages.
	const comment = Object.values(helper.view.comments).find(({ text }) => text === 'Zet er een bankje neer.')!;
	await director.do({ type: 'comment.review', comments: [comment.id], status: 'hidden' });
	await expect.poll(() => onPhones()).not.toHaveProperty('from');
	await item.getByText('Gemaakt van:').waitFor({ state: 'detached' });
	await item.getByRole('button', { name: 'Trek in' }).click();
	await expect.poll(onPhones).toBeUndefined();
	expect(await regie.evaluate(async (address) => (await fetch(address)).status, `/tekening/${stage}/screen`)).toBe(404);
	director.close();
});
