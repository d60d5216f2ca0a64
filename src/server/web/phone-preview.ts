import type { Own, Snapshot } from '#shared/protocol/frames.ts';
import type { ParticipantView } from '#shared/views/views.ts';
import type { LiveEvening } from '../live/evening.ts';

/** What the page of a participant begins with. */
interface PreviewStart {
	role: 'participant';
	seat: string;
	snapshot: Snapshot<ParticipantView>;
	own: Own;
}

/** The evening as phones were told it last, for a participant who gave nothing yet: of no seat, so nothing can be given with it. */
export function phonePreview(evening: LiveEvening): PreviewStart {
	const snapshot = evening.published('participant');
	const { epoch, seq } = snapshot;
	return { role: 'participant', seat: '', snapshot, own: { epoch, seq, participant: '', ballots: {}, comments: {}, supported: [] } };
}
