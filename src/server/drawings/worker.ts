import { parentPort } from 'node:worker_threads';
import type { Treatment } from '#shared/protocol/commands.ts';
import { renderDrawing, restrictDecoders } from './render.ts';
import type { RenderResult } from './render.ts';

/** What the main thread sends: one file at a time. */
export type RenderJob = { path: string; timeLimitMs: number; treatment?: Treatment | undefined };

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only');
const port = parentPort;

restrictDecoders();

port.on('message', (job: RenderJob) => {
	// Whatever throws here is a bug: it ends this thread, and the main thread starts another.
	void renderDrawing(job.path, job.timeLimitMs, job.treatment).then((result) => port.postMessage(result, buffersOf(result)));
});

/** Moved, not copied, to the main thread. */
function buffersOf(result: RenderResult): ArrayBuffer[] {
	return result.ok ? [result.screen.bytes.buffer, result.phone.bytes.buffer, result.thumbnail.bytes.buffer] : [];
}
