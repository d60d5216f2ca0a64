import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { detailsOf } from '#shared/evening/state.ts';
import type { EveningFileAnswer } from '#shared/protocol/upload.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { eveningFileName, largestEveningFile } from '../copies/file-format.ts';
import { discardRest, receiveUpload } from '../drawings/upload.ts';
import { refuse as refuseAsPage, REFUSALS } from './answer.ts';
import { sendJson, sendRefusal } from './api.ts';
import { sits } from './results.ts';

/** For its facilitators `GET /avond/<evening>.avond[?voor=<public key of a server>]`, the evening as one file; for who is signed in `PUT /api/evening-file`. */
export async function answerEveningFiles(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	if (url.pathname === '/api/evening-file' && request.method === 'PUT') {
		const taken = await takeIn(app, request, url.searchParams.get('replace'));
		if (taken.ok) sendJson(response, 200, taken);
		else sendRefusal(response, taken);
		return true;
	}
	const asked = /^\/avond\/([A-Za-z0-9_-]+)\.avond$/.exec(url.pathname);
	if (!asked || request.method !== 'GET') return false;
	await give(app, request, response, asked[1]!, url.searchParams.get('voor') ?? '');
	return true;
}

async function give(app: App, request: IncomingMessage, response: ServerResponse, id: string, forServer: string): Promise<void> {
	const evening = app.evenings.get(id);
	// One answer for an evening that is not there and for one that is none of theirs.
	if (evening === null || !sits(app, request, id, ['facilitator'])) return refuseAsPage(request, response, REFUSALS.fileOfOthers);
	const written = await app.eveningFiles.write(evening, forServer);
	if (!written.ok) return sendRefusal(response, written);
	const { path, lacking } = written;
	try {
		if (lacking > 0) app.log.warn({ lacking }, 'pictures that an evening names were not there for its file');
		const { code, date } = detailsOf(evening.state);
		response.writeHead(200, {
			'Content-Type': 'application/octet-stream',
			'Content-Length': (await stat(path)).size,
			'Content-Disposition': `attachment; filename="${eveningFileName(code, date)}"`,
			'Cache-Control': 'private, no-store'
		});
		await pipeline(createReadStream(path), response).catch(() => {
			// Who went away half-way asks again.
		});
	} finally {
		await rm(path, { force: true });
	}
}

/**
 * `PUT /api/evening-file[?replace=<evening>]`, the body the file. `replace`: the evening that may be replaced, once somebody
 * was asked.
 */
async function takeIn(app: App, request: IncomingMessage, replace: string | null): Promise<EveningFileAnswer> {
	const account = accountOf(app, request);
	if (account === null) {
		// Left alone the line would break before the answer.
		discardRest(request, largestEveningFile, 30_000);
		return refuse('seat.revoked');
	}
	const upload = await receiveUpload(request, app.drawings.temporaryFolder, { limitBytes: largestEveningFile });
	if (!upload.ok) return asOfEvening(upload);
	try {
		// While the file was on its way somebody may have signed out.
		if (accountOf(app, request) !== account) return refuse('seat.revoked');
		const taken = await app.eveningFiles.take(upload.path, replace, account);
		return taken.ok ? { ok: true, evening: taken.evening.id, command: taken.command } : taken;
	} finally {
		await rm(upload.path, { force: true });
	}
}

/** What the intake of pictures refuses, said of an evening. */
function asOfEvening(refusal: Refusal): Refusal {
	switch (refusal.code) {
		case 'drawing.tooLarge':
			return refuse('eveningFile.tooLarge', { most: largestEveningFile / 1024 ** 2 });
		case 'upload.broken':
			return refuse('eveningFile.broken');
		case 'drawing.kind':
		case 'drawing.project':
		case 'drawing.notAPicture':
			return refuse('eveningFile.foreign');
		default:
			return refusal;
	}
}

function accountOf(app: App, request: IncomingMessage): string | null {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	return browser === null ? null : (app.staff.accountOf(browser)?.id ?? null);
}
