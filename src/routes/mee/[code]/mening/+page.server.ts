import { fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import { giveByForm, textOf } from '#server/web/resident-form.ts';
import { keptToken } from '../../kept-token.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** 'Wat vond u van deze avond?': for who is in. A page of its own, so that no phone carries it before the end. */
export const load: PageServerLoad = ({ locals, params, cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
	if (!found.ok || !found.present) redirect(303, `/mee/${encodeURIComponent(params.code)}`);
	const { evening, present } = found;
	const { evening: about, segment } = evening.published('participant').view;
	return {
		code: evening.code,
		evening: about,
		seat: present.token,
		asked: !about.closed && segment?.phones === 'faces',
		given: evening.own(present.seat.participant!).feedback ?? null
	};
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const form = await request.formData();
		const [face, sentence] = [Number(textOf(form, 'face')), textOf(form, 'sentence')];
		const again = (refusal: Refusal | null) => fail(refusal ? statusOf(refusal) : 400, { face, sentence, refusal });
		if (!(face >= 1)) return again(null);
		const answer = await giveByForm(locals.app, locals.browser, form, { id: nanoid(), type: 'feedback.give', face, sentence });
		if (!answer.ok) return again(refuse(answer.code, answer.parameters));
		redirect(303, url.pathname);
	}
};
