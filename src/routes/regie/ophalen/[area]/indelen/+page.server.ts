import { orderLists } from '#shared/views/ordering.ts';
import { staffOfPage } from '../area.server.ts';
import { orderingOf } from './ordering.server.ts';
import type { PageServerLoad } from './$types';

/** Clean statements and the area's themes, for who has a role in it. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = staffOfPage(locals, params.area, url);
	const theme = url.searchParams.get('thema');
	return {
		...of,
		account: account.name,
		view: orderingOf(locals, params.area, url),
		asked: {
			list: orderLists.find((one) => one === url.searchParams.get('lijst')) ?? (theme === null ? ('notYet' as const) : ('theme' as const)),
			theme,
			words: url.searchParams.get('zoek') ?? ''
		}
	};
};
