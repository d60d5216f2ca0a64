import type { IncomingHttpHeaders } from 'node:http';
import { newSecret, same, sign } from './keys.ts';

export const cookieName = 'wijkverhaal';
/** Long enough for the years of a programme. */
export const cookieAgeSeconds = 400 * 24 * 3600;

/** Proves a browser: `id.signature`. It says nothing about the person. */
export function newBrowser(key: string): { browser: string; cookie: string } {
	const browser = newSecret();
	return { browser, cookie: `${browser}.${sign(key, `browser ${browser}`)}` };
}

/** @returns the browser that this cookie value proves, or null. */
export function readBrowser(key: string, cookie: string | undefined): string | null {
	const [browser, signature, ...rest] = cookie?.split('.') ?? [];
	if (!browser || !signature || rest.length > 0) return null;
	return same(signature, sign(key, `browser ${browser}`)) ? browser : null;
}

/** The browser of a plain request or a socket's handshake. */
export function browserOf(key: string, headers: IncomingHttpHeaders): string | null {
	for (const pair of (headers.cookie ?? '').split(';')) {
		const [name, value] = pair.trim().split('=');
		if (name === cookieName) return readBrowser(key, value);
	}
	return null;
}

/** A Set-Cookie header's value. */
export function setCookie(cookie: string, secure: boolean): string {
	return `${cookieName}=${cookie}; Path=/; Max-Age=${cookieAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
