import { Worker } from 'node:worker_threads';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { HeicJob, HeicNews } from './heic-worker.ts';

/** A picture in memory: red, green, blue and alpha (0 to 255) of each pixel, row by row from the top left, upright. */
export type DecodedHeic = { ok: true; data: Uint8Array; width: number; height: number };

/**
 * Decodes the first picture of an HEIC file: libvips as sharp brings it along has no HEVC. Each in a thread of its own:
 * what WebAssembly took of memory is given back with the thread alone, and what a bad file does to it ends there.
 * @param limits the most pixels, and the seconds that it may take
 */
export function decodeHeic(path: string, limits: { pixels: number; seconds: number }): Promise<DecodedHeic | Refusal> {
	const job: HeicJob = { path, mostPixels: limits.pixels };
	// A picture has no business with what this program was started with.
	const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), { workerData: job, env: {} });
	worker.unref();
	return new Promise((resolve) => {
		const timer = setTimeout(() => settle(refuse('drawing.tooSlow')), limits.seconds * 1000);
		const settle = (result: DecodedHeic | Refusal) => {
			clearTimeout(timer);
			void worker.terminate();
			resolve(result);
		};
		worker.once('message', (news: HeicNews) => settle(news));
		worker.once('error', () => settle(refuse('drawing.notAPicture')));
		worker.once('exit', () => settle(refuse('drawing.notAPicture')));
	});
}
