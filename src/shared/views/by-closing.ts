import type { RoundView } from './parts.ts';

/** Rounds in the order in which they were closed last; what was not closed comes after them, in the order of making. */
export function byClosing(rounds: Iterable<RoundView>): RoundView[] {
	return [...rounds].sort((a, b) => (a.closed ?? Infinity) - (b.closed ?? Infinity) || a.number - b.number);
}
