import { error } from '@sveltejs/kit';
import { joinOrigin } from '#server/web/join-origin.ts';
import { requireAccount } from '../account.server.ts';

/** What a page of regie starts with: for who is signed in on this browser. Sends anyone else to sign in first, and back. */
export function startOfRegie(locals: App.Locals, params: { evening: string }, url: URL) {
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
}
