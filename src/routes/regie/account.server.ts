import { redirect } from '@sveltejs/kit';
import type { Account } from '#server/access/staff.ts';

/** Who is signed in on the browser that asks; null where nobody is. */
export function accountOf(locals: App.Locals): Account | null {
	return locals.browser === null ? null : locals.app.staff.accountOf(locals.browser);
}

/** Who is signed in; sends anyone else to sign in first, and back to `here` after it. */
export function requireAccount(locals: App.Locals, here: URL): Account {
	const account = accountOf(locals);
	if (account === null) redirect(303, here.pathname === '/regie' ? '/regie' : `/regie?naar=${encodeURIComponent(here.pathname)}`);
	return account;
}

/**
 * Where to go after signing in.
 * @returns the path with its query where `wanted` is a page of regie on this server, else `/regie`: another site's
 * address in a link would make this server send people there.
 */
export function pageOfRegie(wanted: string | null, here: URL): string {
	if (wanted === null || !URL.canParse(wanted, here.origin)) return '/regie';
	const { origin, pathname, search } = new URL(wanted, here.origin);
	return origin === here.origin && pathname.startsWith('/regie/') ? pathname + search : '/regie';
}
