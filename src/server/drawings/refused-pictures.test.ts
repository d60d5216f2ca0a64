import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestUpload } from '#shared/protocol/upload.ts';
import { startRenditions } from './renditions.ts';
import type { Renditions } from './renditions.ts';
import { drawing, solidPng } from './test-pictures.ts';

let folder: string;
let renditions: Renditions;
const crashes: unknown[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-refused-'));
	renditions = startRenditions({ onCrash: (reason) => crashes.push(reason) });
});
afterAll(async () => {
	renditions.close();
	await rm(folder, { recursive: true });
});

async function save(bytes: Uint8Array | string): Promise<string> {
	const path = join(folder, 'upload.png');
	await writeFile(path, bytes);
	return path;
}

/** The same bytes on each run, that look like nothing. */
function randomBytes(count: number): Buffer {
	let state = 20_180_321;
	return Buffer.from(Array.from({ length: count }, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >> 16));
}

function randomAfter(start: Uint8Array | string): Buffer {
	return Buffer.concat([Buffer.from(start), randomBytes(9_000)]);
}

function half(bytes: Buffer): Buffer {
	return bytes.subarray(0, bytes.length >> 1);
}

function secondHalfZero(bytes: Buffer): Buffer {
	return Buffer.from(bytes).fill(0, bytes.length >> 1);
}

