import type { Handle } from '@sveltejs/kit';
import { paraglideMiddleware } from '#client/paraglide/server.js';

/** Chooses the language of the page from the cookie, and names it in the html element. */
export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);
