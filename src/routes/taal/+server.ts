import { redirect, type RequestHandler } from '@sveltejs/kit';
import { baseLocale, cookieMaxAge, cookieName, isLocale } from '#client/paraglide/runtime.js';

/**
 * Switches the language, without JavaScript too: a form with `taal` (a locale) and `terug` (the
 * path to come back to). An unknown language becomes Dutch.
 */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const wanted = form.get('taal');
	cookies.set(cookieName, isLocale(wanted) ? wanted : baseLocale, {
		path: '/',
		maxAge: cookieMaxAge,
		sameSite: 'lax',
		// The page reads it as well.
		httpOnly: false,
		// Over plain HTTP in the hall a Secure cookie is thrown away.
		secure: url.protocol === 'https:'
	});
	redirect(303, pathOnThisServer(form.get('terug'), url));
};

/** Another site's address in `terug` would make this server send people there. */
function pathOnThisServer(terug: FormDataEntryValue | null, here: URL): string {
	if (typeof terug !== 'string' || !URL.canParse(terug, here.origin)) return '/';
	const target = new URL(terug, here.origin);
	return target.origin === here.origin ? target.pathname + target.search : '/';
}
