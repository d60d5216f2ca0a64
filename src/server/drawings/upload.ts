import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { isDiskFull } from './disk.ts';

export type UploadResult = { ok: true; path: string; bytes: number } | Refusal;

/**
 * Streams a request's raw body to a new file in `temporaryFolder`; the caller removes that file
 * when done with it. After a refusal nothing is left on disk, and the caller answers at once: what
 * the browser still sends is thrown away meanwhile, so that it gets to read the answer.
 * Throws only what the disk throws besides being full.
 * @param options.limitBytes the largest body that is taken
 * @param options.stallMs how long no byte may come, 30 seconds unless told
 */
export async function receiveUpload(
	request: IncomingMessage,
	temporaryFolder: string,
	options: { limitBytes: number; stallMs?: number }
): Promise<UploadResult> {
	const { limitBytes, stallMs = 30_000 } = options;
	const result =
		refusalByHeaders(request, limitBytes) ?? (await receiveBody(request, temporaryFolder, limitBytes, stallMs));
	if (!result.ok) discardRest(request, limitBytes, stallMs);
	return result;
}

/** A browser names the type of the file that was chosen; a missing type is judged by the content later. */
function refusalByHeaders(request: IncomingMessage, limitBytes: number): Refusal | undefined {
	const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	if (/zip|procreate|photoshop|krita|xcf/.test(type)) return refuse('drawing.project');
	if (!/^($|application\/(octet-stream|pdf)$|image\/)/.test(type)) return refuse('drawing.notAPicture');
	if (Number(request.headers['content-length'] ?? 0) > limitBytes) return refuse('drawing.tooLarge');
	return undefined;
}

async function receiveBody(
	request: IncomingMessage,
	temporaryFolder: string,
	limitBytes: number,
	stallMs: number
): Promise<UploadResult> {
	const path = join(temporaryFolder, `${randomUUID()}.upload`);
	let file: FileHandle | undefined;
	let result: UploadResult | undefined;
	try {
		file = await open(path, 'wx');
		result = await copyBody(request, file, path, limitBytes, stallMs);
		return result;
	} catch (error) {
		if (isDiskFull(error)) return refuse('disk.full');
		throw error;
	} finally {
		await file?.close();
		if (!result?.ok) await rm(path, { force: true });
	}
}

async function copyBody(
	request: IncomingMessage,
	file: FileHandle,
	path: string,
	limitBytes: number,
	stallMs: number
): Promise<UploadResult> {
	// Kept alive on an early end: destroying the request would close the connection before the answer.
	const chunks: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false });
	let bytes = 0;
	for (;;) {
		const next = await nextChunk(chunks, stallMs);
		if (next === 'lost') return refuse('upload.broken');
		if (next.done) return request.complete ? { ok: true, path, bytes } : refuse('upload.broken');
		bytes += next.value.length;
		if (bytes > limitBytes) {
			await chunks.return?.();
			return refuse('drawing.tooLarge');
		}
		try {
			await file.writeFile(next.value);
		} catch (error) {
			await chunks.return?.();
			throw error;
		}
	}
}

/** The next piece of the body, or `lost` when the connection breaks or no byte comes for `stallMs`. */
async function nextChunk(chunks: AsyncIterator<Buffer>, stallMs: number): Promise<IteratorResult<Buffer> | 'lost'> {
	let timer: NodeJS.Timeout | undefined;
	const stalled = new Promise<'lost'>((resolve) => {
		timer = setTimeout(() => resolve('lost'), stallMs);
	});
	// A broken connection is the only error that reading a request gives.
	const next = chunks.next().catch(() => 'lost' as const);
	try {
		return await Promise.race([next, stalled]);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Reads what is still coming to nowhere, within bounds: closing at once would make a browser report
 * a lost connection instead of our answer, and reading on for ever would be a way to hold us busy.
 */
export function discardRest(request: IncomingMessage, limitBytes: number, graceMs: number): void {
	if (request.destroyed || request.readableEnded) return;
	let left = limitBytes;
	const timer = setTimeout(() => request.destroy(), graceMs).unref();
	request.on('data', (chunk: Buffer) => {
		left -= chunk.length;
		if (left < 0) request.destroy();
	});
	request.once('close', () => clearTimeout(timer));
	request.resume();
}
