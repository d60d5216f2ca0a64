import { error } from '@sveltejs/kit';
import { cardCode, cardsToPassOn, readCardCode } from '#shared/programme/collection/card-code.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { staffOfPage } from '../../area.server.ts';
import type { PageServerLoad } from './$types';

/** The cards that a scout passes on; with `?van=V07-03` those that whoever answered on that card passes on. No names. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	const { area } = staffOfPage(locals, params.area, url);
	setHeaders({ 'cache-control': 'private, no-store' });
	const scout = locals.app.collection.state.entries.scout.get(params.scout);
	if (!scout || scout.removed || scout.area !== params.area) error(404);
	const own = { scout: scout.number, path: [] };
	const typed = url.searchParams.get('van')?.trim() ?? '';
	const asked = typed === '' ? own : readCardCode(typed);
	const cards = asked !== null && asked.scout === scout.number ? cardsToPassOn(asked) : [];
	return {
		area,
		scout: cardCode(own),
		typed,
		/** Whose cards these are; null where `van` is no card of this scout's, or one at the end of the chain. */
		from: cards.length > 0 ? cardCode(asked!) : null,
		wave: cards[0]?.path.length ?? 0,
		codes: cards.map(cardCode),
		join: joinOrigin(locals.app, url)
	};
};
