import { mainThemeOf, type MainTheme } from './main-theme.ts';
import { titleKey } from './title-key.ts';
import domainList from './themes-nl.json' with { type: 'json' };

/** A keyword that is shorter stands in too many other words: 'tak' in 'contact'. */
const shortestPart = 5;

/**
 * The main theme that a title seems to belong to, for a person to check: that of the same title in the product's own
 * list, else that of the list's keywords in it, longer ones weighing more.
 * @returns null where nothing or two main themes fit as well.
 */
export function suggestedMain(title: string): MainTheme | null {
	const key = titleKey(title);
	const same = domainList.find(({ thema }) => titleKey(thema) === key);
	if (same) return mainThemeOf(same.hoofd);
	const words = new Set(key.split(/[^\p{L}\p{N}'’-]+/u));
	const weights = new Map<string, number>();
	for (const { hoofd, woorden } of domainList) {
		for (const word of woorden) {
			if (words.has(word) || (word.length >= shortestPart && key.includes(word))) weights.set(hoofd, (weights.get(hoofd) ?? 0) + word.length);
		}
	}
	const [best, second] = [...weights].sort(([, one], [, other]) => other - one);
	return best && best[1] !== second?.[1] ? mainThemeOf(best[0]) : null;
}
