import type { Cookies } from '@sveltejs/kit';
import type { Joined } from '#server/access/joining.ts';

const nameOf = (evening: string) => `plaats-${evening}`;
/** As long as a backup of the evening may still be put back, in seconds. */
const age = 30 * 24 * 3600;

/**
 * The signed text of the seat, kept by the browser as well: when a backup is put back that is older than the seat, a
 * phone that reloads is still known, and offers its ballots again.
 */
export function keptToken(cookies: Cookies): (evening: string) => string | undefined {
	return (evening) => cookies.get(nameOf(evening));
}

export function keepToken(cookies: Cookies, { evening, token }: Joined, url: URL): void {
	cookies.set(nameOf(evening.id), token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: age
	});
}
