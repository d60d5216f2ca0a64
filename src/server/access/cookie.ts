import { createHash } from 'node:crypto';
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
export function readBrowser(key: string, cookie: string | undefined, isCarried: (browser: string) => boolean = () => false): string | null {
	const [browser, signature, ...rest] = cookie?.split('.') ?? [];
	if (cookie === undefined || !browser || !signature || rest.length > 0) return null;
	if (same(signature, sign(key, `browser ${browser}`))) return browser;
	const carried = carriedBrowser(cookie);
	return isCarried(carried) ? carried : null;
}

/**
 * The browser that a cookie of another server proves: the seats that came here with an evening's file are held under
 * this name. It is a hash, so that the file opens nothing: who has it can't make the cookie.
 */
export function carriedBrowser(cookie: string): string {
	return `~${createHash('sha256').update(cookie).digest('base64url')}`;
}

/** The name under which this server's own browser holds seats that came from another server. */
export function carriedNameOf(key: string, browser: string): string {
	return browser.startsWith('~') ? browser : carriedBrowser(`${browser}.${sign(key, `browser ${browser}`)}`);
}

/** The browser of a plain request or a socket's handshake. @param isCarried does a browser of another server hold a seat here? */
export function browserOf(key: string, headers: IncomingHttpHeaders, isCarried: (browser: string) => boolean = () => false): string | null {
	for (const pair of (headers.cookie ?? '').split(';')) {
		const [name, value] = pair.trim().split('=');
		if (name === cookieName) return readBrowser(key, value, isCarried);
	}
	return null;
}

/** Does the browser of this request keep the cookie at all, whatever it proves? */
export function hasCookie(headers: IncomingHttpHeaders): boolean {
	return (headers.cookie ?? '').split(';').some((pair) => pair.trim().startsWith(`${cookieName}=`));
}

/** A Set-Cookie header's value. */
export function setCookie(cookie: string, secure: boolean): string {
	return `${cookieName}=${cookie}; Path=/; Max-Age=${cookieAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