/** The middle third is what somebody makes of it. */
function lost(bytes: Buffer, change: (middle: Buffer) => void): Buffer {
	change(bytes.subarray(Math.floor(bytes.length / 3), Math.floor((bytes.length * 2) / 3)));
	return bytes;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>alert(1)</script></svg>';
const svgWithPreface = `<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg [<!ENTITY x "y">]>${svg}`;

describe('a file that is no good is refused, and the next drawing still comes through', () => {
	type Case = [what: string, code: string, make: () => Promise<Uint8Array | string> | Uint8Array | string];
	const refused: Case[] = [
		['zero bytes', 'drawing.empty', () => ''],
		['one byte', 'drawing.notAPicture', () => 'x'],
		['a text', 'drawing.notAPicture', () => 'Beste mensen, hierbij de tekening.'],
		['a text that starts with BM', 'drawing.notAPicture', () => 'BMW rijdt te hard door de straat'],
		['a web page', 'drawing.notAPicture', () => '<!DOCTYPE html><html><body><svg></svg></body></html>'],
		['random bytes', 'drawing.notAPicture', () => randomBytes(50_000)],
		['random bytes after the first bytes of a PNG', 'drawing.notAPicture', () => randomAfter(solidPng(9, 9).subarray(0, 8))],
		['random bytes after the first bytes of a WebP', 'drawing.notAPicture', () => randomAfter('RIFF\x10\0\0\0WEBP')],
		['random bytes after the first bytes of a GIF', 'drawing.notAPicture', () => randomAfter('GIF89a\x09\0\x09\0\0\0\0')],
		['a PNG with a changed byte in the middle', 'drawing.notAPicture', async () => {
			const bytes = await drawing().png().toBuffer();
			bytes[bytes.length >> 1]! ^= 0x55;
			return bytes;
		}],
		['a video', 'drawing.notAPicture', () => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1')],
		['half a PNG', 'drawing.truncated', async () => half(await drawing().png().toBuffer())],
		['a PNG without its last 6 bytes', 'drawing.truncated', async () => (await drawing().png().toBuffer()).subarray(0, -6)],
		['the first 20 bytes of a PNG', 'drawing.truncated', () => solidPng(9, 9).subarray(0, 20)],
		['half a JPEG', 'drawing.truncated', async () => half(await drawing().jpeg().toBuffer())],
		['a JPEG without its last 2 bytes', 'drawing.truncated', async () => (await drawing().jpeg().toBuffer()).subarray(0, -2)],
		['a JPEG whose second half is zeros', 'drawing.truncated', async () => secondHalfZero(await drawing().jpeg().toBuffer())],
		...[true, false].map((optimiseCoding): Case => [
			`a JPEG that lost a third in the middle, with tables of ${optimiseCoding ? 'its own' : 'the usual kind'}`,
			'drawing.truncated',
			async () => lost(await drawing(1200, 900).jpeg({ optimiseCoding }).toBuffer(), (bytes) => bytes.fill(0))
		]),
		['a JPEG with noise in the middle', 'drawing.truncated', async () => lost(await drawing(1200, 900).jpeg().toBuffer(), (bytes) => randomBytes(4_000).copy(bytes))],
		['a WebP that lost a third in the middle', 'drawing.truncated', async () => lost(await drawing(1200, 900).webp().toBuffer(), (bytes) => bytes.fill(0))],
		['half a progressive JPEG', 'drawing.truncated', async () => half(await drawing().jpeg({ progressive: true }).toBuffer())],
		['half a WebP', 'drawing.truncated', async () => half(await drawing().webp().toBuffer())],
		['half a GIF', 'drawing.truncated', async () => half(await drawing().gif().toBuffer())],
		['SVG', 'drawing.svg', () => svg],
		['SVG named as XML, with a comment and a doctype', 'drawing.svg', () => svgWithPreface],
		['SVG in UTF-16', 'drawing.svg', () => Buffer.from(`\ufeff${svg}`, 'utf16le')],
		['half a TIFF', 'drawing.truncated', async () => half(await drawing().tiff().toBuffer())],
		['a TIFF without its last 2 bytes', 'drawing.truncated', async () => (await drawing().tiff({ compression: 'none' }).toBuffer()).subarray(0, -2)],
		['a TIFF of tiles whose second half is missing', 'drawing.truncated', async () => half(await drawing().tiff({ tile: true, bigtiff: true }).toBuffer())],
		['random bytes after the first bytes of a TIFF', 'drawing.truncated', () => randomAfter('II*\0')],
		['a TIFF of 20,000 pixels wide', 'drawing.tooWide', () => sharp({ create: { width: 20_000, height: 4, channels: 3, background: 'white' } }).tiff().toBuffer()],
		['half an AVIF', 'drawing.truncated', async () => half(await drawing().avif({ effort: 0 }).toBuffer())],
		['an AVIF that says nothing of its picture', 'drawing.truncated', () => Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif', 'latin1')],
		['the first 24 bytes of an HEIC', 'drawing.truncated', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
		['an HEIC in which nothing is right', 'drawing.notAPicture', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x10meta12345678', 'latin1')],
		['PDF', 'drawing.kind', () => '%PDF-1.7\n1 0 obj\n'],
		['a drawing of Procreate, which is a ZIP', 'drawing.project', () => Buffer.from('PK\x03\x04\x14\0\0\0Document.archive', 'latin1')],
		['PSD', 'drawing.project', () => Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x03', 'latin1')],
		['BMP', 'drawing.kind', () => Buffer.from('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'latin1')],
		['20,000 pixels wide', 'drawing.tooWide', () => solidPng(20_000, 10)],
		['20,000 pixels tall', 'drawing.tooWide', () => solidPng(10, 20_000)],
		['over 60 megapixels', 'drawing.tooManyPixels', () => solidPng(3_001, 19_999)],
		['a PNG bomb: 19,999 by 19,999 pixels', 'drawing.tooManyPixels', () => solidPng(19_999, 19_999)]
	];

	it.each(refused)('%s: %s', async (_, code, make) => {
		expect(await renditions.render(await save(await make()))).toEqual({ ok: false, code });
	});

	it('over 40 MB: drawing.tooLarge', async () => {
		const path = await save(solidPng(40, 30));
		await truncate(path, largestUpload + 1);
		expect(await renditions.render(path)).toEqual({ ok: false, code: 'drawing.tooLarge' });
	});

	it('none of these cost a process', async () => {
		expect((await renditions.render(await save(solidPng(40, 30)))).ok).toBe(true);
		expect(crashes).toEqual([]);
	});
});
