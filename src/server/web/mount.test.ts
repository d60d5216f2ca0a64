import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { mount, type Handler, type Mounted } from './mount.ts';
import type { Pages } from './pages.ts';

let mounted: Mounted | undefined;
afterEach(() => {
	mounted?.server.closeAllConnections();
	mounted?.server.close();
	mounted = undefined;
});

const nothing: Handler = () => false;

const helloPages: Pages = {
	answer(_request, response, address) {
		response.end(`pagina op ${address.protocol}://${address.host}`);
		return Promise.resolve();
	},
	close: () => Promise.resolve()
};

async function serve(options: { handle?: Handler; pages?: Pages; origin?: string }): Promise<number> {
	mounted = await mount({
		origin: options.origin,
		handle: options.handle ?? nothing,
		makePages: () => Promise.resolve(options.pages ?? helloPages),
		log: createLog('silent')
	});
	mounted.server.listen(0, '127.0.0.1');
	await once(mounted.server, 'listening');
	const address = mounted.server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}

type Answer = { status: number; headers: IncomingMessage['headers']; body: string };

// Not fetch: that does not let a caller choose Host and Origin.
async function ask(
	port: number,
	options: { method?: string; path?: string; headers?: Record<string, string> }
): Promise<Answer> {
	const request = httpRequest({ port, host: '127.0.0.1', ...options });
	request.end();
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	let body = '';
	for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
	return { status: response.statusCode ?? 0, headers: response.headers, body };
}

describe('the one HTTP server', () => {
	it('asks its own handlers first and SvelteKit after them', async () => {
		const port = await serve({
			handle(request, response) {
				if (request.url !== '/health') return false;
				response.end('goed');
				return true;
			}
		});
		expect((await ask(port, { path: '/health' })).body).toBe('goed');
		expect((await ask(port, { path: '/' })).body).toBe(`pagina op http://127.0.0.1:${port}`);
	});

	it.each(['/health', '/', '/kapot'])('sets the security headers on %s', async (path) => {
		const port = await serve({
			handle(request, response) {
				if (request.url === '/kapot') throw new Error('stuk');
				if (request.url !== '/health') return false;
				response.end('goed');
				return true;
			}
		});
		const { headers } = await ask(port, { path });
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
			'cross-origin-opener-policy': 'same-origin',
			'x-frame-options': 'DENY'
		});
	});

	it('leaves out the opener policy on plain HTTP in the hall, where browsers report it as an error', async () => {
		const port = await serve({});
		const { headers } = await ask(port, { headers: { host: 'hal.test:3000' } });
		expect(headers).not.toHaveProperty('cross-origin-opener-policy');
	});

	it('tells the pages the address that the proxy of ORIGIN spoke', async () => {
		const port = await serve({ origin: 'https://avond.example.nl' });
		const { body } = await ask(port, {
			headers: { host: 'avond.example.nl', 'x-forwarded-proto': 'https' }
		});
		expect(body).toBe('pagina op https://avond.example.nl');
	});

	it('refuses a form of another site before any handler sees it', async () => {
		let seen = 0;
		const port = await serve({
			handle() {
				seen += 1;
				return false;
			}
		});
		const answer = await ask(port, { method: 'POST', headers: { origin: 'http://kwaad.example' } });
		expect(answer.status).toBe(403);
		expect(JSON.parse(answer.body)).toEqual({
			ok: false,
			code: 'address.foreign',
			message: expect.stringContaining('Open deze website zelf')
		});
		expect(seen).toBe(0);
	});

	it('refuses an address that can not be one', async () => {
		const port = await serve({});
		expect((await ask(port, { headers: { host: 'a b' } })).status).toBe(400);
	});

	it.each(['/mee/%ff', '/%', '/mee/AB%C3'])('refuses the path %s, which no one can decode, and says what to do', async (path) => {
		const port = await serve({ pages: { ...helloPages, answer: () => Promise.reject(new Error('asked')) } });
		const answer = await ask(port, { path, headers: { accept: 'text/html' } });
		expect(answer.status).toBe(400);
		expect(answer.body).toContain('Controleer het adres. Of begin opnieuw op de eerste pagina.');
	});

	it('says that an address is too long, and serves the next one', async () => {
		const port = await serve({});
		const answer = await ask(port, { path: `/mee/${'A'.repeat(20_000)}` });
		expect(answer).toMatchObject({ status: 431, body: expect.stringContaining('Dit adres is te lang.') });
		expect(await ask(port, { path: '/' })).toMatchObject({ status: 200 });
	});

	it('takes a path with an encoded character, and a query as it is', async () => {
		const port = await serve({});
		for (const path of ['/mee/caf%C3%A9', '/mee/100%25', '/?code=%ff']) expect((await ask(port, { path })).status).toBe(200);
	});
});

describe('a mistake in the program', () => {
	const handle: Handler = (request) => {
		if (request.url === '/meteen') throw new Error('geheim');
		if (request.url === '/later') return Promise.reject(new Error('geheim'));
		return false;
	};

	it.each(['/meteen', '/later'])('becomes a Dutch answer on %s, and the server stays up', async (path) => {
		const port = await serve({ handle });
		const answer = await ask(port, { path });
		expect(answer.status).toBe(500);
		expect(JSON.parse(answer.body)).toMatchObject({
			code: 'server.fault',
			message: expect.stringContaining('Probeer het over een minuut opnieuw.')
		});
		expect(answer.body).not.toContain('geheim');
		expect((await ask(port, { path: '/' })).status).toBe(200);
	});

	it('is a page for a person', async () => {
		const port = await serve({ handle });
		const answer = await ask(port, { path: '/later', headers: { accept: 'text/html,*/*' } });
		expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(answer.body).toContain('<h1>Er ging iets mis op de server.</h1>');
	});

	it('half-way an answer breaks the connection, so that nobody takes half for the whole', async () => {
		const port = await serve({
			handle(_request, response) {
				response.write('half');
				throw new Error('stuk');
			}
		});
		await expect(ask(port, {})).rejects.toThrow();
		expect(mounted?.server.listening).toBe(true);
	});

	it('of the pages is caught as well', async () => {
		const port = await serve({
			pages: { ...helloPages, answer: () => Promise.reject(new Error('geheim')) }
		});
		expect((await ask(port, {})).status).toBe(500);
	});
});
