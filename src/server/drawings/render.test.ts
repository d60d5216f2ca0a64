import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDrawing, restrictDecoders } from './render.ts';
import type { RenderResult, RenderedDrawing } from './render.ts';
import {
	animatedPng,
	black,
	blue,
	colourDistance,
	drawing,
	frames,
	green,
	penLines,
	pngChunk,
	quarterColours,
	quarters,
	red,
	solidPng,
	white
} from './test-pictures.ts';

const shared = join(import.meta.dirname, '../../../../shared/drawings');
const withoutShared = !existsSync(shared);
if (withoutShared) console.warn('Skipped: the drawings of ../shared are not on this machine.');

const timeLimitMs = 30_000;
let folder: string;

beforeAll(async () => {
	restrictDecoders();
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-render-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function save(bytes: Uint8Array, name = 'upload'): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, bytes);
	return path;
}

async function rendered(bytes: Uint8Array, name?: string): Promise<RenderedDrawing> {
	return taken(await renderDrawing(await save(bytes, name), timeLimitMs));
}

function taken(result: RenderResult): RenderedDrawing {
	if (!result.ok) throw new Error(`refused with ${result.code}`);
	return result;
}

function sizeOf({ width, height }: { width: number; height: number }): string {
	return `${width}x${height}`;
}

describe('a picture is taken for what it is', () => {
	it('a JPEG named .png is a JPEG', async () => {
		expect(sizeOf((await rendered(await drawing().jpeg().toBuffer(), 'tekening.png')).source)).toBe('320x240');
	});

	it('19,999 pixels wide is still taken', async () => {
		const result = await rendered(solidPng(19_999, 20));
		expect([result.screen, result.phone, result.thumbnail].map(sizeOf)).toEqual(['3840x4', '1080x1', '480x1']);
	});

	it('a strip taller than WebP can hold becomes narrower on a phone', async () => {
		const result = await rendered(solidPng(216, 19_999));
		expect([result.screen, result.phone, result.thumbnail].map(sizeOf)).toEqual(['23x2160', '177x16383', '4x360']);
	});

	it('one pixel is taken', async () => {
		expect(sizeOf((await rendered(solidPng(1, 1))).screen)).toBe('1x1');
	});

	it('bytes after the end of the picture do not come along', async () => {
		const polyglot = Buffer.concat([await drawing().jpeg().toBuffer(), Buffer.from('<script>alert("meegelift")</script>')]);
		const result = await rendered(polyglot, 'tekening.html');
		for (const { bytes } of [result.screen, result.phone, result.thumbnail]) {
			expect(Buffer.from(bytes).includes('meegelift')).toBe(false);
		}
	});

	it('a GIF that is a script as well comes out as a plain picture', async () => {
		const gif = await quarters().gif().toBuffer();
		const polyglot = Buffer.concat([gif, Buffer.from('=1;alert("meegelift")//')]);
		const result = await rendered(polyglot, 'tekening.js');
		expect(Buffer.from(result.screen.bytes).includes('meegelift')).toBe(false);
		expect(colourDistance(await quarterColours(result.screen.bytes), [red, green, blue, white])).toBeLessThan(12);
	});
});

