import * as v from 'valibot';
import type { Treatment } from '#shared/protocol/commands.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { exhibitAnswer, exhibitProgress, uploadAnswer, type ExhibitAnswer, type CropQuery, type ExhibitQuery, type UploadAnswer, type UploadQuery } from '#shared/protocol/upload.ts';

/** How long no byte may leave, and how long the server may take to make the pictures, in ms. */
const silentFor = 30_000;
const preparingFor = 120_000;

/** What is told while it goes, and how to break it off. */
export interface Underway {
	/** `sent`: the part of the file that has left, 0 to 1. */
	progress(sent: number): void;
	/** The server made this page, of so many. */
	page?(page: number, of: number): void;
	signal: AbortSignal;
}

/**
 * Sends a picture in one go. `upload.broken` where the line broke or fell silent, or was broken off: then the same
 * again, with the same command id, gives one drawing.
 */
export async function sendPicture(query: UploadQuery, file: Blob, underway: Underway): Promise<UploadAnswer> {
	const { status, body } = await put(`/api/drawing?${new URLSearchParams(query)}`, file, underway);
	return readAnswer(status, body);
}

/** Sends a picture or a PDF for the screen in the same way. Of a PDF each page that was made is told. */
export async function sendExhibit(query: ExhibitQuery, file: File, underway: Underway): Promise<ExhibitAnswer> {
	const { status, body } = await put(`/api/exhibit?${new URLSearchParams(query)}`, file, underway, file.name);
	return readExhibitAnswer(status, body);
}

/** Has the photo of a drawing cut otherwise. `upload.broken` where the line broke: then the same again is one cut. */
export async function sendCrop(query: CropQuery, treatment: Treatment): Promise<UploadAnswer> {
	try {
		const answer = await fetch(`/api/drawing/crop?${new URLSearchParams(query)}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(treatment),
			signal: AbortSignal.timeout(preparingFor)
		});
		return readAnswer(answer.status, await answer.text());
	} catch {
		return readAnswer(0, '');
	}
}

/** @returns status 0 where there was no whole answer. */
function put(address: string, file: Blob, { progress, page, signal }: Underway, name?: string): Promise<{ status: number; body: string }> {
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
		// Lines that come while the server is at work.
		request.onprogress = () => {
			waitAtMost(preparingFor);
			const line = request.responseText.trimEnd().split('\n').at(-1);
			const made = v.safeParse(v.pipe(v.string(), v.parseJson(), exhibitProgress), line);
			if (made.success) page?.(made.output.page, made.output.of);
		};
		let isWhole = false;
		request.onload = () => (isWhole = true);
		request.onloadend = () => {
			clearTimeout(timer);
			settle({ status: isWhole ? request.status : 0, body: request.responseText });
		};
		signal.addEventListener('abort', () => request.abort());
		request.open('PUT', address);
		if (name !== undefined) request.setRequestHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`);
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

/** The same for `/api/exhibit`: the last line is the answer. A body that ends before it was cut off. */
export function readExhibitAnswer(status: number, body: string): ExhibitAnswer {
	if (status === 0) return refuse('upload.broken');
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), exhibitAnswer), body.trimEnd().split('\n').at(-1));
	if (parsed.success) return parsed.output;
	return refuse(status >= 500 || status === 200 ? 'upload.broken' : 'server.fault');
}
