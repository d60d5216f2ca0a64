import { error } from '@sveltejs/kit';
import { phonePreview } from '#server/web/phone-preview.ts';
import type { PageServerLoad } from './$types';

/** What participants see, for whoever holds the moderator's link. */
export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
	const link = locals.app.links.find(params.secret, 'moderator');
	const evening = link && locals.app.evenings.get(link.evening);
	if (!evening) error(410);
	setHeaders({ 'cache-control': 'private, no-store' });
	locals.isPreview = true;
	return { start: phonePreview(evening), base: `/meelezen/${params.secret}/telefoon` };
};
