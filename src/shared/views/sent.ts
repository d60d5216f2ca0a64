import { isPublic } from '../evening/comment.ts';
import { cardNumber } from '../evening/merge.ts';
import type { EveningState } from '../evening/state.ts';
import { themeAt } from '../evening/theme.ts';

/** Of the comments at one card: how many were sent and not taken back, and how many of those everyone may read. */
export interface SentView {
	sent: number;
	shown: number;
}

/** @param cards their numbers @returns by the number of the card */
export function sentViews(state: EveningState, cards: ReadonlySet<number>): Record<string, SentView> {
	const views: Record<string, SentView> = {};
	if (cards.size === 0) return views;
	for (const comment of state.entries.comment.values()) {
		const card = cardNumber(state, comment.theme);
		if (comment.status === 'withdrawn' || !cards.has(card) || !themeAt(state, comment.theme)) continue;
		const { sent, shown } = views[card] ?? { sent: 0, shown: 0 };
		views[card] = { sent: sent + 1, shown: shown + (isPublic(state, comment) ? 1 : 0) };
	}
	return views;
}
