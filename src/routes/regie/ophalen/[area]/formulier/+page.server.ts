import { formatOf, newestFormat, newestNotice } from '#shared/programme/collection/form.ts';
import { noticeText } from '#shared/programme/collection/notice.ts';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { helpNames, helpNumbers } from '#shared/programme/help-numbers.ts';
import { mainThemes } from '#shared/programme/main-theme.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { areaOfPage } from '../area.server.ts';
import type { PageServerLoad } from './$types';

/** The form on paper, as it is asked now. It holds nothing of anybody. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { area } = areaOfPage(locals, params.area, url);
	const { state, textOf } = locals.app.collection;
	const [format, notice] = [newestFormat(state), newestNotice(state)];
	const own = [...state.entries.ownTheme].filter(([, one]) => one.area === params.area && !one.removed).map(([, { title }]) => textOf(title));
	return {
		area,
		format: { version: format, ...formatOf(state, format)! },
		notice: { version: notice, text: noticeText(state, notice, textOf)! },
		themes: [
			...mainThemes.map(({ key, name }) => ({ main: name, titles: defaultThemes.filter(({ main }) => main === key).map(({ source, title }) => `${source} ${title}`) })),
			{ main: `Van ${area.name}`, titles: own }
		].filter(({ titles }) => titles.length > 0),
		help: helpNumbers.filter(({ number }) => number !== null).map(({ situation, name, number }) => ({ about: helpNames[situation], name: name!, number: number! })),
		host: joinOrigin(locals.app, url).replace(/^https?:\/\//, '')
	};
};
