import type { DetailedError } from 'tus-js-client';
import * as v from 'valibot';
import type { Treatment } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { exhibitAnswer, exhibitProgress, uploadAnswer, type ExhibitAnswer, type CropQuery, type ExhibitQuery, type UploadAnswer, type UploadQuery } from '#shared/protocol/upload.ts';

/** How long no byte may leave, and how long the server may take to make the pictures, in ms. */
const silentFor = 30_000;
const preparingFor = 120_000;

/** 'begun': the server may have part of the file; 'brought': it has all of it, and may have made a drawing of it. */
export type Stage = 'new' | 'begun' | 'brought';

/** What is told while it goes, and how to break it off. */
export interface Underway {
	/** `sent`: the part of the file that has left, 0 to 1. */
	progress(sent: number): void;
	/** The server made this page, of so many. */
	page?(page: number, of: number): void;
	/** How far it came before. */
	stage: Stage;
	reach(stage: Stage): void;
	signal: AbortSignal;
}

/**
 * Sends a picture: first the file, in as many pieces as the line breaks it into, then what it is for. `upload.broken`
 * where the line broke or fell silent, or was broken off: then the same again goes on where it stopped, and gives one
 * drawing.
 */
export async function sendPicture(query: UploadQuery, file: File, underway: Underway): Promise<UploadAnswer> {
	const offer = () => put(`/api/drawing?${new URLSearchParams({ ...query, brought: '1' })}`, new Blob(), underway);
	if (underway.stage === 'brought') {
		const { status, body } = await offer();
		const answer = readAnswer(status, body);
		// Also where it was a drawing already and only the answer was lost. Else the server has it no more.
		if (status === 0 || answer.ok || answer.code !== 'upload.broken') return answer;
		underway.reach('begun');
	}
	const refusal = await bring(query, file, underway);
	if (refusal) return refusal;
	underway.reach('brought');
	const { status, body } = await offer();
	return readAnswer(status, body);
}

/** Brings a file to the server by the tus protocol. */
async function bring({ seat, command }: UploadQuery, file: File, { progress, stage, reach, signal }: Underway): Promise<Refusal | null> {
	// Not before it is needed, and never on the server: there the package takes over the signals of the whole process.
	const tus = await import('tus-js-client').catch(() => null);
	if (tus === null || signal.aborted) return refuse('upload.broken');
	return new Promise((settle) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const end = (outcome: Refusal | null) => {
			clearTimeout(timer);
			signal.removeEventListener('abort', forgetIt);
			settle(outcome);
		};
		/** @param forget what arrived is of no use any more */
		const breakOff = (forget: boolean) => {
			// One that can't be told stays there for a day.
			void bringing.abort(forget).catch(() => {});
			end(refuse('upload.broken'));
		};
		const wait = () => {
			clearTimeout(timer);
			timer = setTimeout(() => breakOff(false), silentFor);
		};
		const bringing = new tus.Upload(file, {
			endpoint: `/api/upload?${new URLSearchParams({ seat, command })}`,
			// Asking for one that never began is an error in a browser's console.
			...(stage !== 'new' && { uploadUrl: `/api/upload/${command}` }),
			// When to try again is not for one file to say, and where it stopped is kept beside the file.
			retryDelays: null,
			storeFingerprintForResuming: false,
			onProgress: (sent, all) => {
				wait();
				progress(all === 0 ? 1 : sent / all);
			},
			onError: (error) => {
				const answer = 'originalResponse' in error ? (error as DetailedError).originalResponse : null;
				const refusal = readAnswer(answer?.getStatus() ?? 0, answer?.getBody() ?? '');
				// Answers of the protocol's own are no words for people: the next try begins where this one ended.
				end(refusal.ok || refusal.code === 'server.fault' ? refuse('upload.broken') : refusal);
			},
			onSuccess: () => end(null)
		});
		const forgetIt = () => breakOff(true);
		signal.addEventListener('abort', forgetIt);
		wait();
		if (stage === 'new') reach('begun');
		bringing.start();
	});
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
