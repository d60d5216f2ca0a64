import { checkLists, checkingView, type CheckingView, type CheckList } from '#shared/views/checking.ts';

/** Statements on the page at first, and with each 'Toon er meer'. */
const step = 50;
const most = 1000;

/** The list that an address asks for: `?lijst=rejected&aantal=100`. */
export function checkingOf({ app }: App.Locals, area: string, url: URL): CheckingView {
	const list = checkLists.find((one) => one === url.searchParams.get('lijst')) ?? ('waiting' satisfies CheckList);
	const asked = Number(url.searchParams.get('aantal') ?? step);
	const { state, textOf } = app.collection;
	return checkingView(state, textOf, area, list, Number.isInteger(asked) ? Math.min(Math.max(asked, 1), most) : step);
}
