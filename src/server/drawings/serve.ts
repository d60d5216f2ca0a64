import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/**
 * Answers a GET or HEAD with a rendition; the caller has checked that this seat may see it.
 * A file that was withdrawn in between gives an empty 404. Resolves when the answer was sent or the
 * other side left; throws what the disk throws.
 * @param file its path, and its size in bytes
 * @param type the media type, such as `image/webp`
 */
export async function sendRendition(
	response: ServerResponse,
	file: { path: string; size: number },
	type: string
): Promise<void> {
	// A withdrawn drawing must not live on in a cache, and nothing in a file may ever run as a page.
	response.setHeader('Cache-Control', 'private, no-store');
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('Content-Security-Policy', "default-src 'none'");

	// Opened before the first header is sent: after that there is no way left to say 'gone'.
	const handle = await open(file.path, 'r').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (handle === undefined) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, {
		'Content-Type': type,
		'Content-Length': file.size,
		'Content-Disposition': 'inline'
	});
	if (response.req.method === 'HEAD') {
		await handle.close();
		response.end();
		return;
	}
	// Left while the file was opened: piping into a closed connection would leave the file open.
	if (response.destroyed) {
		await handle.close();
		return;
	}
	try {
		await pipeline(handle.createReadStream(), response);
	} catch (error) {
		// A phone that walks out of the wifi is no error of ours.
		if (!response.destroyed || !hasLeft(error)) throw error;
	}
}

function hasLeft(error: unknown): boolean {
	const codes = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];
	return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
