import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '#shared/protocol/refusals.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { cookieName, newBrowser } from '../access/cookie.ts';
import { anEvening, openTestApp, type TestApp } from '../test-app.ts';

let test: TestApp;
let server: Server;
let address: string;
let socket: Socket | undefined;
beforeEach(async () => {
	test = await openTestApp();
	server = createServer();
	test.app.attach(server);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
	socket?.close();
	socket = undefined;
	await test.end();
});

/** A phone that joined, not connected yet, and everything that it is sent from now on. */
async function aPhone() {
	const { app } = test;
	const evening = await anEvening(app);
	const { browser, cookie } = newBrowser(app.key);
	const joined = await app.joining.join(browser, evening.code);
	if (!joined.ok) throw new Error(joined.code);
	const connection = io(address, {
		autoConnect: false,
		forceNew: true,
		transports: ['websocket'],
		reconnection: false,
		extraHeaders: { cookie: `${cookieName}=${cookie}` },
		auth: { version: protocolVersion, seat: joined.token }
	});
	socket = connection;
	const heard: [event: string, message: unknown][] = [];
	connection.onAny((event: string, message: unknown) => heard.push([event, message]));
	return { app, evening, seat: joined.seat, connection, heard };
}

it('knows by which host its pages come, for a laptop that takes over', async () => {
	const { app, connection } = await aPhone();
	expect(app.sockets.hosts()).toEqual([]);
	connection.connect();
	await new Promise<void>((connected) => connection.once('connect', connected));
	expect(app.sockets.hosts()).toEqual([new URL(address).host]);
});

describe('a seat that is taken back while its line is being opened', () => {
	it('is told so and let go, and gets nothing of the evening', async () => {
		const { app, evening, seat, connection, heard } = await aPhone();
		const { enter } = app.joining;
		app.joining.enter = async (...proof) => {
			const entered = await enter.apply(app.joining, proof);
			// The return code is used on another phone at just this moment.
			app.sockets.revoke(app.seats.revokeElsewhere(evening.id, seat.participant!, 'another browser'));
			return entered;
		};
		connection.connect();
		await new Promise((next) => connection.once('disconnect', next));
		expect(heard).toEqual([['refused', refuse('seat.revoked')]]);
	});

	it('as is one whose evening has gone meanwhile', async () => {
		const { app, evening, connection, heard } = await aPhone();
		const { enter } = app.joining;
		app.joining.enter = async (...proof) => {
			const entered = await enter.apply(app.joining, proof);
			await app.destroyEvening(evening.id, 'account');
			return entered;
		};
		connection.connect();
		await new Promise((next) => connection.once('disconnect', next));
		expect(heard).toEqual([['refused', refuse('evening.unknown')]]);
	});

	it('and one that was not gets the evening', async () => {
		const { connection, heard } = await aPhone();
		connection.connect();
		await new Promise((next) => connection.once('state', next));
		expect(heard.map(([event]) => event)).toEqual(['state']);
	});
});

it('a facilitator is told who is there with the evening itself, over a line that can lose what is told in passing', async () => {
	const { app } = test;
	const evening = await anEvening(app);
	const { browser, cookie } = newBrowser(app.key);
	const accepted = await app.staff.accept(app.staff.setUpSecret()!, 'Anna', 'bordeaux-rood-29');
	if (!accepted.ok) throw new Error(accepted.code);
	app.staff.openSession(browser, accepted.account);
	const seat = app.seats.token(browser, app.seats.ensure(browser, evening.id, 'facilitator'));
	socket = io(address, { forceNew: true, transports: ['websocket'], extraHeaders: { cookie: `${cookieName}=${cookie}` }, auth: { version: protocolVersion, seat } });
	const heard: unknown[] = [];
	socket.on('presence', (presence) => heard.push(presence));
	await new Promise((next) => socket!.once('state', next));
	// Whatever came with the evening is here before the answer to a question that is asked after it.
	await socket.emitWithAck('catch-up', { epoch: '', seq: 0 });
	const { id } = app.seats.ensure(browser, evening.id, 'facilitator');
	expect(heard[0]).toMatchObject({ facilitators: [id], names: { [id]: 'Anna' } });
});

describe('long polling', () => {
	it.each([
		['the answer that opens a line', '/socket.io/?EIO=4&transport=polling', 200],
		['a refusal', '/socket.io/?EIO=4&transport=pigeon', 400],
		['a line that is not known', '/socket.io/?EIO=4&transport=polling&sid=unknown', 400]
	])('bears the headers of every other answer: %s', async (_, path, status) => {
		const answer = await fetch(address + path);
		expect(answer.status).toBe(status);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
			'x-frame-options': 'DENY'
		});
	});
});
