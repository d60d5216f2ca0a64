import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import decodeHeic from 'heic-decode';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { DecodedHeic } from './heic.ts';

/** What this thread is made with. */
export type HeicJob = { path: string; mostPixels: number };

/** What it tells, once. */
export type HeicNews = DecodedHeic | Refusal;

if (parentPort === null) throw new Error('heic-worker.ts runs as a worker thread only');
const port = parentPort;
const { path, mostPixels } = workerData as HeicJob;

// Whatever throws here ends this thread, and is a picture that can't be opened.
const [picture] = await decodeHeic.all({ buffer: readFileSync(path) });
if (!picture) throw new Error('No picture in it');
if (picture.width * picture.height > mostPixels) port.postMessage(refuse('drawing.tooManyPixels') satisfies HeicNews);
else {
	const { data, width, height } = await picture.decode();
	const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
	port.postMessage({ ok: true, data: bytes, width, height } satisfies HeicNews, [bytes.buffer as ArrayBuffer]);
}
