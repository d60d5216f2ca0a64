import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Drawing } from '#shared/evening/drawing.ts';
import type { CommandOf, DrawingVersion } from '#shared/protocol/commands.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { uploadQuery, type RenditionName, type UploadAnswer } from '#shared/protocol/upload.ts';
import type { App } from '../app.ts';
import { sendRendition } from '../drawings/serve.ts';
import { sendJson, sendRefusal } from './api.ts';
import { enterToGive, rolesOf, unread } from './seat-of-request.ts';

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
	const entered = await enterToGive(app, request, query.output.seat, 'drawing.offer');
	if ('ok' in entered) return unread(request, entered);
	const rendered = await app.drawings.receive(request);
	if (!rendered.ok) return rendered;

	const { evening } = entered;
	const offered = await app.drawings.keep(rendered, async (version) => {
		// While the drawing was on its way the link may have been replaced, or the evening destroyed.
		const again = await enterToGive(app, request, query.output.seat, 'drawing.offer');
		if ('ok' in again) return again;
		const { seat } = again;
		return evening.submit(offerOf(query.output, version), { role: seat.role, seat: seat.id, participant: null });
	});
	if (!offered.ok) return offered;
	const { drawing } = query.output;
	const { version } = evening.state.entries.drawing.get(drawing)!;
	return { ok: true, drawing, version: version.id, notes: rendered.notes };
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
