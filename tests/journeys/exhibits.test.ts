import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pdfFile } from '#server/drawings/test-pdf.ts';
import { quarters, solidPng } from '#server/drawings/test-pictures.ts';
import { findings } from '../axe.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// A picture and a PDF that a facilitator brought along, in Chromium: sent, shown, turned, taken back.

let hall: Hall;
beforeAll(async () => {
	hall = await openHall(['Oude Kom', 'Nieuwe Kom', 'Achterdijk'].map((title) => ({ title, themes: 3 })));
}, 120_000);
afterEach(async () => {
	expect(await hall.empty()).toEqual({ errors: [], foreign: [] });
});
afterAll(() => hall?.close());

async function both(which: number): Promise<{ regie: Page; screen: Page }> {
	const evening = hall.evenings[which]!;
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const regie = await hall.regie(evening);
	await press(regie, /^Afbeelding of pdf tonen/);
	return { regie, screen };
}
const send = (regie: Page, name: string, mimeType: string, buffer: Buffer) =>
	regie.getByRole('region', { name: 'Afbeelding of pdf sturen' }).locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
const item = (regie: Page, name: string) => regie.getByRole('list', { name: 'Staat klaar voor het scherm' }).getByRole('listitem').filter({ hasText: name });
const row = (regie: Page, name: string) => regie.getByRole('list', { name: 'Wat u stuurt' }).getByRole('listitem').filter({ hasText: name });
const subject = (screen: Page) => screen.locator('main').getAttribute('data-subject');
const page = (screen: Page) => screen.locator('main h1').innerText();

/** The picture on the projector: is it painted, whole, in its own shape, within the picture? */
function painted(screen: Page) {
	return screen.locator('.exhibit img').evaluate((image: HTMLImageElement) => {
		const { left, top, right, bottom, width, height } = image.getBoundingClientRect();
		const edge = 2 * parseFloat(getComputedStyle(image).borderLeftWidth);
		const shape = (width - edge) / (height - edge) / (image.naturalWidth / image.naturalHeight);
		return {
			isPainted: image.complete && image.naturalWidth > 0,
			isWhole: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && Math.abs(shape - 1) < 0.01,
			isLarge: height > innerHeight * 0.9 || width > innerWidth * 0.9
		};
	});
}
/** Everyone leaves. A browser's console tells each answer that is a refusal, and each line that broke; nothing else went wrong. */
async function onlyFailedLoads(): Promise<void> {
	const { errors, foreign } = await hall.empty();
	expect([errors.filter((error) => !/Failed to load resource|WebSocket connection/.test(error)), foreign]).toEqual([[], []]);
}
const good = { isPainted: true, isWhole: true, isLarge: true };

