import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pdfFile } from '#server/drawings/test-pdf.ts';
import { drawing as hatching, frames, quarters, solidPng } from '#server/drawings/test-pictures.ts';
import dutch from '#messages/nl.json' with { type: 'json' };
import type { Snapshot } from '#shared/protocol/frames.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { findings } from '../axe.ts';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, phoneSize, press, roomAboveBar, said, tabletSize, type Hall } from './hall.ts';

const real = resolve(import.meta.dirname, '../../../shared/drawings');

let hall: Hall;
let evening: Prepared;
let regie: Direction;
beforeAll(async () => {
	const wanted = (area: string) => ({ area, themes: 6, comments: [{ theme: 3, text: 'Een plek met een dak, meer hoeft niet.' }] });
	hall = await openHall([wanted('Oude Kom'), wanted('Nieuwe Kom')]);
	evening = hall.evenings[0]!;
	regie = await direct(hall.server.local, evening.facilitator);
});
afterEach(async () => {
	// What a test left on the wall would be in the way of the next.
	const { snapshot }: { snapshot: Snapshot<FacilitatorView> } = await regie.socket.emitWithAck('catch-up', { epoch: '', seq: 0 });
	for (const drawing of Object.keys(snapshot.view.drawings)) await regie.do({ type: 'drawing.withdraw', drawing });
	const { errors, foreign } = await hall.empty();
	// A browser reports every refusal and broken line as an error, also those that the page says in words.
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_|WebSocket/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await hall?.close();
});

/** A cartoonist who typed the pin. */
async function draw(where = evening, options: Parameters<Hall['visit']>[1] = { viewport: tabletSize, hasTouch: true }): Promise<Page> {
	const page = await hall.visit(where.links.illustrator, options);
	await page.getByLabel('Pincode').fill(where.pin);
	await page.getByRole('button', { name: 'Verder' }).click();
	await connected(page);
	return page;
}

const connected = (page: Page) => page.getByText('verbonden', { exact: true }).waitFor();
const library = (page: Page) => page.locator('#sturen input[type=file]').first();
const row = (page: Page, name: string) => page.locator('#sturen li').filter({ hasText: name });
const cards = (page: Page) => page.locator('[data-drawing]');
const arrived = (page: Page, name: string) => row(page, name).getByText('Aangekomen. De gespreksleider ziet uw tekening nu.').waitFor();

async function png(width = 800): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	return { name: `bankje-${width}.png`, mimeType: 'image/png', buffer: await hatching(width, 600).png().toBuffer() };
}

describe('the pin', () => {
	it.each([true, false])('is asked for once in a browser, javaScriptEnabled: %s', async (javaScriptEnabled) => {
		const page = await hall.visit(evening.links.illustrator, { viewport: phoneSize, javaScriptEnabled });
		if (javaScriptEnabled) expect(await findings(page)).toEqual([]);
		await page.getByLabel('Pincode').fill(evening.pin === '0000' ? '1111' : '0000');
		await page.getByRole('button', { name: 'Verder' }).click();
		await page.getByText('Deze pincode klopt niet.').waitFor();
		if (javaScriptEnabled) expect(await findings(page)).toEqual([]);
		await page.getByLabel('Pincode').fill(`${evening.pin.slice(0, 2)} ${evening.pin.slice(2)}`);
		await page.getByRole('button', { name: 'Verder' }).click();
		await page.getByRole('heading', { name: 'Stuur uw tekening' }).waitFor();
		await page.goto(hall.server.local + evening.links.illustrator);
		await page.getByRole('heading', { name: 'Stuur uw tekening' }).waitFor();
		// Looking well and doing nothing would be worse. By element: a search by text passes over noscript.
		await expect.poll(() => page.locator('noscript .words', { hasText: 'werkt niet zonder JavaScript' }).count()).toBe(javaScriptEnabled ? 0 : 1);
	});

	it('is slowed after three mistakes, and never locked', async () => {
		const other = hall.evenings[1]!;
		const page = await hall.visit(other.links.illustrator);
		const type = async (pin: string) => {
			await page.getByLabel('Pincode').fill(pin);
			await page.getByRole('button', { name: 'Verder' }).click();
		};
		for (let time = 0; time < 3; time++) {
			await type(other.pin === '0000' ? '1111' : '0000');
			await page.getByText('Deze pincode klopt niet.').waitFor();
		}
		await type(other.pin);
		await page.getByText('Wacht nog 1 seconde. Probeer het daarna opnieuw.').waitFor();
		await expect
			.poll(async () => {
				await type(other.pin);
				return page.getByRole('heading', { level: 1 }).innerText();
			})
			.toBe('Stuur uw tekening');
	});
});

