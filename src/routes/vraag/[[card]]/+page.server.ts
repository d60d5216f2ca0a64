import { formStart } from '#server/collection/form-start.ts';
import type { PageServerLoad } from './$types';

/** The form, for whoever has a card or a link: no account. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	// By it the server tells one phone's forms from a hall's; forms themselves do not bear it.
	locals.ensureBrowser();
	const start = formStart(locals.app);
	const asked = url.searchParams.get('gebied');
	return { start, card: params.card ?? '', area: start.areas.some(({ id }) => id === asked) ? asked : null };
};
