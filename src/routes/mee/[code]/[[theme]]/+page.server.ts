import { fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import { giveByForm, seatOfForm, textOf } from '#server/web/resident-form.ts';
import { comeBack } from '../../come-back.server.ts';
import { keepToken, keptToken } from '../../kept-token.server.ts';
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
	const snapshot = evening.published('participant');
	if (!present) {
		// Its form can then tell a phone that keeps no cookies.
		const moved = locals.app.seats.hasMoved(locals.ensureBrowser(), evening.id);
		return { state: 'outside' as const, code: evening.code, evening: snapshot.view.evening, moved };
	}
	return {
		state: 'inside' as const,
		code: evening.code,
		start: {
			role: 'participant' as const,
			seat: present.token,
			snapshot,
			own: evening.own(present.seat.participant!)
		},
		/** Makes a form that is sent twice by a double tap count once. */
		formId: nanoid(12)
	};
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
	dots: async ({ locals, request, url }) => {
		const form = await request.formData();
		// A button's value: 'option=number of dots'.
		const [option = '', dots] = textOf(form, 'set').split('=');
		const answer = await giveByForm(locals.app, locals.browser, form, {
			id: nanoid(),
			type: 'ballot.set',
			round: textOf(form, 'round'),
			option,
			dots: Number(dots),
			revision: Number(textOf(form, 'revision'))
		});
		return done(answer, 'dots', `${url.pathname}#thema-${option}`);
	},
	comment: async ({ locals, request, url }) => {
		const form = await request.formData();
		const text = textOf(form, 'text');
		const id = textOf(form, 'id');
		const command = { id, type: 'comment.add', comment: id, theme: Number(textOf(form, 'theme')), text };
		return done(await giveByForm(locals.app, locals.browser, form, command), 'comment', `${url.pathname}#reacties`, text);
	},
	support: async ({ locals, request, url }) => {
		const form = await request.formData();
		// A button's value: 'comment=true' or '=false'.
		const [comment = '', supported] = textOf(form, 'support').split('=');
		const command = { id: nanoid(), type: 'comment.support', comment, supported: supported === 'true' };
		return done(await giveByForm(locals.app, locals.browser, form, command), 'support', `${url.pathname}#reactie-${comment}`);
	},
	withdraw: async ({ locals, request }) => {
		const form = await request.formData();
		const comment = textOf(form, 'comment');
		const entered = await seatOfForm(locals.app, locals.browser, form);
		// The words go back into the field: who only wanted to mend one loses none.
		const typed = entered.ok ? (entered.evening.own(entered.seat.participant).comments[comment]?.text ?? '') : '';
		const answer = await giveByForm(locals.app, locals.browser, form, { id: nanoid(), type: 'comment.withdraw', comment });
		if (!answer.ok) return fail(statusOf(answer), { form: 'withdraw', refusal: answer } satisfies FormAnswer);
		return { form: 'withdraw', typed } satisfies FormAnswer;
	}
};

/** Shows the page anew where it was, so that reloading repeats nothing; or says in it why not, with what was typed. */
function done(answer: Answer, form: FormAnswer['form'], location: string, typed = '') {
	if (!answer.ok) return fail(statusOf(answer), { form, typed, refusal: answer } satisfies FormAnswer);
	redirect(303, location);
}
