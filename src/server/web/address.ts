import type { IncomingHttpHeaders } from 'node:http';

/** The address a request came in on, as the browser knows it: what cookies and form checks go by. */
export type Address = { protocol: 'http' | 'https'; host: string };

/**
 * `host`: the request names no host that can be an address.
 * `foreign`: a page of another site sends a form here; accepting it would let that site act for
 * whoever is signed in.
 */
export type AddressResult = { ok: true; address: Address } | { ok: false; code: 'host' | 'foreign' };

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Decides on which address a request came in, and whether its sender may change anything there.
 *
 * The Host header counts, on every address the server is reached by. `origin` (the ORIGIN setting)
 * counts as well: behind a proxy the Host can be an inner name. A forwarded protocol is believed
 * only for the host of `origin`; anyone can send that header to the others.
 * A sender without an Origin header (a program, a very old browser) is accepted unless the browser
 * says that another site sent it; cookies are SameSite=Lax for that case.
 */
export function addressOf(
	request: { method?: string; headers: IncomingHttpHeaders },
	origin: string | undefined
): AddressResult {
	const { headers } = request;
	const host = normalHost(headers.host, 'http');
	if (host === undefined) return { ok: false, code: 'host' };

	const configured = origin === undefined ? undefined : new URL(origin);
	const protocol =
		configured !== undefined && sameHost(headers.host, configured)
			? forwardedProtocol(headers['x-forwarded-proto']) ?? 'http'
			: 'http';
	const address: Address = { protocol, host: normalHost(headers.host, protocol) ?? host };

	if (READING.has(request.method ?? 'GET')) return { ok: true, address };

	if (headers.origin === undefined) {
		return headers['sec-fetch-site'] === 'cross-site'
			? { ok: false, code: 'foreign' }
			: { ok: true, address };
	}
	const sender = URL.canParse(headers.origin) ? new URL(headers.origin) : undefined;
	const senderProtocol = sender === undefined ? undefined : schemeOf(sender);
	if (sender === undefined || senderProtocol === undefined) return { ok: false, code: 'foreign' };
	// The sender's own protocol is kept: whether a proxy spoke HTTPS is not known here, and the
	// framework refuses a form whose protocol differs.
	const accepted = { protocol: senderProtocol, host: sender.host };
	if (sender.origin === configured?.origin) return { ok: true, address: accepted };
	if (sameHost(headers.host, sender)) return { ok: true, address: accepted };
	return { ok: false, code: 'foreign' };
}

function schemeOf(url: URL): Address['protocol'] | undefined {
	if (url.protocol === 'http:') return 'http';
	if (url.protocol === 'https:') return 'https';
	return undefined;
}

function forwardedProtocol(header: string | string[] | undefined): Address['protocol'] | undefined {
	// Each proxy in a row adds its own; the first one spoke with the browser.
	const first = String(header ?? '').split(',')[0]?.trim().toLowerCase();
	return first === 'https' || first === 'http' ? first : undefined;
}

function sameHost(host: string | undefined, url: URL): boolean {
	const scheme = schemeOf(url);
	return scheme !== undefined && normalHost(host, scheme) === url.host;
}

/** Lower case, and without the port that the protocol has by itself; undefined if it is no host. */
function normalHost(host: string | undefined, protocol: Address['protocol']): string | undefined {
	if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return undefined;
	const url = `${protocol}://${host}`;
	return URL.canParse(url) ? new URL(url).host : undefined;
}
