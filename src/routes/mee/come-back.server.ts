import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import { statusOf } from '#server/web/api.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { textOf } from '#server/web/resident-form.ts';
import { keepToken, keptToken } from './kept-token.server.ts';

/** Goes on here as the participant of another phone: the typed return code is used up. */
export async function comeBack({ locals, request, params, cookies, url }: RequestEvent<{ code: string }>) {
	const typed = textOf(await request.formData(), 'return');
	const refused = (refusal: Refusal) => fail(statusOf(refusal), { form: 'return', typed, refusal } satisfies FormAnswer);
	// The other phone would be out, and this one not in.
	if (!locals.keepsCookies) return refused(refuse('browser.noCookies'));
	const evening = locals.app.evenings.byCode(params.code);
	const found = typeof evening === 'string' ? locals.app.joining.find(locals.browser, params.code, keptToken(cookies)) : { ok: true as const, evening };
	if (!found.ok) return refused(refuse(found.code));
	let joined;
	try {
		joined = await locals.app.joining.comeBack(locals.ensureBrowser(), found.evening, typed);
	} catch (error) {
		return refused(locals.app.room.refusalOf(error));
	}
	if (!joined.ok) return refused(joined);
	keepToken(cookies, joined, url);
	redirect(303, `/mee/${found.evening.code}`);
}
