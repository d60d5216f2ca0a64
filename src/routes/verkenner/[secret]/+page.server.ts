import { error } from '@sveltejs/kit';
import { scoutStart } from '#server/collection/form-start.ts';
import type { PageServerLoad } from './$types';

/** A scout's own page, for whoever holds its link. */
export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
	const { app } = locals;
	const scout = app.scoutLinks.find(params.secret);
	const found = scout === null ? null : scoutStart(app, scout);
	if (!found) error(410);
	setHeaders({ 'cache-control': 'private, no-store' });
	locals.ensureBrowser();
	return { scout: found, now: Date.now() };
};
