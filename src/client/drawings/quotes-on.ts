import { themesOn } from '#shared/views/merged.ts';
import type { ThemeView } from '#shared/views/parts.ts';

/** The quotes of a card, of each theme on it: with the number of that theme, and what a star on it is kept as. */
export function quotesOn(card: ThemeView): { theme: number; words: string; star: string }[] {
	return themesOn(card).flatMap(({ number, quotes = [] }) => quotes.map((words, index) => ({ theme: number, words, star: `${number}.${index}` })));
}
