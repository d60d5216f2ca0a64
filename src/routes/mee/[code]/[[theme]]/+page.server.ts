import { fail, redirect } from '@sveltejs/kit';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import { comeBack } from '../../come-back.server.ts';
import { keepToken, keptToken } from '../../kept-token.server.ts';
import { forms, inside } from '../../resident-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The welcome, or the evening for who is in. GET makes no seat: whoever previews a link is no participant. */
export const load: PageServerLoad = ({ locals, params, cookies, url, untrack, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-cache' });
	const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
	// Untracked: opening a theme asks nothing of the server, so that it works without a line too.
	const rest = untrack(() => (params.theme === undefined ? '' : `/${encodeURIComponent(params.theme)}`) + url.search);
	if (!found.ok) redirect(303, `/?code=${encodeURIComponent(params.code)}`);
	const { evening, present } = found;
	// Lower case, spaces, or a code that was replaced since this phone came in.
	if (params.code !== evening.code) redirect(307, `/mee/${evening.code}${rest}`);
	if (!present) {
		// Its form can then tell a phone that keeps no cookies.
		const moved = locals.app.seats.hasMoved(locals.ensureBrowser(), evening.id);
		return { state: 'outside' as const, code: evening.code, evening: evening.published('participant').view.evening, moved };
	}
	return inside(locals, cookies, present, 'own');
};

export const actions: Actions = {
	join: async ({ locals, params, cookies, url }) => {
		// It could never come in, and would count as one more participant at each press.
		if (!locals.keepsCookies) return fail(400, { form: 'join', refusal: refuse('browser.noCookies') } satisfies FormAnswer);
		const joined = await locals.app.joining.join(locals.ensureBrowser(), params.code, keptToken(cookies));
		if (!joined.ok) return fail(statusOf(joined), { form: 'join', refusal: joined } satisfies FormAnswer);
		keepToken(cookies, joined, url);
		redirect(303, url.pathname);
	},
	return: comeBack,
	...forms
};
