import { error } from '@sveltejs/kit';
import { phonePreview } from '#server/web/phone-preview.ts';
import { requireAccount } from '../../../account.server.ts';
import type { PageServerLoad } from './$types';

/** What participants see, for who is signed in. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	requireAccount(locals, url);
	const evening = locals.app.evenings.get(params.evening);
	if (!evening) error(404);
	setHeaders({ 'cache-control': 'private, no-store' });
	locals.isPreview = true;
	return { start: phonePreview(evening), base: `/regie/telefoon/${params.evening}` };
};
