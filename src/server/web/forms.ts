import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { sentForm, type SentForm } from '#shared/programme/collection/commands.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { longestContact } from '#shared/programme/collection/contact.ts';
import { id } from '#shared/protocol/ids.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { cleanText, wireText } from '#shared/protocol/text.ts';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { truncateLog } from '../store/database.ts';
import { isNoRoom } from '../store/no-room.ts';
import { sendJson, sendRefusal } from './api.ts';

/** Longest body of a form, in bytes: every question at its longest, with room to spare. */
const largestForm = 100_000;
const largestContact = 2000;

const sentContact = v.strictObject({ id, area: id, contact: wireText });

/** Forms, as phones send them, and contacts of who wants to come to the evening. Anybody with the page may send. */
export async function answerForms(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const path = (request.url ?? '/').split('?', 1)[0]!;
	if (path === '/api/form' && request.method === 'PUT') {
		const answer = await receive(app, request);
		if (answer.ok) sendJson(response, 200, answer);
		else sendRefusal(response, answer);
		return true;
	}
	if (path === '/api/contact' && request.method === 'POST') {
		const refusal = await addContact(app, request);
		if (refusal) sendRefusal(response, refusal);
		else sendJson(response, 200, { ok: true });
		return true;
	}
	const contact = /^\/api\/contact\/([A-Za-z0-9_-]{8,36})$/.exec(path)?.[1];
	if (contact !== undefined && request.method === 'DELETE') {
		app.contacts.remove(contact);
		truncateLog(app.database);
		sendJson(response, 200, { ok: true });
		return true;
	}
	return false;
}

/** PUT a `sentForm` -> `{ ok: true, receipt: { form, version, hash } }` or a refusal. The same form may be put any number of times. */
async function receive(app: App, request: IncomingMessage): ReturnType<App['collection']['receive']> {
	if (isTooFast(app, request)) return refuse('rate.slowDown');
	const body = await readBody(request, largestForm);
	if (body === null) return refuse('message.tooLarge');
	const form = v.safeParse(v.pipe(v.string(), v.parseJson(), sentForm), body);
	if (!form.success) return refuse('message.invalid');
	if (!isBySender(app, form.output)) return refuse('form.unknown');
	return app.collection.receive(form.output, { resident: true });
}

/** Staff see a form's id beside its clean statements: only who has the resident's code may write over what it says, and nobody here over paper's. */
function isBySender({ collection }: App, { form, code }: SentForm): boolean {
	const standing = collection.state.entries.form.get(form);
	if (!standing) return true;
	return standing.proof === null ? standing.origin === 'phone' : code !== null && collection.proofOf(code) === standing.proof;
}

/** POST `{ id, area, contact }`. @returns a refusal, or null where it stands in the list. */
async function addContact(app: App, request: IncomingMessage): Promise<Refusal | null> {
	if (isTooFast(app, request)) return refuse('rate.slowDown');
	const body = await readBody(request, largestContact);
	if (body === null) return refuse('message.tooLarge');
	const sent = v.safeParse(v.pipe(v.string(), v.parseJson(), sentContact), body);
	if (!sent.success) return refuse('message.invalid');
	const contact = cleanText(sent.output.contact);
	if (contact === '') return refuse('text.empty');
	if (contact.length > longestContact) return refuse('text.tooLong', { most: longestContact, length: contact.length });
	if (app.programme.areaName(sent.output.area) === null) return refuse('area.unknown');
	try {
		app.contacts.add({ ...sent.output, contact, day: dutchDay(Date.now()) });
	} catch (error) {
		if (isNoRoom(error)) return refuse('disk.full');
		throw error;
	}
	return null;
}

/** Per browser, and per connection where it keeps no cookie; never per address: a hall is one. */
function isTooFast(app: App, request: IncomingMessage): boolean {
	const now = performance.now();
	app.formRate.sweep(now);
	return app.formRate.take(browserOf(app.key, request.headers) ?? connectionOf(request), 'participant', now) !== 'go';
}

const connections = new WeakMap<object, string>();
let made = 0;
function connectionOf({ socket }: IncomingMessage): string {
	const known = connections.get(socket) ?? `connection ${(made += 1)}`;
	connections.set(socket, known);
	return known;
}

/** @returns the body, or null for one of more bytes. */
async function readBody(request: IncomingMessage, most: number): Promise<string | null> {
	if (Number(request.headers['content-length'] ?? 0) > most) return null;
	const parts: Buffer[] = [];
	let bytes = 0;
	// Left half-way without ending the connection: who sends too much must still hear so.
	for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
		bytes += part.length;
		if (bytes > most) return null;
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}
