import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Drawing } from '#shared/evening/drawing.ts';
import { treatment, type CommandOf, type DrawingVersion } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { mayCommand, type Role } from '#shared/protocol/roles.ts';
import { beginQuery, cropQuery, uploadQuery, type RenditionName, type UploadAnswer, type UploadNote } from '#shared/protocol/upload.ts';
import type { App } from '../app.ts';
import type { ReceivedDrawing } from '../drawings/drawings.ts';
import { incomingPath } from '../drawings/incoming.ts';
import { sendRendition } from '../drawings/serve.ts';
import type { LiveEvening } from '../live/evening.ts';
import { readJson, sendJson, sendRefusal, statusOf } from './api.ts';
import { enterToGive, holds, rolesOf, unread } from './seat-of-request.ts';

/** Drawings coming in at `/api/drawing`, in pieces before that at `/api/upload`, and their pictures at `/tekening/<version>/<rendition>`. */
export async function answerDrawings(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	if (url.pathname === incomingPath && request.method === 'POST') {
		const refusal = await begin(app, request, response, url);
		if (refusal) sendRefusal(response, unread(request, refusal));
		return true;
	}
	// No GET: what arrived is for the server alone.
	if (url.pathname.startsWith(`${incomingPath}/`) && ['HEAD', 'PATCH', 'DELETE'].includes(request.method ?? '')) {
		if (await isOfAnother(app, request, url.pathname.slice(incomingPath.length + 1))) sendRefusal(response, unread(request, refuse('seat.unknown')));
		else await app.incoming.goOn(request, response);
		return true;
	}
	if (url.pathname === '/api/drawing' && request.method === 'PUT') {
		const taken = await takeIn(app, request, url);
		if (taken.ok) sendJson(response, 200, taken);
		else sendRefusal(response, taken);
		return true;
	}
	if (url.pathname === '/api/drawing/crop' && request.method === 'POST') {
		const taken = await cut(app, request, url);
		if (taken.ok) sendJson(response, 200, taken);
		else sendRefusal(response, taken);
		return true;
	}
	const photo = /^\/tekening\/([A-Za-z0-9_-]+)\/photo$/.exec(url.pathname);
	if (photo && request.method === 'GET') {
		await showPhoto(app, request, response, photo[1]!);
		return true;
	}
	const asked = /^\/tekening\/([A-Za-z0-9_-]+)\/(screen|phone|thumbnail)$/.exec(url.pathname);
	if (!asked || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
	await showPicture(app, request, response, asked[1]!, asked[2] as RenditionName);
	return true;
}

/** Does a file that is arriving belong to a seat that this browser does not have (any more)? */
async function isOfAnother(app: App, request: IncomingMessage, id: string): Promise<boolean> {
	const owner = await app.incoming.ownerOf(id);
	return owner !== undefined && !holds(app, request, owner);
}

/** `POST /api/upload?seat=…&command=…`: a file begins to arrive in pieces. @returns why it may not */
async function begin(app: App, request: IncomingMessage, response: ServerResponse, url: URL): Promise<Refusal | undefined> {
	const query = v.safeParse(beginQuery, Object.fromEntries(url.searchParams));
	if (!query.success) return refuse('message.invalid');
	const { seat, command: id } = query.output;
	const entered = await enterToGive(app, request, seat, 'drawing.offer');
	if ('ok' in entered) return entered;
	if (await isOfAnother(app, request, id)) return refuse('seat.unknown');
	await app.incoming.begin(request, response, { id, evening: entered.evening.id, seat: entered.seat.id });
	return undefined;
}

/**
 * `PUT /api/drawing?seat=…&command=…&drawing=…[&brought=1][&replace=1[&stage=1][&from=…]][&theme=7][&page=2]`, the body a picture or a PDF unless
 * that came by `/api/upload`: offers it, or a new version or stage of it.
 */
async function takeIn(app: App, request: IncomingMessage, url: URL): Promise<UploadAnswer> {
	const query = v.safeParse(uploadQuery, Object.fromEntries(url.searchParams));
	if (!query.success) return unread(request, refuse('message.invalid'));
	const entered = await enterToGive(app, request, query.output.seat, 'drawing.offer');
	if ('ok' in entered) return unread(request, entered);
	const { evening, seat } = entered;
	const { seat: token, command, drawing, brought, page } = query.output;
	const taken = (notes: UploadNote[] = []) => ({ ok: true as const, drawing, version: versionBy(evening, command, drawing), notes });
	if (evening.hasAccepted(seat.id, command)) {
		if (!evening.state.entries.drawing.has(drawing)) return unread(request, refuse('drawing.unknown'));
		// The answer was lost on its way: nothing has to be sent again.
		await app.incoming.remove(command);
		return unread(request, taken());
	}
	const offer = async (rendered: ReceivedDrawing, original: string): Promise<UploadAnswer> => {
		const offered = await app.drawings.keep(rendered, (version) => give(app, request, token, evening, offerOf(query.output, version)), original);
		return offered.ok ? { ...taken(rendered.notes), ...(rendered.page && { page: rendered.page }) } : offered;
	};
	if (!brought) return app.drawings.receive(request, offer, page);
	if (await isOfAnother(app, request, command)) return refuse('seat.unknown');
	return app.incoming.use(command, (path) => app.drawings.read(path, offer, page), isFinal);
}

/** Whether a file is of no use any more after this answer. Who sent a new version may want it nonetheless, where another came meanwhile. */
function isFinal(answer: UploadAnswer): boolean {
	return answer.ok || (statusOf(answer) < 500 && answer.code !== 'drawing.otherVersion');
}

/** The version that a command made, also where another came since: whoever sent it means that one when replacing it. */
function versionBy({ state }: LiveEvening, command: string, drawing: string): string {
	for (const event of state.steps.get(command)?.events ?? []) {
		const version = event.type === 'drawing.added' ? event.fields.version : event.type === 'drawing.changed' ? event.set.version : undefined;
		if (version) return version.id;
	}
	return state.entries.drawing.get(drawing)!.version.id;
}

/** `POST /api/drawing/crop?seat=…&command=…&drawing=…&from=…`, the body a treatment: the same photo, cut otherwise. */
async function cut(app: App, request: IncomingMessage, url: URL): Promise<UploadAnswer> {
	const query = v.safeParse(cropQuery, Object.fromEntries(url.searchParams));
	const wanted = v.safeParse(treatment, await readJson(request));
	if (!query.success || !wanted.success) return refuse('message.invalid');
	const { seat: token, command: id, drawing, from } = query.output;
	const entered = await enterToGive(app, request, token, 'drawing.crop');
	if ('ok' in entered) return entered;
	const { evening } = entered;
	const current = evening.state.entries.drawing.get(drawing)?.version;
	if (current?.photo === undefined || current.files.original === undefined) return refuse('drawing.unknown');
	const original = await app.drawings.open(current.files.original);
	if (original === undefined) return refuse('drawing.unknown');
	const rendered = await app.drawings.render(original.path, wanted.output);
	if (!rendered.ok) return rendered;
	// Pointed out by hand, the sheet is known from then on.
	const photo = { ...wanted.output, found: current.photo.found || wanted.output.cleaned };
	const offered = await app.drawings.keep(
		{ ...rendered, photo },
		(version) => give(app, request, token, evening, { id, type: 'drawing.crop', drawing, from, version }),
		original.path
	);
	if (!offered.ok) return offered;
	return { ok: true, drawing, version: evening.state.entries.drawing.get(drawing)!.version.id, notes: rendered.notes };
}

async function give(
	app: App,
	request: IncomingMessage,
	token: string,
	evening: LiveEvening,
	command: CommandOf<'drawing.offer' | 'drawing.replace' | 'drawing.crop'>
): Promise<Answer> {
	// While the drawing was on its way the link may have been replaced, or the evening destroyed.
	const again = await enterToGive(app, request, token, command.type);
	if ('ok' in again) return again;
	const { seat } = again;
	return evening.submit(command, { role: seat.role, seat: seat.id, participant: null });
}

function offerOf(
	{ command: id, drawing, replace, stage, from, theme }: v.InferOutput<typeof uploadQuery>,
	version: DrawingVersion
): CommandOf<'drawing.offer' | 'drawing.replace'> {
	if (replace) return { id, type: 'drawing.replace', drawing, version, ...(stage && { stage: true }), ...(from !== undefined && { from }) };
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
	const file = allowed ? await app.drawings.open(found.picture.files[rendition]) : undefined;
	// One answer for what is not there and for what this seat may not see: neither can be told from the other.
	if (file === undefined) return sendRefusal(response, refuse('drawing.unknown'));
	await sendRendition(response, file, 'image/webp');
}

/** The photo as it came, upright and without what a camera writes beside it; for those who may cut it. */
async function showPhoto(app: App, request: IncomingMessage, response: ServerResponse, version: string): Promise<void> {
	const found = app.evenings.drawingOf(version);
	const allowed = found !== null && found.drawing.status !== 'withdrawn' && rolesOf(app, request, found.evening).some((role) => mayCommand(role, 'drawing.crop'));
	const { photo, files } = found?.picture ?? {};
	const original = allowed && photo && files?.original !== undefined ? await app.drawings.open(files.original) : undefined;
	if (!photo || original === undefined) return sendRefusal(response, refuse('drawing.unknown'));
	const rendered = await app.drawings.render(original.path, { ...photo, cleaned: false, turn: 0 });
	if (!rendered.ok) return sendRefusal(response, rendered);
	response.writeHead(200, { 'Content-Type': 'image/webp', 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
	response.end(rendered.phone.bytes);
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
