import { error } from '@sveltejs/kit';
import { themesOn } from '#shared/views/merged.ts';
import { requireAccount } from '../../../account.server.ts';
import type { PageServerLoad } from './$types';

/** The paper of one round: what stands on it, for who is signed in. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	requireAccount(locals, url);
	const evening = locals.app.evenings.get(params.evening);
	const view = evening?.published('facilitator').view;
	const round = view?.rounds[params.round];
	if (!view || !round) error(404);
	const titles = new Map(Object.values(view.themes).flatMap(themesOn).map(({ number, title }) => [String(number), title]));
	const { id, title, kind, budget, most } = round;
	return {
		base: `/regie/${params.evening}`,
		evening: view.evening,
		round: { id, title, kind, budget, most },
		// As phones have them: of a merged card each theme apart.
		options: round.options
			.flatMap((option) => round.parts?.[option] ?? [option])
			.sort((a, b) => a.localeCompare(b, 'nl', { numeric: true }))
			.map((option) => ({ label: round.lines ? option.toUpperCase() : option, title: round.lines?.[option] ?? titles.get(option) ?? '' }))
	};
};
