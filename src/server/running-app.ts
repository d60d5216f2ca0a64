import type { App } from './app.ts';
import type { Reserve } from './standby/reserve.ts';

/** What runs in this process: the evenings, or the page of a laptop that follows another or was relieved. */
export type Runs = { app: App; reserve: null } | { app: null; reserve: Reserve };

const name = Symbol.for('wijkverhaal.runs');

/**
 * What main.ts started. Pages are bundled apart from the program: importing its modules there would make a second copy,
 * and phones in two halls.
 */
export function running(): Runs {
	return (globalThis as unknown as Record<symbol, Runs>)[name]!;
}

/** Makes this what pages see. */
export function runIn(runs: Runs): void {
	Object.assign(globalThis, { [name]: runs });
}
