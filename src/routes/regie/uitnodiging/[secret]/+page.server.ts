import { fail, redirect } from '@sveltejs/kit';
import { statusOf } from '#server/web/api.ts';
import { shortestPassword } from '#server/access/staff.ts';
import type { Actions, PageServerLoad } from './$types';

/** A link that makes one facilitator: the set-up link, or an invitation. */
export const load: PageServerLoad = ({ locals, params }) => ({
	open: locals.app.staff.isOpenInvitation(params.secret),
	first: !locals.app.staff.hasAccounts(),
	shortest: shortestPassword
});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await request.formData();
		const name = String(form.get('name') ?? '');
		let accepted;
		try {
			accepted = await locals.app.staff.accept(params.secret, name, String(form.get('password') ?? ''), locals.ensureBrowser());
		} catch (error) {
			// The page of errors would have forgotten the name.
			accepted = locals.app.room.refusalOf(error);
		}
		if (!accepted.ok) return fail(statusOf(accepted), { refusal: accepted, name });
		redirect(303, '/regie');
	}
};
