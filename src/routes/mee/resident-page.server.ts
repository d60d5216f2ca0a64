import { fail, redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import type { Joined } from '#server/access/joining.ts';
import { statusOf } from '#server/web/api.ts';
import { giveByForm, seatOfForm, textOf } from '#server/web/resident-form.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { keptToken } from './kept-token.server.ts';

/** The evening for who is in: what the page is rendered with. `beside`: the other of two people on this phone. */
export function inside({ app, browser }: App.Locals, cookies: Cookies, { evening, seat, token }: Joined, who: 'own' | 'second') {
	const other = who === 'own' ? 'second' : 'own';
	const beside = browser === null ? null : app.joining.present(browser, evening, keptToken(cookies, other)(evening.id), other);
	return {
		state: 'inside' as const,
		code: evening.code,
		who,
		...(beside && { beside: { seat: beside.token, participant: beside.seat.participant! } }),
		start: {
			role: 'participant' as const,
			seat: token,
			snapshot: evening.published('participant'),
			own: evening.own(seat.participant!)
		},
		/** Makes a form that is sent twice by a double tap count once. */
		formId: nanoid(12)
	};
}

/** What a phone without JavaScript sends: the seat stands in each form. */
export const forms = {
	dots: async ({ locals, request, url }: RequestEvent) => {
		const form = await request.formData();
		// A button's value: 'option=number of dots'.
		const [option = '', dots] = textOf(form, 'set').split('=');
		const round = textOf(form, 'round');
		const answer = await giveByForm(locals.app, locals.browser, form, {
			id: nanoid(),
			type: 'ballot.set',
			round,
			option,
			dots: Number(dots),
			revision: Number(textOf(form, 'revision'))
		});
		return done(answer, { form: 'dots', round }, `${url.pathname}#thema-${option}`);
	},
	comment: async ({ locals, request, url }: RequestEvent) => {
		const form = await request.formData();
		const text = textOf(form, 'text');
		const id = textOf(form, 'id');
		const theme = Number(textOf(form, 'theme'));
		const command = { id, type: 'comment.add', comment: id, theme, text };
		return done(await giveByForm(locals.app, locals.browser, form, command), { form: 'comment', typed: text, theme }, `${url.pathname}#reacties`);
	},
	support: async ({ locals, request, url }: RequestEvent) => {
		const form = await request.formData();
		// A button's value: 'comment=true' or '=false'.
		const [comment = '', supported] = textOf(form, 'support').split('=');
		const command = { id: nanoid(), type: 'comment.support', comment, supported: supported === 'true' };
		return done(await giveByForm(locals.app, locals.browser, form, command), { form: 'support' }, `${url.pathname}#reactie-${comment}`);
	},
	withdraw: async ({ locals, request }: RequestEvent) => {
		const form = await request.formData();
		const comment = textOf(form, 'comment');
		const entered = await seatOfForm(locals.app, locals.browser, form);
		// The words go back into the field: who only wanted to mend one loses none.
		const typed = entered.ok ? (entered.evening.own(entered.seat.participant).comments[comment]?.text ?? '') : '';
		const answer = await giveByForm(locals.app, locals.browser, form, { id: nanoid(), type: 'comment.withdraw', comment });
		if (!answer.ok) return fail(statusOf(answer), { form: 'withdraw', refusal: answer } satisfies FormAnswer);
		return { form: 'withdraw', typed } satisfies FormAnswer;
	}
} satisfies Record<string, (event: RequestEvent) => Promise<unknown>>;

/** Shows the page anew where it was, so that reloading repeats nothing; or says in it why not, with what was typed. */
function done(answer: Answer, about: FormAnswer, location: string) {
	if (!answer.ok) return fail(statusOf(answer), { ...about, refusal: answer } satisfies FormAnswer);
	redirect(303, location);
}
