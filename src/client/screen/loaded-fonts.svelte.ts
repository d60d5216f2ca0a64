import { createSubscriber } from 'svelte/reactivity';
import { restyled } from '#client/house-style/restyled.svelte.ts';

let loads = 0;
const subscribe = createSubscriber((update) => {
	const loaded = () => {
		loads++;
		update();
	};
	document.fonts.addEventListener('loadingdone', loaded);
	return () => document.fonts.removeEventListener('loadingdone', loaded);
});

/** Counts how often fonts came in, or a house style with others: what was measured before, was measured in another type. */
export const loadedFonts = {
	get count(): number {
		subscribe();
		return loads + restyled.count;
	}
};
