import { describe, expect, it } from 'vitest';
import { browserOf, cookieName, newBrowser, readBrowser, setCookie } from './cookie.ts';
import { newCode, newPin, newSecret, normalCode, same } from './keys.ts';

describe('codes', () => {
	it('have no letters or digits that look alike', () => {
		const all = Array.from({ length: 500 }, () => newCode(8)).join('');
		expect(all).toMatch(/^[A-Z2-9]+$/);
		expect(all).not.toMatch(/[01OI]/);
	});

	it.each([['ab2cd'], [' AB2 CD '], ['ab-2c-d'], ['A.B.2.C.D'], ['Ab2cd\u00a0']])('are the same however they are typed: %j', (typed) => {
		expect(normalCode(typed)).toBe('AB2CD');
	});
});

it('secrets are long and never the same, pins are four digits', () => {
	expect(new Set(Array.from({ length: 100 }, () => newSecret())).size).toBe(100);
	// None begins with a dash: on a command line that would be an option.
	for (let secret = 0; secret < 500; secret += 1) expect(newSecret()).toMatch(/^\w[\w-]{21}$/);
	for (let pin = 0; pin < 50; pin += 1) expect(newPin()).toMatch(/^\d{4}$/);
});

it('texts are compared whole', () => {
	expect([same('abc', 'abc'), same('abc', 'abd'), same('abc', 'ab'), same('', '')]).toEqual([true, false, false, true]);
});

describe('the cookie of a browser', () => {
	const { browser, cookie } = newBrowser('key');

	it('proves it, and nothing else does', () => {
		expect(readBrowser('key', cookie)).toBe(browser);
		for (const forged of [undefined, '', browser, `${browser}.`, `.${cookie.split('.')[1]}`, `${cookie}x`, `${cookie}.x`, `x${cookie}`]) expect(readBrowser('key', forged)).toBeNull();
		expect(readBrowser('another key', cookie)).toBeNull();
	});

	it('is found among others', () => {
		expect(browserOf('key', { cookie: `taal=nl; ${cookieName}=${cookie}; x=y` })).toBe(browser);
		expect(browserOf('key', { cookie: 'taal=nl' })).toBeNull();
		expect(browserOf('key', {})).toBeNull();
	});

	it('is for this server only, out of reach of scripts, and over HTTPS only where that is spoken', () => {
		expect(setCookie(cookie, false)).toMatch(/; HttpOnly; SameSite=Lax$/);
		expect(setCookie(cookie, true)).toMatch(/; Secure$/);
	});
});
