import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SentForm } from '#shared/programme/collection/commands.ts';
import { receiptHash } from '#shared/programme/collection/receipt.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { newCode } from '../access/keys.ts';
import { newBrowser, cookieName } from '../access/cookie.ts';
import { openTestApp, type TestApp } from '../test-app.ts';
import { answerForms } from './forms.ts';

let test: TestApp;
let server: Server;
let address: string;
const area = nanoid();
beforeAll(async () => {
	test = await openTestApp();
	await test.app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, 'account');
	server = createServer((request, response) => void answerForms(test.app, request, response).then((answered) => answered || response.writeHead(404).end()));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await test.end();
});

function aForm(fields: Partial<SentForm> = {}): SentForm {
	return { form: nanoid(), version: 1, area, card: 'V07-03', format: 1, notice: 1, day: dutchDay(Date.now()), code: newCode(8), answers: { goed: 'Het park is mooi.', beterthema: ['A1'] }, ...fields };
}

async function put(body: unknown, headers: Record<string, string> = {}) {
	const response = await fetch(`${address}/api/form`, { method: 'PUT', body: typeof body === 'string' ? body : JSON.stringify(body), headers });
	return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

describe('a form that is put', () => {
	it('is received with the hash that the phone reckons, however often it comes', async () => {
		const form = aForm();
		const receipt = { form: form.form, version: 1, hash: receiptHash(form) };
		for (let times = 0; times < 3; times++) expect(await put(form)).toEqual({ status: 200, answer: { ok: true, receipt } });
		expect([...test.app.collection.state.entries.statement.values()].filter((one) => one.form === form.form)).toHaveLength(1);
		expect(test.app.collection.formOfCode(form.code!)).toBe(form.form);
	});

	it.each([
		['no JSON', '{"form":', 400, 'message.invalid'],
		['nothing', '', 400, 'message.invalid'],
		['a list', '[]', 400, 'message.invalid'],
		['200 kB', 'x'.repeat(200_000), 413, 'message.tooLarge'],
		['an unknown area', () => aForm({ area: nanoid() }), 400, 'area.unknown'],
		['another field', () => ({ ...aForm(), name: 'Jan' }), 400, 'message.invalid'],
		['an answer of 20,000 characters', () => aForm({ answers: { goed: 'a'.repeat(20_000) } }), 400, 'form.tooLong'],
		['questions that never were', () => aForm({ format: 9 }), 400, 'form.format']
	])('as %s is refused by name', async (_what, body, status, code) => {
		expect(await put(typeof body === 'function' ? body() : body)).toMatchObject({ status, answer: { ok: false, code } });
	});

	it('of two tabs stands once: the other hears which version does', async () => {
		const form = aForm();
		await put(form);
		expect(await put({ ...form, answers: { goed: 'Anders' } })).toMatchObject({ status: 409, answer: { code: 'form.changedElsewhere', parameters: { version: 1 } } });
		expect(await put({ ...form, version: 2, answers: { goed: 'Anders' } })).toMatchObject({ status: 200, answer: { receipt: { version: 2 } } });
	});

	it('is written over by nobody who has not the code', async () => {
		const form = aForm();
		await put(form);
		for (const code of [newCode(8), null]) expect(await put({ ...form, code, version: 2 })).toMatchObject({ answer: { ok: false, code: 'form.unknown' } });
	});

	it('by a clock in 2019 is received, with its day unknown', async () => {
		const form = aForm({ day: '2019-01-01' });
		expect(await put(form)).toMatchObject({ status: 200, answer: { receipt: { hash: receiptHash(form) } } });
		expect(test.app.collection.state.entries.form.get(form.form)?.day).toBeNull();
	});

	it('with a card that is none, or was used a hundred times, is received', async () => {
		expect(await put(aForm({ card: 'weet ik niet' }))).toMatchObject({ status: 200 });
		for (let times = 0; times < 100; times++) await test.app.collection.receive(aForm({ card: 'V08-01' }), { resident: true });
		expect(await put(aForm({ card: 'V08-01' }))).toMatchObject({ status: 200 });
	});

	it('a flood of one browser is slowed, and no other browser of the same hall', async () => {
		const cookie = () => ({ cookie: `${cookieName}=${newBrowser(test.app.key).cookie}` });
		const flood = cookie();
		let slowed = 0;
		for (let times = 0; times < 200 && slowed === 0; times++) if ((await put('{}', flood)).status === 429) slowed += 1;
		expect(slowed).toBe(1);
		expect((await put(aForm(), cookie())).status).toBe(200);
	});
});

describe('who wants to come to the evening', () => {
	const add = (body: unknown) => fetch(`${address}/api/contact`, { method: 'POST', body: JSON.stringify(body) });
	const listed = () => test.app.database.prepare('SELECT * FROM contacts').all();

	it('stands once in a list with area and day alone, and can be taken off it', async () => {
		const contact = { id: nanoid(), area, contact: ' anna@voorbeeld.nl ' };
		for (let times = 0; times < 2; times++) expect((await add(contact)).status).toBe(200);
		expect(listed()).toEqual([{ id: contact.id, area, contact: 'anna@voorbeeld.nl', day: dutchDay(Date.now()) }]);
		expect((await fetch(`${address}/api/contact/${contact.id}`, { method: 'DELETE' })).status).toBe(200);
		expect(listed()).toEqual([]);
	});

	it.each([
		[{ contact: '  ' }, 'text.empty'],
		[{ contact: 'a'.repeat(201) }, 'text.tooLong'],
		[{ area: nanoid() }, 'area.unknown'],
		[{ form: 'form-0001' }, 'message.invalid']
	])('is refused with %o', async (fields, code) => {
		expect(await (await add({ id: nanoid(), area, contact: '06', ...fields })).json()).toMatchObject({ ok: false, code });
		expect(listed()).toEqual([]);
	});
});
