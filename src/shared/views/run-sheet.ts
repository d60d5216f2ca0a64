import type { Phones } from '../evening/phones.ts';
import { phonesNow, segmentAt, segmentsOf } from '../evening/run-sheet.ts';
import { whyNotShown } from '../evening/screen.ts';
import { runSheetOf, type EveningState } from '../evening/state.ts';
import type { Show } from '../protocol/show.ts';
import { withoutNull, type ShowView } from './show.ts';
import type { TextOf } from './parts.ts';

/** A segment of the run-sheet, as facilitators see it. What is not known is left out. */
export interface SegmentView {
	id: string;
	title: string;
	/** Planned; left out where none are. */
	minutes?: number;
	show?: ShowView;
	/** Its picture can't be shown now: it was taken down, hidden or removed, or an own text is still empty. */
	showGone?: true;
	phones: Phones;
	/** With 'dots': the round that opens; left out where none was chosen, or it was removed. */
	round?: string;
	clock?: true;
	notes?: string;
}

/** Where the evening is on its run-sheet. */
export interface RunSheetView {
	/** The ids of the segments, in order. */
	order: string[];
	/** The segment that is going on; left out before the first. */
	segment?: string;
	/** Server time, ms since 1970, at which it began, put off by its pauses. */
	since?: number;
	/** Server time of the pause that it stands still in. */
	paused?: number;
	/** When the first is planned to begin: '19:00' on the evening's date. */
	begins?: string;
}

/** For phones: what is going on, and what they may do meanwhile. */
export interface SegmentNowView {
	title: string;
	phones: Phones;
}

export function segmentViews(state: EveningState, text: TextOf): Record<string, SegmentView> {
	return Object.fromEntries(
		segmentsOf(state).map(([id, { title, minutes, show, phones, round, clock, notes }]) => [
			id,
			{
				id,
				title: text(title),
				phones,
				...(minutes > 0 && { minutes }),
				...(show !== null && { show: withoutNull(show), ...(isGone(state, show) && { showGone: true as const }) }),
				...(round !== null && state.entries.round.get(round)?.removed === false && { round }),
				...(clock && { clock: true as const }),
				...(notes !== null && { notes: text(notes) })
			}
		])
	);
}

export function runSheetView(state: EveningState): RunSheetView {
	const { segment, since, paused, begins } = runSheetOf(state);
	return {
		order: segmentsOf(state).map(([id]) => id),
		...(segment !== null && { segment }),
		...(since !== null && { since }),
		...(paused !== null && { paused }),
		...(begins !== null && { begins })
	};
}

export function segmentNow(state: EveningState, text: TextOf): SegmentNowView | null {
	const { segment } = runSheetOf(state);
	const phones = phonesNow(state);
	return segment === null || phones === null ? null : { title: text(segmentAt(state, segment)!.title), phones };
}

/** A clock is set when its segment begins: it is no picture that is gone. */
function isGone(state: EveningState, show: Show): boolean {
	return show.mode !== 'timer' && whyNotShown(state, show) !== null;
}
