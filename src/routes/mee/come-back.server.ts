import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { FormAnswer } from '#client/phone/form-answer.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { textOf } from '#server/web/resident-form.ts';
import { keepToken, keptToken } from './kept-token.server.ts';

/** Goes on here as the participant of another phone: the typed return code is used up. */
export async function comeBack({ locals, request, params, cookies, url }: RequestEvent<{ code: string }>) {
	const typed = textOf(await request.formData(), 'return');
	const refused = (answer: Pick<FormAnswer, 'refusal'>) => fail(400, { form: 'return', typed, ...answer } satisfies FormAnswer);
	// The other phone would be out, and this one not in.
	if (!locals.keepsCookies) return refused({ refusal: refuse('browser.noCookies') });
	const evening = locals.app.evenings.byCode(params.code);
	const found = typeof evening === 'string' ? locals.app.joining.find(locals.browser, params.code, keptToken(cookies)) : { ok: true as const, evening };
	if (!found.ok) return refused({ refusal: refuse(found.code) });
	const joined = await locals.app.joining.comeBack(locals.ensureBrowser(), found.evening, typed);
	if (!joined.ok) return refused({ refusal: joined });
	keepToken(cookies, joined, url);
	redirect(303, `/mee/${found.evening.code}`);
}
