import { error } from '@sveltejs/kit';
import { joinOrigin } from '#server/web/join-origin.ts';
import type { PageServerLoad } from './$types';

/** The projector of one evening, for whoever holds its secret link. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	const { app } = locals;
	const link = app.links.find(params.secret, 'screen');
	const evening = link && app.evenings.get(link.evening);
	if (!evening) error(410);
	// A tab that is restored the next day must not begin with yesterday's picture.
	setHeaders({ 'Cache-Control': 'private, no-store' });
	const browser = locals.ensureBrowser();
	const seat = app.seats.ensure(browser, evening.id, 'screen');
	return {
		start: { role: 'screen' as const, seat: app.seats.token(browser, seat), snapshot: evening.published('screen') },
		joinOrigin: joinOrigin(app, url),
		contrast: url.searchParams.get('contrast') === 'hoog'
	};
};
