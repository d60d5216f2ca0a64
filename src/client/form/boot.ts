import { hydrate, type ComponentProps } from 'svelte';
import FormApp from './FormApp.svelte';
import ScoutTalks from './ScoutTalks.svelte';

// The form's script: see form-boot.nl.ts. It takes up the page as the server rendered it.
const props: unknown = JSON.parse(document.getElementById('start')?.textContent ?? '{}');
const form = document.getElementById('form');
const talks = document.getElementById('gesprekken');
if (form) hydrate(FormApp, { target: form, props: props as ComponentProps<typeof FormApp> });
if (talks) hydrate(ScoutTalks, { target: talks, props: props as ComponentProps<typeof ScoutTalks> });

// Over plain HTTP browsers have none: then a talk needs the page to stay open, and says so.
if (isSecureContext && 'serviceWorker' in navigator) {
	const scope = form ? '/vraag' : '/verkenner/';
	void navigator.serviceWorker
		.register('/service-worker.js', { scope })
		// The visit that brings the worker was not seen by it: it keeps that page too.
		.then((registration) => {
			const keep = (worker: ServiceWorker) => worker.postMessage({ keep: location.pathname });
			if (registration.active) return keep(registration.active);
			const coming = registration.installing ?? registration.waiting;
			coming?.addEventListener('statechange', () => coming.state === 'activated' && keep(coming));
		})
		.catch(() => {});
}
