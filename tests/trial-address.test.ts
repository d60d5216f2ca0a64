import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from './server.ts';

// The test address of the page 'Voor de deuren opengaan', and the picture that is sent on trial, asked of the real server.

let server: TestServer;
beforeAll(async () => void (server = await startServer({})));
afterAll(() => server?.stop());

it('a test that is not there is over, in words, and keeps nothing on the phone', async () => {
	const answer = await fetch(`${server.local}/proef/AB2CDE`);
	expect(answer.status).toBe(404);
	expect(answer.headers.get('set-cookie')).toBeNull();
	expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
	const text = await answer.text();
	expect(text).toContain('<h1>Deze proef is voorbij</h1>');
	expect(text).toContain('This test is over');
	expect(text).not.toContain('<script');
	expect(await (await fetch(`${server.local}/proef/AB2CDE`, { method: 'HEAD' })).text()).toBe('');
	expect((await fetch(`${server.local}/proef/AB2CDE`, { method: 'POST' })).status).not.toBe(200);
});

it('a picture on trial is for regie alone', async () => {
	const answer = await fetch(`${server.local}/api/trial-picture?seat=nonsense`, { method: 'PUT', body: 'no picture' });
	expect([answer.status, await answer.json()]).toEqual([403, { ok: false, code: 'seat.unknown' }]);
});