it('a drawing is sent, hung, replaced and withdrawn: gone from every screen, and at every address', async () => {
	const page = await draw();
	const resident = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await resident.getByRole('button', { name: 'Doe mee' }).click();
	await resident.getByText('verbonden', { exact: true }).waitFor();
	await resident.goto(`${hall.server.local}/mee/${evening.code}/3`);
	await resident.getByText('verbonden', { exact: true }).waitFor();
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const projected = screen.locator('figure img');
	const socket = await hall.phone(evening);
	const shown = resident.locator('img[src^="/tekening/"]');
	expect(await findings(page)).toEqual([]);

	const files = existsSync(real)
		? [`${real}/skater.png`, `${real}/tulpen-photo.jpg`]
		: [await png(), { name: 'tulpen-photo.jpg', mimeType: 'image/jpeg', buffer: await hatching(900).jpeg().toBuffer() }];
	await library(page).setInputFiles(files as string[]);
	await arrived(page, 'tulpen-photo.jpg');
	await expect.poll(() => cards(page).count()).toBe(2);
	await expect.poll(() => cards(page).first().innerText()).toContain('Aangeboden. De zaal ziet de tekening nog niet.');
	expect(await findings(page)).toEqual([]);
	await expect.poll(() => shown.count()).toBe(0);

	// After sending, when there is time.
	const card = cards(page).first();
	const drawing = (await card.getAttribute('data-drawing'))!;
	await card.getByRole('button', { name: 'Beschrijf' }).click();
	await card.getByLabel('Titel').fill('De schaatser');
	await card.getByLabel('Wat staat erop?').fill('Een vrouw op rolschaatsen.');
	await card.getByLabel('Tekenaar').fill('A. Tekenaar');
	await card.getByLabel('Bij welk thema?').selectOption('5');
	expect(await findings(page)).toEqual([]);
	await card.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await card.getByText('Voorstel:').waitFor();

	await regie.hang(drawing, 3);
	await card.getByText('Hangt bij').waitFor();
	await shown.waitFor();
	await expect.poll(() => shown.getAttribute('alt')).toBe('Een vrouw op rolschaatsen.');
	const painted = () => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);
	await expect.poll(painted).toBe(true);
	await regie.do({ type: 'screen.show', show: { mode: 'drawing', drawing } });
	await projected.waitFor();
	const former = [socket.view.drawings[drawing]!.version];

	await card.locator('input[type=file]').first().setInputFiles(await png(640));
	await card.getByText('Dit is versie 2.').waitFor();
	await expect.poll(() => socket.view.drawings[drawing]?.version).not.toBe(former[0]);
	former.push(socket.view.drawings[drawing]!.version);
	await expect.poll(() => shown.getAttribute('src')).toBe(`/tekening/${former[1]}/phone`);
	await expect.poll(painted).toBe(true);
	// 640 wide, as the new version is.
	await expect.poll(() => projected.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);

	await card.getByRole('button', { name: 'Trek in' }).click();
	expect(await findings(page)).toEqual([]);
	await card.getByRole('button', { name: 'Ja, trek in' }).click();
	const heard = expect.poll(() => socket.view.drawings).toEqual({});
	await Promise.all([heard, ...[shown, projected].map((one) => one.waitFor({ state: 'detached' }))]);
	// What was sent has nothing left to say.
	await expect.poll(() => page.getByText('Aangekomen.').count()).toBe(0);
	await expect.poll(() => said(page)).toBe('De tekening is overal weg. Was het een vergissing? Stuur de tekening opnieuw.');
	await expect.poll(() => cards(page).count()).toBe(1);
	expect(await roomAboveBar(page)).toBeGreaterThanOrEqual(0);
	// Nothing below the page either: its columns scroll, the window does not.
	expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);

	for (const version of former) {
		for (const rendition of ['screen', 'phone', 'thumbnail']) {
			for (const who of [page, resident, screen]) {
				const status = await who.evaluate(async (path) => (await fetch(path)).status, `/tekening/${version}/${rendition}`);
				expect(status).toBe(404);
			}
		}
	}
});

