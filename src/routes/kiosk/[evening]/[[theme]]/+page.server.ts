import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The start of a kiosk, on a tablet on which a helper's link was opened. Whatever the address says of a theme: a reload is for the next person. */
export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
	const { app, browser } = locals;
	const evening = app.evenings.get(params.evening);
	const seat = evening && browser !== null ? app.seats.ofBrowser(browser, evening.id).find(({ role }) => role === 'helper') : undefined;
	if (!evening || browser === null || !seat) error(410);
	// The browser's cache of pages would bring back the turn that stood there.
	setHeaders({ 'Cache-Control': 'private, no-store' });
	return {
		evening: evening.id,
		start: { role: 'helper' as const, seat: app.seats.token(browser, seat), snapshot: evening.published('helper') }
	};
};
