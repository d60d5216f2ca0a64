import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { Printer } from './printer.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-printer-'));
});
afterAll(() => rm(folder, { recursive: true }));

const log = createLog('silent');

describe('what can not be printed', () => {
	it('is told, whatever is wrong with it, and nothing comes of it', async () => {
		expect(await new Printer(log).print({ folder, document: 'strip', picture: null })).toBe(false);
		expect(await readdir(folder)).toEqual([]);
	});

	it('is given up where it takes too long', async () => {
		expect(await new Printer(log, 1).print({ folder, document: 'strip', picture: null })).toBe(false);
	});

	it('is ended when the server stops, and nothing is begun after that', async () => {
		const printer = new Printer(log);
		const printed = printer.print({ folder, document: 'strip', picture: null });
		printer.close();
		expect(await printed).toBe(false);
		expect(await printer.print({ folder, document: 'strip', picture: null })).toBe(false);
	});
});
