import { json } from '@sveltejs/kit';
import { readerOfPage } from '../../area.server.ts';
import { checkingOf } from '../checking.server.ts';
import type { RequestHandler } from './$types';

/** The list as it is now, for the page that asks again and again: `?stand=` says what it has, and nothing new is `null`. */
export const GET: RequestHandler = ({ locals, params, url }) => {
	readerOfPage(locals, params.area, url);
	const has = url.searchParams.get('stand');
	const isNew = has === null || Number(has) !== locals.app.collection.state.seq;
	return json(isNew ? checkingOf(locals, params.area, url) : null, { headers: { 'cache-control': 'no-store' } });
};
