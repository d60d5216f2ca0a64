import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { exportArea, sheetsOf, statementsCsv } from '../collection/export/area-export.ts';
import schema from '../collection/export/export-schema.json' with { type: 'json' };
import { makeWorkbook } from '../collection/export/workbook.ts';
import { refuse, REFUSALS } from './answer.ts';

const types = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8',
	'schema.json': 'application/schema+json; charset=utf-8'
} as const;

/** For the project leader of an area: `GET /ophalen/<area>.<xlsx|csv|json|schema.json>`, what was collected there and what the evenings voted. */
export async function answerAreaExports(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const [, area, extension] = /^\/ophalen\/([A-Za-z0-9_-]{8,36})\.(xlsx|csv|json|schema\.json)$/.exec((request.url ?? '').split('?', 1)[0]!) ?? [];
	if (area === undefined || request.method !== 'GET') return false;
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	const account = browser === null ? null : app.staff.accountOf(browser);
	const name = app.programme.areaName(area);
	// One answer for an area that is not there and for one that is none of theirs.
	if (account === null || name === null || !app.programme.rolesOf(account.id, area).includes('projectLeader')) {
		refuse(request, response, REFUSALS.exportOfOthers);
		return true;
	}
	const kind = extension as keyof typeof types;
	const body = kind === 'schema.json' ? `${JSON.stringify(schema, null, '\t')}\n` : await bodyOf(app, { id: area, name }, kind);
	response.writeHead(200, {
		'Content-Type': types[kind],
		'Content-Length': Buffer.byteLength(body),
		'Content-Disposition': `attachment; filename="ophalen-${fileName(name)}.${kind}"`,
		'Cache-Control': 'private, no-store'
	});
	response.end(body);
	return true;
}

async function bodyOf(app: App, area: { id: string; name: string }, kind: 'xlsx' | 'csv' | 'json'): Promise<string | Uint8Array> {
	const evenings = (app.programme.areas().find(({ id }) => id === area.id)?.evenings ?? []).flatMap((id) => app.evenings.get(id) ?? []);
	const exported = exportArea(app.collection.state, app.collection.textOf, area, evenings, Date.now());
	if (kind === 'csv') return statementsCsv(exported);
	if (kind === 'json') return `${JSON.stringify(exported, null, '\t')}\n`;
	return makeWorkbook(sheetsOf(exported));
}

/** A name that every disk can keep: 'Oude Kom' is 'oude-kom'. */
function fileName(area: string): string {
	return area.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'gebied';
}
