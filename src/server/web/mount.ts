import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import { isNoRoom } from '../store/no-room.ts';
import { addressOf } from './address.ts';
import { refuse, REFUSALS, refuseUnread, secure } from './answer.ts';
import type { Pages } from './pages.ts';

/** Takes a request and answers it (true), or leaves it to the next one (false). */
export type Handler = (
	request: IncomingMessage,
	response: ServerResponse
) => boolean | Promise<boolean>;

/** A drawing of 40 MB over a hall's wifi at half a megabit a second; Node itself gives any request five minutes. */
const REQUEST_MS = 15 * 60_000;

export type Mounted = { server: Server; close(): Promise<void> };

/**
 * Makes the program's one HTTP server, not listening yet. It judges address and sender of each
 * request, asks `handle` first and SvelteKit after it. What either throws becomes one answer 500;
 * the server stays up.
 */
export async function mount(options: {
	origin: string | undefined;
	handle: Handler;
	makePages: (server: Server) => Promise<Pages>;
	log: Log;
	/** Says whether an error means a full disk, and remembers it where it can. */
	lacksRoom?: (error: unknown) => boolean;
}): Promise<Mounted> {
	const { lacksRoom = isNoRoom } = options;
	const server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
		answer(request, response).catch((error: unknown) => {
			// A phone that went to sleep half-way is no bug.
			if (request.destroyed && !request.complete) return;
			options.log.error({ err: error }, 'a request failed');
			refuse(request, response, lacksRoom(error) ? REFUSALS.full : REFUSALS.broken);
		});
	});
	// Node ends a request after 5 minutes by itself: a drawing of 40 MB over a slow line takes longer. Uploads have a
	// limit of their own, on silence; headers keep Node's.
	server.requestTimeout = 0;
	server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
		// Who went away, or never finished asking, hears nothing.
		if (error.code === 'ECONNRESET' || error.code === 'ERR_HTTP_REQUEST_TIMEOUT' || !socket.writable) socket.destroy();
		else refuseUnread(socket, error.code === 'HPE_HEADER_OVERFLOW' ? REFUSALS.tooLong : REFUSALS.malformed);
	});
	const pages = await options.makePages(server);

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const result = addressOf(request, options.origin);
		secure(response, result.ok ? result.address : undefined);
		if (!result.ok) return refuse(request, response, REFUSALS[result.code]);
		// What no one can decode is the sender's mistake; the pages would call it ours, with a stack in the log.
		if (!canDecode(request.url ?? '/')) return refuse(request, response, REFUSALS.malformed);
		if (await options.handle(request, response)) return;
		await pages.answer(request, response, result.address);
	}

	return { server, close: () => pages.close() };
}

/** Is every `%` of the path the begin of a character? */
function canDecode(url: string): boolean {
	try {
		decodeURIComponent(url.split('?', 1)[0]!);
		return true;
	} catch {
		return false;
	}
}
