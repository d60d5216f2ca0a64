import { json } from '@sveltejs/kit';
import { staffOfPage } from '../../area.server.ts';
import { orderingOf } from '../ordering.server.ts';
import type { RequestHandler } from './$types';

/** Rows of a list, and the statement that is being placed. `?stand=` says what the page has: nothing new is `null`. */
export const GET: RequestHandler = ({ locals, params, url }) => {
	staffOfPage(locals, params.area, url);
	const has = url.searchParams.get('stand');
	const isNew = has === null || Number(has) !== locals.app.collection.state.seq;
	return json(isNew ? orderingOf(locals, params.area, url) : null, { headers: { 'cache-control': 'no-store' } });
};
