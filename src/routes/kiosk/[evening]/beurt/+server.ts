import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { statusOf } from '#server/web/api.ts';
import { askedByKiosk } from '#server/web/kiosk-seat.ts';
import { id } from '#shared/protocol/ids.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { RequestHandler } from './$types';

const schema = v.strictObject({ seat: v.string(), turn: id, card: v.optional(v.pipe(v.string(), v.maxLength(40)), '') });

/** The next person at a kiosk: POST `{ seat, turn, card? }`, a helper's seat, a name for the turn, and a vote card's code -> `{ ok, seat, snapshot, own }`. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const refused = (refusal: Refusal) => json(refusal, { status: statusOf(refusal) });
	const from = await askedByKiosk(locals, params.evening, request, schema);
	if ('ok' in from) return refused(from);
	const { evening, asked } = from;
	const joined = await locals.app.joining.takeTurn(locals.browser!, evening, asked.turn, asked.card);
	if (!joined.ok) return refused(joined);
	return json(
		{ ok: true, seat: joined.token, snapshot: evening.published('participant'), own: evening.own(joined.seat.participant!) },
		{ headers: { 'Cache-Control': 'no-store' } }
	);
};
