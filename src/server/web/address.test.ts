import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';

const ORIGIN = 'https://avond.example.nl';

function post(headers: Record<string, string>, origin?: string) {
	return addressOf({ method: 'POST', headers }, origin);
}

function get(headers: Record<string, string>, origin?: string) {
	return addressOf({ method: 'GET', headers }, origin);
}

describe('the address a request came in on', () => {
	it.each(['127.0.0.1:3000', 'hal.test:3000', '192.168.1.20:3000', '[fe80::1]:3000', 'localhost'])(
		'is plain http on %s',
		(host) => {
			expect(get({ host })).toEqual({ ok: true, address: { protocol: 'http', host } });
		}
	);

	it('is https when the proxy of ORIGIN says so', () => {
		expect(get({ host: 'avond.example.nl', 'x-forwarded-proto': 'https' }, ORIGIN)).toEqual({
			ok: true,
			address: { protocol: 'https', host: 'avond.example.nl' }
		});
	});

	it('does not believe a forwarded protocol for another host', () => {
		expect(get({ host: 'hal.test:3000', 'x-forwarded-proto': 'https' }, ORIGIN)).toEqual({
			ok: true,
			address: { protocol: 'http', host: 'hal.test:3000' }
		});
		expect(get({ host: 'hal.test:3000', 'x-forwarded-proto': 'https' })).toMatchObject({
			address: { protocol: 'http' }
		});
	});

	it.each(['', 'a b', 'x/y', 'user@x', 'x?y', '%00'])('is unknown when the host is "%s"', (host) => {
		expect(get({ host })).toEqual({ ok: false, code: 'host' });
	});
});

describe('a form', () => {
	it.each([
		['http://127.0.0.1:3000', '127.0.0.1:3000'],
		['http://hal.test:3000', 'hal.test:3000'],
		['http://hal.test:3000', 'HAL.test:3000'],
		['http://[::1]:3000', '[::1]:3000'],
		['http://hal.test', 'hal.test:80']
	])('from %s is accepted on %s', (origin, host) => {
		expect(post({ origin, host })).toEqual({
			ok: true,
			address: { protocol: 'http', host: new URL(origin).host }
		});
	});

	it('is accepted from ORIGIN, also when the proxy hands over its inner host name', () => {
		expect(post({ origin: ORIGIN, host: '127.0.0.1:3000' }, ORIGIN)).toEqual({
			ok: true,
			address: { protocol: 'https', host: 'avond.example.nl' }
		});
	});

	it('is accepted over https when the proxy keeps the host but ORIGIN was not set', () => {
		expect(post({ origin: 'https://avond.example.nl', host: 'avond.example.nl' })).toEqual({
			ok: true,
			address: { protocol: 'https', host: 'avond.example.nl' }
		});
	});

	it.each([
		'http://kwaad.example',
		'http://hal.test:3001',
		'http://hal.test.kwaad.example:3000',
		'https://avond.example.nl.kwaad.example',
		'null',
		'',
		'onzin',
		'file://hal.test:3000'
	])('from "%s" is refused on hal.test:3000', (origin) => {
		expect(post({ origin, host: 'hal.test:3000' }, ORIGIN)).toEqual({ ok: false, code: 'foreign' });
	});

	it('without an Origin header is accepted, unless the browser says that another site sent it', () => {
		expect(post({ host: 'hal.test:3000' })).toMatchObject({ ok: true });
		expect(post({ host: 'hal.test:3000', 'sec-fetch-site': 'same-origin' })).toMatchObject({ ok: true });
		expect(post({ host: 'hal.test:3000', 'sec-fetch-site': 'cross-site' })).toEqual({
			ok: false,
			code: 'foreign'
		});
	});
});

it('reading a page is allowed from anywhere: a link on another site is no form', () => {
	expect(get({ host: 'hal.test:3000', origin: 'http://kwaad.example' })).toMatchObject({ ok: true });
});