describe('a line that breaks', () => {
	it('halfway starts that drawing again: one drawing', async () => {
		const page = await draw();
		let isBroken = true;
		await page.route('**/api/drawing*', (route) => (isBroken ? route.abort('connectionreset') : route.continue()));
		await library(page).setInputFiles(await png());
		await row(page, 'bankje').getByText('De verbinding viel weg. Wij proberen het vanzelf opnieuw.').waitFor();
		expect(await findings(page)).toEqual([]);
		// Still none: words and button stay where they are.
		await row(page, 'bankje').getByRole('button', { name: 'Probeer nu' }).click();
		isBroken = false;
		await arrived(page, 'bankje');
		await expect.poll(() => cards(page).count()).toBe(1);
	});

	it('after the server had it, before the answer: one drawing', async () => {
		const page = await draw();
		await page.route(
			'**/api/drawing*',
			async (route) => {
				expect((await route.fetch()).status()).toBe(200);
				await route.abort('connectionreset');
			},
			{ times: 1 }
		);
		await library(page).setInputFiles(await png());
		await arrived(page, 'bankje');
		await expect.poll(() => cards(page).count()).toBe(1);
		await expect.poll(() => cards(page).innerText()).not.toContain('versie 2');
	});

	it('loses nothing: what was done goes along once it is back', async () => {
		const page = await draw();
		await library(page).setInputFiles(await png());
		await cards(page).waitFor();
		await page.context().setOffline(true);
		// An open line is not cut by that; a phone that walks out of the wifi has its own cut.
		await page.evaluate(() => window.dispatchEvent(new Event('offline')));
		await library(page).setInputFiles(await png(500));
		await row(page, 'bankje-500').getByText('De verbinding viel weg.').waitFor();
		await page.context().setOffline(false);
		await arrived(page, 'bankje-500');
		await expect.poll(() => cards(page).count()).toBe(2);
	});
});

it('two cartoonists send at once: each sees both drawings, the own ones apart', async () => {
	const [one, other] = await Promise.all([draw(), draw(evening, { viewport: phoneSize, hasTouch: true })]);
	await Promise.all([library(one).setInputFiles(await png(700)), library(other).setInputFiles(await png(900))]);
	await Promise.all([arrived(one, 'bankje-700'), arrived(other, 'bankje-900')]);
	for (const page of [one, other]) {
		await expect.poll(() => cards(page).count()).toBe(2);
		await expect.poll(() => page.getByRole('heading', { level: 3, name: /^Van / }).allInnerTexts()).toEqual(['Van u', 'Van andere tekenaars']);
		expect(await findings(page)).toEqual([]);
		// Another's is not changed by a slip; it can be, for who lost an iPad.
		await expect.poll(() => page.getByRole('button', { name: 'Trek in' }).count()).toBe(1);
		await page.getByRole('button', { name: 'Tekening van een ander wijzigen' }).click();
		await expect.poll(() => page.getByRole('button', { name: 'Trek in' }).count()).toBe(2);
	}
});

