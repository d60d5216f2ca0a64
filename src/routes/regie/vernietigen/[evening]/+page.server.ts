import { error, fail, redirect } from '@sveltejs/kit';
import { cleanText } from '#shared/protocol/text.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { detailsOf } from '#shared/evening/state.ts';
import type { LiveEvening } from '#server/live/evening.ts';
import { listFormerFolders, removeFormerFolders } from '#server/store/former-folders.ts';
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
		former: (await listFormerFolders(locals.app.config.dataDir)).map(({ name, at }) => ({ name, day: dutchDay(at) })),
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
		const copiesToo = form.get('copies') === 'on';
		// Typed over by hand: capitals and spaces are no reason to refuse.
		if (plain(typed) !== plain(titleOf(evening))) {
			const refusal = refuse('evening.nameWrong');
			return fail(statusOf(refusal), { refusal, name: typed, copiesToo });
		}
		const destroyed = await locals.app.destroyEvening(evening.id, account.id);
		if (!destroyed.ok) return fail(statusOf(destroyed), { refusal: destroyed, name: typed, copiesToo });
		if (copiesToo) {
			await locals.app.backups.removeAll();
			await removeFormerFolders(locals.app.config.dataDir);
		}
		redirect(303, '/regie?gedaan=vernietigd');
	}
};

function titleOf(evening: LiveEvening): string {
	return evening.textOf(detailsOf(evening.state).title);
}

function plain(name: string): string {
	return cleanText(name).replace(/\s+/g, ' ').toLowerCase();
}
