import type { Server } from 'node:http';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Handler } from './web/mount.ts';

/** The one running app, shared by sockets, handlers and pages. */
export type App = {
	/** Hangs live connections on the server. */
	attach(server: Server): void;
	/** Answers what is no page. */
	handle: Handler;
	/** The link for the first facilitator, while there is none: a path that starts with `/`. */
	setUpLink(): Promise<string | undefined>;
	/** Ends connections and work under way; what was acknowledged is on disk. */
	close(): Promise<void>;
};

export function createApp(_config: Config, _log: Log): Promise<App> {
	return Promise.resolve({
		attach() {},
		handle(request, response) {
			if (request.method !== 'GET' || request.url !== '/health') return false;
			response.setHeader('Content-Type', 'application/json');
			response.end('{"ok":true}');
			return true;
		},
		setUpLink: () => Promise.resolve(undefined),
		close: () => Promise.resolve()
	});
}
