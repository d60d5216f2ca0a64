import { defaultThemes } from '../programme/default-themes.ts';
import type { MainTheme } from '../programme/main-theme.ts';
import type { CollectionState } from '../programme/collection/state.ts';
import { themesOf } from '../programme/collection/totals.ts';

/** A theme that statements of an area can stand at. */
export interface AreaTheme {
	/** The code in the default list ('A1'), or the id of the area's own. */
	id: string;
	title: string;
	main: MainTheme;
	grave: boolean;
	/** The area added it: it can be renamed, and removed while nothing stands at it. */
	own: boolean;
	/** Statements at it, those merged under others included: 'keer genoemd'. */
	count: number;
}

type TextOf = (text: string) => string;

/** An area's themes: those of the default list by main theme, and after them its own in the order in which they came. */
export function areaThemes(state: CollectionState, textOf: TextOf, area: string): AreaTheme[] {
	const counts = countsOf(state, area);
	const own = [...state.entries.ownTheme].filter(([, theme]) => theme.area === area && !theme.removed);
	return [
		...defaultThemes.map(({ source: id, title, main, grave = false }) => ({ id, title, main, grave, own: false })),
		...own.map(([id, { title }]) => ({ id, title: textOf(title), main: 'overig' as const, grave: false, own: true }))
	].map((theme) => ({ ...theme, count: counts.get(theme.id) ?? 0 }));
}

/** How often each theme was named. */
export function countsOf(state: CollectionState, area: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const statement of state.entries.statement.values()) {
		if (statement.area !== area || statement.status !== 'approved') continue;
		for (const theme of themesOf(state, statement)) counts.set(theme, (counts.get(theme) ?? 0) + 1);
	}
	return counts;
}
