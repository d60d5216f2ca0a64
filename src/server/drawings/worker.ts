import { parentPort } from 'node:worker_threads';
import type { Treatment } from '#shared/protocol/commands.ts';
import { renderPanel, type PanelPicture, type PanelPictureJob } from './panel-picture.ts';
import { renderDrawing, restrictDecoders } from './render.ts';
import type { RenderResult } from './render.ts';

/** What the main thread sends: one file at a time. `panel`: one picture for a strip; else the renditions of a drawing. */
export type RenderJob = { timeLimitMs: number } & ({ panel: PanelPictureJob } | { path: string; treatment: Treatment | undefined });

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only');
const port = parentPort;

restrictDecoders();

port.on('message', (job: RenderJob) => {
	// Whatever throws here is a bug: it ends this thread, and the main thread starts another.
	const made = 'panel' in job ? renderPanel(job.panel, job.timeLimitMs) : renderDrawing(job.path, job.timeLimitMs, job.treatment);
	void made.then((result) => port.postMessage(result, buffersOf(result)));
});

/** Moved, not copied, to the main thread. */
function buffersOf(result: RenderResult | PanelPicture): ArrayBuffer[] {
	if (result.ok && 'bytes' in result) return [result.bytes.buffer];
	return result.ok ? [result.screen.bytes.buffer, result.phone.bytes.buffer, result.thumbnail.bytes.buffer] : [];
}
