import * as v from 'valibot';
import { refuse } from '#shared/protocol/refusals.ts';
import { uploadAnswer, type UploadAnswer, type UploadQuery } from '#shared/protocol/upload.ts';

/** How long no byte may leave, and how long the server may take to make the pictures, in ms. */
const silentFor = 30_000;
const preparingFor = 120_000;

/** What is told while it goes, and how to break it off. */
export interface Underway {
	/** `sent`: the part of the file that has left, 0 to 1. */
	progress(sent: number): void;
	signal: AbortSignal;
}

/**
 * Sends a picture in one go. `upload.broken` where the line broke or fell silent, or was broken off: then the same
 * again, with the same command id, gives one drawing.
 */
export function sendPicture(query: UploadQuery, file: Blob, { progress, signal }: Underway): Promise<UploadAnswer> {
	return new Promise((settle) => {
		// Not fetch: that tells nothing of what has left.
		const request = new XMLHttpRequest();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const waitAtMost = (ms: number) => {
			clearTimeout(timer);
			timer = setTimeout(() => request.abort(), ms);
		};
		request.upload.onprogress = ({ loaded }) => {
			waitAtMost(silentFor);
			progress(file.size === 0 ? 1 : loaded / file.size);
		};
		request.upload.onload = () => {
			waitAtMost(preparingFor);
			progress(1);
		};
		request.onloadend = () => {
			clearTimeout(timer);
			settle(readAnswer(request.status, request.responseText));
		};
		signal.addEventListener('abort', () => request.abort());
		request.open('PUT', `/api/drawing?${new URLSearchParams(query)}`);
		request.send(file);
		waitAtMost(silentFor);
	});
}

/** @param status of HTTP; 0 where there was no answer. */
export function readAnswer(status: number, body: string): UploadAnswer {
	if (status === 0) return refuse('upload.broken');
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), uploadAnswer), body);
	if (parsed.success) return parsed.output;
	// Not ours: what stands between us and the server answered, as it does while the server starts again.
	return refuse(status >= 500 ? 'upload.broken' : 'server.fault');
}
