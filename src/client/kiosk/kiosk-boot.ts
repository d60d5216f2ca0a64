import { hydrate, type ComponentProps } from 'svelte';
import Kiosk from './Kiosk.svelte';

// The page as the server rendered it, taken up, as on a phone (src/client/phone/boot.ts): no framework gets between a
// turn and the browser's history.
const start = document.getElementById('start')?.textContent ?? '';
hydrate(Kiosk, {
	target: document.getElementById('kiosk')!,
	props: JSON.parse(start) as ComponentProps<typeof Kiosk>
});
