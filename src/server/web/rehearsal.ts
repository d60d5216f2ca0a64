import type { IncomingMessage, ServerResponse } from 'node:http';
import { nanoid } from 'nanoid';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { newBrowser, setCookie } from '../access/cookie.ts';
import type { App } from '../app.ts';
import { readJson, sendJson, sendRefusal } from './api.ts';

/** The area that rehearsals are put in. */
const rehearsalArea = 'Oefenen';

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
	const actor = 'rehearsal';
	let area = app.programme.areas().find(({ name }) => name === rehearsalArea)?.id;
	if (area === undefined) {
		area = nanoid(12);
		const added = await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: rehearsalArea }, actor);
		if (!added.ok) return sendRefusal(response, added);
	}
	const begun = await app.evenings.begin({ title, area, date: dutchDay(Date.now()) }, actor);
	if (!begun.ok) return sendRefusal(response, begun);
	const { evening } = begun;
	const marked = await evening.submit(
		{ id: nanoid(), type: 'evening.rehearsal', rehearsal: true },
		{ role: 'facilitator', seat: actor, participant: null }
	);
	if (!marked.ok) return sendRefusal(response, marked);
	const { browser, cookie } = newBrowser(app.key);
	response.setHeader('Set-Cookie', setCookie(cookie, app.isSecure(request)));
	sendJson(response, 200, {
		ok: true,
		evening: evening.id,
		code: evening.code,
		facilitator: app.seats.token(browser, app.seats.ensure(browser, evening.id, 'facilitator')),
		screen: app.seats.token(browser, app.seats.ensure(browser, evening.id, 'screen'))
	});
}
