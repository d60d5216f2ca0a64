import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import decodeHeic from 'heic-decode';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { DecodedHeic } from './heic.ts';

/** What this thread is asked, once. */
export type HeicJob = { path: string; mostPixels: number };

/** What it tells, once. */
export type HeicNews = DecodedHeic | Refusal;

if (parentPort === null) throw new Error('heic-worker.ts runs as a worker thread only');
const port = parentPort;

/**
 * The part (0 to 1) of a picture that the decoder left as it was for want of readable data, without a word: brightness and
 * both colours 0, which no camera makes. By any of the standards' matrices that is a green without red and blue.
 */
function lostPart(data: Uint8Array, width: number, height: number): number {
	const greens = new Map<number, number>();
	let count = 0;
	for (let y = 0; y < height; y += 8) {
		for (let at = y * width * 4; at < (y + 1) * width * 4; at += 32, count++) {
			const green = data[at + 1]!;
			if (data[at] === 0 && data[at + 2] === 0 && green > 60 && green < 170) greens.set(green, (greens.get(green) ?? 0) + 1);
		}
	}
	return Math.max(0, ...greens.values()) / count;
}

port.once('message', async ({ path, mostPixels }: HeicJob) => {
	// Whatever throws here ends this thread, and is a picture that can't be opened.
	const [picture] = await decodeHeic.all({ buffer: readFileSync(path) });
	if (!picture) throw new Error('No picture in it');
	if (picture.width * picture.height > mostPixels) return port.postMessage(refuse('drawing.tooManyPixels') satisfies HeicNews);
	const { data, width, height } = await picture.decode();
	const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
	if (lostPart(bytes, width, height) > 0.01) port.postMessage(refuse('drawing.truncated') satisfies HeicNews);
	else port.postMessage({ ok: true, data: bytes, width, height } satisfies HeicNews, [bytes.buffer as ArrayBuffer]);
});
