import { createHash } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { renderDrawing } from '#server/drawings/render.ts';
import type { Snapshot } from '#shared/protocol/frames.ts';
import type { DrawingView } from '#shared/views/parts.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { Chance } from '../chance.ts';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, tabletSize, type Hall } from './hall.ts';
import { weakLine, type WeakLine } from './weak-line.ts';

let hall: Hall;
let evening: Prepared;
let regie: Direction;
let line: WeakLine;
beforeAll(async () => {
	hall = await openHall([{ area: 'Oude Kom', themes: 4 }]);
	evening = hall.evenings[0]!;
	regie = await direct(hall.server.local, evening.facilitator);
	line = await weakLine(hall.server.local, 300_000);
});
afterEach(async () => {
	for (const { id } of await drawings()) await regie.do({ type: 'drawing.withdraw', drawing: id });
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/net::ERR_|status of 4\d\d|WebSocket/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await line?.close();
	await hall?.close();
});

/** As regie has them, the oldest first. */
async function drawings(): Promise<DrawingView[]> {
	const { snapshot }: { snapshot: Snapshot<FacilitatorView> } = await regie.socket.emitWithAck('catch-up', { epoch: '', seq: 0 });
	return Object.values(snapshot.view.drawings).sort((a, b) => a.at! - b.at!);
}

/** A cartoonist on the weak line, who typed the pin. */
async function draw(): Promise<Page> {
	const page = await hall.visit(evening.links.illustrator, { viewport: tabletSize, hasTouch: true, baseURL: line.address });
	await page.getByLabel('Pincode').fill(evening.pin);
	await page.getByRole('button', { name: 'Verder' }).click();
	await library(page).waitFor({ state: 'attached' });
	await page.getByText('verbonden', { exact: true }).waitFor();
	return page;
}
const library = (page: Page) => page.locator('#sturen input[type=file]').first();
const arrived = (page: Page) => page.locator('#sturen [data-phase=taken]').count();

type Picture = { name: string; mimeType: string; buffer: Buffer };

/**
 * A drawing of two thirds of a megabyte, or more, of which a lost byte would show: squares of chance, not compressed.
 * White around, as a drawing program leaves it: else a sheet is looked for in each, for a second.
 */
async function heavy(name: string, seed: number, width = 470): Promise<Picture> {
	const random = new Chance(seed);
	const squares = Buffer.from(Uint8Array.from({ length: 8 * 8 * 3 }, () => random.below(256)));
	const buffer = await sharp(squares, { raw: { width: 8, height: 8, channels: 3 } }).resize(width, width, { kernel: 'nearest' }).extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#ffffff' }).png({ compressionLevel: 0 }).toBuffer();
	expect(buffer.length).toBeGreaterThan(width * width * 3);
	return { name, mimeType: 'image/png', buffer };
}

const checksum = (bytes: ArrayBuffer | Buffer) => createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

/** The checksum of a picture on the server. */
async function kept(version: string): Promise<string> {
	const answer = await fetch(`${hall.server.local}/tekening/${version}/screen`, { headers: { cookie: evening.facilitator.cookie } });
	expect(answer.status).toBe(200);
	return checksum(await answer.arrayBuffer());
}

/** The checksum that a picture has when not a byte of its file is lost. */
async function unharmed({ name, buffer }: Picture): Promise<string> {
	const path = join(hall.server.dataDir, name);
	await writeFile(path, buffer);
	const rendered = await renderDrawing(path, 30_000);
	await rm(path);
	if (!rendered.ok) throw new Error(rendered.code);
	return checksum(Buffer.from(rendered.screen.bytes));
}

/** What the server has of files that are on their way: their names, and so many bytes of them. */
const incoming = () => join(hall.server.dataDir, 'drawings', 'incoming');
const leftOver = () => readdir(incoming());
async function bytesArrived(): Promise<number> {
	const names = (await leftOver()).filter((name) => !name.endsWith('.json'));
	const sizes = await Promise.all(names.map(async (name) => (await stat(join(incoming(), name)).catch(() => null))?.size ?? 0));
	return sizes.reduce((all, size) => all + size, 0);
}
const isUnderWay = () => expect.poll(bytesArrived).toBeGreaterThan(100_000);

