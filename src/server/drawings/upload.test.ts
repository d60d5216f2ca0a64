import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onSmallDisk, withoutLimits } from './test-small-disk.ts';
import { receiveUpload } from './upload.ts';
import type { UploadResult } from './upload.ts';

const limitBytes = 200_000;
const stallMs = 250;
let folder: string;
let server: Server;
let port: number;
/** What the server decided, in the order of the requests. */
let results: Promise<UploadResult>[];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-upload-'));
	results = [];
	server = createServer((request, response) => {
		const result = receiveUpload(request, folder, { limitBytes, stallMs });
		results.push(result);
		void result.then((upload) => response.end(JSON.stringify(upload)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await rm(folder, { recursive: true });
});

async function send(body: BodyInit, type?: string): Promise<UploadResult> {
	const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
	const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers });
	return (await response.json()) as UploadResult;
}

/** Sends a body without saying in advance how long it is. */
function sendInPieces(pieces: Uint8Array[]): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const headers = { 'content-type': 'image/png', 'transfer-encoding': 'chunked' };
		const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
			response.on('data', (chunk: Buffer) => resolve(JSON.parse(chunk.toString())));
		});
		request.on('error', reject);
		for (const piece of pieces) request.write(piece);
		request.end();
	});
}

/** A connection of which each byte is in the test's hands. */
async function openSocket(headers: string[]): Promise<Socket> {
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => {});
	socket.write(['POST / HTTP/1.1', 'Host: hal.test', 'Content-Type: image/png', ...headers, '', ''].join('\r\n'));
	await expect.poll(() => results.length).toBeGreaterThan(0);
	return socket;
}

function answerTo(socket: Socket): Promise<string> {
	return new Promise((resolve) => {
		let text = '';
		socket.on('data', (chunk) => {
			text += chunk.toString();
			if (text.includes('"}')) resolve(text);
		});
		socket.on('close', () => resolve(text));
	});
}

describe('an upload', () => {
	it.each(['image/png', 'image/heic', 'IMAGE/JPEG; charset=binary', 'application/octet-stream'])('of %s becomes a file', async (type) => {
		const body = new Uint8Array(limitBytes).fill(7);
		const result = await send(body, type);
		expect(result).toEqual({ ok: true, path: expect.stringContaining(folder), bytes: limitBytes });
		expect((await readFile(result.ok ? result.path : '')).equals(body)).toBe(true);
	});

	it('without a type becomes a file: what it is shows from its content', async () => {
		expect((await send(new Blob(['iets']))).ok).toBe(true);
	});

	it('in pieces of unknown total becomes a file', async () => {
		const pieces = [1, 2, 3, 4, 5].map((value) => new Uint8Array(10_000).fill(value));
		expect(await sendInPieces(pieces)).toMatchObject({ ok: true, bytes: 50_000 });
	});

	it('of nothing is an empty file, refused later for being empty', async () => {
		expect(await send(new Uint8Array(0), 'image/png')).toMatchObject({ ok: true, bytes: 0 });
	});

	it('at the same time as another keeps to its own file', async () => {
		const uploads = await Promise.all([1, 2, 3].map((value) => send(new Uint8Array(50_000).fill(value), 'image/png')));
		const contents = await Promise.all(uploads.map((upload) => readFile(upload.ok ? upload.path : '')));
		expect(contents.map((content) => [content.length, content[0], content.at(-1)])).toEqual([
			[50_000, 1, 1],
			[50_000, 2, 2],
			[50_000, 3, 3]
		]);
	});
});

