import { defaultThemes } from '#shared/programme/default-themes.ts';
import type { CollectionState } from '#shared/programme/collection/state.ts';
import type { ThemeName } from '#shared/programme/form-import/theme-names.ts';

/** The themes that can be ticked in an area: the default list, and its own. */
export function themeNames(state: CollectionState, textOf: (id: string) => string, area: string): ThemeName[] {
	return [
		...defaultThemes.map(({ source, title }) => ({ id: source, title })),
		...[...state.entries.ownTheme].filter(([, own]) => own.area === area && !own.removed).map(([id, { title }]) => ({ id, title: textOf(title) }))
	];
}
