import type { App } from './app.ts';

/**
 * The app that main.ts started. Pages are bundled apart from the program: importing the app's modules there would
 * make a second copy, and phones in two halls.
 */
export function runningApp(): App {
	return (globalThis as unknown as Record<symbol, App>)[Symbol.for('wijkverhaal.app')]!;
}
