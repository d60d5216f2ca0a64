import { areaOfPage } from './area.server.ts';
import type { PageServerLoad } from './$types';

/** Who does what in an area, and its scouts. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = areaOfPage(locals, params.area, url);
	return { ...of, account: account.name };
};
