import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { escaped } from '../markup.ts';
import type { Address } from './address.ts';

const SECURITY_HEADERS = new Map([
	['X-Content-Type-Options', 'nosniff'],
	// Not no-referrer: browsers then send forms with 'Origin: null', and every form is refused.
	['Referrer-Policy', 'same-origin'],
	['Permissions-Policy', 'camera=(self), microphone=(), geolocation=()'],
	['X-Frame-Options', 'DENY']
]);

/**
 * Sets the headers that every answer bears, pages and files alike.
 * @param address where the request came in; undefined when that is unknown.
 */
export function secure(response: ServerResponse, address: Address | undefined): void {
	response.setHeaders(SECURITY_HEADERS);
	// Elsewhere browsers ignore it, with an error in the console of every page.
	if (address !== undefined && isTrusted(address)) {
		response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	}
}

/** Whether browsers take the address for one that nobody listens in on. */
function isTrusted({ protocol, host }: Address): boolean {
	return protocol === 'https' || /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}

/** `list`: what it is about, one a line. `home`: where its link leads, and what that says; to the first page unless told. */
type Refusal = { status: number; code: string; title: string; hint: string; list?: string[]; home?: { href: string; words: string } };

const regie = { href: '/regie', words: 'Naar regie' };

export const REFUSALS = {
	broken: {
		status: 500,
		code: 'server.fault',
		title: 'Er ging iets mis op de server.',
		hint: 'Wat al bewaard was, is er nog. Probeer het over een minuut opnieuw.'
	},
	full: {
		status: 503,
		code: 'disk.full',
		title: 'De server heeft geen ruimte meer.',
		hint: 'Er wordt nu niets bewaard. Waarschuw de gespreksleider.'
	},
	relieved: {
		status: 503,
		code: 'server.relieved',
		title: 'De avond gaat verder op een andere laptop.',
		hint: 'Wacht even, en laad deze pagina opnieuw.'
	},
	foreign: {
		status: 403,
		code: 'address.foreign',
		title: 'Dit formulier kwam van een ander adres.',
		hint: 'Open deze website zelf en probeer het daar opnieuw.'
	},
	tooLong: {
		status: 431,
		code: 'address.tooLong',
		title: 'Dit adres is te lang.',
		hint: 'Controleer het adres. Of begin opnieuw op de eerste pagina.'
	},
	malformed: {
		status: 400,
		code: 'address.malformed',
		title: 'Dit adres klopt niet.',
		hint: 'Controleer het adres. Of begin opnieuw op de eerste pagina.'
	},
	fileOfOthers: {
		status: 403,
		code: 'role.notAllowed',
		title: 'Dit bestand is voor de gespreksleider van deze avond.',
		hint: 'Meld u aan in regie, en haal het bestand daar op.',
		home: regie
	},
	exportOfOthers: {
		status: 403,
		code: 'person.roleLacks',
		title: 'Dit bestand is voor de projectleider van het gebied.',
		hint: 'Meld u aan in regie, en haal het bestand daar op.',
		home: regie
	},
	fileOfOpenRound: {
		status: 400,
		code: 'round.notClosed',
		title: 'Deze ronde is nog open.',
		hint: 'Sluit in regie eerst de ronde. Daarna is er een bestand van.',
		home: regie
	},
	fileOfNoRound: {
		status: 404,
		code: 'round.unknown',
		title: 'Deze ronde bestaat niet.',
		hint: 'Ga naar regie, en haal het bestand daar op.',
		home: regie
	},
	stripOfOthers: {
		status: 403,
		code: 'role.notAllowed',
		title: 'Deze strip is voor de gespreksleider en de tekenaars van de avond.',
		hint: 'Open hem in regie, of op de pagina van de tekenaar.',
		home: regie
	},
	stripEmpty: {
		status: 404,
		code: 'strip.empty',
		title: 'De strip heeft nog geen plaatjes.',
		hint: 'Zet er eerst een tekening in. Daarna is er een bestand van.'
	},
	stripPaper: {
		status: 404,
		code: 'address.unknown',
		title: 'Dit papier of deze bladzijde is er niet.',
		hint: 'Kies A4 of A3, en een bladzijde die de strip heeft.'
	},
	stripIncomplete: {
		status: 409,
		code: 'strip.incomplete',
		title: 'De strip kan nog niet naar buiten.',
		hint: 'Vul bij deze tekeningen aan wat ontbreekt:'
	},
	stripFailed: {
		status: 503,
		code: 'server.fault',
		title: 'De strip kon nu niet worden gemaakt.',
		hint: 'Probeer het over een minuut opnieuw.'
	},
	storyOfOthers: {
		status: 404,
		code: 'story.unknown',
		title: 'Dit verhaal staat niet online.',
		hint: 'Misschien is het teruggehaald. Vraag het de gemeente.'
	},
	storyFailed: {
		status: 503,
		code: 'server.fault',
		title: 'Het verhaal kon nu niet op papier.',
		hint: 'Probeer het over een minuut opnieuw.'
	},
	host: {
		status: 400,
		code: 'address.unknown',
		title: 'Het adres in deze vraag klopt niet.',
		hint: 'Controleer het adres en probeer het opnieuw.'
	}
} as const satisfies Record<string, Refusal>;

/**
 * Answers outside SvelteKit, in Dutch: a small page for people, JSON `{ ok, code, message }` for programs.
 * Does nothing to an answer that is already on its way, except ending its connection.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
	if (response.headersSent) {
		// Half a page with a friendly ending would look complete.
		response.destroy();
		return;
	}
	const wantsPage = /\btext\/html\b/.test(request.headers.accept ?? '');
	const body = wantsPage
		? pageOf(refusal)
		: JSON.stringify({ ok: false, code: refusal.code, message: [refusal.title, refusal.hint, ...(refusal.list ?? [])].join(' ') });
	response.statusCode = refusal.status;
	response.setHeader('Content-Type', wantsPage ? 'text/html; charset=utf-8' : 'application/json');
	response.setHeader('Content-Length', Buffer.byteLength(body));
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
	// What the sender still wants to send is not read; keeping the connection would mix it up with
	// the next request.
	if (!request.complete) response.setHeader('Connection', 'close');
	response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers what Node could not read as a request: there is no more than the connection it came over. */
export function refuseUnread(socket: Duplex, refusal: Refusal): void {
	const body = pageOf(refusal);
	socket.end(
		`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n` +
			`Content-Length: ${Buffer.byteLength(body)}\r\nContent-Security-Policy: default-src 'none'\r\nCache-Control: no-store\r\n\r\n${body}`
	);
}

function pageOf({ title, hint, list = [], home = { href: '/', words: 'Naar de eerste pagina' } }: Refusal): string {
	return `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${hint}</p>${list.length === 0 ? '' : `<ul>${list.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`}<p><a href="${escaped(home.href)}">${home.words}</a></p></main></body>
</html>
`;
}
