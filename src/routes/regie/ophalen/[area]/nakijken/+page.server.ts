import { readerOfPage } from '../area.server.ts';
import { checkingOf } from './checking.server.ts';
import type { PageServerLoad } from './$types';

/** Raw statements: for the area's project leader and checkers alone. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = readerOfPage(locals, params.area, url);
	return { ...of, account: account.name, view: checkingOf(locals, params.area, url) };
};
