import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { takesGzip } from './compress.ts';

/**
 * `GET /huisstijl/<name>/<version>/<stijl.css|logo.svg|….woff2>`: for everyone, as the welcome of a phone that is not in
 * yet has the style too. What is asked for under an old version is given as it is now.
 */
export async function answerHouseStyle(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const path = (request.url ?? '/').split('?', 1)[0]!;
	const [, style, name] = /^\/huisstijl\/([a-z0-9-]+\/[0-9a-f]{8})\/([\w-]+\.(?:css|svg|woff2))$/.exec(path) ?? [];
	if (style === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
	// Opened by itself a logo is a page of this origin: nothing in it may run, load, or name itself one of ours.
	response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	const found = await app.houseStyles.file(style, name!);
	if (!found) {
		response.setHeader('Cache-Control', 'no-store');
		response.writeHead(404).end();
		return true;
	}
	const { file, current } = found;
	response.setHeader('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-store');
	const zipped = takesGzip(request.headers['accept-encoding']) ? file.zipped : undefined;
	if (file.zipped) response.setHeader('Vary', 'Accept-Encoding');
	if (zipped) response.setHeader('Content-Encoding', 'gzip');
	const body = zipped ?? file.body;
	response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': body.length });
	response.end(request.method === 'HEAD' ? undefined : body);
	return true;
}
