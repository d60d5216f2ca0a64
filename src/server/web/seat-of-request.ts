import type { IncomingMessage } from 'node:http';
import type { CommandType } from '#shared/protocol/commands.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { mayCommand, type Role } from '#shared/protocol/roles.ts';
import { largestUpload } from '#shared/protocol/upload.ts';
import { browserOf } from '../access/cookie.ts';
import type { App } from '../app.ts';
import { discardRest } from '../drawings/upload.ts';
import type { LiveEvening } from '../live/evening.ts';

/** The seat behind a request, if it may give this command. @param token the signed text that names it */
export async function enterToGive(app: App, request: IncomingMessage, token: string, type: CommandType) {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	if (browser === null) return refuse('seat.unknown');
	const entered = await app.joining.enter(browser, token);
	if ('ok' in entered) return entered;
	return mayCommand(entered.seat.role, type) ? entered : refuse('role.notAllowed');
}

/** Answers before an upload was read. Left alone it would break the line before the answer, and be sent for ever again. */
export function unread<Answer>(request: IncomingMessage, answer: Answer): Answer {
	discardRest(request, largestUpload, 30_000);
	return answer;
}

/** Does the browser behind a request still have this seat? */
export function holds(app: App, request: IncomingMessage, { evening, seat }: { evening: string; seat: string }): boolean {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	return browser !== null && app.seats.ofBrowser(browser, evening).some(({ id }) => id === seat);
}

/** The roles that the browser behind a request has in an evening now. */
export function rolesOf(app: App, request: IncomingMessage, evening: LiveEvening): Role[] {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	return browser === null ? [] : app.seats.ofBrowser(browser, evening.id).map(({ role }) => role);
}
