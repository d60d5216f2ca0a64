import { connect } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startServer, type TestServer } from './server.ts';
import { watch } from './watch.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
});

it('the program says that it is well', async () => {
	const answer = await fetch(`${server.local}/health`);
	expect(answer.status).toBe(200);
	expect(await answer.json()).toMatchObject({ ok: true });
});

describe.each([
	['by number', () => server.local],
	['as another machine in the hall', () => server.hall]
])('the first page, reached %s', (_, addressOf) => {
	it('shows in a browser, asks nobody else, and breaks no rule of its own', async () => {
		const context = await browser.newContext();
		const watched = watch(context, [addressOf()]);
		const page = await context.newPage();
		const answer = await page.goto(addressOf(), { waitUntil: 'networkidle' });
		expect(answer?.status()).toBe(200);
		await expect.poll(() => page.getByRole('heading', { level: 1 }).first().innerText()).not.toBe('');
		await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('nl');
		expect(watched).toEqual({ errors: [], foreign: [] });
		await context.close();
	});

	it('has no style in its HTML, which the CSP would block', async () => {
		const html = await (await fetch(server.local, { headers: { accept: 'text/html' } })).text();
		expect(html).not.toMatch(/<style|\sstyle=/);
	});
});

describe('stopping', () => {
	it('takes less than 2 s, with browsers, sockets and half requests still connected', async () => {
		const own = await startServer();
		const context = await browser.newContext();
		await (await context.newPage()).goto(own.local);
		const socket = new WebSocket(`ws://127.0.0.1:${own.port}/socket.io/?EIO=4&transport=websocket`);
		await new Promise((settle, fail) => {
			socket.onopen = settle;
			socket.onerror = fail;
		});
		const open = connect(own.port, '127.0.0.1');
		open.on('error', () => undefined);
		open.write('POST /taal HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ntaal=');
		const stopped = await own.stop();
		expect(stopped.code).toBe(0);
		expect(stopped.ms).toBeLessThan(2000);
		open.destroy();
		await context.close();
	});
});
