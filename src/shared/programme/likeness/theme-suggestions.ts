import { gramsOf, type Grams } from './grams.ts';
import { createRarity } from './rarity.ts';

/** A theme that statements can be placed at. `words`: its title, main theme and keywords, with spaces between. */
export interface ThemeInWords {
	id: string;
	words: string;
}

/** Themes that a statement may belong to. It learns from what people placed, and forgets it again: nothing is kept of its own. */
export interface ThemeSuggestions {
	/** A person placed this statement at these themes. Unknown ids are left out. */
	place(text: string, themes: readonly string[]): void;
	/** The same statement and themes as were placed before: as if they never were. */
	takeBack(text: string, themes: readonly string[]): void;
	/** A theme comes, or has other words now; what was placed at it stays. */
	know(theme: ThemeInWords): void;
	/** A theme goes, at which nothing is placed any more. An unknown id does nothing. */
	forget(id: string): void;
	/** At most `most` themes, the likeliest first; those that share nothing with the text are not among them. */
	suggest(text: string, most?: number): string[];
}

interface Placed {
	statements: number;
	/** The weights of all its statements, added up. */
	sum: Map<string, number>;
}

/**
 * TF-IDF over character 3-to-5-grams. A theme is its own words and the mean of the statements placed at it, each
 * counting as much: a theme with one statement can still win from one with a thousand. Counts are kept, weights are
 * reckoned when asked, so that placing or taking back one statement among 25,000 costs no more than that statement.
 * Source: the nearest-centroid classifier (Rocchio, 1971); measured by `npm run bench:suggestions`.
 */
export function createThemeSuggestions(themes: readonly ThemeInWords[]): ThemeSuggestions {
	const rarity = createRarity();
	const words = new Map<string, Grams>();
	const placed = new Map<string, Placed>();
	for (const theme of themes) know(theme);

	return {
		know,
		forget(id) {
			const grams = words.get(id);
			if (!grams) return;
			rarity.remove(grams);
			words.delete(id);
			placed.delete(id);
		},
		place(text, at) {
			const grams = gramsOf(text);
			rarity.add(grams);
			for (const theme of known(at)) {
				theme.statements += 1;
				for (const [gram, weight] of grams) theme.sum.set(gram, (theme.sum.get(gram) ?? 0) + weight);
			}
		},
		takeBack(text, at) {
			const grams = gramsOf(text);
			rarity.remove(grams);
			for (const theme of known(at)) {
				theme.statements -= 1;
				if (theme.statements === 0) theme.sum.clear();
				else for (const [gram, weight] of grams) theme.sum.set(gram, theme.sum.get(gram)! - weight);
			}
		},
		suggest(text, most = 3) {
			const weighed = [...gramsOf(text)].map(([gram, weight]): [string, number] => [gram, weight * rarity.of(gram) ** 2]);
			return [...words]
				.map(([id, own]) => ({ id, likeness: likeness(weighed, own, placed.get(id)!) }))
				.filter(({ likeness }) => likeness > least)
				.sort((one, other) => other.likeness - one.likeness)
				.slice(0, most)
				.map(({ id }) => id);
		}
	};

	function know({ id, words: text }: ThemeInWords): void {
		const before = words.get(id);
		if (before) rarity.remove(before);
		const grams = gramsOf(text);
		rarity.add(grams);
		words.set(id, grams);
		if (!placed.has(id)) placed.set(id, { statements: 0, sum: new Map() });
	}

	function known(ids: readonly string[]): Placed[] {
		return [...new Set(ids)].flatMap((id) => placed.get(id) ?? []);
	}
}

/** What is left of a sum after taking away what was added, by the rounding of numbers. */
const least = 1e-9;

function likeness(weighed: readonly [string, number][], own: Grams, { statements, sum }: Placed): number {
	let total = 0;
	for (const [gram, weight] of weighed) {
		total += weight * ((own.get(gram) ?? 0) + (statements === 0 ? 0 : (sum.get(gram) ?? 0) / statements));
	}
	return total;
}