it('an HEIC of an iPhone, an AVIF and a TIFF arrive as any picture, upright and in their colours', async () => {
	const page = await draw();
	const resident = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize });
	await resident.getByRole('button', { name: 'Doe mee' }).click();
	const files = [
		{ name: 'schets.avif', mimeType: 'image/avif', buffer: await quarters(800, 600).avif({ effort: 0 }).toBuffer() },
		{ name: 'schets.tiff', mimeType: 'image/tiff', buffer: await quarters(800, 600).withMetadata({ orientation: 6 }).tiff().toBuffer() }
	];
	const photo = `${real}/heic/koffie-12mp.heic`;
	if (existsSync(photo)) files.push({ name: 'koffie.heic', mimeType: 'image/heic', buffer: await readFile(photo) });
	for (const [index, file] of files.entries()) {
		await library(page).setInputFiles(file);
		await arrived(page, file.name);
		await expect.poll(() => cards(page).count()).toBe(index + 1);
		const drawing = (await cards(page).first().getAttribute('data-drawing'))!;
		await regie.hang(drawing, 3);
		await resident.goto(`${hall.server.local}/mee/${evening.code}/3`);
		const shown = resident.locator('img[src^="/tekening/"]').last();
		await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth > 0)).toBe(true);
		const isTall = await shown.evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth);
		expect([file.name, isTall]).toEqual([file.name, file.name !== 'schets.avif']);
	}
});

it('a PDF arrives as its first page at once; another page takes its place, also where it hangs', async () => {
	const page = await draw();
	await library(page).setInputFiles({ name: 'schetsen.pdf', mimeType: 'application/pdf', buffer: pdfFile(12, { width: 600, height: 400 }) });
	await arrived(page, 'schetsen.pdf');
	await row(page, 'schetsen.pdf').getByText('Dit is bladzijde 1 van 12 van deze pdf.').waitFor();
	await expect.poll(() => cards(page).count()).toBe(1);
	expect(await findings(page)).toEqual([]);
	const drawing = (await cards(page).getAttribute('data-drawing'))!;
	await regie.hang(drawing, 3);
	const first = await cards(page).locator('img').getAttribute('src');
	await row(page, 'schetsen.pdf').getByLabel('Andere bladzijde').selectOption('12');
	await row(page, 'schetsen.pdf').getByRole('button', { name: 'Neem deze' }).click();
	await row(page, 'schetsen.pdf').getByText('Dit is bladzijde 12 van 12 van deze pdf.').waitFor();
	await expect.poll(() => cards(page).locator('img').getAttribute('src')).not.toBe(first);
	expect(await cards(page).count()).toBe(1);
	await cards(page).getByText('Dit is versie 2.').waitFor();
});

