import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendRendition } from './serve.ts';

let folder: string;
let server: Server;
let address: string;
/** How each answer ended: undefined when it was sent or the other side left. */
let endings: Promise<unknown>[];
let file: { path: string; size: number };

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-serve-'));
	file = { path: join(folder, 'a.webp'), size: 500_000 };
	await writeFile(file.path, Buffer.alloc(file.size, 'tekening'));
	endings = [];
	server = createServer((_, response) => {
		endings.push(sendRendition(response, file, 'image/webp').catch((error: unknown) => error));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await rm(folder, { recursive: true });
});

const always = {
	'cache-control': 'private, no-store',
	'x-content-type-options': 'nosniff',
	'content-security-policy': "default-src 'none'"
};

describe('a rendition', () => {
	it('is sent whole, kept by no cache, and never runs as a page', async () => {
		const response = await fetch(address);
		expect(response.status).toBe(200);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			...always,
			'content-type': 'image/webp',
			'content-length': '500000',
			'content-disposition': 'inline'
		});
		expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.alloc(file.size, 'tekening'))).toBe(true);
		expect(await Promise.all(endings)).toEqual([undefined]);
	});

	it('asked for by HEAD is its headers alone', async () => {
		const response = await fetch(address, { method: 'HEAD' });
		expect(Object.fromEntries(response.headers)).toMatchObject({ ...always, 'content-length': '500000' });
		expect((await response.arrayBuffer()).byteLength).toBe(0);
		expect(await Promise.all(endings)).toEqual([undefined]);
	});

	it('that was withdrawn just now is an empty 404, kept by no cache either', async () => {
		await rm(file.path);
		const response = await fetch(address);
		expect(response.status).toBe(404);
		expect(Object.fromEntries(response.headers)).toMatchObject(always);
		expect(await response.text()).toBe('');
	});

	it('to a phone that leaves halfway is no error', async () => {
		file.size = 20_000_000;
		await writeFile(file.path, Buffer.alloc(file.size));
		await new Promise<void>((resolve) => {
			const request = get(address, (response) => {
				response.once('data', () => {
					request.destroy();
					resolve();
				});
			});
			request.on('error', () => {});
		});
		expect(await Promise.all(endings)).toEqual([undefined]);
	});

	it('to a phone that left before the file was opened is no error', async () => {
		server.removeAllListeners('request');
		server.on('request', (_, response) => {
			response.destroy();
			endings.push(sendRendition(response, file, 'image/webp').catch((error: unknown) => error));
		});
		await expect(fetch(address)).rejects.toThrow();
		expect(await Promise.all(endings)).toEqual([undefined]);
	});

	it('that can not be read is an error for the log', async () => {
		file.path = folder;
		await fetch(address).catch(() => undefined);
		expect(await Promise.all(endings)).toMatchObject([{ code: 'EISDIR' }]);
	});
});
