import { hydrate, type ComponentProps } from 'svelte';
import Evening from './Evening.svelte';

// The residents' script: see boot.nl.ts. The page as the server rendered it, taken up: from here on a tap goes over the line.
const start = document.getElementById('start')?.textContent ?? '';
hydrate(Evening, {
	target: document.getElementById('evening')!,
	props: JSON.parse(start) as ComponentProps<typeof Evening>
});
