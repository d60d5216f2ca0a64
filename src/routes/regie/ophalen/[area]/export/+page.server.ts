import { error } from '@sveltejs/kit';
import { areaOfPage } from '../area.server.ts';
import type { PageServerLoad } from './$types';

/** Where the project leader takes what was collected along. The files themselves come from `/ophalen/<area>.<kind>`. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = areaOfPage(locals, params.area, url);
	if (!of.roles.includes('projectLeader')) error(403, 'person.roleLacks');
	const forms = [...locals.app.collection.state.entries.form.values()].filter(({ area }) => area === params.area).length;
	return { ...of, account: account.name, forms };
};