describe('the renditions', () => {
	it('fit 3840 × 2160, 1080 wide and 480 × 360, and keep the proportions', async () => {
		const wide = await rendered(solidPng(4_800, 400));
		expect(sizeOf(wide.source)).toBe('4800x400');
		expect([wide.screen, wide.phone, wide.thumbnail].map(sizeOf)).toEqual(['3840x320', '1080x90', '480x40']);
		const tall = await rendered(solidPng(400, 2_700));
		expect([tall.screen, tall.phone, tall.thumbnail].map(sizeOf)).toEqual(['320x2160', '400x2700', '53x360']);
	});

	it('of a tall strip keep the full width of a phone', async () => {
		const result = await rendered(solidPng(1_100, 2_420));
		expect([result.screen, result.phone, result.thumbnail].map(sizeOf)).toEqual(['982x2160', '1080x2376', '164x360']);
	});

	it('never make a drawing larger', async () => {
		const result = await rendered(await drawing(200, 100).png().toBuffer());
		expect([result.screen, result.phone, result.thumbnail].map(sizeOf)).toEqual(['200x100', '200x100', '200x100']);
	});

	it('are WebP of 24 bits in sRGB, with the size that was told', async () => {
		const result = await rendered(await drawing(1_120, 600).png().toBuffer());
		for (const { bytes, width, height } of [result.screen, result.phone, result.thumbnail]) {
			expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height, channels: 3, depth: 'uchar', space: 'srgb' });
		}
	});

	it('keep thin ink black or bright red, and the paper between white', async () => {
		const result = await rendered(await penLines().png().toBuffer());
		const { data, info } = await sharp(result.screen.bytes).raw().toBuffer({ resolveWithObject: true });
		const row = 60 * info.width;
		const colourAt = (x: number): number[] => [...data.subarray((row + x) * 3, (row + x) * 3 + 3)];
		for (let x = 10; x < info.width; x += 20) {
			expect(colourDistance([colourAt(x)], [x % 40 < 20 ? red : black]), `ink at ${x}`).toBeLessThan(40);
			// Plain subsampling dulls this red to 236.
			if (x % 40 < 20) expect(colourAt(x)[0], `red at ${x}`).toBeGreaterThan(245);
			expect(colourDistance([colourAt(x + 4)], [white]), `paper at ${x + 4}`).toBeLessThan(16);
		}
	});

	it('stand on white where the drawing is see-through', async () => {
		const clear = await sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } })
			.png()
			.toBuffer();
		expect(await quarterColours((await rendered(clear)).screen.bytes)).toEqual([white, white, white, white]);
	});

	it('are the same bytes each time', async () => {
		const bytes = await drawing().png().toBuffer();
		expect((await rendered(bytes)).screen.bytes).toEqual((await rendered(bytes)).screen.bytes);
	});

	it('leave the uploaded file as it was', async () => {
		const bytes = await drawing().png().toBuffer();
		const path = await save(bytes);
		await renderDrawing(path, timeLimitMs);
		expect((await readFile(path)).equals(bytes)).toBe(true);
	});
});

describe('what is changed is said', () => {
	it('CMYK becomes sRGB', async () => {
		const result = await rendered(await quarters().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer());
		expect(result.notes).toEqual(['converted']);
		// Print can't make these colours, so they come back duller, but as themselves.
		const colours = await quarterColours(result.screen.bytes);
		expect(colours.map((colour) => colour.indexOf(Math.max(...colour)))).toEqual([0, 1, 2, 0]);
		expect(Math.min(...(colours[3] ?? []))).toBeGreaterThan(240);
	});

	it('16 bits become 8, also where the drawing is see-through', async () => {
		const deep = await quarters().toColourspace('rgb16').png().toBuffer();
		const result = await rendered(deep);
		expect(result.notes).toEqual(['converted']);
		expect(colourDistance(await quarterColours(result.screen.bytes), [red, green, blue, white])).toBeLessThan(12);
		const clear = await sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
			.toColourspace('rgb16')
			.png()
			.toBuffer();
		expect(await quarterColours((await rendered(clear)).screen.bytes)).toEqual([white, white, white, white]);
	});

	it('the wide colours of a tablet become sRGB without a word', async () => {
		const wide = await quarters().withIccProfile('p3').png().toBuffer();
		const result = await rendered(wide);
		expect(result.notes).toEqual([]);
		expect(colourDistance(await quarterColours(result.screen.bytes), [red, green, blue, white])).toBeLessThan(16);
	});

	it.each([
		['GIF', () => frames().gif({ delay: 100 }).toBuffer()],
		['WebP', () => frames().webp({ delay: 100 }).toBuffer()]
	])('of an animated %s the first frame is taken', async (_, make) => {
		const result = await rendered(await make());
		expect(result.notes).toEqual(['animated']);
		expect(sizeOf(result.screen)).toBe('64x48');
		expect(colourDistance(await quarterColours(result.screen.bytes), [red, red, red, red])).toBeLessThan(12);
	});

	it('of an animated PNG the first frame is taken', async () => {
		expect((await rendered(animatedPng())).notes).toEqual(['animated']);
	});

	it('a GIF that stands still is a picture like any other', async () => {
		expect((await rendered(await quarters().gif().toBuffer())).notes).toEqual([]);
	});
});

