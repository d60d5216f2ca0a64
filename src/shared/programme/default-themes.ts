import { mainThemeOf } from './main-theme.ts';
import type { ThemeRow } from './theme-row.ts';
import domainList from './themes-nl.json' with { type: 'json' };

/** Drugs, confused people, crime, discrimination, violence: someone in the hall may be the victim. */
const graveCodes: ReadonlySet<string> = new Set(['E4', 'E8', 'F3', 'F5', 'F6']);

/**
 * The product's own list: 53 themes with sample statements as quotes. `source` is the code in the list ('A1'), `row`
 * its place. They have no number: an evening gives it.
 */
export const defaultThemes: readonly (ThemeRow & { source: string })[] = domainList.map((theme, index) => ({
	row: index + 1,
	title: theme.thema,
	main: mainThemeOf(theme.hoofd) ?? 'overig',
	quotes: theme.uitspraken,
	grave: graveCodes.has(theme.code),
	source: theme.code
}));
