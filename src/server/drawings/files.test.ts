import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDrawingFiles } from './files.ts';
import type { DrawingFiles } from './files.ts';
import { onSmallDisk, withoutLimits } from './test-small-disk.ts';

let dataFolder: string;
let files: DrawingFiles;

beforeEach(async () => {
	dataFolder = await mkdtemp(join(tmpdir(), 'wijkverhaal-files-'));
	files = await openDrawingFiles(dataFolder);
});
afterEach(() => rm(dataFolder, { recursive: true }));

const bytes = Buffer.from('een tekening');
const hash = createHash('sha256').update(bytes).digest('hex');

describe('the files of drawings', () => {
	it('are named by their content, two digits of it as a folder', async () => {
		expect(await files.put(bytes)).toEqual({ ok: true, hash });
		const path = join(dataFolder, 'drawings', hash.slice(0, 2), `${hash.slice(2)}.webp`);
		expect(await files.open(hash)).toEqual({ path, size: bytes.length });
		expect(await readFile(path)).toEqual(bytes);
	});

	it('come from a path as well, and the file there stays', async () => {
		const path = join(files.temporaryFolder, 'upload');
		const large = Buffer.alloc(300_000, 'tekening');
		await writeFile(path, large);
		const put = await files.put(path);
		expect(put).toEqual({ ok: true, hash: createHash('sha256').update(large).digest('hex') });
		expect((await readFile(path)).equals(large)).toBe(true);
		const kept = put.ok ? await files.open(put.hash) : undefined;
		expect((await readFile(kept?.path ?? '')).equals(large)).toBe(true);
	});

	it('with the same content are one file, also when put at once', async () => {
		await files.put(bytes);
		await Promise.all([files.put(bytes), files.put(Buffer.from(bytes)), files.put(bytes)]);
		expect(await files.list()).toEqual([hash]);
		expect(await readdir(join(dataFolder, 'drawings', hash.slice(0, 2)))).toHaveLength(1);
	});

	it('are whole again after the same content is put over a damaged one', async () => {
		await files.put(bytes);
		const path = (await files.open(hash))?.path ?? '';
		await writeFile(path, 'half');
		await files.put(bytes);
		expect(await readFile(path)).toEqual(bytes);
	});

	it('are listed, and still there after a restart', async () => {
		const others = await Promise.all(['a', 'b', 'c'].map((text) => files.put(Buffer.from(text))));
		const hashes = others.map((put) => (put.ok ? put.hash : '')).sort();
		expect(await files.list()).toEqual(hashes);
		expect(await (await openDrawingFiles(dataFolder)).list()).toEqual(hashes);
	});

	it('are gone when removed, once', async () => {
		await files.put(bytes);
		expect(await files.remove(hash)).toBe(true);
		expect(await files.open(hash)).toBeUndefined();
		expect(await files.list()).toEqual([]);
		expect(await files.remove(hash)).toBe(false);
	});

	it.each(['', 'abc', '../../../../etc/passwd', `${hash}/..`, hash.toUpperCase(), `../${hash.slice(3)}`])(
		'are found by a hash alone, not by "%s"',
		async (name) => {
			await files.put(bytes);
			expect(await files.open(name)).toBeUndefined();
			expect(await files.remove(name)).toBe(false);
			expect(await files.list()).toEqual([hash]);
		}
	);

	it('leave nothing half-written after a crash, and a stranger in the folder alone', async () => {
		await files.put(bytes);
		await writeFile(join(files.temporaryFolder, 'crashed.part'), 'half');
		await writeFile(join(files.temporaryFolder, 'crashed.upload'), 'half');
		await mkdir(join(dataFolder, 'drawings', 'ff'), { recursive: true });
		await writeFile(join(dataFolder, 'drawings', 'ff', 'leesmij.txt'), 'hallo');
		const again = await openDrawingFiles(dataFolder);
		expect(await readdir(again.temporaryFolder)).toEqual([]);
		expect(await again.list()).toEqual([hash]);
		expect(existsSync(join(dataFolder, 'drawings', 'ff', 'leesmij.txt'))).toBe(true);
	});

	it.skipIf(withoutLimits)('refuse with disk.full, with nothing half left, and go on after that', async () => {
		const program = `
			const { openDrawingFiles } = await import(${JSON.stringify(join(import.meta.dirname, 'files.ts'))});
			const { readdirSync, writeFileSync } = await import('node:fs');
			const files = await openDrawingFiles(process.argv[1]);
			const results = [];
			for (const size of [1000, 500_000, 2000]) results.push(await files.put(new Uint8Array(size)));
			const left = readdirSync(files.temporaryFolder);
			console.log(JSON.stringify({ results, left, count: (await files.list()).length }));`;
		expect(await onSmallDisk(program, dataFolder)).toEqual({
			results: [expect.objectContaining({ ok: true }), { ok: false, code: 'disk.full' }, expect.objectContaining({ ok: true })],
			left: [],
			count: 2
		});
	});

	it('say why when the folder lies below a regular file', async () => {
		const file = join(dataFolder, 'bestand');
		await writeFile(file, '');
		await expect(openDrawingFiles(file)).rejects.toMatchObject({ code: 'ENOTDIR' });
	});

	it('fail loudly when the path to copy from is not there', async () => {
		await expect(files.put(join(dataFolder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
		expect(await readdir(files.temporaryFolder)).toEqual([]);
	});
});
