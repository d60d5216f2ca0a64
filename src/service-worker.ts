/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

// Keeps the form's pages and a scout's own page, so that they open without a line after one visit. It is registered for
// those paths alone (client/form/boot.ts), and so never sees a request of an evening's pages.

const worker = self as unknown as ServiceWorkerGlobalScope;
const cacheName = `vraag-${version}`;
/** In ms: a weak line that brings nothing must not keep a scout waiting at a door. */
const patience = 4000;

/** Under which name a page is kept: the form is one page for all cards. */
function nameOf(pathname: string): string | null {
	if (pathname === '/vraag' || pathname.startsWith('/vraag/')) return '/vraag';
	return /^\/verkenner\/[^/]+$/.test(pathname) ? pathname : null;
}

const isOfBuild = (pathname: string) => pathname.startsWith('/_app/') || build.includes(pathname) || files.includes(pathname);

/** Keeps a page with everything that it names: styles, scripts, and the faces in its styles. */
async function keep(cache: Cache, name: string, page: Response): Promise<void> {
	const text = await page.clone().text();
	const named = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => new URL(path!.replaceAll('&amp;', '&'), page.url || location.href)).filter(ours);
	for (const url of named) await keepFile(cache, url);
	await cache.put(name, page);
}

function ours({ origin, pathname }: URL): boolean {
	return origin === location.origin && isOfBuild(pathname);
}

async function keepFile(cache: Cache, url: URL): Promise<void> {
	if (await cache.match(url)) return;
	const file = await fetch(url);
	if (!file.ok) return;
	await cache.put(url, file.clone());
	if (!url.pathname.endsWith('.css')) return;
	for (const [, path] of (await file.text()).matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)) {
		// Those of Latin, which Dutch is written in: a phone fetches the others when it needs one.
		if (/latin(?!-ext)/.test(path!)) await keepFile(cache, new URL(path!, url));
	}
}

worker.addEventListener('install', (event) => {
	event.waitUntil(
		(async () => {
			// Pages of the program before this one come along with their new files: else a new version would end working without a line.
			const fresh = await caches.open(cacheName);
			for (const old of await olderCaches()) {
				for (const { url } of await (await caches.open(old)).keys()) {
					const { pathname } = new URL(url);
					if (nameOf(pathname) !== pathname) continue;
					const page = await fetch(pathname, { cache: 'no-store' });
					if (page.ok) await keep(fresh, pathname, page);
				}
			}
			await worker.skipWaiting();
		})()
	);
});

async function olderCaches(): Promise<string[]> {
	return (await caches.keys()).filter((name) => name.startsWith('vraag-') && name !== cacheName);
}

worker.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			for (const old of await olderCaches()) await caches.delete(old);
			await worker.clients.claim();
		})()
	);
});

worker.addEventListener('message', (event) => {
	const path: unknown = (event.data as { keep?: unknown } | null)?.keep;
	const name = typeof path === 'string' ? nameOf(path) : null;
	if (name === null) return;
	event.waitUntil(
		(async () => {
			const cache = await caches.open(cacheName);
			if (await cache.match(name)) return;
			const page = await fetch(path as string, { cache: 'no-store' }).catch(() => null);
			if (page?.ok) await keep(cache, name, page);
		})()
	);
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	const name = request.mode === 'navigate' ? nameOf(url.pathname) : null;
	if (name !== null) event.respondWith(pageOf(event, name));
	else if (request.mode !== 'navigate' && isOfBuild(url.pathname)) event.respondWith(fileOf(request));
});

/** The page from the server, which is newest; the one that is kept where the line brings none in time. */
async function pageOf(event: FetchEvent, name: string): Promise<Response> {
	const cache = await caches.open(cacheName);
	const kept = await cache.match(name);
	const asked = fetch(event.request);
	event.waitUntil(
		asked
			.then((page) => {
				if (page.ok) return keep(cache, name, page.clone());
				// A link that was replaced opens nothing any more, without a line either.
				if (page.status === 410) return cache.delete(name);
			})
			.catch(() => {})
	);
	if (!kept) return asked;
	const late = new Promise<null>((settle) => setTimeout(settle, patience, null));
	const page = await Promise.race([asked.catch(() => null), late]);
	// A server in trouble has a page that says so: the talks on this phone help more.
	return page === null || page.status >= 500 ? kept : page;
}

async function fileOf(request: Request): Promise<Response> {
	const kept = await caches.match(request);
	return kept ?? fetch(request);
}
