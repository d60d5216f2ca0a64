import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { exportFormats, exportRound, formatExport, type ExportFormat } from '../tools/round-export.ts';
import { sendRefusal } from './api.ts';

const types: Record<ExportFormat, string> = {
	json: 'application/json',
	csv: 'text/csv; charset=utf-8',
	pb: 'text/plain; charset=utf-8'
};

/** `GET /uitslag/<evening>.<json|csv|pb>[?ronde=N]`: a closed round as a file, for the evening's facilitators. */
export function answerResults(app: App, request: IncomingMessage, response: ServerResponse): boolean {
	const url = new URL(request.url ?? '/', 'http://server');
	const match = /^\/uitslag\/([A-Za-z0-9_-]+)\.(json|csv|pb)$/.exec(url.pathname);
	if (!match || request.method !== 'GET') return false;
	const [, id, extension] = match;
	const format = exportFormats.find((one) => one === extension)!;
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
	const round = url.searchParams.get('ronde');
	const exported = exportRound(evening.state, (text) => evening.textOf(text), round === null ? undefined : Number(round));
	if ('ok' in exported) {
		sendRefusal(response, exported);
		return true;
	}
	response.setHeader('Content-Type', types[format]);
	response.setHeader('Cache-Control', 'private, no-store');
	response.setHeader('Content-Disposition', `attachment; filename="uitslag-${exported.evening.code}-ronde-${exported.round.number}.${format}"`);
	response.end(formatExport(exported, format));
	return true;
}