describe('a file that can not hang', () => {
	it('is refused in words, and does not hold up the next', async () => {
		const page = await draw();
		const names = { 'leeg.png': Buffer.alloc(0), 'lijst.txt': Buffer.from('melk, brood'), 'vector.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') };
		const refused: [name: string, buffer: Buffer, code: keyof typeof dutch][] = [
			['leeg.png', names['leeg.png'], 'refusal_drawing_empty'],
			['lijst.png', names['lijst.txt'], 'refusal_drawing_notAPicture'],
			['half.png', (await png()).buffer.subarray(0, 2000), 'refusal_drawing_truncated'],
			['vector.svg', names['vector.svg'], 'refusal_drawing_svg'],
			['schets.procreate', Buffer.from('PK\x03\x04\x14\0\0\0Document.archive', 'latin1'), 'refusal_drawing_project'],
			['breed.png', solidPng(20_000, 4), 'refusal_drawing_tooWide'],
			['groot.png', solidPng(10_000, 6_001), 'refusal_drawing_tooManyPixels']
		];
		const mimeType = 'application/octet-stream';
		await library(page).setInputFiles([...refused.map(([name, buffer]) => ({ name, mimeType, buffer })), await png()]);
		await arrived(page, 'bankje');
		for (const [name, , code] of refused) await expect.poll(() => row(page, name).innerText()).toContain(dutch[code]);
		await expect.poll(() => cards(page).count()).toBe(1);
		expect(await findings(page)).toEqual([]);
		await row(page, 'leeg.png').getByRole('button', { name: 'Haal uit de lijst: leeg.png' }).click();
		await expect.poll(() => row(page, 'leeg.png').count()).toBe(0);
	});

	it('over 40 MB is not even sent', async () => {
		const page = await draw();
		let asked = 0;
		page.on('request', (request) => (asked += request.url().includes('/api/drawing') ? 1 : 0));
		await page.evaluate(() => {
			const files = new DataTransfer();
			files.items.add(new File([new Uint8Array(40 * 1024 * 1024 + 1)], 'zwaar.png', { type: 'image/png' }));
			document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
		});
		await row(page, 'zwaar.png').getByText(dutch.refusal_drawing_tooLarge).waitFor();
		expect(asked).toBe(0);
	});
});

it('what was changed about a drawing is said: moving, and in colours for print', async () => {
	const page = await draw();
	const moving = await frames().gif().toBuffer();
	const print = await sharp(await hatching().jpeg().toBuffer()).toColourspace('cmyk').jpeg().toBuffer();
	await library(page).setInputFiles([
		{ name: 'beweegt.gif', mimeType: 'image/gif', buffer: moving },
		{ name: 'druk.jpg', mimeType: 'image/jpeg', buffer: print }
	]);
	await arrived(page, 'druk.jpg');
	await expect.poll(() => row(page, 'beweegt.gif').innerText()).toContain(dutch.note_drawing_animated);
	await expect.poll(() => row(page, 'druk.jpg').innerText()).toContain(dutch.note_drawing_converted);
});

describe('on a laptop', () => {
	it.each(['drop', 'paste'] as const)('a drawing comes in by %s', async (way) => {
		const page = await draw(evening, {});
		const { buffer } = await png();
		const handled = await page.evaluate(
			([kind, bytes]) => {
				const files = new DataTransfer();
				files.items.add(new File([Uint8Array.from(bytes)], 'gesleept.png', { type: 'image/png' }));
				const options = { bubbles: true, cancelable: true };
				const event = kind === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: files }) : new ClipboardEvent('paste', { ...options, clipboardData: files });
				// False where the browser must not do its own thing: leave the page for the picture.
				return !document.body.dispatchEvent(event);
			},
			[way, [...buffer]] as const
		);
		expect(handled).toBe(true);
		await arrived(page, 'gesleept.png');
	});

	it('by keyboard alone', async () => {
		const page = await draw(evening, {});
		// Asked for well before: the browser's own window can't be reached from here.
		const choosing = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: 'Tekening kiezen' }).focus();
		await page.keyboard.press('Enter');
		const chooser = await choosing;
		expect(chooser.isMultiple()).toBe(true);
		await chooser.setFiles(await png());
		await cards(page).waitFor();
		// The focus goes where the keys are needed, and back.
		const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
		await cards(page).getByRole('button', { name: 'Trek in' }).focus();
		await page.keyboard.press('Enter');
		expect(await focused()).toBe('Nee, laat staan');
		await page.keyboard.press('Enter');
		expect(await focused()).toBe('Trek in');
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		expect(await focused()).toBe('Ja, trek in');
		await page.keyboard.press('Enter');
		await page.getByText('Er is nog niets gestuurd.').waitFor();
		expect(await focused()).toBe('Tekeningen');
	});
});

