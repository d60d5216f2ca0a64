import type { CollectionState, Statement } from './state.ts';

/** Longer than this a statement is no quote: nobody reads it from the wall. In UTF-16 units. */
const longestQuote = 200;
/** So short it says little. */
const shortestQuote = 12;

/**
 * Statements that tell best what people said, the best first: those that most others lie under, of a length that one
 * reads, and no two of one talk before every talk had one.
 * @param ids approved statements that lie under no other
 */
export function bestQuotes(state: CollectionState, textOf: (id: string) => string, ids: readonly string[], most: number): string[] {
	const told = ids.flatMap((id) => {
		const statement = state.entries.statement.get(id)!;
		const words = statement.clean === null ? '' : textOf(statement.clean);
		return words.length >= shortestQuote && words.length <= longestQuote ? [{ id, form: statement.form, says: 1 + (state.mergedUnder.get(id)?.size ?? 0) }] : [];
	});
	told.sort((one, other) => other.says - one.says);
	const seen = new Map<string, number>();
	const turn = new Map(told.map(({ id, form }) => [id, seen.set(form, (seen.get(form) ?? 0) + 1).get(form)!]));
	return told.sort((one, other) => turn.get(one.id)! - turn.get(other.id)!).slice(0, most).map(({ id }) => id);
}

/** Statements that a person found fit and that lie under no other. */
export function countingStatements(state: CollectionState, area: string): [string, Statement][] {
	return [...state.entries.statement].filter(([, { area: of, status, mergedInto }]) => of === area && status === 'approved' && mergedInto === null);
}
