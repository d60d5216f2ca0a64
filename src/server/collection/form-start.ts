import { readCardCode } from '#shared/programme/collection/card-code.ts';
import { formatOf, newestFormat, newestNotice } from '#shared/programme/collection/form.ts';
import { noticeText } from '#shared/programme/collection/notice.ts';
import { chainOf, reachOf } from '#shared/programme/collection/reach.ts';
import { totalsOf } from '#shared/programme/collection/totals.ts';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import type { FormStart, ScoutStart } from '#shared/views/form-start.ts';
import type { App } from '../app.ts';

/** What every phone gets to hold talks with. */
export function formStart({ programme, collection }: App): FormStart {
	const { state, textOf } = collection;
	const format = newestFormat(state);
	const notice = newestNotice(state);
	const areas = programme.areas().map(({ id, name }) => ({ id, name }));
	const known = new Set(areas.map(({ id }) => id));
	return {
		now: Date.now(),
		areas,
		scouts: Object.fromEntries([...state.entries.scout.values()].filter(({ removed, area }) => !removed && known.has(area)).map(({ number, area }) => [number, area])),
		themes: [
			...defaultThemes.map(({ source, title, main }) => ({ code: source, title, main })),
			...[...state.entries.ownTheme].filter(([, { removed }]) => !removed).map(([code, { title, area }]) => ({ code, title: textOf(title), main: 'overig' as const, area }))
		],
		format: { version: format, format: formatOf(state, format)! },
		notice: { version: notice, text: noticeText(state, notice, textOf) ?? '' }
	};
}

/** What a scout's own page says; null for one who is no scout any more. */
export function scoutStart({ programme, collection }: App, scout: string): ScoutStart | null {
	const { state } = collection;
	const found = state.entries.scout.get(scout);
	const name = found && programme.areaName(found.area);
	if (!found || found.removed || name == null) return null;
	const { waves, lastDay } = chainOf(state, found.number);
	const used = new Set<number>();
	for (const { card, withdrawn } of state.entries.form.values()) {
		const code = card === null || withdrawn !== null ? null : readCardCode(card);
		if (code?.scout === found.number && code.path.length === 1) used.add(code.path[0]!);
	}
	const reach = reachOf(state, found.area);
	return {
		number: found.number,
		area: { id: found.area, name },
		waves,
		lastDay,
		used: [...used],
		reach: { talks: reach.talks, scouts: reach.scouts, active: reach.active, waves: reach.waves, withoutCard: reach.withoutCard, statements: totalsOf(state, found.area).received }
	};
}
