import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The helper's page, for whoever holds the link. */
export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
	const { app } = locals;
	const link = app.links.find(params.secret, 'helper');
	const evening = link && app.evenings.get(link.evening);
	if (!evening) error(410);
	// A tab that is restored the next day must not begin with yesterday's page.
	setHeaders({ 'Cache-Control': 'private, no-store' });
	const browser = locals.ensureBrowser();
	const seat = app.seats.ensure(browser, evening.id, 'helper');
	return {
		evening: evening.id,
		start: { role: 'helper' as const, seat: app.seats.token(browser, seat), snapshot: evening.published('helper') }
	};
};
