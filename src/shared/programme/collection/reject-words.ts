import type { RejectReason } from './state.ts';

/** Why a statement is not used, as a checker reads it. In the order in which they are offered: the key 1 picks the first. */
export const rejectWords: Record<RejectReason, string> = {
	names: 'Noemt iemand of wijst iemand aan',
	accusation: 'Beschuldigt iemand',
	abuse: 'Scheldt of kwetst',
	elsewhere: 'Gaat niet over de wijk',
	empty: 'Zegt niets',
	double: 'Staat er al'
};
