import { requireAccount } from '../../account.server.ts';
import type { PageServerLoad } from './$types';

/** The run-sheets that were saved, for any evening. */
export const load: PageServerLoad = ({ locals, url, depends }) => {
	requireAccount(locals, url);
	depends('regie:templates');
	return { templates: locals.app.programme.templates() };
};
