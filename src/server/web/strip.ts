import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowedRoles } from '#shared/protocol/roles.ts';
import { pagesOf } from '#shared/strip/layout.ts';
import { papers, type Paper } from '#shared/strip/papers.ts';
import { missingForPublication, publicationWords } from '#shared/views/publication.ts';
import type { App } from '../app.ts';
import type { LiveEvening } from '../live/evening.ts';
import { pagePolicy } from '../strip/page.ts';
import { stripNow, type StripNow } from '../strip/strip-now.ts';
import type { MadeStrip } from '../strip/strips.ts';
import { refuse, REFUSALS } from './answer.ts';
import { sits } from './results.ts';

const types = { pdf: 'application/pdf', png: 'image/png', html: 'text/html; charset=utf-8' } as const;
type Kind = keyof typeof types;

/**
 * The strip of the evening, for those who make it: `GET /strip/<evening>.pdf?papier=a4|a3`, `….png?papier=…&bladzijde=1` and
 * `….html`, a web page in one file, which every drawing in it must be ready for. To keep; with `bekijk=1` to look at.
 */
export async function answerStrip(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const url = new URL(request.url ?? '/', 'http://server');
	const match = /^\/strip\/([A-Za-z0-9_-]+)\.(pdf|png|html)$/.exec(url.pathname);
	if (!match || request.method !== 'GET') return false;
	const evening = app.evenings.get(match[1]!);
	if (evening === null || !sits(app, request, evening.id, allowedRoles['panel.add'])) refuse(request, response, REFUSALS.stripOfOthers);
	else await send(app, request, response, { evening, kind: match[2] as Kind, query: url.searchParams });
	return true;
}

async function send(app: App, request: IncomingMessage, response: ServerResponse, { evening, kind, query }: { evening: LiveEvening; kind: Kind; query: URLSearchParams }): Promise<void> {
	const read = () => stripNow(evening.state, (text) => evening.textOf(text));
	const strip = read();
	const paper = paperOf(query);
	const page = Number(query.get('bladzijde') ?? 1) - 1;
	if (strip.panels.length === 0) return refuse(request, response, refusalFor(app, request, evening, 'stripEmpty'));
	if (kind !== 'html' && paper === null) return refuse(request, response, REFUSALS.stripPaper);
	if (kind === 'png' && !pagesOf(strip.panels, strip.layout).keys().some((number) => number === page)) return refuse(request, response, REFUSALS.stripPaper);
	const incomplete = kind === 'html' ? missingIn(strip) : [];
	if (incomplete.length > 0) return refuse(request, response, { ...refusalFor(app, request, evening, 'stripIncomplete'), list: incomplete });
	const left = new AbortController();
	response.once('close', () => left.abort());
	const made = await make().catch((error: unknown): MadeStrip => {
		app.log.error({ err: error }, 'a strip could not be made');
		return 'failed';
	});
	if (made === 'left') return;
	// While it was made the seat may have been taken back, or the evening destroyed.
	if (app.evenings.get(evening.id) !== evening || !sits(app, request, evening.id, allowedRoles['panel.add'])) return refuse(request, response, REFUSALS.stripOfOthers);
	if (typeof made === 'string') return refuse(request, response, made === 'full' ? REFUSALS.full : read().panels.length === 0 ? refusalFor(app, request, evening, 'stripEmpty') : REFUSALS.stripFailed);
	response.setHeader('Content-Type', types[kind]);
	response.setHeader('Content-Length', made.length);
	response.setHeader('Cache-Control', 'private, no-store');
	if (kind === 'html') response.setHeader('Content-Security-Policy', pagePolicy);
	response.setHeader('Content-Disposition', `${query.get('bekijk') === '1' ? 'inline' : 'attachment'}; filename="${nameOf()}"`);
	response.end(made);

	function make(): Promise<MadeStrip> {
		return kind === 'html' || paper === null ? app.strips.asPage(read, left.signal) : app.strips.onPaper(read, { paper, page: kind === 'png' ? page : null }, left.signal);
	}

	function nameOf(): string {
		return ['strip', evening.code, ...(kind === 'html' ? [] : [paper]), ...(kind === 'png' ? [page + 1] : [])].join('-') + `.${kind}`;
	}
}

function paperOf(query: URLSearchParams): Paper | null {
	const wanted = query.get('papier') ?? 'a4';
	return Object.hasOwn(papers, wanted) ? (wanted as Paper) : null;
}

/** What each drawing lacks, in words: a strip that goes out of the hall is published. */
function missingIn({ panels }: StripNow): string[] {
	const lines = panels.map(({ drawing }, panel) => {
		const missing = missingForPublication(drawing).map((part) => publicationWords[part]);
		return missing.length === 0 ? '' : `${drawing.title || `De tekening van plaatje ${panel + 1}`}: ${missing.join(', ')}.`;
	});
	return [...new Set(lines.filter(Boolean))];
}

/** Its link leads to where it is mended, for who has regie. */
function refusalFor(app: App, request: IncomingMessage, evening: LiveEvening, name: 'stripEmpty' | 'stripIncomplete') {
	if (!sits(app, request, evening.id, ['facilitator'])) return REFUSALS[name];
	const home = name === 'stripEmpty' ? { href: `/regie/${evening.id}/strip`, words: 'Naar de strip' } : { href: `/regie/${evening.id}/tekeningen`, words: 'Naar de tekeningen' };
	return { ...REFUSALS[name], home };
}
