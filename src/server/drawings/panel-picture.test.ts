import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPanel, type PanelPicture, type PanelPictureJob } from './panel-picture.ts';
import { blue, colourDistance, drawing, penLines, quarterColours, quarters, red } from './test-pictures.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-panel-'));
});
afterAll(() => rm(folder, { recursive: true }));

const usual = { treatment: undefined, frame: null, box: { width: 4000, height: 4000 }, use: 'print', rights: { credit: '', licence: '' } } as const;

async function made(file: Uint8Array, given: Partial<PanelPictureJob> = {}): Promise<PanelPicture> {
	const path = join(folder, 'original');
	await writeFile(path, file);
	const result = await renderPanel({ ...usual, path, ...given }, 30_000);
	if (!result.ok) throw new Error(`refused with ${result.code}`);
	return result;
}

describe('the picture of a panel', () => {
	it('has the pixels that the source has, and no more than the paper needs', async () => {
		const picture = await drawing(1200, 900).png().toBuffer();
		expect(await made(picture)).toMatchObject({ width: 1200, height: 900 });
		expect(await made(picture, { box: { width: 400, height: 4000 } })).toMatchObject({ width: 400, height: 300 });
	});

	it('is the part within its frame, of the upright picture', async () => {
		const frame = { x: 0, y: 0.5, width: 0.5, height: 0.5 };
		const upright = await made(await quarters(800, 600).png().toBuffer(), { frame });
		expect(upright).toMatchObject({ width: 400, height: 300 });
		expect(colourDistance(await quarterColours(upright.bytes), Array(4).fill(blue))).toBeLessThan(8);
		// Lying on its side as some phones store it: 6 says turn it a quarter with the clock.
		const turned = await made(await sharp(await quarters(800, 600).png().toBuffer()).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer(), { frame: { ...frame, y: 0 } });
		expect(turned).toMatchObject({ width: 400, height: 300 });
		expect(colourDistance(await quarterColours(turned.bytes), Array(4).fill(red))).toBeLessThan(12);
	});

	it('of drawn lines loses nothing; of a photo or a painting it is a JPEG with all of its colour', async () => {
		expect((await made(await penLines(600, 400).png().toBuffer())).type).toBe('png');
		const noise = sharp({ create: { width: 600, height: 400, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } });
		const painting = await made(await noise.png().toBuffer());
		expect(painting.type).toBe('jpeg');
		expect((await sharp(painting.bytes).metadata()).chromaSubsampling).toBe('4:4:4');
	});

	it('of a photographed sheet is that sheet, cleaned, with more pixels than the screen has', async () => {
		const scene = { width: 4400, height: 3300 };
		const photo = await sharp({ create: { ...scene, channels: 3, background: '#d8d0c0' } }).jpeg().toBuffer();
		const treatment = { cleaned: true, corners: [[0, 0], [1, 0], [1, 1], [0, 1]] as [[number, number], [number, number], [number, number], [number, number]], turn: 1 as const, contrast: 50 };
		const picture = await made(photo, { treatment, box: { width: 3508, height: 4961 } });
		expect(picture.type).toBe('jpeg');
		expect(picture.height).toBeGreaterThan(3840);
		expect(picture.height).toBeGreaterThan(picture.width);
		const [brightness] = (await sharp(picture.bytes).stats()).channels.map(({ mean }) => mean);
		expect(brightness).toBeGreaterThan(245);
	});

	it('says who drew it and who may use it, and nothing else', async () => {
		const camera = await drawing(600, 400).jpeg().withExif({ IFD0: { Make: 'Camera', Copyright: 'Geheim' } }).toBuffer();
		for (const use of ['print', 'page'] as const) {
			const { bytes } = await made(camera, { use, rights: { credit: 'Noor & "Sam" <noor@example.nl>', licence: 'CC BY' } });
			const { exif, iptc, icc, xmp } = await sharp(bytes).metadata();
			expect([exif, iptc, icc]).toEqual([undefined, undefined, undefined]);
			expect(xmp!.toString()).toContain('<rdf:li>Noor &amp; &quot;Sam&quot; &lt;noor@example.nl&gt;</rdf:li>');
			expect(xmp!.toString()).toContain('CC BY');
			expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Camera|Geheim/);
		}
	});

	it('on a web page is a WebP', async () => {
		expect((await made(await drawing(1200, 900).png().toBuffer(), { use: 'page', box: { width: 800, height: 2400 } }))).toMatchObject({ type: 'webp', width: 800, height: 600 });
	});

	it('of what is no picture is refused', async () => {
		const path = join(folder, 'text');
		await writeFile(path, 'geen plaatje');
		expect(await renderPanel({ ...usual, path }, 30_000)).toMatchObject({ ok: false, code: 'drawing.notAPicture' });
	});
});
