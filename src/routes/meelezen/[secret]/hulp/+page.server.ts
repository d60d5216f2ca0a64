import { error } from '@sveltejs/kit';
import { helpSituations } from '#shared/programme/help-numbers.ts';
import type { PageServerLoad } from './$types';

/** The cards of 'Hulp of melden' for who reads along: what a resident would see. Nothing is counted. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	const { app } = locals;
	const link = app.links.find(params.secret, 'moderator');
	const evening = link && app.evenings.get(link.evening);
	if (!evening) error(410);
	setHeaders({ 'Cache-Control': 'private, no-store' });
	return {
		style: evening.published('moderator').view.evening.style,
		back: `/meelezen/${params.secret}`,
		situation: helpSituations.find((one) => one === url.searchParams.get('situation')) ?? null
	};
};
