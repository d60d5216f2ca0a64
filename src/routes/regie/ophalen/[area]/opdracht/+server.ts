import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { collectionCommand, type CollectionCommandType } from '#shared/programme/collection/commands.ts';
import { areaOf } from '#shared/programme/collection/roles.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import { staffOfPage } from '../area.server.ts';
import type { RequestHandler } from './$types';

/** What is given from the pages 'Nakijken' and 'Indelen'. Who may give it in this area, the collection asks. */
const given: ReadonlySet<CollectionCommandType> = new Set([
	'statement.approve', 'statement.quarantine', 'statement.reject', 'statement.place', 'statement.merge', 'statement.split',
	'theme.add', 'theme.rename', 'theme.remove', 'undo'
]);

/** One command as JSON, its id made by the page -> `{ ok: true, seq }` or a refusal. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
	const { account } = staffOfPage(locals, params.area, url);
	const { collection } = locals.app;
	const parsed = v.safeParse(collectionCommand, await request.json().catch(() => null));
	const command = parsed.success && given.has(parsed.output.type) && areaOf(collection.state, parsed.output) === params.area ? parsed.output : null;
	// A form that was withdrawn by file is gone with its statements; what never was in this area is none of it.
	const outcome = command === null ? refuse(parsed.success ? 'statement.unknown' : 'message.invalid') : await collection.submit(command, { account: account.id });
	return json(outcome, { status: outcome.ok ? 200 : statusOf(outcome), headers: { 'cache-control': 'no-store' } });
};
