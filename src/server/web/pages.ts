import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Address } from './address.ts';
import { StartRefusal } from '../start-refusal.ts';

/** SvelteKit, ready to answer whatever no other handler took. */
export type Pages = {
	answer(request: IncomingMessage, response: ServerResponse, address: Address): Promise<void>;
	close(): Promise<void>;
};

type Middleware = (
	request: IncomingMessage,
	response: ServerResponse,
	next: (error?: unknown) => void
) => unknown;

const ROOT = resolve(import.meta.dirname, '../../..');
const PROTOCOL_HEADER = 'x-wijkverhaal-protocol';
const HOST_HEADER = 'x-wijkverhaal-host';

/**
 * Loads the pages that `npm run build` made.
 * @throws {StartRefusal} when they were not built.
 */
export async function builtPages(): Promise<Pages> {
	// Set before the import: the adapter reads them once, and without them takes https for the
	// protocol, so that every form over plain http is refused as cross-site.
	process.env['KIT_PROTOCOL_HEADER'] = PROTOCOL_HEADER;
	process.env['KIT_HOST_HEADER'] = HOST_HEADER;
	const file = resolve(ROOT, 'build/handler.js');
	if (!existsSync(file)) {
		throw new StartRefusal('De pagina’s zijn nog niet gebouwd. Start met: npm start');
	}
	const module: { handler: Middleware } = await import(pathToFileURL(file).href);
	return {
		answer(request, response, address) {
			// Overwrites what a client sent under these names.
			request.headers[PROTOCOL_HEADER] = address.protocol;
			request.headers[HOST_HEADER] = address.host;
			// The framework refuses a form without an Origin; addressOf already judged this one.
			if (request.method !== 'GET' && request.method !== 'HEAD') {
				request.headers.origin ??= `${address.protocol}://${address.host}`;
			}
			return run(module.handler, request, response);
		},
		close: () => Promise.resolve()
	};
}

/** The same pages straight from the source, by Vite, which reloads them through the same server. */
export async function sourcePages(server: Server): Promise<Pages> {
	const { createServer } = await import('vite');
	const vite = await createServer({
		root: ROOT,
		appType: 'custom',
		server: { middlewareMode: true, hmr: { server } }
	});
	return {
		answer: (request, response) => run(vite.middlewares, request, response),
		close: () => vite.close()
	};
}

/** Settles when the answer is given, or fails with what the middleware failed with. */
function run(
	middleware: Middleware,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	return new Promise((settle, fail) => {
		response.once('close', settle);
		const next = (error?: unknown) => {
			if (error !== undefined) return fail(error);
			response.statusCode = 404;
			response.end();
		};
		Promise.resolve(middleware(request, response, next)).catch(fail);
	});
}
