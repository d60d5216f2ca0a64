import { json } from '@sveltejs/kit';
import { preflightStand } from '#server/web/preflight-stand.ts';
import { requireAccount } from '../../../account.server.ts';
import type { RequestHandler } from './$types';

/** How everything stands now: for the page, which asks again and again, and must outlive a server that is away for a while. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	requireAccount(locals, url);
	return json(await preflightStand(locals.app, params.evening, url), { headers: { 'cache-control': 'no-store' } });
};
