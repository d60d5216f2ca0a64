import type { Cookies } from '@sveltejs/kit';
import type { Joined } from '#server/access/joining.ts';

type Kind = 'own' | 'second';
const nameOf = (evening: string, kind: Kind) => `${kind === 'own' ? 'plaats' : 'naast'}-${evening}`;
/** As long as a backup of the evening may still be put back, in seconds. */
const age = 30 * 24 * 3600;

/**
 * The signed text of the seat, kept by the browser as well: when a backup is put back that is older than the seat, a
 * phone that reloads is still known, and offers its ballots again.
 */
export function keptToken(cookies: Cookies, kind: Kind = 'own'): (evening: string) => string | undefined {
	return (evening) => cookies.get(nameOf(evening, kind));
}

export function keepToken(cookies: Cookies, { evening, token }: Joined, url: URL, kind: Kind = 'own'): void {
	cookies.set(nameOf(evening.id, kind), token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: age
	});
}
