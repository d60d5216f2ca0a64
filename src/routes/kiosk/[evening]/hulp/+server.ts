import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { statusOf } from '#server/web/api.ts';
import { askedByKiosk } from '#server/web/kiosk-seat.ts';
import { helpSituations } from '#shared/programme/help-numbers.ts';
import { id } from '#shared/protocol/ids.ts';
import type { RequestHandler } from './$types';

const schema = v.strictObject({ seat: v.string(), id, situation: v.picklist(helpSituations) });

/** A card of 'Hulp of melden' was chosen at a kiosk: POST `{ seat, id, situation }`, a helper's seat and an id of its own -> `{ ok }`. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const from = await askedByKiosk(locals, params.evening, request, schema);
	if ('ok' in from) return json(from, { status: statusOf(from) });
	const { seat, evening, asked } = from;
	// Many people press here: each press is a question of its own, told again it is the same.
	await locals.app.help.count(evening, `${seat.id} ${asked.id}`, { id: asked.id, situation: asked.situation });
	return json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });
};
