import type { CommentView, ThemeView } from '#shared/views/parts.ts';

/** What a list of the queue is about. 'grave': at themes marked 'gevoelig', whatever their status; only for reading. */
export type ReviewFilter = 'waiting' | 'held' | 'approved' | 'hidden' | 'grave';

/** Where a person who reviews puts a comment. 'held': laid apart. */
export type ReviewStatus = NonNullable<CommentView['status']>;

type Comments = Record<string, CommentView>;
type Themes = Record<string, ThemeView>;

/** Does the comment belong in that list now? */
export function belongs(comment: CommentView, themes: Themes, filter: ReviewFilter): boolean {
	const grave = themes[comment.theme]?.grave === true;
	return filter === 'grave' ? grave : !grave && comment.status === filter;
}

/** How many comments each list holds. */
export function countPerFilter(comments: Comments, themes: Themes): Record<ReviewFilter, number> {
	const counts = { waiting: 0, held: 0, approved: 0, hidden: 0, grave: 0 };
	for (const comment of Object.values(comments)) {
		if (themes[comment.theme]?.grave) counts.grave += 1;
		else if (comment.status) counts[comment.status] += 1;
	}
	return counts;
}

/**
 * The ids of a list, in the order in which it is read: what waits or lies apart oldest first, what is approved with the most
 * recognised on top, the rest newest first.
 * @param theme only that theme's; null for all
 */
export function listedFor(comments: Comments, themes: Themes, filter: ReviewFilter, theme: number | null): string[] {
	const listed = Object.values(comments).filter(
		(comment) => belongs(comment, themes, filter) && (theme === null || comment.theme === theme)
	);
	const age = (a: CommentView, b: CommentView) => (a.at ?? 0) - (b.at ?? 0);
	if (filter === 'waiting' || filter === 'held') listed.sort(age);
	else if (filter === 'approved') listed.sort((a, b) => b.support - a.support || age(b, a));
	else listed.sort((a, b) => age(b, a));
	return listed.map(({ id }) => id);
}
