import { createSubscriber } from 'svelte/reactivity';

let loads = 0;
const subscribe = createSubscriber((update) => {
	const loaded = () => {
		loads++;
		update();
	};
	document.fonts.addEventListener('loadingdone', loaded);
	return () => document.fonts.removeEventListener('loadingdone', loaded);
});

/** Counts how often fonts came in: what was measured before, was measured in another type. */
export const loadedFonts = {
	get count(): number {
		subscribe();
		return loads;
	}
};
