import type { Stored } from '#shared/evening/events.ts';
import { DamagedText } from './damage.ts';

/** Takes a log up in a state. @throws {DamagedText} where it is not what was written: rules never refuse what they made. */
export function takeUp<State, Event>(state: State, log: readonly Stored<Event>[], evolve: (state: State, stored: Stored<Event>) => void): State {
	try {
		for (const stored of log) evolve(state, stored);
	} catch {
		throw new DamagedText();
	}
	return state;
}
