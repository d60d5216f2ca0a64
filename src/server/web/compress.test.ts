import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed } from './compress.ts';

const html = '<p>Te hard rijden op de dijk</p>'.repeat(200);

function ask(acceptEncoding: string, type = 'text/html', body = html): Promise<Response> {
	const request = new Request('http://hal.test/', { headers: { 'accept-encoding': acceptEncoding } });
	return compressed(request, new Response(body, { status: 400, headers: { 'content-type': type, 'set-cookie': 'a=b' } }));
}

describe('a page', () => {
	it.each(['gzip', 'deflate, gzip;q=0.8, br', 'br, gzip, *'])('is zipped for who takes %s', async (encoding) => {
		const response = await ask(encoding);
		expect(response.headers.get('content-encoding')).toBe('gzip');
		const body = Buffer.from(await response.arrayBuffer());
		expect(response.headers.get('content-length')).toBe(String(body.length));
		expect(gunzipSync(body).toString()).toBe(html);
	});

	it('keeps its status and its cookies', async () => {
		const response = await ask('gzip');
		expect(response.status).toBe(400);
		expect(response.headers.getSetCookie()).toEqual(['a=b']);
	});

	it.each(['', 'br', 'gzip;q=0', 'gzip; q=0.0, br'])('goes as it is to who asks for "%s"', async (encoding) => {
		const response = await ask(encoding);
		expect(response.headers.has('content-encoding')).toBe(false);
		expect(response.headers.get('vary')).toBe('Accept-Encoding');
		expect(await response.text()).toBe(html);
	});

	it('that is short goes as it is', async () => {
		const response = await ask('gzip', 'text/html; charset=utf-8', '<p>kort</p>');
		expect(response.headers.has('content-encoding')).toBe(false);
		expect(await response.text()).toBe('<p>kort</p>');
	});
});

it('what is no page goes as it is', async () => {
	const response = await ask('gzip', 'application/json');
	expect(response.headers.has('content-encoding')).toBe(false);
	expect(await response.text()).toBe(html);
});
