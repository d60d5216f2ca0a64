import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { statusOf } from '#server/web/api.ts';
import { id } from '#shared/protocol/ids.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { RequestHandler } from './$types';

const asked = v.strictObject({ seat: v.string(), turn: id, card: v.optional(v.pipe(v.string(), v.maxLength(40)), '') });

/** The next person at a kiosk: POST `{ seat, turn, card? }`, a helper's seat, a name for the turn, and a vote card's code -> `{ ok, seat, snapshot, own }`. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { app, browser } = locals;
	const refused = (refusal: Refusal) => json(refusal, { status: statusOf(refusal) });
	const parsed = v.safeParse(asked, await request.json().catch(() => null));
	if (!parsed.success) return refused(refuse('message.invalid'));
	if (browser === null) return refused(refuse('seat.unknown'));
	const entered = await app.joining.enter(browser, parsed.output.seat);
	if ('ok' in entered) return refused(entered);
	const { seat, evening } = entered;
	if (seat.role !== 'helper' || evening.id !== params.evening) return refused(refuse('role.notAllowed'));
	if (app.rate.take(seat.id, seat.role, performance.now()) !== 'go') return refused(refuse('rate.slowDown'));
	const joined = await app.joining.takeTurn(browser, evening, parsed.output.turn, parsed.output.card);
	if (!joined.ok) return refused(joined);
	return json(
		{ ok: true, seat: joined.token, snapshot: evening.published('participant'), own: evening.own(joined.seat.participant!) },
		{ headers: { 'Cache-Control': 'no-store' } }
	);
};
