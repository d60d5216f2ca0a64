import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startServer, type TestServer } from './server.ts';

const ORIGIN = 'https://avond.example.nl';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer({ env: { ORIGIN } }), launchBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
});

/** A form that needs no script: the one that switches the language. */
function formTo(action: string): string {
	return `<!doctype html><title>formulier</title><form method="post" action="${action}">
		<input type="hidden" name="terug" value="/"><button name="taal" value="en">Switch</button></form>`;
}

type Answer = { status: number; headers: IncomingMessage['headers'] };

/** Posts that form with headers that a browser does not let a caller choose. */
async function post(headers: Record<string, string>): Promise<Answer> {
	const request = httpRequest(`${server.local}/taal`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }
	});
	request.end('taal=en&terug=/');
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	response.resume();
	return { status: response.statusCode ?? 0, headers: response.headers };
}

describe('a form without JavaScript', () => {
	it.each([
		['by number', () => server.local],
		['as another machine in the hall', () => server.hall]
	])('is accepted on the address it came from: %s', async (_, addressOf) => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		const path = `${addressOf()}/formulier`;
		await page.route(path, (route) => route.fulfill({ contentType: 'text/html', body: formTo('/taal') }));
		await page.goto(path);
		await page.getByRole('button').click();
		await page.waitForURL(`${addressOf()}/`);
		expect(await page.locator('html').getAttribute('lang')).toBe('en');
		await context.close();
	});

	it('of another site is refused, in words', async () => {
		const other = createServer((_request, response) => {
			response.setHeader('Content-Type', 'text/html');
			response.end(formTo(`${server.local}/taal`));
		}).listen(0, '127.0.0.1');
		await once(other, 'listening');
		const address = other.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`http://127.0.0.1:${port}/`);
		const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button').click()]);
		expect(answer?.status()).toBe(403);
		expect(await page.getByRole('heading').innerText()).toBe('Dit formulier kwam van een ander adres.');
		expect(await context.cookies(server.local)).toEqual([]);
		await context.close();
		other.close();
	});
});

describe('behind a proxy that speaks HTTPS', () => {
	it.each([
		['keeps the host and tells the protocol', { host: 'avond.example.nl', 'x-forwarded-proto': 'https' }],
		['keeps the host and tells nothing', { host: 'avond.example.nl' }],
		['hands over its inner name', { host: 'binnen:3000' }]
	])('a form is accepted when the proxy %s, and its cookie is Secure', async (_, headers) => {
		const answer = await post({ ...headers, origin: ORIGIN });
		expect(answer.status).toBe(303);
		expect(answer.headers['set-cookie']?.[0]).toMatch(/^taal=en;.*; Secure/);
	});
});

describe('the switch of language', () => {
	it('gives no Secure cookie over plain HTTP, which would be thrown away', async () => {
		const answer = await post({ host: 'hal.test', origin: 'http://hal.test' });
		expect(answer.headers['set-cookie']?.[0]).toMatch(/^taal=en;/);
		expect(answer.headers['set-cookie']?.[0]).not.toContain('Secure');
	});

	it.each(['//kwaad.example/', 'https://kwaad.example/', '/\\kwaad.example', 'http://'])(
		'does not send anyone on to %s',
		async (terug) => {
			const answer = await fetch(`${server.local}/taal`, {
				method: 'POST',
				redirect: 'manual',
				body: new URLSearchParams({ taal: 'nl', terug })
			});
			expect(answer.status).toBe(303);
			expect(answer.headers.get('location')).toBe('/');
		}
	);

	it('comes back to the page it was on', async () => {
		const answer = await fetch(`${server.local}/taal`, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ taal: 'en', terug: '/mee/AB23?thema=7' })
		});
		expect(answer.headers.get('location')).toBe('/mee/AB23?thema=7');
	});

	it('takes an unknown language for Dutch', async () => {
		const answer = await fetch(`${server.local}/taal`, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ taal: 'xx' })
		});
		expect(answer.headers.getSetCookie()[0]).toMatch(/^taal=nl;/);
	});
});

describe('a page that does not exist', () => {
	it('says so in Dutch, and in English to whoever chose that', async () => {
		const dutch = await fetch(`${server.local}/bestaat-niet`, { headers: { accept: 'text/html' } });
		expect(dutch.status).toBe(404);
		expect(await dutch.text()).toContain('Deze pagina bestaat niet');
		const english = await fetch(`${server.local}/bestaat-niet`, {
			headers: { accept: 'text/html', cookie: 'taal=en' }
		});
		expect(await english.text()).toContain('This page does not exist');
	});
});
