import type { CollectionState, Statement } from './state.ts';

/**
 * Where an area's statements are. Every one is in exactly one place:
 * `received = placed + notYet + rejected + quarantined + withdrawn`. `merged` of them lie under another one, and are where that is.
 */
export interface Totals {
	received: number;
	placed: number;
	notYet: number;
	rejected: number;
	quarantined: number;
	withdrawn: number;
	merged: number;
	/** Of those not yet placed: nobody checked them. */
	unchecked: number;
}

/** Counts an area's statements by where they are. */
export function totalsOf(state: CollectionState, area: string): Totals {
	const totals: Totals = { received: 0, placed: 0, notYet: 0, rejected: 0, quarantined: 0, withdrawn: 0, merged: 0, unchecked: 0 };
	for (const statement of state.entries.statement.values()) {
		if (statement.area !== area) continue;
		totals.received += 1;
		totals[whereIs(state, statement)] += 1;
		if (statement.status === 'new') totals.unchecked += 1;
		if (statement.mergedInto !== null) totals.merged += 1;
	}
	return totals;
}

/** The one place that a statement is counted at. */
export function whereIs(state: CollectionState, statement: Statement): 'placed' | 'notYet' | 'rejected' | 'quarantined' | 'withdrawn' {
	switch (statement.status) {
		case 'rejected':
		case 'quarantined':
		case 'withdrawn':
			return statement.status;
		case 'new':
			return 'notYet';
		case 'approved':
			return themesOf(state, statement).length > 0 ? 'placed' : 'notYet';
	}
}

/** The themes that a statement stands at: those of the one that it lies under, where it does. */
export function themesOf(state: CollectionState, statement: Statement): readonly string[] {
	return statement.mergedInto === null ? statement.themes : (state.entries.statement.get(statement.mergedInto)?.themes ?? []);
}
