import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from '#shared/protocol/refusals.ts';
import { setCookie } from '../access/cookie.ts';
import type { App } from '../app.ts';
import { beginRehearsal } from '../preflight/begin-rehearsal.ts';
import { readJson, sendJson, sendRefusal } from './api.ts';

/**
 * `POST /api/rehearsal { key, title }` with a one-time key from regie: makes an evening that is marked 'oefening', and
 * gives the program that plays it a facilitator's and a screen's seat there, and nowhere else.
 */
export async function makeRehearsal(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const body = await readJson(request);
	if (typeof body !== 'object' || body === null || !('key' in body) || !('title' in body)) {
		return sendRefusal(response, refuse('message.invalid'));
	}
	const { key, title } = body;
	if (typeof key !== 'string' || typeof title !== 'string' || title.trim() === '') {
		return sendRefusal(response, refuse('message.invalid'));
	}
	if (!app.staff.useRehearsalKey(key)) return sendRefusal(response, refuse('invitation.used'));
	const begun = await beginRehearsal(app, title);
	if (!begun.ok) return sendRefusal(response, begun);
	const { ok, evening, code, cookie, facilitator, screen } = begun;
	response.setHeader('Set-Cookie', setCookie(cookie, app.isSecure(request)));
	sendJson(response, 200, { ok, evening, code, facilitator, screen });
}
