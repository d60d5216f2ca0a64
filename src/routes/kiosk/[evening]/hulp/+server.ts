import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { statusOf } from '#server/web/api.ts';
import { helpSituations } from '#shared/programme/help-numbers.ts';
import { id } from '#shared/protocol/ids.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { RequestHandler } from './$types';

const asked = v.strictObject({ seat: v.string(), id, situation: v.picklist(helpSituations) });

/** A card of 'Hulp of melden' was chosen at a kiosk: POST `{ seat, id, situation }`, a helper's seat and an id of its own -> `{ ok }`. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { app, browser } = locals;
	const refused = (refusal: Refusal) => json(refusal, { status: statusOf(refusal) });
	const parsed = v.safeParse(asked, await request.json().catch(() => null));
	if (!parsed.success) return refused(refuse('message.invalid'));
	if (browser === null) return refused(refuse('seat.unknown'));
	const { seat: token, ...message } = parsed.output;
	const entered = await app.joining.enter(browser, token);
	if ('ok' in entered) return refused(entered);
	const { seat, evening } = entered;
	if (seat.role !== 'helper' || evening.id !== params.evening) return refused(refuse('role.notAllowed'));
	await app.help.count(evening, seat.id, message);
	return json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
};
