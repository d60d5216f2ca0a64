import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { photoOf } from '#server/drawings/sheet/test-photos.ts';
import { drawing as hatching } from '#server/drawings/test-pictures.ts';
import { findings } from '../axe.ts';
import { direct, type Prepared } from '../evening.ts';
import { openHall, phoneSize, type Hall } from './hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall([{ themes: 6 }]);
});
afterEach(async () => expect(await hall.empty()).toEqual({ errors: [], foreign: [] }));
afterAll(() => hall?.close());

async function illustrator({ links, pin }: Prepared): Promise<Page> {
	const page = await hall.visit(links.illustrator, { viewport: { width: 820, height: 1180 }, hasTouch: true });
	await page.getByLabel('Pincode').fill(pin);
	await page.getByRole('button', { name: 'Verder' }).click();
	await page.getByText('verbonden', { exact: true }).waitFor();
	return page;
}

it('a photo of a sheet comes clean; a corner is moved by keyboard, the photo shown as it was and back; regie sees the same', async () => {
	const evening = hall.evenings[0]!;
	const regie = await hall.regie(evening, { path: '/tekeningen' });
	const [page, colleague] = [await illustrator(evening), await illustrator(evening)];
	const { data, width, height } = photoOf({ seed: 2, width: 720, height: 960, table: 'wood' });
	const buffer = await sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality: 85 }).toBuffer();
	await page.locator('#sturen input[type=file]').first().setInputFiles({ name: 'vel.jpg', mimeType: 'image/jpeg', buffer });
	const card = page.locator('[data-drawing]');
	await card.getByText('De foto is rechtgezet.').waitFor();
	const source = () => card.locator('figure img').getAttribute('src');
	const inRegie = () => regie.locator('[data-drawing] img').first().getAttribute('src');
	const sameInRegie = () => expect.poll(inRegie, { timeout: 10_000 }).toBe(awaitedSource);
	let awaitedSource = await source();
	await sameInRegie();

	await card.getByRole('button', { name: 'Bijsnijden' }).press('Enter');
	const corner = card.getByRole('button', { name: 'Hoek linksboven' });
	await corner.focus();
	const left = () => corner.evaluate((element) => Number.parseFloat((element as HTMLElement).style.left));
	const before = await left();
	await corner.press('ArrowRight');
	expect(await left()).toBeCloseTo(before + 0.2, 1);
	await corner.press('Shift+ArrowRight');
	expect(await left()).toBeCloseTo(before + 2.2, 1);
	await card.locator('.loupe').waitFor();
	// Once it has come.
	const proportion = () => card.locator('.stage img').evaluate((image: HTMLImageElement) => (image.complete && image.naturalWidth > 0 ? image.clientWidth / image.clientHeight : 0));
	await expect.poll(proportion, { message: 'the photo is not squeezed' }).toBeCloseTo(0.75, 1);
	expect(await findings(page)).toEqual([]);
	await page.setViewportSize(phoneSize);
	expect(await findings(page)).toEqual([]);
	// Past each other nothing is saved, and what was moved stays.
	const opposite = card.getByRole('button', { name: 'Hoek rechtsonder' });
	await opposite.hover();
	await page.mouse.down();
	const target = (await corner.boundingBox())!;
	await page.mouse.move(target.x, target.y);
	await page.mouse.up();
	const cross = card.getByText('De hoeken liggen door elkaar.');
	await cross.waitFor();
	expect(await findings(page)).toEqual([]);
	await card.getByRole('button', { name: 'Bewaar', exact: true }).press('Enter');
	await cross.waitFor();
	expect(await source()).toBe(awaitedSource);
	await opposite.focus();
	for (const [key, times] of [['Shift+ArrowRight', 40], ['Shift+ArrowDown', 40]] as const) for (let time = 0; time < times; time += 1) await opposite.press(key);
	await cross.waitFor({ state: 'detached' });
	await card.getByRole('button', { name: 'Bewaar', exact: true }).press('Enter');
	await card.getByRole('button', { name: 'Bijsnijden' }).waitFor();
	await expect.poll(source, { timeout: 10_000 }).not.toBe(awaitedSource);
	awaitedSource = await source();
	await sameInRegie();

	// A colleague who was cutting it meanwhile does not write over that, and hears so.
	const theirs = colleague.locator('[data-drawing]');
	await theirs.getByRole('button', { name: 'Tekening van een ander wijzigen' }).click();
	await theirs.getByRole('button', { name: 'Bijsnijden' }).click();
	await card.getByRole('button', { name: 'Toon de foto zoals hij was' }).press('Enter');
	const changed = theirs.getByText('Iemand anders heeft deze tekening intussen veranderd.');
	await changed.waitFor();
	expect(await findings(colleague)).toEqual([]);
	expect(await theirs.getByRole('button', { name: 'Bewaar', exact: true }).getAttribute('aria-disabled')).toBe('true');
	await theirs.getByRole('button', { name: 'Begin opnieuw' }).click();
	await changed.waitFor({ state: 'detached' });
	await theirs.getByRole('button', { name: 'Niet bewaren' }).click();
	await card.getByText('U ziet de foto zoals hij was.').waitFor();
	await card.getByRole('button', { name: 'Toon de schone tekening' }).press('Enter');
	await card.getByText('De foto is rechtgezet.').waitFor();
	awaitedSource = await source();
	await sameInRegie();

	// Replaced by an export there is no photo to cut any more: who was cutting it hears that too, and keeps their place.
	await theirs.getByRole('button', { name: 'Bijsnijden' }).click();
	await theirs.getByRole('button', { name: 'Hoek linksboven' }).press('ArrowRight');
	const replace = (name: string, mimeType: string, picture: Buffer) => card.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer: picture });
	await replace('export.png', 'image/png', await hatching(1200, 900).png().toBuffer());
	await changed.waitFor();
	await theirs.getByText('Bijsnijden kan daarom niet meer.').waitFor();
	await theirs.getByRole('button', { name: 'Sluit' }).and(colleague.locator(':focus')).waitFor();
	expect(await findings(colleague)).toEqual([]);
	await theirs.getByRole('button', { name: 'Sluit' }).press('Enter');
	await theirs.locator('[data-asks]:focus').waitFor();
	await changed.waitFor({ state: 'detached' });
	await expect.poll(source).not.toBe(awaitedSource);
	const exported = await source();
	await replace('vel.jpg', 'image/jpeg', buffer);
	await card.getByText('De foto is rechtgezet.').waitFor();
	await expect.poll(source).not.toBe(exported);
	awaitedSource = await source();
	await sameInRegie();

	// It stands upright: on a card of the screen it keeps within its square, and that within the card.
	const director = await direct(hall.server.local, evening.facilitator);
	const drawing = (await card.getAttribute('data-drawing'))!;
	await director.do({ type: 'drawing.place', drawing, version: awaitedSource!.split('/')[2]!, theme: 1, checked: true });
	await director.do({ type: 'screen.show', show: { mode: 'cards', round: null } });
	director.close();
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const frame = screen.locator('.cards:not(.probe) .frame');
	await frame.waitFor();
	const [box, around] = [(await frame.boundingBox())!, (await screen.locator('.cards:not(.probe) .deck-card').filter({ has: screen.locator('.frame') }).boundingBox())!];
	expect(box.width / box.height).toBeCloseTo(1, 1);
	expect(box.x + box.width).toBeLessThan(around.x + around.width);
}, 120_000);
