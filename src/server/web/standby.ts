import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import type { App } from '../app.ts';
import { provenNonce, proofHeader, sealed } from '../standby/sealed-line.ts';
import { sendRefusal } from './api.ts';

const relieving = v.object({ epoch: v.string(), from: v.array(v.pipe(v.string(), v.check((text) => URL.canParse(text)))), copy: v.boolean() });
/** Longest body of a question, in bytes. */
const largestBody = 1000;

/**
 * What the other laptop asks of this server, under `/api/standby/`: `GET state`, `GET copy`, `GET files`,
 * `GET files/<hash>`, `GET epoch`, `POST relieve` with `{ epoch, copy }`. Questions prove that who asks has the code, answers are closed
 * with it (see standby/sealed-line.ts). Without it all of this is not there.
 */
export async function answerStandby(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const path = request.url ?? '/';
	if (!path.startsWith('/api/standby/')) return false;
	const { code } = app.leader;
	const method = request.method ?? 'GET';
	const body = method === 'POST' ? await bodyOf(request) : '';
	const nonce = code === null || body === null ? null : provenNonce(code, { method, path, body }, request.headers[proofHeader] as string | undefined);
	if (code === null || nonce === null || body === null) {
		sendRefusal(response, { ok: false, code: 'role.notAllowed' });
		return true;
	}
	const answer = (bytes: AsyncIterable<Uint8Array>) => send(response, sealed(code, nonce, bytes));
	const { pathname, searchParams } = new URL(path, 'http://server');
	const asked = pathname.slice('/api/standby/'.length);
	const file = /^files\/([0-9a-f]{64})$/.exec(asked)?.[1];
	if (method === 'POST' && asked === 'relieve') await relieve(app, body, response, answer);
	else if (method !== 'GET') response.writeHead(405).end();
	else if (asked === 'epoch') await answer(textStream({ epoch: app.leader.epoch, relievedBy: null }));
	else if (asked === 'state') await answer(textStream(app.leader.seen(searchParams.get('has'), Date.now())));
	else if (asked === 'copy') await sendCopy(app, answer);
	else if (asked === 'files') await answer(textStream([...app.evenings.drawingFiles()]));
	else {
		const found = file === undefined ? undefined : await app.drawings.open(file);
		if (found) await answer(createReadStream(found.path));
		else response.writeHead(404).end();
	}
	return true;
}

/** This server takes nothing more and, where that is asked, gives a last copy: from there the other one goes on. */
async function relieve(app: App, body: string, response: ServerResponse, answer: (bytes: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void> {
	const asked = v.safeParse(relieving, parsed(body));
	if (!asked.success || !app.leader.isRelievedBy(asked.output.epoch)) return sendRefusal(response, { ok: false, code: 'message.invalid' });
	const { epoch, from, copy } = asked.output;
	await app.takeNoMore();
	try {
		await (copy ? sendCopy(app, answer) : answer(textStream(null)));
	} finally {
		app.leader.relieve(epoch, from);
	}
}

async function sendCopy(app: App, answer: (bytes: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void> {
	// Emptied at each start: a power cut leaves nothing behind.
	const path = join(app.drawings.temporaryFolder, `${nanoid()}.db`);
	try {
		await app.leader.copy(path);
		await answer(createReadStream(path));
	} finally {
		await rm(path, { force: true });
	}
}

async function send(response: ServerResponse, bytes: AsyncIterable<Uint8Array>): Promise<void> {
	response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' });
	await pipeline(Readable.from(bytes), response).catch(() => {
		// Who went away half-way asks again.
	});
}

function textStream(value: unknown): AsyncIterable<Uint8Array> {
	return Readable.from([Buffer.from(JSON.stringify(value))]);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}

/** @returns null for one that is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
	let text = '';
	for await (const chunk of request) {
		text += String(chunk);
		if (text.length > largestBody) return null;
	}
	return text;
}