describe('a picture', () => {
	it('is sent, described, shown to the hall, and taken off again', async () => {
		const { regie, screen } = await both(0);
		const buffer = await quarters(1600, 900).png().toBuffer();
		await send(regie, 'Het plein in 1985.png', 'image/png', buffer);
		await expect.poll(() => said(regie)).toBe('‘Het plein in 1985.png’ staat klaar voor het scherm.');
		await undo(regie);
		await expect.poll(() => item(regie, 'Het plein').count()).toBe(0);
		await send(regie, 'Het plein in 1985.png', 'image/png', buffer);
		const mine = item(regie, 'Het plein');
		await mine.getByRole('button', { name: 'Beschrijf' }).click();
		await mine.getByLabel('Wat staat erop?').fill('Een foto van het plein met de oude kastanje.');
		expect(await findings(regie)).toEqual([]);
		await mine.getByRole('button', { name: 'Bewaar', exact: true }).click();
		await expect.poll(() => said(regie)).toBe('Naam en beschrijving zijn bewaard.');
		await mine.getByRole('button', { name: 'Toon' }).click();
		await screen.getByRole('img', { name: 'Afbeelding: Een foto van het plein met de oude kastanje.' }).waitFor();
		for (const [width, height] of [[1024, 768], [1920, 1080], [1920, 1200], [3840, 2160]] as const) {
			await screen.setViewportSize({ width, height });
			await expect.poll(() => painted(screen)).toEqual(good);
		}
		await screen.setViewportSize({ width: 1920, height: 1080 });
		expect(await findings(screen)).toEqual([]);
		// In high contrast it is the same picture, on white.
		await screen.goto(`${screen.url()}?contrast=hoog`);
		await expect.poll(() => painted(screen)).toEqual(good);
		expect(await screen.locator('[data-contrast="high"]').evaluate((surface) => getComputedStyle(surface).backgroundColor)).toBe('rgb(255, 255, 255)');
		expect(await findings(screen)).toEqual([]);
		await regie.getByText('‘Het plein in 1985.png’.', { exact: true }).waitFor();
		await mine.getByRole('button', { name: 'Verwijder' }).click();
		await expect.poll(() => subject(screen)).toBe('welcome');
		await undo(regie);
		await expect.poll(() => painted(screen)).toEqual(good);
		await regie.setViewportSize(phoneSize);
		expect(await regie.evaluate(() => document.documentElement.scrollWidth)).toBe(phoneSize.width);
	});

	it('that can’t be shown is refused in words', async () => {
		const { regie } = await both(0);
		await send(regie, 'stuk.pdf', 'application/pdf', Buffer.from('%PDF-1.7 stuk'));
		await row(regie, 'stuk.pdf').getByText('Deze pdf is beschadigd. Bewaar de pdf opnieuw en stuur die nog een keer.').waitFor();
		await send(regie, 'geheim.pdf', 'application/pdf', pdfFile(1, { encrypted: true }));
		await row(regie, 'geheim.pdf').getByText('Op deze pdf zit een wachtwoord.').waitFor();
		await send(regie, 'groot.png', 'image/png', solidPng(10_001, 6000));
		await row(regie, 'groot.png').getByText('Deze afbeelding heeft te veel beeldpunten.').waitFor();
		await send(regie, 'brief.docx', 'application/msword', Buffer.from('PK geen beeld'));
		await row(regie, 'brief.docx').getByText('Dit is geen afbeelding of pdf').waitFor();
		expect(await findings(regie)).toEqual([]);
		await onlyFailedLoads();
	});
});

