import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { helpCsv } from '../tools/help-export.ts';
import { exportFormats, exportRound, formatExport, type ExportFormat } from '../tools/round-export.ts';
import { sendRefusal } from './api.ts';

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
	const match = /^\/uitslag\/([A-Za-z0-9_-]+)(?:\.(json|csv|pb)|\/hulp\.csv)$/.exec(url.pathname);
	if (!match || request.method !== 'GET') return false;
	const [, id, extension] = match;
	const evening = app.evenings.get(id!);
	const browser = browserOf(app.key, request.headers);
	const isRegie =
		browser !== null &&
		evening !== null &&
		app.seats.ofBrowser(browser, evening.id).some(({ role }) => role === 'facilitator');
	if (!isRegie) {
		sendRefusal(response, refuse('role.notAllowed'));
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
		sendRefusal(response, exported);
		return true;
	}
	response.setHeader('Content-Type', types[format]);
	response.setHeader('Content-Disposition', `attachment; filename="uitslag-${exported.evening.code}-ronde-${exported.round.number}.${format}"`);
	response.end(formatExport(exported, format));
	return true;
}
