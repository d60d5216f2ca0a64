import { fail, redirect, type Cookies } from '@sveltejs/kit';
import { keptToken } from './mee/kept-token.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?code=`: a code that led nowhere, typed into the address or scanned from an old sheet. */
export const load: PageServerLoad = ({ locals, url, cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-cache' });
	const typed = url.searchParams.get('code');
	const refused = typed === null ? null : enter(locals, typed, cookies);
	// Who is in and comes by the bare address wants to go on, and has no code at hand.
	const evenings = locals.browser === null ? [] : locals.app.joining.presentIn(locals.browser, keptToken(cookies));
	const present = evenings.map((evening) => ({ code: evening.code, title: evening.published('participant').view.evening.title }));
	return { refused, present };
};

export const actions: Actions = {
	default: async ({ locals, request, cookies }) => {
		const typed = (await request.formData()).get('code');
		return fail(400, { refused: enter(locals, typeof typed === 'string' ? typed : '', cookies) });
	}
};

/** Goes on to the evening, or says why not; what was typed stays. */
function enter(locals: App.Locals, typed: string, cookies: Cookies) {
	const found = locals.app.joining.find(locals.browser, typed, keptToken(cookies));
	if (found.ok) redirect(303, `/mee/${found.evening.code}`);
	// Who has a vote card sees one code on it, and may type that one here.
	const ofCard = locals.app.evenings.all().find(({ id }) => locals.app.voteCards.participant(id, typed) !== null);
	if (ofCard) redirect(303, `/mee/${ofCard.code}?kaart=${encodeURIComponent(typed)}`);
	return { typed, refusal: found };
}