describe('a PDF', () => {
	it('is turned by regie and by the clicker, without an empty moment, and stays when the line drops', async () => {
		const { regie, screen } = await both(1);
		await send(regie, 'plan.pdf', 'application/pdf', pdfFile(8));
		const mine = item(regie, 'plan.pdf');
		await mine.getByText('8 bladzijden').waitFor();
		await mine.getByLabel('Bladzijde van ‘plan.pdf’').selectOption('bladzijde 3');
		await mine.getByRole('button', { name: 'Toon' }).click();
		await expect.poll(() => page(screen)).toBe('Bladzijde 3 van 8');
		await regie.getByText('Bladzijde 3 van 8 uit ‘plan.pdf’.', { exact: true }).waitFor();
		await press(regie, 'Bladzijde verder');
		await expect.poll(() => page(screen)).toBe('Bladzijde 4 van 8');
		await screen.evaluate(() => {
			const seen = ((globalThis as { unpainted?: number }).unpainted = 0);
			const watch = (): void => {
				const image = document.querySelector<HTMLImageElement>('.exhibit img');
				if (!image?.complete || image.naturalWidth === 0) (globalThis as { unpainted?: number }).unpainted! += 1;
				requestAnimationFrame(watch);
			};
			watch();
			return seen;
		});
		await screen.keyboard.press('PageDown');
		await expect.poll(() => page(screen)).toBe('Bladzijde 5 van 8');
		await regie.getByText('Bladzijde 5 van 8 uit ‘plan.pdf’.', { exact: true }).waitFor();
		// A clicker in regie's laptop turns as well.
		await regie.locator('body').press('PageUp');
		await expect.poll(() => page(screen)).toBe('Bladzijde 4 van 8');
		await undo(regie);
		await expect.poll(() => page(screen)).toBe('Bladzijde 5 van 8');
		const restarted = await hall.stop();
		await screen.keyboard.press('PageDown');
		await expect.poll(() => page(screen)).toBe('Bladzijde 6 van 8');
		expect(await painted(screen)).toEqual(good);
		await restarted.again();
		await regie.getByText('Bladzijde 6 van 8 uit ‘plan.pdf’.', { exact: true }).waitFor({ timeout: 15_000 });
		await screen.keyboard.press('PageDown');
		await expect.poll(() => page(screen)).toBe('Bladzijde 7 van 8');
		expect(await screen.evaluate(() => (globalThis as { unpainted?: number }).unpainted)).toBe(0);
		await screen.reload();
		await expect.poll(() => page(screen)).toBe('Bladzijde 7 van 8');
		await expect.poll(() => painted(screen)).toEqual(good);
		await onlyFailedLoads();
	});

	it('of 400 pages says that only the first 50 came, and tells how far it is', async () => {
		const { regie } = await both(1);
		const told: string[] = [];
		await regie.exposeFunction('tell', (text: string) => told.push(text));
		await regie.evaluate(() => new MutationObserver(() => {
			const text = document.querySelector('.uploader .percent')?.textContent;
			if (text) void (globalThis as unknown as { tell(text: string): void }).tell(text);
		}).observe(document.body, { subtree: true, childList: true, characterData: true }));
		await send(regie, 'lang.pdf', 'application/pdf', pdfFile(400, { width: 1600, height: 90 }));
		await row(regie, 'lang.pdf').getByText('Deze pdf heeft 400 bladzijden. Alleen de eerste 50 staan klaar.').waitFor({ timeout: 60_000 });
		expect(told.filter((text) => /^Bladzijde \d+ van 50$/.test(text)).length).toBeGreaterThan(3);
		await item(regie, 'lang.pdf').getByText('Alleen de eerste 50 van 400 bladzijden.').waitFor();
	}, 90_000);

	it('is seen small and true before it is put on, by a colleague too', async () => {
		const { regie, screen } = await both(2);
		const colleague = await hall.regie(hall.evenings[2]!, { who: 'colleague' });
		await send(regie, 'plan.pdf', 'application/pdf', pdfFile(3));
		await regie.getByLabel('Klaarzetten voor straks').check();
		const mine = item(regie, 'plan.pdf');
		await mine.getByRole('button', { name: 'Volgende bladzijde' }).click();
		await mine.getByRole('button', { name: 'Toon' }).click();
		await expect.poll(() => said(regie)).toBe('Straks op het scherm: bladzijde 2 van 3 uit ‘plan.pdf’.');
		const small = colleague.locator('.frame[inert] .exhibit img');
		await expect.poll(() => small.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(2160);
		expect(await subject(screen)).toBe('join');
		await press(colleague, 'Zet op het scherm');
		await expect.poll(() => page(screen)).toBe('Bladzijde 2 van 3');
		await undo(colleague);
		await expect.poll(() => subject(screen)).toBe('join');
		// A phone hears that something stands there, and can fetch none of it.
		await press(colleague, 'Zet op het scherm');
		await expect.poll(() => subject(screen)).toMatch(/^exhibit /);
		const phone = await hall.visit(`/mee/${hall.evenings[2]!.code}`);
		await press(phone, 'Doe mee');
		await phone.getByText('een afbeelding').waitFor();
		const address = await item(regie, 'plan.pdf').locator('img').getAttribute('src');
		expect((await phone.request.get(hall.server.local + address)).status()).toBe(404);
		expect((await regie.request.get(hall.server.local + address)).status()).toBe(200);
		expect(await phone.content()).not.toContain(address!.split('/')[2]);
	});

	it('whose page can’t be had does not hold up the show', async () => {
		const { regie, screen } = await both(2);
		await press(regie, 'QR en code');
		await screen.route('**/schermbeeld/**', (route) => route.abort());
		await item(regie, 'plan.pdf').getByRole('button', { name: 'Toon' }).click();
		await expect.poll(() => subject(screen)).toMatch(/^exhibit /);
		await press(regie, 'QR en code');
		await expect.poll(() => subject(screen)).toBe('join');
		await onlyFailedLoads();
	});
});
