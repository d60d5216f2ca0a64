import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { helpSituations } from '#shared/programme/help-numbers.ts';
import { textOf } from '#server/web/resident-form.ts';
import { wipeDraftsCookie } from '#shared/protocol/wipe-drafts.ts';
import { keptToken } from '../../kept-token.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** 'Hulp of melden', for who is in and for who stands at the door. */
export const load: PageServerLoad = (event) => {
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const { evening } = find(event);
	const theme = event.url.searchParams.get('thema') ?? '';
	const asked = /^[1-9]\d{0,2}$/.test(theme) ? theme : null;
	const base = `/mee/${evening.code}`;
	return {
		style: evening.published('participant').view.evening.style,
		here: `${base}/hulp${asked === null ? '' : `?thema=${asked}`}`,
		back: asked === null ? base : `${base}/${asked}#uw-reactie`,
		action: `?/kaart${asked === null ? '' : `&thema=${asked}`}`,
		/** Of its own: another form's id stands in the log beside its seat. */
		formId: nanoid(12)
	};
};

export const actions: Actions = {
	// No redirect to a card: an address of its own would stay in the list of pages that this phone was on.
	kaart: async (event) => {
		const { evening, who } = find(event);
		const form = await event.request.formData();
		const situation = helpSituations.find((one) => one === textOf(form, 'situation'));
		const counted = situation !== undefined && (await event.locals.app.help.count(evening, who, { id: textOf(form, 'id'), situation }));
		if (!counted) return fail(400);
		// What was typed at a theme lies on the phone, and this page runs no script: the next that does takes it away.
		event.cookies.set(wipeDraftsCookie, '1', { path: '/mee', sameSite: 'lax', httpOnly: false, secure: event.url.protocol === 'https:' });
		return { situation };
	}
};

function find({ locals, params, cookies }: Pick<RequestEvent<{ code: string }>, 'locals' | 'params' | 'cookies'>) {
	const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
	if (!found.ok) redirect(303, `/?code=${encodeURIComponent(params.code)}`);
	// At the door those whose browser keeps nothing are one.
	return { evening: found.evening, who: found.present?.seat.id ?? locals.browser ?? 'visitor' };
}
