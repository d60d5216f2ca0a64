import { error } from '@sveltejs/kit';
import { joinOrigin } from '#server/web/join-origin.ts';
import { requireAccount } from '../account.server.ts';
import type { LayoutServerLoad } from './$types';

/** Regie of one evening: for who is signed in on this browser. */
export const load: LayoutServerLoad = ({ locals, params, url }) => {
	requireAccount(locals, url);
	const evening = locals.app.evenings.get(params.evening);
	if (!evening) error(404);
	const browser = locals.ensureBrowser();
	const seat = locals.app.seats.ensure(browser, evening.id, 'facilitator');
	return {
		evening: evening.id,
		joinOrigin: joinOrigin(locals.app, url),
		start: {
			role: 'facilitator' as const,
			seat: locals.app.seats.token(browser, seat),
			snapshot: evening.published('facilitator')
		}
	};
};
