import { error, redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Regie of one evening: for who is signed in on this browser. */
export const load: LayoutServerLoad = ({ locals, params, url }) => {
	const account = locals.browser === null ? null : locals.app.staff.accountOf(locals.browser);
	if (locals.browser === null || account === null) redirect(303, `/regie?naar=${encodeURIComponent(url.pathname)}`);
	const evening = locals.app.evenings.get(params.evening);
	if (!evening) error(404);
	const seat = locals.app.seats.ensure(locals.browser, evening.id, 'facilitator');
	return {
		account: account.name,
		evening: evening.id,
		start: {
			role: 'facilitator' as const,
			seat: locals.app.seats.token(locals.browser, seat),
			snapshot: evening.published('facilitator')
		}
	};
};