it('twenty drawings of three cartoonists on a line that drops every five seconds all arrive, once, in order and unharmed', async () => {
	const pages = await Promise.all([draw(), draw(), draw()]);
	const batches: Picture[][] = [[], [], []];
	for (let number = 0; number < 20; number++) batches[number % 3]!.push(await heavy(`blad-${number}.png`, number));
	const sums = await Promise.all(batches.map(async (batch) => Promise.all(batch.map(unharmed))));
	const stopDropping = line.dropEvery(5000);
	await Promise.all(pages.map((page, index) => library(page).setInputFiles(batches[index]!)));
	for (const [index, page] of pages.entries()) await expect.poll(() => arrived(page), { timeout: 180_000 }).toBe(batches[index]!.length);
	expect(stopDropping()).toBeGreaterThan(2);

	const all = await Promise.all((await drawings()).map(({ version }) => kept(version)));
	expect(all).toHaveLength(20);
	for (const batch of sums) expect(all.filter((sum) => batch.includes(sum))).toEqual(batch);
	expect(await leftOver()).toEqual([]);
}, 300_000);

it('a page that was put away goes on where it stopped, and another page of the same iPad leaves that to it', async () => {
	const page = await draw();
	const pictures = [await heavy('eerste.png', 31, 1000), await heavy('tweede.png', 32)];
	const sums = [await unharmed(pictures[0]!), await unharmed(pictures[1]!)];
	await library(page).setInputFiles(pictures);
	await isUnderWay();
	const offsets: string[] = [];
	page.on('request', (request) => request.method() === 'PATCH' && offsets.push(request.headers()['upload-offset']!));
	page.on('dialog', (dialog) => dialog.accept());
	await page.reload();
	const beside = await page.context().newPage();
	await beside.goto(page.url());
	await beside.getByText('verbonden', { exact: true }).waitFor();
	// As long as it takes the pages to hear of each other.
	await beside.waitForTimeout(500);
	expect(await beside.locator('#sturen li').count()).toBe(0);
	await beside.close();
	await expect.poll(async () => (await drawings()).length, { timeout: 60_000 }).toBe(2);
	expect(Number(offsets[0])).toBeGreaterThan(0);
	expect(await Promise.all((await drawings()).map(({ version }) => kept(version)))).toEqual(sums);
	// Once the page knows it too: it would ask to stay, before.
	await expect.poll(() => arrived(page), { timeout: 60_000 }).toBe(2);
	await page.reload();
	await page.getByText('verbonden', { exact: true }).waitFor();
	expect(await page.locator('#sturen li').count()).toBe(0);
});

it('a server that was started anew has what arrived before, and asks for the rest', async () => {
	const page = await draw();
	const picture = await heavy('halverwege.png', 41, 600);
	const sum = await unharmed(picture);
	await library(page).setInputFiles(picture);
	await isUnderWay();
	const offsets: string[] = [];
	page.on('request', (request) => request.method() === 'PATCH' && offsets.push(request.headers()['upload-offset']!));
	regie.close();
	await (await hall.stop()).again();
	regie = await direct(hall.server.local, evening.facilitator);
	await expect.poll(() => arrived(page), { timeout: 60_000 }).toBe(1);
	expect(Number(offsets[0])).toBeGreaterThan(0);
	expect(await Promise.all((await drawings()).map(({ version }) => kept(version)))).toEqual([sum]);
});

it('a drawing that is stopped halfway leaves nothing behind', async () => {
	const page = await draw();
	await library(page).setInputFiles(await heavy('toch-niet.png', 51, 600));
	await isUnderWay();
	expect((await leftOver()).length).toBeGreaterThan(0);
	await page.getByRole('button', { name: 'Stop met sturen: toch-niet.png' }).click();
	await expect.poll(leftOver).toEqual([]);
	expect(await drawings()).toEqual([]);
});
