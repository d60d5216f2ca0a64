import type { Handle, HandleServerError } from '@sveltejs/kit';
import { paraglideMiddleware } from '#client/paraglide/server.js';
import { cookieAgeSeconds, cookieName, newBrowser, readBrowser } from '#server/access/cookie.ts';
import { running } from '#server/running-app.ts';
import { isNoRoom } from '#server/store/no-room.ts';
import { compressed } from '#server/web/compress.ts';

/** Says which browser sent the request, and in which language it reads. */
export const handle: Handle = ({ event, resolve }) => {
	const { app, reserve } = running();
	if (!app) {
		// A laptop that follows or was relieved has one page, and no data that a page may show.
		event.locals.reserve = reserve;
		return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', 'nl') });
	}
	event.locals.app = app;
	event.locals.browser = readBrowser(app.key, event.cookies.get(cookieName), app.seats.isCarried);
	event.locals.keepsCookies = event.cookies.get(cookieName) !== undefined;
	event.locals.ensureBrowser = () => {
		if (event.locals.browser !== null) return event.locals.browser;
		const { browser, cookie } = newBrowser(app.key);
		event.cookies.set(cookieName, cookie, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: event.url.protocol === 'https:',
			maxAge: cookieAgeSeconds
		});
		event.locals.browser = browser;
		return browser;
	};
	return paraglideMiddleware(event.request, async ({ locale }) => {
		const response = await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale),
			// The page's own head names its styles a moment later: a header for each is half a kilobyte more on a phone.
			preload: ({ type }) => type === 'js'
		});
		if (event.locals.isPreview) framed(response.headers);
		// What is gone or refused may be there again after a new link: a browser keeps a 404 and a 410 of its own accord.
		if (response.status >= 400) response.headers.set('cache-control', 'no-store');
		// 500 would say that the program is broken: this passes once there is room.
		const { body, headers } = response;
		return compressed(event.request, event.locals.isFull && response.status === 500 ? new Response(body, { status: 503, headers }) : response);
	});
};

/** In a frame of our own pages, or by itself: it runs nothing and sends nothing. */
function framed(headers: Headers): void {
	const policy = headers.get('content-security-policy') ?? '';
	headers.set('content-security-policy', `${policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")}; sandbox allow-same-origin`);
	headers.set('x-frame-options', 'SAMEORIGIN');
}

/** What fails in a page is for the log; the page says what a person can do. A full disk is told by the name of its refusal. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const { app, reserve } = running();
	if (app ? app.room.lacks(error) : isNoRoom(error)) {
		event.locals.isFull = true;
		return { message: 'disk.full' };
	}
	if (status !== 404) (app ?? reserve).log.error({ err: error }, 'a page failed');
	return { message };
};
