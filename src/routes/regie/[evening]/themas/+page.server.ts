import { requireAccount } from '../../account.server.ts';
import type { PageServerLoad } from './$types';

/** Which themes have statements behind them that this account may read, by number. */
export const load: PageServerLoad = ({ locals, params, url, depends }) => {
	depends('collection:sources');
	const account = requireAccount(locals, url);
	const { programme, evenings, sentThemes } = locals.app;
	const area = programme.areaOf(params.evening);
	const evening = evenings.get(params.evening);
	if (!area || !evening || programme.rolesOf(account.id, area.id).length === 0) return { statements: {} };
	const sources = sentThemes.sourcesOf(evening, area.id).filter(({ theme }) => theme.count > 0);
	return {
		statements: Object.fromEntries(sources.map(({ number, theme: { id, count } }) => [number, { count, href: `/regie/ophalen/${area.id}/indelen?thema=${id}` }])) as Record<number, { count: number; href: string }>
	};
};