it('the same picture under another name waits, until it is sent nonetheless; once withdrawn it goes at once', async () => {
	const page = await draw();
	const [first, copy] = [await png(), { ...(await png()), name: 'kopie.png' }];
	await library(page).setInputFiles([first, copy]);
	await row(page, 'kopie.png').getByText('Deze tekening stuurde u al.').waitFor();
	expect(await cards(page).count()).toBe(1);
	expect(await findings(page)).toEqual([]);
	await row(page, 'kopie.png').getByRole('button', { name: 'Stuur toch' }).tap();
	await arrived(page, 'kopie.png');
	await expect.poll(() => cards(page).count()).toBe(2);
	for (const left of [1, 0]) {
		await regie.do({ type: 'drawing.withdraw', drawing: (await cards(page).first().getAttribute('data-drawing'))! });
		await expect.poll(() => cards(page).count()).toBe(left);
	}
	await library(page).setInputFiles(copy);
	await arrived(page, 'kopie.png');
});

it('withdrawn by another while it is being described, what was typed stays, and can be saved once it comes back', async () => {
	const page = await draw();
	await library(page).setInputFiles(await png());
	await arrived(page, 'bankje');
	const card = cards(page).first();
	const drawing = (await card.getAttribute('data-drawing'))!;
	await card.getByRole('button', { name: 'Beschrijf' }).tap();
	await card.getByLabel('Titel').fill('Een bankje');
	await card.getByLabel('Wat staat erop?').fill('Twee mensen op een bankje.');
	const desk = await hall.regie(evening, { path: '/tekeningen' });
	await press(desk, 'Beschrijf');
	await desk.getByLabel('Titel').fill('Wat regie typte');
	const command = 'trek-hem-in';
	await regie.socket.emitWithAck('command', { type: 'drawing.withdraw', drawing, id: command });
	await card.getByText('Deze tekening is ingetrokken.').waitFor();
	expect(await card.locator('img').count()).toBe(0);
	expect(await card.getByLabel('Wat staat erop?').inputValue()).toBe('Twee mensen op een bankje.');
	expect(await findings(page)).toEqual([]);
	await desk.getByText('Deze tekening is ingetrokken.').waitFor();
	expect(await desk.getByLabel('Titel').inputValue()).toBe('Wat regie typte');
	expect(await desk.locator('.drawings img').count()).toBe(0);
	expect(await findings(desk)).toEqual([]);
	await press(desk, 'Niet bewaren');
	await desk.locator('.gone').waitFor();
	await press(page, 'Bewaar');
	await expect.poll(() => said(page)).toBe('Deze tekening is ingetrokken. Bied haar opnieuw aan.');
	expect(await card.getByLabel('Titel').inputValue()).toBe('Een bankje');
	await regie.do({ type: 'undo', command });
	await card.locator('img').waitFor();
	await press(page, 'Bewaar');
	await card.getByRole('button', { name: 'Beschrijf' }).waitFor();
	expect(await card.getAttribute('aria-label')).toBe('Een bankje');
});

it('with text of twice the size, and in a browser at 400 %, the page is wide enough and nothing lies over what has the focus', async () => {
	const page = await draw();
	for (const [size, fontSize] of [[phoneSize, '200%'], [{ width: 341, height: 192 }, ''], [phoneSize, '']] as const) {
		await page.setViewportSize(size);
		await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), fontSize);
		const last = page.locator('#themas').getByRole('button').last();
		await last.focus();
		await expect.poll(() => page.locator('header').evaluate((header) => header.hasAttribute('data-tall'))).toBe(fontSize !== '' || size !== phoneSize);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
		for (let times = 0; times < 12; times += 1) {
			await page.keyboard.press('Shift+Tab');
			const isSeen = await page.evaluate(() => {
				const { left, right, top, bottom } = document.activeElement!.getBoundingClientRect();
				return document.activeElement!.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
			});
			expect([size.width, fontSize, times, isSeen]).toEqual([size.width, fontSize, times, true]);
		}
	}
});

