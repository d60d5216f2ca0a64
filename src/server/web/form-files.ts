import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { mayReadRaw } from '#shared/programme/collection/roles.ts';
import { formFileAsk, type FormFileLine } from '#shared/protocol/form-file.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { largestFormFile } from '../collection/import/read-file.ts';
import { discardRest } from '../drawings/upload.ts';
import { sendRefusal } from './api.ts';

/** A stalled upload is given up after so many ms of silence. */
const silenceMs = 30_000;

/**
 * For project leader and checker: `POST /api/form-file/<area>?ask=<FormFileAsk as JSON>&name=<file name>`, the body the
 * file. Answers line by line (`FormFileLine`), so that the page can say how far it is. Nothing of the file is kept until it is taken in.
 */
export async function answerFormFiles(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	const [, area] = /^\/api\/form-file\/([A-Za-z0-9_-]{8,36})$/.exec(url.pathname) ?? [];
	if (area === undefined || request.method !== 'POST') return false;
	const account = accountOf(app, request);
	if (account === null || !mayReadRaw(app.programme.rolesOf(account, area))) {
		// Left alone the line would break before the answer.
		discardRest(request, largestFormFile, silenceMs);
		sendRefusal(response, refuse(account === null ? 'seat.revoked' : 'person.roleLacks'));
		return true;
	}
	const ask = askOf(url.searchParams.get('ask'));
	if (ask === null) {
		discardRest(request, largestFormFile, silenceMs);
		sendRefusal(response, refuse('message.invalid'));
		return true;
	}
	const bytes = await bodyOf(request);
	if (bytes === null) {
		discardRest(request, 2 * largestFormFile, silenceMs);
		sendRefusal(response, refuse('formFile.tooLarge', { most: largestFormFile / 1024 ** 2 }));
		return true;
	}
	response.writeHead(200, { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'private, no-store' });
	const write = (line: FormFileLine) => response.write(`${JSON.stringify(line)}\n`);
	const name = (url.searchParams.get('name') ?? '').slice(0, 200);
	write(await app.imports.read({ bytes, name }, ask, area, account, (progress) => write({ progress })));
	response.end();
	return true;
}

/** @returns the body, or null for what is too large: the rest of it is still to come. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
	const chunks: Buffer[] = [];
	let length = 0;
	request.setTimeout(silenceMs, () => request.destroy());
	// Not `for await`: leaving that loop would break the line before the answer.
	return new Promise((resolve, reject) => {
		const take = (chunk: Buffer): void => {
			length += chunk.length;
			if (length > largestFormFile) {
				request.off('data', take);
				resolve(null);
			} else chunks.push(chunk);
		};
		request.on('data', take);
		request.once('end', () => {
			// The thread may take longer to read than a line may be silent.
			request.setTimeout(0);
			resolve(Buffer.concat(chunks));
		});
		request.once('error', reject);
		request.once('aborted', () => reject(new Error('The upload was broken off')));
	});
}

function askOf(json: string | null) {
	try {
		const parsed = v.safeParse(formFileAsk, JSON.parse(json ?? ''));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}

function accountOf(app: App, request: IncomingMessage): string | null {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	return browser === null ? null : (app.staff.accountOf(browser)?.id ?? null);
}
