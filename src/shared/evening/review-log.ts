import type { HideReason } from '../review/hide-reasons.ts';
import type { EveningEvent, Stored } from './events.ts';
import type { EveningState } from './state.ts';

/** What a person who reviews did about one comment, or about its writer. Never what the comment said, nor who wrote it. */
export interface Reviewed {
	/** Server time in ms. */
	at: number;
	command: string;
	by: 'facilitator' | 'moderator';
	did: 'approved' | 'held' | 'hidden' | 'waiting' | 'blocked' | 'unblocked';
	/** Of 'hidden'; null for the others, and where a log is older than reasons. */
	reason: HideReason | null;
	/** Number of the theme that the comment was sent at. */
	theme: number;
	/** When it was taken back, server time in ms; null while it stands. */
	undone: number | null;
}

/** Keeps what was reviewed, in the order of the log. @param stored after the state took it up */
export function keepReviewed(state: EveningState, stored: Stored<EveningEvent>): void {
	const { event, at, command, role } = stored;
	if (role !== 'facilitator' && role !== 'moderator') return;
	if (event.type === 'step.undone') return markUndone(state, event.undone, stored);
	const what = whatWasDone(state, event);
	if (what) state.reviewed.set(stored.seq, { at, command, by: role, undone: null, ...what });
}

function whatWasDone(state: EveningState, event: EveningEvent): Pick<Reviewed, 'did' | 'reason' | 'theme'> | null {
	switch (event.type) {
		case 'comment.changed': {
			if (event.set.status === undefined && event.set.reason === undefined) return null;
			const { status, reason, theme } = state.entries.comment.get(event.id)!;
			return status === 'withdrawn' ? null : { did: status, reason: reason ?? null, theme };
		}
		case 'block.added':
		case 'block.changed': {
			const { comment, removed } = state.entries.block.get(event.id)!;
			return { did: removed ? 'unblocked' : 'blocked', reason: null, theme: state.entries.comment.get(comment)!.theme };
		}
		default:
			return null;
	}
}

/** What an undo wrote is no step of its own: the step that it took back says so. */
function markUndone(state: EveningState, undone: string, { command, at }: Stored<EveningEvent>): void {
	for (const [seq, entry] of state.reviewed) {
		if (entry.command === command) state.reviewed.delete(seq);
		else if (entry.command === undone) state.reviewed.set(seq, { ...entry, undone: at });
	}
}
