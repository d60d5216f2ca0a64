import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onSmallDisk, withoutLimits } from './test-small-disk.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-room-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => JSON.stringify(join(import.meta.dirname, name));

it.skipIf(withoutLimits)('a disk that was full for a picture is so until one is kept, and the log says each once', async () => {
	const program = `
		const { Drawings } = await import(${at('drawings.ts')});
		const logged = [];
		const log = { error: (words) => logged.push(words), warn: (words) => logged.push(words) };
		const drawings = await Drawings.open(process.argv[1], () => new Set(), log);
		const offer = async () => ({ ok: true, seq: 1 });
		const full = [];
		for (const size of [1000, 500_000, 500_000, 2000]) {
			await drawings.keepFiles([new Uint8Array(size)], offer);
			full.push(drawings.room.full);
		}
		console.log(JSON.stringify({ full, logged }));
		process.exit();`;
	expect(await onSmallDisk(program, folder)).toEqual({
		full: [false, true, true, false],
		logged: ['the disk is full: no picture is kept until there is room', 'the disk has room for pictures again']
	});
});

it.skipIf(withoutLimits)('an upload that did not fit tells it as well: a drawing, a file for the screen', async () => {
	const program = `
		const { Drawings } = await import(${at('drawings.ts')});
		const { Exhibits } = await import(${at('exhibits.ts')});
		const { createServer } = await import('node:http');
		const log = { error: () => {}, warn: () => {} };
		const full = [];
		const drawings = await Drawings.open(process.argv[1], () => new Set(), log);
		const exhibits = new Exhibits(drawings, log);
		const server = createServer(async (request, response) => {
			const take = request.url === '/drawing' ? drawings.receive(request, () => {}) : exhibits.receive(request, () => {}, new AbortController().signal);
			response.end(JSON.stringify(await take));
		}).listen(0, '127.0.0.1', async () => {
			for (const path of ['/drawing', '/exhibit']) {
				const init = { method: 'PUT', body: new Uint8Array(800_000), headers: { 'content-type': 'image/png' } };
				await (await fetch('http://127.0.0.1:' + server.address().port + path, init)).json();
				full.push(drawings.room.full);
				drawings.room.kept();
			}
			console.log(JSON.stringify(full));
			process.exit();
		});`;
	expect(await onSmallDisk(program, folder)).toEqual([true, true]);
});
