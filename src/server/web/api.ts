import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import { browserOf, newBrowser, setCookie } from '../access/cookie.ts';
import type { Stand } from '../standby/stand.ts';
import { answerAreaExports } from './area-exports.ts';
import { answerDrawings } from './drawings.ts';
import { answerEveningFiles } from './evening-files.ts';
import { answerExhibits } from './exhibits.ts';
import { answerFormFiles } from './form-files.ts';
import { answerForms } from './forms.ts';
import { answerHouseStyle } from './house-style.ts';
import { makeRehearsal } from './rehearsal.ts';
import { answerStandby } from './standby.ts';
import { answerResults } from './results.ts';
import { answerStory } from './story.ts';
import { answerStrip } from './strip.ts';
import { answerTrial } from './trial-page.ts';
import { answerTrialPicture } from './trial-picture.ts';

/** Longest body of a joining program, in bytes. */
const largestBody = 4096;

/** What is no page: health, joining and rehearsing for programs (see src/shared/protocol/README.md), tests before the doors open, the laptop that follows, forms of scouts, house styles, drawings, what is for the screen, evenings as files, forms in files and what an area collected as files, stories, results, strips. */
export async function answerApi(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const path = (request.url ?? '/').split('?', 1)[0];
	if (path === '/health' && (request.method === 'GET' || request.method === 'HEAD')) {
		const full = app.room.full || app.drawings.room.full;
		sendJson(response, full ? 503 : 200, { ok: !full, stand: 'leads' satisfies Stand, memoryMb: Math.round(process.memoryUsage.rss() / 1024 ** 2), ...(full && { full }) });
		return true;
	}
	if (path === '/api/join' && request.method === 'POST') {
		await join(app, request, response);
		return true;
	}
	if (path === '/api/rehearsal' && request.method === 'POST') {
		await makeRehearsal(app, request, response);
		return true;
	}
	if (await answerForms(app, request, response)) return true;
	if (await answerStandby(app, request, response)) return true;
	if (answerTrial(app, request, response) || (await answerTrialPicture(app, request, response))) return true;
	if (await answerHouseStyle(app, request, response)) return true;
	if ((await answerDrawings(app, request, response)) || (await answerExhibits(app, request, response))) return true;
	if ((await answerEveningFiles(app, request, response)) || (await answerFormFiles(app, request, response))) return true;
	if ((await answerAreaExports(app, request, response)) || (await answerStory(app, request, response))) return true;
	return answerResults(app, request, response) || answerStrip(app, request, response);
}

/** POST `{ code }`, and `card` for a vote card's code -> `{ ok: true, evening, participant, seat }` and the browser's cookie, or a refusal. */
async function join(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const body = await readJson(request);
	const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
	if (typeof code !== 'string') return sendRefusal(response, { ok: false, code: 'message.invalid' });
	let browser = browserOf(app.key, request.headers, app.seats.isCarried);
	if (browser === null) {
		const made = newBrowser(app.key);
		browser = made.browser;
		response.setHeader('Set-Cookie', setCookie(made.cookie, app.isSecure(request)));
	}
	const card = typeof body === 'object' && body !== null && 'card' in body ? body.card : undefined;
	if (card !== undefined && typeof card !== 'string') return sendRefusal(response, { ok: false, code: 'message.invalid' });
	const found = card === undefined ? null : app.joining.find(browser, code);
	const joined = card === undefined || !found?.ok ? await app.joining.join(browser, code) : await app.joining.joinByCard(browser, found.evening, card);
	if (!joined.ok) return sendRefusal(response, joined);
	sendJson(response, 200, { ok: true, evening: joined.evening.id, participant: joined.seat.participant, seat: joined.token });
}

/** @returns the body, or null for what is too long or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const chunk of request) {
		text += String(chunk);
		if (text.length > largestBody) return null;
	}
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** 4xx for what a client can mend, 5xx for what it can try again later. */
export function statusOf(refusal: Refusal): number {
	switch (refusal.code) {
		case 'message.tooLarge':
		case 'drawing.tooLarge':
		case 'eveningFile.tooLarge':
		case 'formFile.tooLarge':
			return 413;
		case 'drawing.notAPicture':
		case 'drawing.kind':
		case 'drawing.project':
		case 'drawing.svg':
		case 'eveningFile.foreign':
			return 415;
		case 'eveningFile.present':
		case 'form.changedElsewhere':
		case 'form.codeTaken':
			return 409;
		case 'form.withdrawn':
			return 410;
		case 'disk.full':
		case 'server.fault':
		case 'server.stopping':
			return 503;
		case 'rate.slowDown':
		case 'pin.wait':
		case 'account.wait':
		case 'answer.wait':
			return 429;
		case 'role.notAllowed':
		case 'seat.unknown':
		case 'seat.revoked':
		case 'person.roleLacks':
			return 403;
		case 'code.unknown':
		case 'evening.unknown':
		case 'drawing.unknown':
		case 'exhibit.unknown':
			return 404;
		default:
			return 400;
	}
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
	sendJson(response, statusOf(refusal), refusal);
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
	response.statusCode = status;
	response.setHeader('Content-Type', 'application/json');
	response.setHeader('Cache-Control', 'no-store');
	response.end(JSON.stringify(body));
}
