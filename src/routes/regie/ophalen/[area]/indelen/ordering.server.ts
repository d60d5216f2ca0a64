import { orderLists, type OrderingView } from '#shared/views/ordering.ts';

/** Rows at a time. */
const most = 100;

/** What an address asks for: `?lijst=theme&thema=A1&zoek=lamp&vanaf=200&uitspraak=…`. */
export function orderingOf({ app }: App.Locals, area: string, url: URL): OrderingView {
	const { searchParams: asked } = url;
	const theme = asked.get('thema');
	const list = orderLists.find((one) => one === asked.get('lijst')) ?? (theme === null ? 'notYet' : 'theme');
	const offset = Number(asked.get('vanaf') ?? 0);
	return app.ordering.view(area, {
		list,
		theme,
		words: (asked.get('zoek') ?? '').slice(0, 200),
		offset: Number.isInteger(offset) ? Math.max(offset, 0) : 0,
		most,
		statement: asked.get('uitspraak')
	});
}
