import { error, fail, redirect } from '@sveltejs/kit';
import { cleanText } from '#shared/protocol/text.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { detailsOf } from '#shared/evening/state.ts';
import type { LiveEvening } from '#server/live/evening.ts';
import { statusOf } from '#server/web/api.ts';
import { requireAccount } from '../../account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Destroying an evening for good: what goes, and the name to type over. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const account = requireAccount(locals, url);
	const evening = locals.app.evenings.kept(params.evening);
	if (!evening) error(404);
	const { entries, joined, tallies } = evening.state;
	const drawings = [...entries.drawing.values()].filter(({ status }) => status !== 'withdrawn');
	return {
		account: account.name,
		title: titleOf(evening),
		date: detailsOf(evening.state).date,
		backups: (await locals.app.backups.list()).length,
		counts: {
			themes: [...entries.theme.values()].filter(({ removed }) => !removed).length,
			participants: joined,
			ballots: [...tallies.values()].reduce((sum, { voted }) => sum + voted, 0),
			comments: [...entries.comment.values()].filter(({ text }) => text !== null).length,
			drawings: drawings.length
		}
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request, url }) => {
		const account = requireAccount(locals, url);
		const evening = locals.app.evenings.kept(params.evening);
		if (!evening) error(404);
		const form = await request.formData();
		const typed = String(form.get('name') ?? '');
		const backupsToo = form.get('backups') === 'on';
		// Typed over by hand: capitals and spaces are no reason to refuse.
		if (plain(typed) !== plain(titleOf(evening))) {
			const refusal = refuse('evening.nameWrong');
			return fail(statusOf(refusal), { refusal, name: typed, backupsToo });
		}
		const destroyed = await locals.app.destroyEvening(evening.id, account.id);
		if (!destroyed.ok) return fail(statusOf(destroyed), { refusal: destroyed, name: typed, backupsToo });
		if (backupsToo) await locals.app.backups.removeAll();
		redirect(303, '/regie?gedaan=vernietigd');
	}
};

function titleOf(evening: LiveEvening): string {
	return evening.textOf(detailsOf(evening.state).title);
}

function plain(name: string): string {
	return cleanText(name).replace(/\s+/g, ' ').toLowerCase();
}
