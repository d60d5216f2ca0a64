import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { allowedRoles, type Role } from '#shared/protocol/roles.ts';
import { helpCsv } from '../tools/help-export.ts';
import { exportFormats, exportRound, formatExport, type ExportFormat } from '../tools/round-export.ts';
import { formatReviewLog } from '../tools/review-export.ts';
import { refuse, REFUSALS } from './answer.ts';

const types: Record<ExportFormat, string> = {
	json: 'application/json',
	csv: 'text/csv; charset=utf-8',
	pb: 'text/plain; charset=utf-8'
};

/**
 * For the evening's facilitators: `GET /uitslag/<evening>.<json|csv|pb>[?ronde=N]`, a closed round as a file, and
 * `GET /uitslag/<evening>/hulp.csv`, how often each card of 'Hulp of melden' was shown.
 */
export function answerResults(app: App, request: IncomingMessage, response: ServerResponse): boolean {
	const url = new URL(request.url ?? '/', 'http://server');
	const log = /^\/uitslag\/([A-Za-z0-9_-]+)\/meelezen\.csv$/.exec(url.pathname);
	if (log && request.method === 'GET') return answerReviewLog(app, request, response, log[1]!);
	const match = /^\/uitslag\/([A-Za-z0-9_-]+)(?:\.(json|csv|pb)|\/hulp\.csv)$/.exec(url.pathname);
	if (!match || request.method !== 'GET') return false;
	const [, id, extension] = match;
	const evening = app.evenings.get(id!);
	if (evening === null || !sits(app, request, evening.id, ['facilitator'])) {
		refuse(request, response, REFUSALS.fileOfOthers);
		return true;
	}
	response.setHeader('Cache-Control', 'private, no-store');
	const format = exportFormats.find((one) => one === extension);
	if (format === undefined) {
		response.setHeader('Content-Type', types.csv);
		response.setHeader('Content-Disposition', `attachment; filename="hulp-${evening.code}.csv"`);
		response.end(helpCsv(evening.state));
		return true;
	}
	const round = url.searchParams.get('ronde');
	const exported = exportRound(evening.state, (text) => evening.textOf(text), round === null ? undefined : Number(round));
	if ('ok' in exported) {
		refuse(request, response, exported.code === 'round.notClosed' ? REFUSALS.fileOfOpenRound : REFUSALS.fileOfNoRound);
		return true;
	}
	response.setHeader('Content-Type', types[format]);
	response.setHeader('Content-Disposition', `attachment; filename="uitslag-${exported.evening.code}-ronde-${exported.round.number}.${format}"`);
	response.end(formatExport(exported, format));
	return true;
}

/** `GET /uitslag/<evening>/meelezen.csv`: what was done with comments, without what they said, for those who review. */
function answerReviewLog(app: App, request: IncomingMessage, response: ServerResponse, id: string): true {
	const evening = app.evenings.get(id);
	if (evening === null || !sits(app, request, evening.id, allowedRoles['comment.review'])) {
		refuse(request, response, REFUSALS.fileOfOthers);
		return true;
	}
	response.setHeader('Content-Type', types.csv);
	response.setHeader('Cache-Control', 'private, no-store');
	response.setHeader('Content-Disposition', `attachment; filename="meelezen-${evening.code}.csv"`);
	response.end(formatReviewLog(evening.state));
	return true;
}

/** Has the browser that asks a seat in the evening in one of these roles? */
export function sits(app: App, request: IncomingMessage, evening: string, roles: readonly Role[]): boolean {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	return browser !== null && app.seats.ofBrowser(browser, evening).some(({ role }) => roles.includes(role));
}
