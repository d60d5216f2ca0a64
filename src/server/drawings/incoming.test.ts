import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { largestUpload } from '#shared/protocol/upload.ts';
import { Incoming } from './incoming.ts';
import { onSmallDisk, withoutLimits } from './test-small-disk.ts';

let folder: string;
let incoming: Incoming;
let server: Server;
let address: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-incoming-'));
	await start(folder);
});
afterEach(async () => {
	await stop();
	await rm(folder, { recursive: true });
});

async function start(where: string): Promise<void> {
	incoming = await Incoming.open(where, (refusal) => ({ status: 507, body: JSON.stringify(refusal) }));
	server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url!, 'http://server');
		if (request.method === 'POST') void incoming.begin(request, response, { id: searchParams.get('command')!, evening: searchParams.get('evening')!, seat: 'plaats' });
		else if (pathname.startsWith('/api/upload/')) void incoming.goOn(request, response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/upload`;
}
async function stop(): Promise<void> {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
}

const version = { 'Tus-Resumable': '1.0.0' };
const begin = (id: string, bytes: number, evening = 'avond-een') =>
	fetch(`${address}?command=${id}&evening=${evening}`, { method: 'POST', headers: { ...version, 'Upload-Length': String(bytes) } });
const piece = (id: string, offset: number, body: string) =>
	fetch(`${address}/${id}`, { method: 'PATCH', headers: { ...version, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }, body });
const offsetOf = async (id: string) => (await fetch(`${address}/${id}`, { method: 'HEAD', headers: version })).headers.get('upload-offset');
const read = (id: string) => incoming.use(id, (path) => readFile(path, 'utf8'), () => true);

describe('a file that arrives in pieces', () => {
	it('is used whole, once, and then gone', async () => {
		expect((await begin('bestand-een', 10)).headers.get('location')).toBe('/api/upload/bestand-een');
		expect((await piece('bestand-een', 0, '01234')).status).toBe(204);
		expect(await read('bestand-een')).toMatchObject({ ok: false, code: 'upload.broken' });
		expect((await piece('bestand-een', 5, '56789')).headers.get('upload-offset')).toBe('10');
		expect(await read('bestand-een')).toBe('0123456789');
		expect(await read('bestand-een')).toMatchObject({ ok: false, code: 'upload.broken' });
		expect(await readdir(folder)).toEqual([]);
	});

	it('keeps what came before the line broke', async () => {
		await begin('bestand-een', 10);
		const request = httpRequest(`${address}/bestand-een`, {
			method: 'PATCH',
			headers: { ...version, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream', 'Content-Length': '10' }
		}).on('error', () => {});
		request.write('012345');
		await expect.poll(() => readFile(join(folder, 'bestand-een'), 'utf8')).toBe('012345');
		request.destroy();
		await expect.poll(() => offsetOf('bestand-een')).toBe('6');
		await piece('bestand-een', 6, '6789');
		expect(await read('bestand-een')).toBe('0123456789');
	});

	it('is there after a restart', async () => {
		await begin('bestand-een', 10);
		await piece('bestand-een', 0, '01234');
		await stop();
		await start(folder);
		expect(await offsetOf('bestand-een')).toBe('5');
	});

	it('takes no piece that does not follow on what is there', async () => {
		await begin('bestand-een', 10);
		await piece('bestand-een', 0, '01234');
		expect((await piece('bestand-een', 4, '456789')).status).toBe(409);
		expect((await piece('bestand-een', 6, '6789')).status).toBe(409);
		expect(await offsetOf('bestand-een')).toBe('5');
	});

	it('begins anew where the answer to its beginning was lost', async () => {
		await begin('bestand-een', 10);
		await piece('bestand-een', 0, 'oud');
		await begin('bestand-een', 4);
		await piece('bestand-een', 0, 'jong');
		expect(await read('bestand-een')).toBe('jong');
	});

	it('is removed when its sender stops', async () => {
		await begin('bestand-een', 10);
		expect((await fetch(`${address}/bestand-een`, { method: 'DELETE', headers: version })).status).toBe(204);
		expect(await readdir(folder)).toEqual([]);
	});
});

describe('work with a file', () => {
	it('is done once, also when it is asked for again meanwhile', async () => {
		await begin('bestand-een', 4);
		await piece('bestand-een', 0, 'jong');
		let times = 0;
		const work = async () => {
			await new Promise((goOn) => setTimeout(goOn, 20));
			return ++times;
		};
		expect(await Promise.all([incoming.use('bestand-een', work, () => true), incoming.use('bestand-een', work, () => true)])).toEqual([1, 1]);
	});

	it('that may go well later leaves the file', async () => {
		await begin('bestand-een', 4);
		await piece('bestand-een', 0, 'jong');
		await incoming.use('bestand-een', async () => 'vol', () => false);
		expect(await read('bestand-een')).toBe('jong');
	});
});

describe('what nobody finished', () => {
	it('goes a day after it began, when another begins', async () => {
		await begin('bestand-een', 10);
		const path = join(folder, 'bestand-een.json');
		const facts = JSON.parse(await readFile(path, 'utf8')) as { creation_date: string };
		const ago = (hours: number) => writeFile(path, JSON.stringify({ ...facts, creation_date: new Date(Date.now() - hours * 3_600_000) }));
		await ago(23);
		await begin('bestand-twee', 10);
		expect(await readdir(folder)).toContain('bestand-een');
		await ago(25);
		await begin('bestand-drie', 10);
		expect(await readdir(folder)).not.toContain('bestand-een');
	});

	it('goes also where a power cut left only what was noted of it', async () => {
		await begin('bestand-een', 10);
		await rm(join(folder, 'bestand-een'));
		await incoming.removeOf('avond-een');
		expect(await readdir(folder)).toEqual([]);
	});

	it('goes with the evening that is destroyed', async () => {
		await begin('bestand-een', 10, 'avond-een');
		await begin('bestand-twee', 10, 'avond-twee');
		await incoming.removeOf('avond-een');
		expect((await readdir(folder)).sort()).toEqual(['bestand-twee', 'bestand-twee.json']);
	});
});

describe('a refusal is one that a person can read', () => {
	it('of a file of over 40 MB, before it is sent', async () => {
		const answer = await begin('bestand-een', largestUpload + 1);
		expect(await answer.json()).toMatchObject({ ok: false, code: 'drawing.tooLarge' });
		expect(await readdir(folder)).toEqual([]);
	});

	it.skipIf(withoutLimits)('of a disk that fills up halfway', async () => {
		const program = `
			import { createServer } from 'node:http';
			import { Incoming } from ${JSON.stringify(new URL('incoming.ts', import.meta.url))};
			const incoming = await Incoming.open(process.argv[1], (refusal) => ({ status: 507, body: JSON.stringify(refusal) }));
			const server = createServer((request, response) =>
				request.method === 'POST' ? incoming.begin(request, response, { id: 'bestand-een', evening: 'avond-een', seat: 'plaats' }) : incoming.goOn(request, response)
			).listen(0, '127.0.0.1', async () => {
				const address = 'http://127.0.0.1:' + server.address().port + '/api/upload';
				const version = { 'Tus-Resumable': '1.0.0' };
				await fetch(address, { method: 'POST', headers: { ...version, 'Upload-Length': '300000' } });
				const headers = { ...version, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
				const answer = await fetch(address + '/bestand-een', { method: 'PATCH', headers, body: new Uint8Array(300000) });
				console.log(await answer.text());
				process.exit();
			});`;
		expect(await onSmallDisk(program, folder)).toEqual({ ok: false, code: 'disk.full' });
	});
});
