import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { statusOf } from '#server/web/api.ts';
import { giveByForm, textOf } from '#server/web/resident-form.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { keptToken } from './kept-token.server.ts';

/**
 * 'Wat vond u van deze avond?': for who is in. A page of its own, so that no phone carries it before the end.
 * @param who of two people on this phone
 */
export function feedbackPage({ locals: { app, browser }, params, cookies, setHeaders }: Pick<RequestEvent, 'locals' | 'params' | 'cookies' | 'setHeaders'>, who: 'own' | 'second') {
	setHeaders({ 'cache-control': 'private, no-store' });
	const code = params['code']!;
	const found = app.joining.find(browser, code, keptToken(cookies));
	const base = `/mee/${encodeURIComponent(code)}${who === 'second' ? '/ander' : ''}`;
	if (!found.ok || !found.present || browser === null) redirect(303, base);
	const { evening } = found;
	const present = who === 'own' ? found.present : app.joining.present(browser, evening, keptToken(cookies, 'second')(evening.id), 'second');
	if (!present) redirect(303, base);
	const { evening: about, segment } = evening.published('participant').view;
	return {
		/** The path of the evening, for who this is. */
		base: `/mee/${evening.code}${who === 'second' ? '/ander' : ''}`,
		evening: about,
		seat: present.token,
		asked: !about.closed && segment?.phones === 'faces',
		given: evening.own(present.seat.participant!).feedback ?? null
	};
}

/** The seat that stands in the form says whose opinion it is. */
export async function giveFeedback({ locals, request, url }: RequestEvent) {
	const form = await request.formData();
	const [face, sentence] = [Number(textOf(form, 'face')), textOf(form, 'sentence')];
	const again = (refusal: Refusal | null) => fail(refusal ? statusOf(refusal) : 400, { face, sentence, refusal });
	if (!(face >= 1)) return again(null);
	const answer = await giveByForm(locals.app, locals.browser, form, { id: nanoid(), type: 'feedback.give', face, sentence });
	if (!answer.ok) return again(refuse(answer.code, answer.parameters));
	redirect(303, url.pathname);
}
