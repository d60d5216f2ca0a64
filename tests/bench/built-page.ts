import { resolve } from 'node:path';
import type { BrowserContext, Route } from 'playwright';
import { build, type Plugin } from 'vite';

/** Where pages of benchmarks are; nothing of it goes over a network. */
export const address = 'http://bench.test';

/** By path. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** A page of a folder beside this file, built as the product is. */
export async function buildPage(folder: string, plugins: Plugin[] = []): Promise<Files> {
	const built = await build({
		configFile: false,
		root: resolve(import.meta.dirname, folder),
		logLevel: 'error',
		plugins,
		build: { write: false }
	});
	const outputs = Array.isArray(built) ? built : [built];
	const files = new Map<string, string | Uint8Array>();
	for (const one of outputs) {
		if (!('output' in one)) continue;
		for (const file of one.output) files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
	}
	return files;
}

/**
 * Gives these files to the pages of a context, and the same thumbnail for every drawing.
 * @returns what else was asked for: it got nothing
 */
export async function servePage(context: BrowserContext, files: Files, thumbnail: Buffer): Promise<string[]> {
	const refused: string[] = [];
	await context.route(/^https?:/, (route) => answer(route, files, thumbnail, refused));
	return refused;
}

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css', woff2: 'font/woff2', svg: 'image/svg+xml', json: 'application/json' };

function answer(route: Route, files: Files, thumbnail: Buffer, refused: string[]): Promise<void> {
	const { origin, pathname } = new URL(route.request().url());
	if (origin === address && pathname.startsWith('/tekening/')) {
		return route.fulfill({ body: thumbnail, contentType: 'image/webp', headers: { 'cache-control': 'private, no-store' } });
	}
	const file = origin === address ? files.get(pathname) : undefined;
	if (file === undefined) {
		refused.push(route.request().url());
		return route.abort();
	}
	return route.fulfill({ body: Buffer.from(file), contentType: types[pathname.split('.').pop() ?? ''] ?? 'application/octet-stream' });
}
