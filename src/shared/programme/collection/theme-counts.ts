import type { CollectionState } from './state.ts';
import { themesOf, whereIs } from './totals.ts';

/** How many statements of an area stand at each theme, those that lie under another one counted where that is. A statement may have up to three. */
export function themeCounts(state: CollectionState, area: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const statement of state.entries.statement.values()) {
		if (statement.area !== area || whereIs(state, statement) !== 'placed') continue;
		for (const theme of themesOf(state, statement)) counts.set(theme, (counts.get(theme) ?? 0) + 1);
	}
	return counts;
}
