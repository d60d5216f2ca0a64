import { buildIfNeeded } from '#server/build.ts';

/** Runs once before the end-to-end tests: they drive the built program. */
export default async function setup(): Promise<void> {
	await buildIfNeeded((line) => console.error(line));
}
