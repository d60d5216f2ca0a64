/** Twice a second and more: a face that skips a second looks broken. In ms. */
const every = 200;

/**
 * A time that goes on by itself, for what counts down. Call it while a component is made.
 * @param now what time it is, ms since 1970
 * @param runs whether anybody looks at it
 */
export function ticking(now: () => number, runs: () => boolean): { readonly now: number } {
	let beats = $state(0);
	const isRunning = $derived(runs());
	// Time passes outside of what Svelte follows.
	$effect(() => {
		if (!isRunning) return;
		const timer = setInterval(() => beats++, every);
		return () => clearInterval(timer);
	});
	return {
		get now(): number {
			void beats;
			return now();
		}
	};
}