describe('a refused upload leaves nothing behind', () => {
	afterEach(async () => {
		await Promise.all(results);
		expect(await readdir(folder)).toEqual([]);
	});

	it.each([
		['application/x-procreate', 'drawing.project'],
		['application/zip', 'drawing.project'],
		['text/html', 'drawing.notAPicture'],
		['video/mp4', 'drawing.notAPicture'],
		['multipart/form-data; boundary=x', 'drawing.notAPicture']
	])('%s', async (type, code) => {
		expect(await send('x'.repeat(1000), type)).toEqual({ ok: false, code });
	});

	it('one byte over the limit', async () => {
		expect(await send(new Uint8Array(limitBytes + 1), 'image/png')).toEqual({ ok: false, code: 'drawing.tooLarge' });
	});

	it('that says in advance that it is too large, before a byte of it came', async () => {
		const socket = await openSocket(['Content-Length: 100000000']);
		expect(await answerTo(socket)).toContain('drawing.tooLarge');
		socket.destroy();
	});

	it('that turns out too large, and the browser gets to read so', async () => {
		const pieces = [new Uint8Array(limitBytes), new Uint8Array(limitBytes / 2)];
		expect(await sendInPieces(pieces)).toEqual({ ok: false, code: 'drawing.tooLarge' });
	});

	it('that never ends is cut off', async () => {
		const socket = await openSocket(['Transfer-Encoding: chunked']);
		const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
		let sent = 0;
		await new Promise<void>((resolve) => {
			socket.on('close', () => resolve());
			const more = (): void => {
				sent += 0x10000;
				if (!socket.destroyed) socket.write(piece, more);
			};
			more();
		});
		expect(sent).toBeGreaterThan(limitBytes);
		expect(await results[0]).toEqual({ ok: false, code: 'drawing.tooLarge' });
	});

	it('whose connection breaks halfway', async () => {
		const socket = await openSocket(['Content-Length: 100000']);
		socket.write('x'.repeat(50_000));
		await expect.poll(() => readdir(folder)).toHaveLength(1);
		socket.destroy();
		expect(await results[0]).toEqual({ ok: false, code: 'upload.broken' });
	});

	it('that is closed politely before its end', async () => {
		const socket = await openSocket(['Content-Length: 100000']);
		socket.end('x'.repeat(50_000));
		expect(await results[0]).toEqual({ ok: false, code: 'upload.broken' });
	});

	it('that stalls, and the connection is let go after the answer', async () => {
		const socket = await openSocket(['Content-Length: 100000']);
		socket.write('x'.repeat(50_000));
		const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
		expect(await answerTo(socket)).toContain('upload.broken');
		await closed;
	});

	it('that is slow is not stalled', async () => {
		const socket = await openSocket(['Content-Length: 5']);
		for (let sent = 0; sent < 5; sent++) {
			socket.write('x');
			await new Promise((resolve) => setTimeout(resolve, stallMs / 3));
		}
		const result = await results[0];
		expect(result).toMatchObject({ ok: true, bytes: 5 });
		if (result?.ok) await rm(result.path);
		socket.destroy();
	});

	it.skipIf(withoutLimits)('on a full disk', async () => {
		const program = `
			const { receiveUpload } = await import(${JSON.stringify(join(import.meta.dirname, 'upload.ts'))});
			const { createServer } = await import('node:http');
			const { readdirSync } = await import('node:fs');
			const folder = process.argv[1];
			const server = createServer(async (request, response) => {
				response.end(JSON.stringify(await receiveUpload(request, folder, { limitBytes: 1e6 })));
			}).listen(0, '127.0.0.1', async () => {
				const address = 'http://127.0.0.1:' + server.address().port;
				const init = { method: 'POST', body: new Uint8Array(800_000), headers: { 'content-type': 'image/png' } };
				const result = await (await fetch(address, init)).json();
				console.log(JSON.stringify({ result, left: readdirSync(folder) }));
				process.exit();
			});`;
		expect(await onSmallDisk(program, folder)).toEqual({ result: { ok: false, code: 'disk.full' }, left: [] });
	});
});

it('an upload to a folder that is gone is a bug, and says so', async () => {
	const gone = join(folder, 'gone');
	expect(existsSync(gone)).toBe(false);
	const failed = new Promise<unknown>((resolve) => {
		server.removeAllListeners('request');
		server.on('request', (request, response) => {
			receiveUpload(request, gone, { limitBytes }).catch((error: unknown) => {
				resolve(error);
				response.end('{}');
			});
		});
	});
	await send('x', 'image/png');
	expect(await failed).toMatchObject({ code: 'ENOENT' });
});
