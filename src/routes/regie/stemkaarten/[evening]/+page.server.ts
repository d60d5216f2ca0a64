import { error, fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { statusOf } from '#server/web/api.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { textOf } from '#server/web/resident-form.ts';
import { parseCommand } from '#shared/protocol/commands.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { requireAccount } from '../../account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The vote cards `?van=` to `?tot=` of an evening, to be printed by who is signed in; none where that says nothing. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	requireAccount(locals, url);
	setHeaders({ 'cache-control': 'private, no-store' });
	const { app } = locals;
	const evening = app.evenings.get(params.evening);
	if (!evening) error(404);
	const { view } = evening.published('facilitator');
	const made = view.voteCards ?? 0;
	const from = numberIn(url, 'van', made);
	const to = numberIn(url, 'tot', made);
	const numbers = from === null || to === null || to < from ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
	return {
		base: `/regie/${params.evening}/instellingen`,
		evening: view.evening,
		made,
		range: numbers.length > 0 ? { from: from!, to: to! } : null,
		join: joinOrigin(app, url),
		/** Makes a form that is sent twice by a double press count once. */
		formId: nanoid(12),
		codes: numbers.map((number) => app.voteCards.code(evening.id, number))
	};
};

/** A number of a card that was made; null for anything else. */
function numberIn(url: URL, name: string, made: number): number | null {
	const number = Number(url.searchParams.get(name));
	return Number.isInteger(number) && number >= 1 && number <= made ? number : null;
}

export const actions: Actions = {
	/** More cards: numbered on, so that none is made twice. */
	make: async ({ locals, params, request, url }) => {
		requireAccount(locals, url);
		const { app } = locals;
		const evening = app.evenings.get(params.evening);
		if (!evening) error(404);
		const form = await request.formData();
		const typed = textOf(form, 'count');
		const count = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
		const command = parseCommand({ id: textOf(form, 'id'), type: 'voteCard.make', count });
		if (!command) return fail(400, { typed, refusal: refuse('message.invalid') });
		let seat;
		try {
			seat = app.seats.ensure(locals.ensureBrowser(), evening.id, 'facilitator');
		} catch (error) {
			const full = app.room.refusalOf(error);
			return fail(statusOf(full), { typed, refusal: full });
		}
		const answer = await evening.submit(command, { role: 'facilitator', seat: seat.id, participant: null });
		if (!answer.ok) return fail(statusOf(answer), { typed, refusal: answer });
		evening.tellNow('facilitator');
		const made = evening.published('facilitator').view.voteCards ?? 0;
		redirect(303, `${url.pathname}?van=${made - count + 1}&tot=${made}`);
	}
};
