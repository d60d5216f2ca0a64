import { fail, redirect } from '@sveltejs/kit';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import { statusOf } from '#server/web/api.ts';
import { keepToken, keptToken } from '../../../kept-token.server.ts';
import { forms, inside } from '../../../resident-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The second person on a phone: an address of its own, so that a reload and the back button keep who it is about. */
export const load: PageServerLoad = ({ locals, params, cookies, url, untrack, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-cache' });
	const { app, browser } = locals;
	const found = app.joining.find(browser, params.code, keptToken(cookies));
	if (!found.ok || !found.present || browser === null) redirect(303, `/mee/${encodeURIComponent(params.code)}`);
	const { evening } = found;
	const rest = untrack(() => (params.theme === undefined ? '' : `/${encodeURIComponent(params.theme)}`) + url.search);
	if (params.code !== evening.code) redirect(307, `/mee/${evening.code}/ander${rest}`);
	const present = app.joining.present(browser, evening, keptToken(cookies, 'second')(evening.id), 'second');
	if (present) return inside(locals, cookies, present, 'second');
	const about = evening.published('participant').view.evening;
	if (!about.second || about.voteCardsAsked || about.closed) redirect(303, `/mee/${evening.code}`);
	return { state: 'asking' as const, code: evening.code, evening: about };
};

export const actions: Actions = {
	second: async ({ locals, params, cookies, url }) => {
		const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
		if (!found.ok || !found.present || locals.browser === null) redirect(303, `/mee/${encodeURIComponent(params.code)}`);
		const joined = await locals.app.joining.joinSecond(locals.browser, found.evening, keptToken(cookies, 'second')(found.evening.id));
		if (!joined.ok) return fail(statusOf(joined), { form: 'second', refusal: joined } satisfies FormAnswer);
		keepToken(cookies, joined, url, 'second');
		redirect(303, url.pathname);
	},
	...forms
};
