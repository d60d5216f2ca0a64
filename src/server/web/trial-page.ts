import type { IncomingMessage, ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { browserOf } from '../access/cookie.ts';
import type { App } from '../app.ts';
import { addressOf } from './address.ts';

/**
 * `GET /proef/<name>`: what a phone sees that scanned the test code of regie. Plain HTML, since an old phone that can't
 * read our pages still shows that it reaches us. No cookie is set, nothing of who came is kept.
 */
export function answerTrial(app: App, request: IncomingMessage, response: ServerResponse): boolean {
	const [, name] = /^\/proef\/([A-Za-z0-9_-]+)$/.exec((request.url ?? '/').split('?', 1)[0]!) ?? [];
	if (name === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
	const here = addressOf(request, app.config.origin);
	const known = app.trials.has(name);
	const own = isOurOwn(app, request);
	// HEAD: a messenger that looks at a link that was sent, not a phone that opened it.
	if (known && !own && here.ok && request.method === 'GET') app.trials.came(name, here.address.host, Date.now());
	const words = !known ? over : own ? thisComputer : works;
	response.statusCode = known ? 200 : 404;
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
	const body = page(words);
	response.setHeader('Content-Length', Buffer.byteLength(body));
	response.end(request.method === 'HEAD' ? undefined : body);
	return true;
}

/**
 * Regie's own laptop, or the server's own computer by its number in the network: that it gets here says nothing of phones.
 * A facilitator's phone counts, signed in or not. Behind a proxy everyone comes from the proxy; so only a connection to a
 * number of this computer is looked at.
 */
function isOurOwn(app: App, request: IncomingMessage): boolean {
	const browser = browserOf(app.key, request.headers);
	const isPhone = /Mobi|Android/.test(request.headers['user-agent'] ?? '');
	if (browser !== null && !isPhone && app.staff.accountOf(browser) !== null) return true;
	const asked = (request.headers.host ?? '').replace(/:\d+$/, '');
	const isOwnNumber = Object.values(networkInterfaces()).some((all) => all?.some(({ address, internal }) => !internal && address === asked));
	return isOwnNumber && request.socket.remoteAddress === request.socket.localAddress;
}

interface Words {
	nl: [string, string];
	en: [string, string];
}
const works: Words = {
	nl: ['Het werkt', 'Uw telefoon bereikt Wijkverhaal. U kunt deze pagina sluiten.'],
	en: ['It works', 'Your phone reaches Wijkverhaal. You can close this page.']
};
const thisComputer: Words = {
	nl: ['Dit is de computer zelf', 'Zo weten wij nog niets van telefoons. Scan de code met een telefoon.'],
	en: ['This is the computer itself', 'This says nothing about phones. Scan the code with a phone.']
};
const over: Words = {
	nl: ['Deze proef is voorbij', 'Uw telefoon bereikt Wijkverhaal wel. Vraag de gespreksleider om de nieuwe code.'],
	en: ['This test is over', 'Your phone does reach Wijkverhaal. Ask the facilitator for the new code.']
};

function page({ nl, en }: Words): string {
	const part = (lang: string, [head, words]: [string, string], level: 1 | 2) => `<div lang="${lang}"><h${level}>${head}</h${level}><p>${words}</p></div>`;
	return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${nl[0]} – Wijkverhaal</title>
<style>body{margin:0;padding:1.5rem;background:#fbf5e6;color:#17130e;font:1.25rem/1.4 sans-serif}h1,h2{margin:0 0 .25em;font-size:2.25rem;line-height:1.1}h2{font-size:1.5rem}main{max-width:34rem}div+div{margin-top:1.5rem;padding-top:1.5rem;border-top:3px solid #17130e}p{margin:0}</style></head>
<body><main>${part('nl', nl, 1)}${part('en', en, 2)}</main></body></html>
`;
}
