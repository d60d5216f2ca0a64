import type { Reviewed } from '../evening/review-log.ts';
import type { EveningState } from '../evening/state.ts';
import type { HideReason } from '../review/hide-reasons.ts';

/** A participant who may send no comments: known by these comments alone. */
export interface BlockView {
	id: string;
	/** Server time in ms. */
	at: number;
	/** Ids of the writer's comments that are still there, the oldest first. */
	comments: string[];
}

/** A line of the log of reviewing. */
export interface ReviewedView extends Pick<Reviewed, 'at' | 'by' | 'did' | 'theme'> {
	reason?: HideReason;
	/** When it was taken back, server time in ms. */
	undone?: number;
}

/** Who may send no comments, for those who review. */
export function blockViews(state: EveningState): Record<string, BlockView> {
	const views: Record<string, BlockView> = {};
	for (const [id, { participant, at, removed }] of state.entries.block) {
		if (removed) continue;
		const comments = state.participants.get(participant)?.comments ?? [];
		views[id] = { id, at, comments: comments.filter((comment) => state.entries.comment.get(comment)!.status !== 'withdrawn') };
	}
	return views;
}

/** The log of reviewing, by the number of its event. */
export function reviewedViews(state: EveningState): Record<string, ReviewedView> {
	return Object.fromEntries([...state.reviewed].map(([seq, reviewed]) => [seq, reviewedView(reviewed)]));
}

const reviewedView = ({ at, by, did, reason, theme, undone }: Reviewed): ReviewedView => ({
	at,
	by,
	did,
	theme,
	...(reason !== null && { reason }),
	...(undone !== null && { undone })
});
