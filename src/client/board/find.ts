import { mainThemes, type MainTheme } from '#shared/programme/main-theme.ts';

/** What of a theme can be searched. */
interface Searched {
	number: number;
	title: string;
	main: MainTheme;
	explanation?: string;
	quotes?: string[];
	/** Themes under its card. */
	merged?: Searched[];
}

const mainNames = new Map(mainThemes.map(({ key, name }) => [key, name]));

/**
 * The numbers of the themes that answer to what was typed, best first: a number names its theme; words must all be
 * there, first in the title, then in main theme, explanation or quotes. Case and accents make no difference.
 */
export function findThemes(themes: Iterable<Searched>, typed: string): number[] {
	const query = plain(typed).trim().replace(/^thema\s+(?=\d)/, '');
	if (query === '') return [];
	const words = query.split(/\s+/);
	const found: { number: number; rank: number }[] = [];
	for (const theme of themes) {
		const ranks = [theme, ...(theme.merged ?? [])].flatMap((one) => rankOf(one, query, words) ?? []);
		if (ranks.length > 0) found.push({ number: theme.number, rank: Math.min(...ranks) });
	}
	return found.sort((a, b) => a.rank - b.rank || a.number - b.number).map(({ number }) => number);
}

function rankOf(theme: Searched, query: string, words: string[]): number | null {
	if (/^\d+$/.test(query)) {
		const number = String(theme.number);
		if (number === query) return 0;
		return number.startsWith(query) ? 1 : null;
	}
	const title = plain(theme.title);
	if (title.startsWith(query)) return 0;
	if (words.every((word) => title.includes(word))) return 1;
	const all = plain([theme.title, mainNames.get(theme.main), theme.explanation, ...(theme.quotes ?? [])].join('\n'));
	return words.every((word) => all.includes(word)) ? 2 : null;
}

function plain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toLowerCase();
}
