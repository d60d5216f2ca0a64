import type { EveningState } from '#shared/evening/state.ts';
import { writeCsv } from '#shared/programme/csv.ts';
import { reasonName } from '#shared/review/hide-reasons.ts';
import { deeds, reviewers } from '#shared/review/review-words.ts';

/** 2026-11-24 20:14:05, as sheets sort it: the hall's own time. */
const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'medium' });

/** The log of reviewing as a CSV file's text: who did what, when and at which theme; nothing that anybody wrote. */
export function formatReviewLog(state: EveningState): string {
	return writeCsv([
		['tijd', 'wie', 'wat', 'reden', 'thema', 'ongedaan gemaakt'],
		...[...state.reviewed.values()].map(({ at, by, did, reason, theme, undone }) => [
			time.format(at),
			reviewers[by],
			deeds[did],
			reason === null ? '' : reasonName(reason),
			theme,
			undone === null ? '' : time.format(undone)
		])
	]);
}
