import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataDir } from './data-dir.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the data folder', () => {
	it('is made, with the folders above it, and left empty', async () => {
		const path = join(folder, 'een', 'twee');
		await prepareDataDir(path);
		expect(await readdir(path)).toEqual([]);
	});

	it('may exist already', async () => {
		await prepareDataDir(folder);
		await prepareDataDir(folder);
		expect(await readdir(folder)).toEqual([]);
	});

	it('below a regular file is refused, with the path and what to do', async () => {
		const file = join(folder, 'bestand');
		await writeFile(file, '');
		const path = join(file, 'data');
		await expect(prepareDataDir(path)).rejects.toMatchObject({
			name: 'StartRefusal',
			message: expect.stringMatching(/Een deel van dit pad is een bestand.*\n.*DATA_DIR=/s)
		});
		await expect(prepareDataDir(path)).rejects.toThrow(path);
	});

	it('that is a regular file itself is refused', async () => {
		const file = join(folder, 'bestand');
		await writeFile(file, '');
		await expect(prepareDataDir(file)).rejects.toThrow('Op deze plek staat een bestand');
	});
});
