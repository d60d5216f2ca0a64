import { fail, redirect } from '@sveltejs/kit';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import { textOf } from '#server/web/resident-form.ts';
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
	const card = untrack(() => url.searchParams.get('kaart'));
	if (!found.ok) {
		// Printed before the evening got another code: the card is a proof of its own.
		const former = card === null ? undefined : locals.app.evenings.byFormerCode(params.code).find(({ id }) => locals.app.voteCards.participant(id, card) !== null);
		if (former && card !== null) redirect(307, `/mee/${former.code}?kaart=${encodeURIComponent(card)}`);
		redirect(303, `/?code=${encodeURIComponent(params.code)}`);
	}
	const { evening, present } = found;
	// Lower case, spaces, or a code that was replaced since this phone came in.
	if (params.code !== evening.code) redirect(307, `/mee/${evening.code}${rest}`);
	/** Who opens a card's address wants to be that card's participant, also where somebody else is in on this phone. */
	const other = present !== null && card !== null && ![null, present.seat.participant].includes(locals.app.voteCards.participant(evening.id, card));
	if (!present || other) {
		// Its form can then tell a phone that keeps no cookies.
		const moved = locals.app.seats.hasMoved(locals.ensureBrowser(), evening.id);
		return { state: 'outside' as const, code: evening.code, evening: evening.published('participant').view.evening, moved: !other && moved, card: card ?? '', other };
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
	card: async ({ locals, params, request, cookies, url }) => {
		const typed = textOf(await request.formData(), 'card');
		const refused = (refusal: Refusal) => fail(statusOf(refusal), { form: 'card', typed, refusal } satisfies FormAnswer);
		if (!locals.keepsCookies) return refused(refuse('browser.noCookies'));
		const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
		if (!found.ok) return refused(found);
		const joined = await locals.app.joining.joinByCard(locals.ensureBrowser(), found.evening, typed);
		if (!joined.ok) return refused(joined);
		keepToken(cookies, joined, url);
		redirect(303, url.pathname);
	},
	return: comeBack,
	...forms
};