describe('other kinds that cameras and tablets keep', () => {
	it.each([
		['TIFF', () => quarters().tiff({ compression: 'lzw' }).toBuffer()],
		['TIFF in tiles', () => quarters().tiff({ tile: true }).toBuffer()],
		['BigTIFF', () => quarters().tiff({ bigtiff: true }).toBuffer()],
		['TIFF that is see-through', () => quarters().ensureAlpha().tiff().toBuffer()],
		['AVIF', () => quarters().avif({ quality: 90, effort: 0, chromaSubsampling: '4:4:4' }).toBuffer()]
	])('%s comes through in its own colours', async (_, make) => {
		const result = await rendered(await make());
		expect([sizeOf(result.source), result.notes]).toEqual(['160x120', []]);
		expect(colourDistance(await quarterColours(result.screen.bytes), [red, green, blue, white])).toBeLessThan(16);
	});

	it('a TIFF in which the camera lay on its side stands upright', async () => {
		const result = await rendered(await quarters().withMetadata({ orientation: 6 }).tiff().toBuffer());
		expect(sizeOf(result.source)).toBe('120x160');
		expect(colourDistance(await quarterColours(result.screen.bytes), [blue, red, white, green])).toBeLessThan(16);
	});

	it('of a TIFF in CMYK it is said that its colours were changed', async () => {
		expect((await rendered(await quarters().toColourspace('cmyk').tiff().toBuffer())).notes).toEqual(['converted']);
	});
});

describe('a photo is turned as the camera says', () => {
	const turned: [orientation: number, quarters: number[][]][] = [
		[1, [red, green, blue, white]],
		[2, [green, red, white, blue]],
		[3, [white, blue, green, red]],
		[4, [blue, white, red, green]],
		[5, [red, blue, green, white]],
		[6, [blue, red, white, green]],
		[7, [white, green, blue, red]],
		[8, [green, white, red, blue]]
	];

	it.each(turned)('EXIF orientation %i', async (orientation, expected) => {
		const result = await rendered(await quarters().withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer());
		const upright = orientation <= 4;
		expect(sizeOf(result.source)).toBe(upright ? '160x120' : '120x160');
		for (const rendition of [result.screen, result.phone, result.thumbnail]) {
			expect(sizeOf(rendition)).toBe(upright ? '160x120' : '120x160');
			expect(colourDistance(await quarterColours(rendition.bytes), expected)).toBeLessThan(16);
		}
	});

	it.skipIf(withoutShared).each([
		['Landscape', ['Landscape_3.jpg', 'Landscape_6.jpg']],
		['Portrait', ['Portrait_5.jpg', 'Portrait_8.jpg']]
	])('real photos: %s stands upright, whichever way it was stored', async (kind, names) => {
		const results = [];
		for (const name of names) results.push(taken(await renderDrawing(join(shared, 'exif', name), timeLimitMs)));
		for (const { screen } of results) expect(screen.width > screen.height).toBe(kind === 'Landscape');
		const [one, other] = await Promise.all(
			results.map(({ thumbnail }) => sharp(thumbnail.bytes).resize(24, 24, { fit: 'fill' }).raw().toBuffer())
		);
		const difference = one!.reduce((sum, value, index) => sum + Math.abs(value - (other![index] ?? 0)), 0) / one!.length;
		// The same scene: turned wrongly the two differ by 35 or more on average.
		expect(difference).toBeLessThan(8);
	});
});

describe('white all around, as an export has it', () => {
	const paper = () => sharp({ create: { width: 800, height: 600, channels: 3, background: '#ffffff' } }).composite([{ input: { create: { width: 200, height: 200, channels: 3, background: '#000000' } } }]);

	it('of a camera is a photo in which no sheet was found: its maker may cut it', async () => {
		const photo = await paper().withExif({ IFD2: { ExposureTime: '1/60' } }).jpeg().toBuffer();
		expect((await rendered(photo)).photo).toMatchObject({ cleaned: false, found: false });
	});

	it('of a drawing program is one', async () => {
		for (const drawn of [paper().jpeg(), paper().withExif({ IFD0: { Software: 'Een tekenprogramma' } }).jpeg(), paper().png()]) {
			expect((await rendered(await drawn.toBuffer())).photo).toBeUndefined();
		}
	});

	it('with more zeros than a picture that is not plain could have, is taken: it is plain', async () => {
		const plain = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#ffffff' } }).jpeg({ optimiseCoding: true }).toBuffer();
		expect(plain.includes(Buffer.alloc(2_000))).toBe(true);
		expect((await rendered(plain)).ok).toBe(true);
	});
});

