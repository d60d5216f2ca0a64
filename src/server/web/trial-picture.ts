import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { TrialPictureAnswer } from '#shared/protocol/preflight.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import type { RenderedDrawing } from '../drawings/render.ts';
import type { LiveEvening } from '../live/evening.ts';
import { sendJson, sendRefusal } from './api.ts';
import { enterToGive, unread } from './seat-of-request.ts';

/**
 * `PUT /api/trial-picture?seat=…`, the body a picture: goes the whole way of a drawing (received, rendered, put on disk,
 * read back) and is offered to no evening, so that nothing of it stays. For who may bring pictures for the screen.
 */
export async function answerTrialPicture(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	if (url.pathname !== '/api/trial-picture' || request.method !== 'PUT') return false;
	const answer = await tryOut(app, request, url.searchParams.get('seat') ?? '');
	if (answer.ok) sendJson(response, 200, answer);
	else sendRefusal(response, answer.parameters ? { ...answer, parameters: answer.parameters } : refuse(answer.code));
	return true;
}

async function tryOut(app: App, request: IncomingMessage, seat: string): Promise<TrialPictureAnswer> {
	const entered = await enterToGive(app, request, seat, 'exhibit.add');
	if ('ok' in entered) return unread(request, entered);
	return app.drawings.receive(request, (rendered) => keptFor(app, rendered, entered.evening));
}

async function keptFor(app: App, rendered: RenderedDrawing, evening: LiveEvening): Promise<TrialPictureAnswer> {
	let thumbnail = '';
	const kept = await app.drawings.keep(rendered, async ({ files }) => {
		const file = await app.drawings.open(files.thumbnail);
		if (file === undefined) return refuse('server.fault');
		thumbnail = `data:image/webp;base64,${(await readFile(file.path)).toString('base64')}`;
		// Said to be offered, named by no evening: the files go when this is answered.
		return { ok: true, seq: evening.state.seq };
	});
	if (!kept.ok) return refuse(kept.code, kept.parameters);
	return { ok: true, width: rendered.screen.width, height: rendered.screen.height, thumbnail };
}
