import { Worker } from 'node:worker_threads';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { HeicJob, HeicNews } from './heic-worker.ts';

/** A picture in memory: red, green, blue and alpha (0 to 255) of each pixel, row by row from the top left, upright. */
export type DecodedHeic = { ok: true; data: Uint8Array; width: number; height: number };

/** Begun when the one before was done: its program takes a fifth of a second to load. */
let waiting: Worker | undefined;

/** So that the first one does not wait for that. */
export function prepareHeic(): void {
	waiting ??= startDecoder();
}

function startDecoder(): Worker {
	// A picture has no business with what this program was started with.
	const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), { env: {} });
	worker.unref();
	worker.once('exit', () => {
		if (waiting === worker) waiting = undefined;
	});
	return worker;
}

/**
 * Decodes the first picture of an HEIC file: libvips as sharp brings it along has no HEVC. Each in a thread of its own:
 * what WebAssembly took of memory is given back with the thread alone, and what a bad file does to it ends there.
 * @param limits the most pixels, and the seconds that it may take
 */
export function decodeHeic(path: string, limits: { pixels: number; seconds: number }): Promise<DecodedHeic | Refusal> {
	const worker = waiting ?? startDecoder();
	waiting = undefined;
	worker.postMessage({ path, mostPixels: limits.pixels } satisfies HeicJob);
	return new Promise((resolve) => {
		const timer = setTimeout(() => settle(refuse('drawing.tooSlow')), limits.seconds * 1000);
		const settle = (result: DecodedHeic | Refusal) => {
			clearTimeout(timer);
			void worker.terminate();
			prepareHeic();
			resolve(result);
		};
		worker.once('message', (news: HeicNews) => settle(news));
		worker.once('error', () => settle(refuse('drawing.notAPicture')));
		worker.once('exit', () => settle(refuse('drawing.notAPicture')));
	});
}
