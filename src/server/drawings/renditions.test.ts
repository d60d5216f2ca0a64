import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRenditions } from './renditions.ts';
import type { Renditions } from './renditions.ts';
import { solidPng } from './test-pictures.ts';

let folder: string;
let renditions: Renditions;
const crashes: unknown[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-renditions-'));
	renditions = startRenditions({ onCrash: (reason) => crashes.push(reason) });
});
afterAll(async () => {
	renditions.close();
	await rm(folder, { recursive: true });
});

async function save(bytes: Uint8Array | string, name: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, bytes);
	return path;
}

describe('the process', () => {
	it('gives the renditions of one drawing after another', async () => {
		const [one, other] = await Promise.all([
			save(solidPng(40, 30), 'one').then((path) => renditions.render(path)),
			save(solidPng(30, 40), 'other').then((path) => renditions.render(path))
		]);
		expect([one, other]).toMatchObject([
			{ ok: true, source: { width: 40, height: 30 }, notes: [], screen: { width: 40, height: 30 } },
			{ ok: true, source: { width: 30, height: 40 }, notes: [], screen: { width: 30, height: 40 } }
		]);
		const bytes = one.ok ? one.screen.bytes : new Uint8Array();
		expect(Buffer.from(bytes.subarray(8, 12)).toString()).toBe('WEBP');
	});

	it('that crashes is replaced, and the crash is told', async () => {
		const before = crashes.length;
		const [lost, kept] = await Promise.all([
			renditions.render(join(folder, 'nothing-here')),
			save(solidPng(40, 30), 'after-crash').then((path) => renditions.render(path))
		]);
		expect(lost).toEqual({ ok: false, code: 'drawing.notAPicture' });
		expect(kept.ok).toBe(true);
		expect(crashes.slice(before).map(String)).toEqual([expect.stringContaining('ENOENT')]);
	});

	/** One that hangs on one file and ends itself on another. */
	async function unreliable(): Promise<URL> {
		const path = await save(
			`process.on('message', ({ path }) => {
				if (path === 'hangs') for (;;);
				if (path === 'ends') process.exit(3);
				process.send({ ok: false, code: 'drawing.svg' });
			});`,
			'unreliable.mjs'
		);
		return pathToFileURL(path);
	}

	it('that takes too long is given up, and what waits gets a new one', async () => {
		const limited = startRenditions({ timeLimitMs: 5_000, program: await unreliable() });
		const results = await Promise.all(['hangs', 'fine'].map((path) => limited.render(path)));
		expect(results).toEqual([{ ok: false, code: 'drawing.tooSlow' }, { ok: false, code: 'drawing.svg' }]);
		limited.close();
	});

	it('that ends by itself gives the reason to the log', async () => {
		const reasons: unknown[] = [];
		const limited = startRenditions({ onCrash: (reason) => reasons.push(reason), program: await unreliable() });
		const results = await Promise.all(['ends', 'fine', 'ends', 'fine'].map((path) => limited.render(path)));
		expect(results.map((result) => result.ok || result.code)).toEqual([
			'drawing.notAPicture',
			'drawing.svg',
			'drawing.notAPicture',
			'drawing.svg'
		]);
		expect(reasons.map(String)).toEqual([expect.stringContaining('code 3'), expect.stringContaining('code 3')]);
		limited.close();
	});

	it('closing answers what waits, and what comes after', async () => {
		const closing = startRenditions({ program: await unreliable() });
		const waiting = ['hangs', 'fine'].map((path) => closing.render(path));
		await new Promise((resolve) => setTimeout(resolve, 50));
		closing.close();
		expect(await Promise.all([...waiting, closing.render('fine')])).toEqual(
			Array.from({ length: 3 }, () => ({ ok: false, code: 'upload.broken' }))
		);
	});
});