it('after the evening nothing new is taken, and nothing says that it would be', async () => {
	const page = await draw();
	await regie.do({ type: 'evening.close', closed: true });
	await page.getByText('De avond is afgelopen.').waitFor();
	await expect.poll(() => page.getByRole('button', { name: /Tekening kiezen|Foto maken|Stuur tekening/ }).count()).toBe(0);
	expect(await findings(page)).toEqual([]);
	await regie.do({ type: 'evening.close', closed: false });
	await page.getByRole('button', { name: 'Tekening kiezen' }).waitFor();
});

it('a drawing sent at a theme suggests that theme', async () => {
	const page = await draw();
	const theme = page.locator('#themas li').filter({ hasText: 'thema 3' }).first();
	await expect.poll(() => theme.innerText()).toContain('Een plek met een dak, meer hoeft niet.');
	await theme.locator('input[type=file]').setInputFiles(await png());
	await cards(page).getByText('Voorstel:').waitFor();
	await theme.getByText('aangeboden').waitFor();
});

it('stars what was said, finds it again on top after a reload, and takes the star away', async () => {
	const page = await draw();
	const words = 'Een plek met een dak, meer hoeft niet.';
	const star = () => page.getByRole('button', { name: `Ster bij: ${words}` });
	await star().tap();
	const starred = page.getByRole('region', { name: 'Met ster' });
	await starred.getByText(`‘${words}’ thema 3`).waitFor();
	expect(await findings(page)).toEqual([]);
	await page.reload();
	await starred.getByText(words).waitFor();
	// Hidden by who reviews, it is not here either.
	await regie.do({ type: 'comment.review', comments: [evening.comments[0]!], status: 'hidden' });
	await starred.waitFor({ state: 'detached' });
	await regie.do({ type: 'comment.review', comments: [evening.comments[0]!], status: 'approved' });
	await starred.getByRole('button').tap();
	await starred.waitFor({ state: 'detached' });
	expect(await star().first().getAttribute('aria-pressed')).toBe('false');
});

it('sees dots only where everyone does, and then what is hot', async () => {
	const page = await draw();
	const round = 'ronde-voor-tekenaars';
	await regie.do({ type: 'round.add', round, kind: 'themes', title: 'Ronde', budget: 5, most: 5, results: 'hidden', themes: [1, 2, 3], lines: [] });
	await regie.do({ type: 'round.open', round });
	const phone = await hall.phone(evening);
	await phone.dots(round, '2', 4);
	await regie.do({ type: 'round.close', round });
	expect(await page.getByText('4 stippen').count()).toBe(0);
	expect(await page.getByLabel('Volgorde').innerText()).not.toContain('stippen');
	await regie.do({ type: 'round.show', round, shown: true });
	await page.getByText('4 stippen').waitFor({ state: 'attached' });
	await page.getByLabel('Volgorde').selectOption('dots');
	await expect.poll(() => page.locator('#themas article').first().innerText()).toContain('thema 2');
	expect(await findings(page)).toEqual([]);
});

it('a link that was replaced says so plainly, on the open page and on the old address', async () => {
	const other = hall.evenings[1]!;
	const page = await draw(other, { viewport: phoneSize });
	const settings = await hall.regie(other, { path: '/instellingen' });
	const replaced = await settings.evaluate(async () => {
		const body = new URLSearchParams({ role: 'illustrator' });
		return (await fetch('?/replaceLink', { method: 'POST', body, headers: { 'x-sveltekit-action': 'true' } })).status;
	});
	expect(replaced).toBe(200);
	const gone = async () => {
		await page.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
		await expect.poll(() => page.locator('main').innerText()).toContain('Vraag de gespreksleider om de nieuwe link.');
		expect(await findings(page)).toEqual([]);
	};
	await gone();
	expect((await page.goto(hall.server.local + other.links.illustrator))?.status()).toBe(410);
	await gone();
});
