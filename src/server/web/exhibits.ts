import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { refuse } from '#shared/protocol/refusals.ts';
import { exhibitQuery, type ExhibitAnswer, type ExhibitProgress, type PageRendition } from '#shared/protocol/upload.ts';
import type { App } from '../app.ts';
import { sendRendition } from '../drawings/serve.ts';
import { sendJson, sendRefusal } from './api.ts';
import { enterToGive, rolesOf, unread } from './seat-of-request.ts';

/** Pictures and PDFs for the screen coming in at `/api/exhibit`, and their pages at `/schermbeeld/<page>/<rendition>`. */
export async function answerExhibits(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	if (url.pathname === '/api/exhibit' && request.method === 'PUT') {
		const taken = await takeIn(app, request, response, url);
		if (response.headersSent) response.end(`${JSON.stringify(taken)}\n`);
		else if (taken.ok) sendJson(response, 200, taken);
		else sendRefusal(response, taken);
		return true;
	}
	const asked = /^\/schermbeeld\/([A-Za-z0-9_-]+)\/(screen|thumbnail)$/.exec(url.pathname);
	if (!asked || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
	await showPage(app, request, response, asked[1]!, asked[2] as PageRendition);
	return true;
}

/**
 * `PUT /api/exhibit?seat=…&command=…&exhibit=…`, the body a picture or a PDF. While the pages of a PDF are made each is told
 * in a line of its own; the last line is the answer.
 */
async function takeIn(app: App, request: IncomingMessage, response: ServerResponse, url: URL): Promise<ExhibitAnswer> {
	const query = v.safeParse(exhibitQuery, Object.fromEntries(url.searchParams));
	if (!query.success) return unread(request, refuse('message.invalid'));
	const { seat: token, command: id, exhibit } = query.output;
	const entered = await enterToGive(app, request, token, 'exhibit.add');
	if ('ok' in entered) return unread(request, entered);
	const left = new AbortController();
	response.once('close', () => left.abort());
	const made = await app.exhibits.receive(request, (progress) => tell(response, progress), left.signal);
	if (!made.ok) return made;
	try {
		const { kind, count, notes } = made;
		const name = nameOf(request);
		const kept = await app.exhibits.keep(made, async (pages) => {
			// While it was on its way the seat may have been taken back, or the evening destroyed.
			const again = await enterToGive(app, request, token, 'exhibit.add');
			if ('ok' in again) return again;
			const { seat } = again;
			return entered.evening.submit({ id, type: 'exhibit.add', exhibit, kind, name, pages, count }, { role: seat.role, seat: seat.id, participant: null });
		});
		return kept.ok ? { ok: true, exhibit, pages: made.pages.length, count, notes } : kept;
	} finally {
		await made.dispose();
	}
}

function tell(response: ServerResponse, progress: ExhibitProgress): void {
	if (!response.headersSent) {
		response.setHeader('Content-Type', 'application/x-ndjson');
		response.setHeader('Cache-Control', 'no-store');
		// A proxy would keep the lines together until the last one.
		response.setHeader('X-Accel-Buffering', 'no');
	}
	response.write(`${JSON.stringify(progress)}\n`);
}

/** What the file is called: of `Content-Disposition: attachment; filename*=UTF-8''plan.pdf` (RFC 6266); '' where it says none. */
function nameOf(request: IncomingMessage): string {
	const coded = /filename\*=UTF-8''([^;\s]+)/i.exec(request.headers['content-disposition'] ?? '')?.[1];
	try {
		return decodeURIComponent(coded ?? '');
	} catch {
		return '';
	}
}

async function showPage(app: App, request: IncomingMessage, response: ServerResponse, id: string, rendition: PageRendition): Promise<void> {
	const found = app.evenings.pageOf(id);
	const allowed = found !== null && rolesOf(app, request, found.evening).some((role) => role === 'facilitator' || role === 'screen');
	const file = allowed ? await app.drawings.open(found.page.files[rendition]) : undefined;
	// One answer for what is not there and for what this seat may not see: neither can be told from the other.
	if (file === undefined) return sendRefusal(response, refuse('exhibit.unknown'));
	await sendRendition(response, file, 'image/webp');
}
