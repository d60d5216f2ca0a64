/** Pages turn by themselves after this long, in ms: time to read six cards aloud. */
export const turnEvery = 12_000;

/**
 * Pages that turn by themselves, round and round. Call it while a component is made.
 * @param options.count how many there are now
 * @param options.anew begins at the first page whenever this changes
 */
export function turning(options: { count: () => number; anew: () => unknown }) {
	const count = $derived(options.count());
	const anew = $derived(options.anew());
	let page = $derived.by(() => {
		void anew;
		return 0;
	});
	/** Turned by hand: the new page has its whole time. */
	let restarts = $state(0);
	// Time passes outside of what Svelte follows.
	$effect(() => {
		void [anew, restarts];
		if (count < 2) return;
		const timer = setInterval(() => (page = (page + 1) % count), turnEvery);
		return () => clearInterval(timer);
	});
	return {
		get page(): number {
			return Math.min(page, Math.max(0, count - 1));
		},
		/** Goes to a page; it stays as long as any other. */
		turnTo(wanted: number): void {
			page = wanted;
			restarts++;
		}
	};
}
