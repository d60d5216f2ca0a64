import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { PdfPages } from './pdf-pages.ts';
import type { RenderedPage } from './pdf.ts';
import { pdfFile } from './test-pdf.ts';

let folder: string;
const crashes: unknown[] = [];
let pages: PdfPages;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-pdf-'));
	pages = new PdfPages({ onCrash: (reason) => crashes.push(reason) });
});
afterAll(async () => {
	await pages.close();
	await rm(folder, { recursive: true, force: true });
});

async function read(bytes: Uint8Array, { by = pages, signal, only = null }: { by?: PdfPages; signal?: AbortSignal; only?: number | null } = {}) {
	const path = join(folder, 'file');
	await writeFile(path, bytes);
	const told = { count: 0, pages: 0, made: [] as RenderedPage[], refusal: null as Refusal | null };
	told.refusal = await by.read(path, {
		began: (count, pages) => Object.assign(told, { count, pages }),
		page: (page) => told.made.push(page),
		...(signal && { signal })
	}, only);
	return told;
}

describe('a PDF', () => {
	it('becomes pictures as large as a 4K projector shows, whole, on white', async () => {
		const { refusal, count, made } = await read(pdfFile(2));
		expect([refusal, count, made.length]).toEqual([null, 2, 2]);
		const [{ screen, thumbnail }] = made as [RenderedPage];
		expect([screen.height, thumbnail.width]).toEqual([2160, 480]);
		const { data, info } = await sharp(screen.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
		const at = (x: number, y: number) => data[(Math.round(y) * info.width + Math.round(x)) * info.channels]!;
		// The line along each of its edges, and paper beside it.
		const edge = (3 / 595) * info.height;
		for (const [x, y] of [[edge, info.height / 3], [info.width - edge, info.height / 3], [info.width / 3, edge], [info.width / 3, info.height - edge]] as const) expect(at(x, y)).toBeLessThan(60);
		expect(at(info.width / 2, info.height * 0.9)).toBeGreaterThan(250);
	});

	it('of which one page is wanted gives that one, without loss; past its end the last', async () => {
		const [one, past] = [await read(pdfFile(3), { only: 2 }), await read(pdfFile(3), { only: 9 })];
		expect([one.count, one.pages, one.made.length]).toEqual([3, 1, 1]);
		const all = await read(pdfFile(3));
		const grey = async (picture: Uint8Array) => sharp(picture).greyscale().resize(240).raw().toBuffer();
		for (const [made, page] of [[one, 1], [past, 2]] as const) {
			const [lossless, usual] = await Promise.all([made.made[0]!, all.made[page]!].map(({ screen }) => grey(screen.bytes)));
			expect((await sharp(made.made[0]!.screen.bytes).metadata()).format).toBe('png');
			expect(lossless!.reduce((sum, value, index) => sum + Math.abs(value - usual![index]!), 0) / lossless!.length).toBeLessThan(2);
		}
	});

	it('that stands upright, or is a hair wide, stays within the picture', async () => {
		const upright = await read(pdfFile(1, { width: 595, height: 842 }));
		expect(upright.made[0]!.screen).toMatchObject({ height: 2160, width: 1526 });
		const hair = await read(pdfFile(1, { width: 1, height: 14_400 }));
		expect(hair.made[0]!.screen).toMatchObject({ height: 2160, width: 1 });
	});

	it('of 400 pages gives the first 50, and says how many there are', async () => {
		const { refusal, count, pages, made } = await read(pdfFile(400, { width: 160, height: 90 }));
		expect([refusal, count, pages, made.length]).toEqual([null, 400, 50, 50]);
	}, 60_000);

	it.each([
		['with a password', pdfFile(1, { encrypted: true }), 'pdf.encrypted'],
		['that is none', Buffer.from('%PDF-1.7 en verder niets'), 'pdf.broken'],
		['that was cut off', pdfFile(3).subarray(0, 700), 'pdf.broken'],
		['without pages', pdfFile(0), 'pdf.empty']
	] as const)('%s is refused by name', async (_what, bytes, code) => {
		expect((await read(bytes)).refusal).toEqual(refuse(code));
		expect(crashes).toEqual([]);
	});

	it('with a script that runs when it is opened is shown as the picture that it is', async () => {
		const { refusal, made } = await read(pdfFile(1, { catalogue: '/OpenAction << /S /JavaScript /JS (while (true) app.alert(1)) >> /AA << /WC << /S /URI /URI (http://example.com/) >> >>' }));
		expect([refusal, made.length]).toEqual([null, 1]);
	});

	it('that takes too long is given up, and the next one is made', async () => {
		const hasty = new PdfPages({ stepMs: 1 });
		expect((await read(pdfFile(1), { by: hasty })).refusal).toEqual(refuse('pdf.tooSlow'));
		await hasty.close();
		expect((await read(pdfFile(1))).refusal).toBeNull();
	});

	it('that wants more memory than it gets is refused', async () => {
		const poor = new PdfPages({ mostMemory: 24 * 1024 ** 2, onCrash: (reason) => crashes.push(reason) });
		expect((await read(pdfFile(1), { by: poor })).refusal).toEqual(refuse('pdf.tooSlow'));
		expect(crashes).toEqual([]);
	});

	it('whose thread falls over is refused and told of', async () => {
		const program = new URL(`data:text/javascript,${encodeURIComponent('throw new Error("out of memory")')}`);
		const told: unknown[] = [];
		const falling = new PdfPages({ program, onCrash: (reason) => told.push(reason) });
		expect((await read(pdfFile(1), { by: falling })).refusal).toEqual(refuse('pdf.broken'));
		expect(String(told[0])).toContain('out of memory');
	});

	it('is broken off at once when nobody waits for it any more, or the server stops', async () => {
		const left = new AbortController();
		const reading = read(pdfFile(400), { signal: left.signal });
		setTimeout(() => left.abort(), 300);
		expect((await reading).refusal).toEqual(refuse('upload.broken'));
		const stopping = new PdfPages();
		const last = read(pdfFile(400), { by: stopping });
		setTimeout(() => void stopping.close(), 300);
		expect((await last).refusal).toEqual(refuse('upload.broken'));
		expect((await read(pdfFile(1), { by: stopping })).refusal).toEqual(refuse('upload.broken'));
	});
});
