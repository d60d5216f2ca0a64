import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** How this laptop stands now, for its page; `null` once it leads. */
export const GET: RequestHandler = ({ locals }) =>
	json(locals.reserve ? { reserve: locals.reserve.state(), now: Date.now() } : null, { headers: { 'cache-control': 'no-store' } });
