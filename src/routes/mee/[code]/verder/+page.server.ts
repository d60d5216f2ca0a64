import { fail, redirect } from '@sveltejs/kit';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import { statusOf } from '#server/web/api.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { seatOfForm } from '#server/web/resident-form.ts';
import { comeBack } from '../../come-back.server.ts';
import { keptToken } from '../../kept-token.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Going on with another phone: for who is in. */
export const load: PageServerLoad = ({ locals, params, cookies, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
	if (!found.ok || !found.present) redirect(303, `/mee/${encodeURIComponent(params.code)}`);
	const { evening, present } = found;
	return {
		code: evening.code,
		evening: evening.published('participant').view.evening,
		seat: present.token,
		participant: present.seat.participant!,
		/** Where the other phone goes, as people read it. */
		address: new URL(joinOrigin(locals.app, url)).host
	};
};

export const actions: Actions = {
	show: async ({ locals, request }) => {
		const entered = await seatOfForm(locals.app, locals.browser, await request.formData());
		if (!entered.ok) return fail(statusOf(entered), { form: 'return', refusal: entered } satisfies FormAnswer);
		try {
			return { returnCode: locals.app.returnCodes.of(entered.evening.id, entered.seat.participant) };
		} catch (error) {
			const full = locals.app.room.refusalOf(error);
			return fail(statusOf(full), { form: 'return', refusal: full } satisfies FormAnswer);
		}
	},
	return: comeBack
};
