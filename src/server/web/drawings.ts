import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Drawing } from '#shared/evening/drawing.ts';
import type { CommandOf, DrawingVersion } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { mayCommand, type Role } from '#shared/protocol/roles.ts';
import { largestUpload, uploadQuery, type RenditionName, type UploadAnswer } from '#shared/protocol/upload.ts';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { sendRendition } from '../drawings/serve.ts';
import { discardRest } from '../drawings/upload.ts';
import type { LiveEvening } from '../live/evening.ts';
import { sendJson, sendRefusal } from './api.ts';

/** Drawings coming in at `/api/drawing`, and their pictures at `/tekening/<version>/<rendition>`. */
export async function answerDrawings(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	if (url.pathname === '/api/drawing' && request.method === 'PUT') {
		const taken = await takeIn(app, request, url);
		if (taken.ok) sendJson(response, 200, taken);
		else sendRefusal(response, taken);
		return true;
	}
	const asked = /^\/tekening\/([A-Za-z0-9_-]+)\/(screen|phone|thumbnail)$/.exec(url.pathname);
	if (!asked || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
	await showPicture(app, request, response, asked[1]!, asked[2] as RenditionName);
	return true;
}

/** `PUT /api/drawing?seat=…&command=…&drawing=…[&replace=1][&theme=7]`, the body a picture: offers it, or a new version of it. */
async function takeIn(app: App, request: IncomingMessage, url: URL): Promise<UploadAnswer> {
	const query = v.safeParse(uploadQuery, Object.fromEntries(url.searchParams));
	if (!query.success) return unread(request, refuse('message.invalid'));
	const entered = await enter(app, request, query.output.seat);
	if ('ok' in entered) return unread(request, entered);
	const rendered = await app.drawings.receive(request);
	if (!rendered.ok) return rendered;

	const { evening } = entered;
	const offered = await app.drawings.keep(rendered, async (version) => {
		// While the drawing was on its way the link may have been replaced, or the evening destroyed.
		const again = await enter(app, request, query.output.seat);
		if ('ok' in again) return again;
		const { seat } = again;
		return evening.submit(offerOf(query.output, version), { role: seat.role, seat: seat.id, participant: null });
	});
	if (!offered.ok) return offered;
	const { drawing } = query.output;
	const { version } = evening.state.entries.drawing.get(drawing)!;
	return { ok: true, drawing, version: version.id, notes: rendered.notes };
}

/** Refuses before the picture was read. Left alone it would break the line before the answer, and be sent for ever again. */
function unread(request: IncomingMessage, refusal: Refusal): Refusal {
	discardRest(request, largestUpload, 30_000);
	return refusal;
}

/** The seat behind a request, if it may offer drawings. */
async function enter(app: App, request: IncomingMessage, token: string) {
	const browser = browserOf(app.key, request.headers);
	if (browser === null) return refuse('seat.unknown');
	const entered = await app.joining.enter(browser, token);
	if ('ok' in entered) return entered;
	return mayCommand(entered.seat.role, 'drawing.offer') ? entered : refuse('role.notAllowed');
}

function offerOf(
	{ command: id, drawing, replace, theme }: v.InferOutput<typeof uploadQuery>,
	version: DrawingVersion
): CommandOf<'drawing.offer' | 'drawing.replace'> {
	if (replace) return { id, type: 'drawing.replace', drawing, version };
	return { id, type: 'drawing.offer', drawing, version, theme: theme ?? null, title: '', credit: '' };
}

async function showPicture(
	app: App,
	request: IncomingMessage,
	response: ServerResponse,
	version: string,
	rendition: RenditionName
): Promise<void> {
	const found = app.evenings.drawingOf(version);
	const allowed = found !== null && maySee(found.drawing, rolesOf(app, request, found.evening));
	const file = allowed ? await app.drawings.open(found.drawing.version.files[rendition]) : undefined;
	// One answer for what is not there and for what this seat may not see: neither can be told from the other.
	if (file === undefined) return sendRefusal(response, refuse('drawing.unknown'));
	await sendRendition(response, file, 'image/webp');
}

/** The roles that the browser behind a request has in an evening now. */
function rolesOf(app: App, request: IncomingMessage, evening: LiveEvening): Role[] {
	const browser = browserOf(app.key, request.headers);
	return browser === null ? [] : app.seats.ofBrowser(browser, evening.id).map(({ role }) => role);
}

function maySee({ status }: Drawing, roles: Role[]): boolean {
	switch (status) {
		case 'wall':
			return roles.length > 0;
		case 'offered':
			return roles.some((role) => role === 'illustrator' || role === 'facilitator');
		case 'withdrawn':
			return false;
	}
}