describe('nothing about the maker comes along', () => {
	const secret = 'Jan Jansen, Dorpsstraat 12';
	const carriers: [what: string, make: () => Promise<Buffer> | Buffer][] = [
		['EXIF', () => drawing().withExif({ IFD0: { Artist: secret, ImageDescription: secret } }).jpeg().toBuffer()],
		['EXIF in a WebP', () => drawing().withExif({ IFD0: { Artist: secret } }).webp().toBuffer()],
		['XMP', () => drawing().withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`).jpeg().toBuffer()],
		['a text in a PNG', () => solidPng(40, 30, [pngChunk('tEXt', Buffer.from(`Author\0${secret}`))])]
	];

	it.each(carriers)('%s', async (_, make) => {
		const bytes = await make();
		expect(bytes.includes(secret), 'the secret is planted').toBe(true);
		const result = await rendered(bytes);
		for (const rendition of [result.screen, result.phone, result.thumbnail]) {
			expect(Buffer.from(rendition.bytes).includes(secret)).toBe(false);
			const { exif, xmp, icc, iptc } = await sharp(rendition.bytes).metadata();
			expect({ exif, xmp, icc, iptc }).toEqual({ exif: undefined, xmp: undefined, icc: undefined, iptc: undefined });
		}
	});
});

describe.skipIf(withoutShared)('the drawings of a real evening', () => {
	it.each([
		['tulpen.png', '2048x2048', '2048x2048'],
		['strip-verkeer.png', '2436x812', '2436x812'],
		['waterpret-photo.jpg', '2400x3200', '1527x2160']
	])('%s comes through', async (name, original, shown) => {
		const { source, screen, notes } = taken(await renderDrawing(join(shared, name), timeLimitMs));
		expect([source, screen].map(sizeOf)).toEqual([original, shown]);
		expect(screen.bytes.length).toBeLessThan(1_000_000);
		expect(notes).toEqual([]);
	});

	it('a photo of 12 megapixels comes through, and its HEIC twin looks the same', async () => {
		const result = taken(await renderDrawing(join(shared, 'heic/skater-12mp.jpg'), timeLimitMs));
		expect(sizeOf(result.source)).toBe('3024x4032');
		expect([result.screen, result.phone, result.thumbnail].map(sizeOf)).toEqual(['1527x2160', '1080x1528', '255x360']);
		const twin = taken(await renderDrawing(join(shared, 'heic/skater-12mp.heic'), timeLimitMs));
		expect([twin.source, twin.screen, twin.phone, twin.thumbnail].map(sizeOf)).toEqual(['3024x4032', '1527x2160', '1080x1528', '255x360']);
		expect(twin.photo).toMatchObject({ cleaned: true, found: true });
		const [one, other] = await Promise.all([result, twin].map(({ thumbnail }) => sharp(thumbnail.bytes).raw().toBuffer()));
		expect(one!.reduce((sum, value, index) => sum + Math.abs(value - other![index]!), 0) / one!.length).toBeLessThan(4);
	});

	it('an HEIC that is damaged or cut is refused; it ends nothing', async () => {
		const whole = await readFile(join(shared, 'heic/koffie-12mp.heic'));
		const cut = await save(whole.subarray(0, -1000), 'cut.heic');
		expect(await renderDrawing(cut, timeLimitMs)).toEqual({ ok: false, code: 'drawing.truncated' });
		const headless = Buffer.from(whole).fill(0, 40, 4000);
		expect(await renderDrawing(await save(headless, 'headless.heic'), timeLimitMs)).toMatchObject({ ok: false });
		// Its decoder says nothing of what it can't read.
		const zeros = Buffer.from(whole).fill(0, whole.length >> 1);
		expect(await renderDrawing(await save(zeros, 'zeros.heic'), timeLimitMs)).toEqual({ ok: false, code: 'drawing.truncated' });
	});
});
