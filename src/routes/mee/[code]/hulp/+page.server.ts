import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { helpSituations, type HelpSituation } from '#shared/programme/help-numbers.ts';
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
		here: `${base}/hulp?${new URLSearchParams([...event.url.searchParams].filter(([name]) => name === 'thema' || name === 'stap'))}`,
		back: asked === null ? base : `${base}/${asked}#uw-reactie`,
		action: `?/kaart${asked === null ? '' : `&thema=${asked}`}`,
		situation: situationOf(event),
		/** Of its own: another form's id stands in the log beside its seat. */
		formId: nanoid(12)
	};
};

export const actions: Actions = {
	// To an address that does not tell which card it is: it stays in the list of pages that this phone was on.
	kaart: async (event) => {
		const { evening, who } = find(event);
		const form = await event.request.formData();
		const situation = helpSituations.find((one) => one === textOf(form, 'situation'));
		const counted = situation !== undefined && (await event.locals.app.help.count(evening, who, { id: textOf(form, 'id'), situation }));
		if (!counted) return fail(400);
		// What was typed at a theme lies on the phone, and this page runs no script: the next that does takes it away.
		event.cookies.set(wipeDraftsCookie, '1', { path: '/mee', sameSite: 'lax', httpOnly: false, secure: event.url.protocol === 'https:' });
		const step = nanoid(12);
		event.cookies.set(cardCookie, `${step}.${situation}`, { path: event.url.pathname, sameSite: 'lax', httpOnly: true, secure: event.url.protocol === 'https:', maxAge: cardStaysFor });
		const theme = event.url.searchParams.get('thema');
		redirect(303, `?${new URLSearchParams({ ...(theme !== null && { thema: theme }), stap: step })}`);
	}
};

/** Which card the last press led to: `step.situation`. By it a reload, and the browser's own way back, show it again. */
const cardCookie = 'kaart';
/** In seconds; after it the choice stands there. */
const cardStaysFor = 300;

function situationOf({ url, cookies }: Pick<RequestEvent, 'url' | 'cookies'>): HelpSituation | null {
	const step = url.searchParams.get('stap');
	const [at, situation] = (cookies.get(cardCookie) ?? '').split('.');
	return step !== null && step === at ? (helpSituations.find((one) => one === situation) ?? null) : null;
}

function find({ locals, params, cookies }: Pick<RequestEvent<{ code: string }>, 'locals' | 'params' | 'cookies'>) {
	const found = locals.app.joining.find(locals.browser, params.code, keptToken(cookies));
	if (!found.ok) redirect(303, `/?code=${encodeURIComponent(params.code)}`);
	// At the door those whose browser keeps nothing are one.
	return { evening: found.evening, who: found.present?.seat.id ?? locals.browser ?? 'visitor' };
}
