import { helpCounts } from '#shared/evening/help.ts';
import type { EveningState } from '#shared/evening/state.ts';
import { writeCsv } from '#shared/programme/csv.ts';
import { helpNames, helpSituations } from '#shared/programme/help-numbers.ts';

/** How often each card of 'Hulp of melden' was shown on an evening, those too that nobody asked for. Nothing of who. */
export function helpShown(state: EveningState): { situation: string; shown: number }[] {
	const counts = helpCounts(state);
	return helpSituations.map((situation) => ({ situation: helpNames[situation], shown: counts[situation] ?? 0 }));
}

/** The same as a CSV file's text. */
export function helpCsv(state: EveningState): string {
	return writeCsv([['situatie', 'keer getoond'], ...helpShown(state).map(({ situation, shown }) => [situation, shown])]);
}
