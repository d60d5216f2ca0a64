/** Pages turn by themselves after this long, in ms: time to read six cards aloud. */
export const turnEvery = 12_000;

/**
 * Pages that turn by themselves, round and round, or are held. Call it while a component is made.
 * @param options.count how many there are now
 * @param options.held the page that is held; null where they turn
 * @param options.anew begins at the first page whenever this changes
 */
export function turning(options: { count: () => number; held: () => number | null; anew: () => unknown }) {
	const count = $derived(options.count());
	const held = $derived(options.held());
	const anew = $derived(options.anew());
	let page = $derived.by(() => {
		void anew;
		return 0;
	});
	/** Turned by hand: the new page has its whole time. */
	let restarts = $state(0);
	// Let go, pages go on from where they were held.
	$effect(() => {
		void anew;
		if (held !== null) page = held;
	});
	// Time passes outside of what Svelte follows.
	$effect(() => {
		void [anew, restarts];
		if (count < 2 || held !== null) return;
		const timer = setInterval(() => (page = (page + 1) % count), turnEvery);
		return () => clearInterval(timer);
	});
	return {
		get page(): number {
			return Math.min(held ?? page, Math.max(0, count - 1));
		},
		/** Goes to a page; it stays as long as any other. */
		turnTo(wanted: number): void {
			page = wanted;
			restarts++;
		}
	};
}

/**
 * The page on which something stands; the last one where it stands on none.
 * @param firsts of each page: what stands first on it, counted from 0
 */
export function pageOf(firsts: readonly number[], held: number): number {
	return Math.max(0, firsts.findLastIndex((first) => first <= held));
}
