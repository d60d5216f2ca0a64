import type { RoundView } from './parts.ts';

/** Rounds that are closed, in the order in which that was done last. */
export function closedRounds(rounds: Record<string, RoundView>): RoundView[] {
	return Object.values(rounds)
		.filter(({ closed }) => closed)
		.sort((a, b) => a.closed! - b.closed!);
}

/** All rounds: those that are closed first, as above; then the others, in the order of making. */
export function byClosing(rounds: Record<string, RoundView>): RoundView[] {
	return [...closedRounds(rounds), ...Object.values(rounds).filter(({ closed }) => !closed)];
}
