import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cookieName, newBrowser } from '#server/access/cookie.ts';
import { createApp, type App } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { listDrawingFiles } from '#server/drawings/files.ts';
import { photoOf } from '#server/drawings/sheet/test-photos.ts';
import { animatedPng, drawing as hatching, quarters, solidPng } from '#server/drawings/test-pictures.ts';
import type { LiveEvening } from '#server/live/evening.ts';
import { createLog } from '#server/log.ts';
import { mount } from '#server/web/mount.ts';
import type { Pages } from '#server/web/pages.ts';
import { filesOf } from '#shared/evening/drawing.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import { roles, type Role } from '#shared/protocol/roles.ts';
import { largestUpload, renditionNames } from '#shared/protocol/upload.ts';
import { views } from '#shared/views/views.ts';
import { prepareEvening, someThemes } from './evening.ts';
import { startServer } from './server.ts';

let dataDir: string;
let app: App;
let server: Server;
let address: string;
let evening: LiveEvening;
let illustrator: Person;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-drawings-'));
	await start();
});
afterAll(async () => {
	await stop();
	await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
	evening = await newEvening();
	illustrator = person('illustrator');
});
// Whatever happened in a test: no file without an evening that names it.
afterEach(async () => {
	expect(await leftBehind()).toEqual([]);
});

async function start(): Promise<void> {
	const read = readConfig({ DATA_DIR: dataDir });
	if (!read.ok) throw new Error(read.problems.join('\n'));
	const log = createLog('warn');
	app = await createApp(read.config, log);
	const pages: Pages = {
		answer: (_request, response) => Promise.resolve(void response.writeHead(404).end()),
		close: () => Promise.resolve()
	};
	({ server } = await mount({ origin: undefined, handle: app.handle, makePages: () => Promise.resolve(pages), log }));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const listening = server.address();
	address = `http://127.0.0.1:${typeof listening === 'object' && listening !== null ? listening.port : 0}`;
}

async function stop(): Promise<void> {
	server.closeAllConnections();
	server.close();
	await app.close();
}

async function newEvening(): Promise<LiveEvening> {
	const area = nanoid();
	await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, 'test');
	const begun = await app.evenings.begin({ title: 'Gebiedsavond', area, date: '2026-11-24' }, 'test');
	if (!begun.ok) throw new Error(begun.code);
	await regie({ type: 'theme.add', themes: someThemes(6) }, begun.evening);
	return begun.evening;
}

type Person = { cookie: string; seat: string; token: string };

/** A browser with a seat of that role in the evening. */
function person(role: Role, where = evening): Person {
	const { browser, cookie } = newBrowser(app.key);
	if (role === 'participant') app.seats.add(app.seats.newParticipant(browser, where.id));
	else app.seats.ensure(browser, where.id, role);
	const seat = app.seats.ofBrowser(browser, where.id)[0]!;
	return { cookie: `${cookieName}=${cookie}`, seat: seat.id, token: app.seats.token(browser, seat) };
}

type Sent = { status: number; body: { ok: boolean; code?: string; drawing?: string; version?: string; notes?: string[] } };

function uploadPath(who: Person, query: Record<string, string> = {}): string {
	return `/api/drawing?${new URLSearchParams({ seat: who.token, command: nanoid(), drawing: nanoid(), ...query })}`;
}

async function send(who: Person, picture: Uint8Array, query: Record<string, string> = {}): Promise<Sent> {
	const response = await fetch(address + uploadPath(who, query), {
		method: 'PUT',
		headers: { cookie: who.cookie, 'content-type': 'image/png' },
		body: new Uint8Array(picture)
	});
	return { status: response.status, body: (await response.json()) as Sent['body'] };
}

const pieces = { 'Tus-Resumable': '1.0.0' };

function begin(who: Person, command: string, picture: Uint8Array): Promise<Response> {
	const query = new URLSearchParams({ seat: who.token, command });
	return fetch(`${address}/api/upload?${query}`, { method: 'POST', headers: { ...pieces, cookie: who.cookie, 'Upload-Length': String(picture.length) } });
}

/** Gives a command as regie. */
async function regie(command: CommandInput, where = evening): Promise<void> {
	const answer = await where.submit(parseCommand({ ...command, id: nanoid() })!, { role: 'facilitator', seat: 'regie', participant: null });
	expect(answer).toMatchObject({ ok: true });
}

function place(drawing: string): Promise<void> {
	const { version } = drawings()[drawing]!;
	return regie({ type: 'drawing.place', drawing, version, theme: 3, checked: true });
}

async function statusOf(who: Pick<Person, 'cookie'> | null, version: string, rendition = 'screen', method = 'GET'): Promise<number> {
	const response = await fetch(`${address}/tekening/${version}/${rendition}`, { method, headers: who ? { cookie: who.cookie } : {} });
	await response.arrayBuffer();
	return response.status;
}

const filesOnDisk = async () => (await listDrawingFiles(dataDir)).map(({ hash }) => hash);
const temporary = () => readdir(join(dataDir, 'drawings/temporary'));

async function leftBehind(): Promise<string[]> {
	const named = app.evenings.drawingFiles();
	return [...(await filesOnDisk()).filter((hash) => !named.has(hash)), ...(await temporary())];
}

const drawings = () => views.facilitator(evening.state, (text) => evening.textOf(text)).drawings;

/** Large enough for three renditions that differ: with the file as it came four files. */
const picture = await hatching(1200, 900).png().toBuffer();
const otherPicture = await quarters(1200, 900).png().toBuffer();
/** Noise, as a photo in bad light has it: takes a while to render, and does not compress. */
const noisy = (side: number) =>
	sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } })
		.png({ compressionLevel: 0 })
		.toBuffer();
const slowPicture = await noisy(1500);

describe('an illustrator sends a drawing', () => {
	it('and regie sees it offered, nothing filled in', async () => {
		const id = nanoid();
		const { status, body } = await send(illustrator, picture, { drawing: id });
		expect(status).toBe(200);
		expect(body).toEqual({ ok: true, drawing: id, version: expect.any(String), notes: [] });
		expect(Object.values(drawings())).toEqual([
			{ id, version: body.version, width: 1200, height: 900, status: 'offered', versions: 1, at: expect.any(Number) }
		]);
		expect(filesOf(evening.state).size).toBe(4);
	});

	it('with the theme that it is about, if that exists', async () => {
		const [known, unknown] = [nanoid(), nanoid()];
		await send(illustrator, picture, { drawing: known, theme: '3' });
		await send(illustrator, picture, { drawing: unknown, theme: '400' });
		expect(drawings()[known]?.theme).toBe(3);
		expect(drawings()[unknown]).not.toHaveProperty('theme');
	});

	it('and is told what was changed about it', async () => {
		expect((await send(illustrator, animatedPng())).body.notes).toEqual(['animated']);
		const deep = await quarters().toColourspace('rgb16').png().toBuffer();
		expect((await send(illustrator, deep)).body.notes).toEqual(['converted']);
	});

	it('twice with one command id: one drawing, and the same answer', async () => {
		const query = { command: nanoid(), drawing: nanoid() };
		const [first, second] = [await send(illustrator, picture, query), await send(illustrator, picture, query)];
		expect(second).toEqual(first);
		expect(Object.keys(drawings())).toHaveLength(1);
		// Another file under the id of the first is not kept either.
		const third = await send(illustrator, otherPicture, query);
		expect(third.body).toEqual(first.body);
		expect(filesOf(evening.state).size).toBe(4);
	});

	it('again over a new line while the first is still being rendered: one drawing', async () => {
		const query = { command: nanoid(), drawing: nanoid() };
		const answers = await Promise.all([send(illustrator, slowPicture, query), send(illustrator, slowPicture, query)]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(answers[0]).toEqual(answers[1]);
		expect(drawings()[query.drawing]?.versions).toBe(1);
		expect(filesOf(evening.state).size).toBe(4);
	});

	it('and another at the same time: two drawings', async () => {
		const answers = await Promise.all([
			send(illustrator, picture),
			send(person('illustrator'), otherPicture)
		]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(Object.keys(drawings())).toHaveLength(2);
		expect(filesOf(evening.state).size).toBe(8);
	});

	it('and regie sends one itself', async () => {
		expect((await send(person('facilitator'), picture)).status).toBe(200);
	});
});

describe('a drawing that arrives in pieces', () => {
	it('is offered when all of it is there, once, and nobody can fetch what arrived', async () => {
		const [command, drawing] = [nanoid(), nanoid()];
		await begin(illustrator, command, picture);
		const piece = (from: number, to: number) =>
			fetch(`${address}/api/upload/${command}`, {
				method: 'PATCH',
				headers: { ...pieces, cookie: illustrator.cookie, 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' },
				body: new Uint8Array(picture.subarray(from, to))
			});
		await piece(0, 100);
		for (const method of ['HEAD', 'DELETE', 'PATCH']) {
			expect((await fetch(`${address}/api/upload/${command}`, { method, headers: { ...pieces, cookie: person('illustrator').cookie } })).status, method).toBe(403);
		}
		const offer = () => send(illustrator, new Uint8Array(), { command, drawing, brought: '1' });
		expect(await offer()).toMatchObject({ status: 400, body: { code: 'upload.broken' } });
		expect((await fetch(`${address}/api/upload/${command}`, { headers: { ...pieces, cookie: illustrator.cookie } })).status).toBe(404);
		await piece(100, picture.length);
		const [one, again] = await Promise.all([offer(), offer()]);
		expect(one).toMatchObject({ status: 200, body: { drawing } });
		expect(again).toEqual(one);
		expect((await offer()).body).toMatchObject({ ok: true, version: one.body.version });
		expect(await send(illustrator, picture, { command, drawing: nanoid() })).toMatchObject({ status: 404, body: { code: 'drawing.unknown' } });
		expect(Object.keys(drawings())).toEqual([drawing]);
		expect(drawings()[drawing]).toMatchObject({ versions: 1 });
		expect(await readdir(join(dataDir, 'drawings/incoming'))).toEqual([]);
	});
});

describe('a new version', () => {
	it('takes the place of the one before, whose address is gone; undo brings that back', async () => {
		const id = nanoid();
		const first = (await send(illustrator, picture, { drawing: id })).body.version!;
		await place(id);
		const command = nanoid();
		const second = (await send(illustrator, otherPicture, { drawing: id, replace: '1', command })).body.version!;
		expect(drawings()[id]).toMatchObject({ version: second, versions: 2, status: 'wall', theme: 3 });
		expect([await statusOf(illustrator, first), await statusOf(illustrator, second)]).toEqual([404, 200]);

		await regie({ type: 'undo', command });
		expect([await statusOf(illustrator, first), await statusOf(illustrator, second)]).toEqual([200, 404]);
		await regie({ type: 'drawing.withdraw', drawing: id });
		expect([await statusOf(illustrator, first), await statusOf(illustrator, second)]).toEqual([404, 404]);
	});

	it('as the next stage: the one before stays at its address, until it is taken out or the drawing is withdrawn', async () => {
		const [id, command] = [nanoid(), nanoid()];
		const stages: string[] = [];
		for (const [index, sent] of [picture, otherPicture, await quarters(900, 900).png().toBuffer()].entries()) {
			stages.push((await send(illustrator, sent, { drawing: id, ...(index > 0 && { replace: '1', stage: '1' }) })).body.version!);
		}
		const [sketch, ink, colour] = stages as [string, string, string];
		const resident = person('participant');
		const all = async (who: Person) => [await statusOf(who, sketch, 'phone'), await statusOf(who, ink, 'phone'), await statusOf(who, colour, 'phone')];
		expect(drawings()[id]).toMatchObject({ version: colour, stages: [{ id: sketch }, { id: ink }] });
		expect([await all(illustrator), await all(resident)]).toEqual([[200, 200, 200], [404, 404, 404]]);
		await regie({ type: 'drawing.place', drawing: id, version: colour, stages: [sketch, ink], theme: 3, checked: true });
		expect(await all(resident)).toEqual([200, 200, 200]);
		const taken = await evening.submit(parseCommand({ id: command, type: 'drawing.stages', drawing: id, version: colour, stages: [sketch] })!, { role: 'facilitator', seat: 'regie', participant: null });
		expect(taken.ok).toBe(true);
		expect([await all(illustrator), await all(resident)]).toEqual([[200, 404, 200], [200, 404, 200]]);
		await regie({ type: 'undo', command });
		expect(await all(resident)).toEqual([200, 200, 200]);
		await regie({ type: 'drawing.withdraw', drawing: id });
		expect([await all(illustrator), await all(resident)]).toEqual([[404, 404, 404], [404, 404, 404]]);
	});

	it('of a drawing that was withdrawn, or never was, is refused and leaves nothing', async () => {
		const id = nanoid();
		await send(illustrator, picture, { drawing: id });
		await regie({ type: 'drawing.withdraw', drawing: id });
		const other = otherPicture;
		expect((await send(illustrator, other, { drawing: id, replace: '1' })).body).toMatchObject({ code: 'drawing.withdrawn' });
		expect(await send(illustrator, other, { replace: '1' })).toMatchObject({ status: 404, body: { code: 'drawing.unknown' } });
	});
});

describe('who may send drawings', () => {
	it.each(roles.filter((role) => role !== 'illustrator' && role !== 'facilitator'))('not a %s', async (role) => {
		const who = person(role);
		expect(await send(who, picture)).toMatchObject({ status: 403, body: { code: 'role.notAllowed' } });
		expect((await begin(who, nanoid(), picture)).status).toBe(403);
	});

	it('not another browser with a seat that is not its own, nor one without a cookie', async () => {
		const thief = { ...illustrator, cookie: person('illustrator').cookie };
		expect(await send(thief, picture)).toMatchObject({ status: 403, body: { code: 'seat.unknown' } });
		expect(await send({ ...illustrator, cookie: '' }, picture)).toMatchObject({ status: 403, body: { code: 'seat.unknown' } });
	});

	it('not after the link was replaced, not even with a drawing that was on its way', async () => {
		const underWay = send(illustrator, slowPicture);
		await expect.poll(temporary).not.toEqual([]);
		app.seats.revokeRole(evening.id, 'illustrator');
		expect(await underWay).toMatchObject({ status: 403, body: { code: 'seat.revoked' } });
		expect(await send(illustrator, picture)).toMatchObject({ status: 403, body: { code: 'seat.revoked' } });
	});

	it('not an illustrator once the evening is closed', async () => {
		await regie({ type: 'evening.close', closed: true });
		expect((await send(illustrator, picture)).body).toMatchObject({ code: 'evening.closed' });
	});

	it('not with a query that makes no sense', async () => {
		expect(await send(illustrator, picture, { drawing: '../etc' })).toMatchObject({ status: 400, body: { code: 'message.invalid' } });
		expect(await send(illustrator, picture, { theme: '0' })).toMatchObject({ status: 400, body: { code: 'message.invalid' } });
	});
});

describe('a file that is no drawing is refused and leaves nothing', () => {
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
	it.each<[name: string, picture: () => Buffer | Promise<Buffer>, status: number, code: string]>([
		['nothing at all', () => Buffer.alloc(0), 400, 'drawing.empty'],
		['a text named .png', () => Buffer.from('boodschappen: melk, brood'), 415, 'drawing.notAPicture'],
		['half a PNG', () => picture.subarray(0, 4000), 400, 'drawing.truncated'],
		['an SVG', () => svg, 415, 'drawing.svg'],
		['a bitmap', () => Buffer.from('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'latin1'), 415, 'drawing.kind'],
		['a drawing of Procreate', () => Buffer.from('PK\x03\x04\x14\0\0\0Document.archive', 'latin1'), 415, 'drawing.project'],
		['20,000 pixels wide', () => solidPng(20_000, 4), 400, 'drawing.tooWide'],
		['over 60 megapixels', () => solidPng(10_000, 6_001), 400, 'drawing.tooManyPixels'],
		['over 40 MB', () => Buffer.alloc(largestUpload + 1), 413, 'drawing.tooLarge']
	])('%s', async (_, make, status, code) => {
		expect(await send(illustrator, await make())).toEqual({ status, body: { ok: false, code } });
		expect(drawings()).toEqual({});
	});

	it('and the next, good one, is taken', async () => {
		await send(illustrator, Buffer.from('x'));
		expect((await send(illustrator, picture)).status).toBe(200);
	});
});

it('40 MB over a line that breaks halfway: nothing is left, and the same again makes one drawing', async () => {
	const noise = await noisy(3500);
	expect(noise.length).toBeGreaterThan(35 * 1024 * 1024);
	expect(noise.length).toBeLessThanOrEqual(largestUpload);
	const query = { command: nanoid(), drawing: nanoid() };

	const line = connect(Number(new URL(address).port), '127.0.0.1');
	const head = [`PUT ${uploadPath(illustrator, query)} HTTP/1.1`, 'Host: hal.test', `Cookie: ${illustrator.cookie}`, 'Content-Type: image/png', `Content-Length: ${noise.length}`];
	line.write([...head, '', ''].join('\r\n'));
	line.write(noise.subarray(0, noise.length / 2));
	await expect.poll(temporary).toHaveLength(1);
	line.destroy();
	await expect.poll(temporary).toEqual([]);
	expect(drawings()).toEqual({});

	expect((await send(illustrator, noise, query)).body).toMatchObject({ ok: true });
	expect(Object.keys(drawings())).toEqual([query.drawing]);
	expect(filesOf(evening.state).size).toBe(4);
}, 60_000);

describe('a picture', () => {
	const wall: Record<Role, number> = { facilitator: 200, moderator: 200, helper: 200, screen: 200, participant: 200, illustrator: 200 };
	const offered: Record<Role, number> = { facilitator: 200, moderator: 404, helper: 404, screen: 404, participant: 404, illustrator: 200 };
	const gone: Record<Role, number> = { facilitator: 404, moderator: 404, helper: 404, screen: 404, participant: 404, illustrator: 404 };

	async function table(version: string): Promise<Record<string, number>> {
		return Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await statusOf(person(role), version)] as const)));
	}

	it('is shown to whom its state allows, at each request anew', async () => {
		const id = nanoid();
		const version = (await send(illustrator, picture, { drawing: id })).body.version!;
		expect(await table(version)).toEqual(offered);
		await place(id);
		expect(await table(version)).toEqual(wall);
		await regie({ type: 'drawing.takeDown', drawing: id });
		expect(await table(version)).toEqual(offered);
		await place(id);
		await regie({ type: 'drawing.withdraw', drawing: id });
		expect(await table(version)).toEqual(gone);
	});

	it('is not shown to another evening’s people, to a seat that was taken back, or to nobody', async () => {
		const id = nanoid();
		const version = (await send(illustrator, picture, { drawing: id })).body.version!;
		await place(id);
		const elsewhere = await newEvening();
		expect(await statusOf(person('facilitator', elsewhere), version)).toBe(404);
		expect(await statusOf(null, version)).toBe(404);
		const screen = person('screen');
		expect(await statusOf(screen, version)).toBe(200);
		app.seats.revokeRole(evening.id, 'screen');
		expect(await statusOf(screen, version)).toBe(404);
	});

	it('comes in three sizes, as WebP that nobody may keep', async () => {
		const version = (await send(illustrator, await hatching(2000, 1500).png().toBuffer())).body.version!;
		const widths = [];
		for (const rendition of renditionNames) {
			const response = await fetch(`${address}/tekening/${version}/${rendition}`, { headers: { cookie: illustrator.cookie } });
			expect(response.headers.get('content-type')).toBe('image/webp');
			expect(response.headers.get('cache-control')).toBe('private, no-store');
			widths.push((await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width);
			expect(await statusOf(illustrator, version, rendition, 'HEAD')).toBe(200);
		}
		expect(widths).toEqual([2000, 1080, 480]);
	});

	it('does not come as anything else', async () => {
		const version = (await send(illustrator, picture)).body.version!;
		for (const rendition of ['original', '..%2f..%2fwijkverhaal.db', 'screen/x']) {
			expect(await statusOf(illustrator, version, rendition)).toBe(404);
		}
	});
});

describe('two who replace the same drawing', () => {
	it('the second is refused, in pieces or whole; its file waits for the word to replace the newer one', async () => {
		const id = nanoid();
		const first = (await send(illustrator, picture, { drawing: id })).body.version!;
		const command = nanoid();
		const replace = { drawing: id, replace: '1', from: first, command };
		const second = await send(illustrator, otherPicture, replace);
		expect(second.body).toMatchObject({ ok: true });

		const late = person('illustrator');
		const theirs = nanoid();
		const { status } = await begin(late, theirs, picture);
		expect(status).toBe(201);
		const piece = { ...pieces, cookie: late.cookie, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' };
		await fetch(`${address}/api/upload/${theirs}`, { method: 'PATCH', headers: piece, body: new Uint8Array(picture) });
		const offer = async (from: string) => (await send(late, new Uint8Array(), { drawing: id, replace: '1', command: theirs, brought: '1', from })).body;
		expect(await offer(first)).toMatchObject({ ok: false, code: 'drawing.otherVersion' });
		expect((await send(late, picture, { drawing: id, replace: '1', from: first })).body.code).toBe('drawing.otherVersion');
		expect(drawings()[id]).toMatchObject({ version: second.body.version, versions: 2 });
		// Nothing has to be sent again.
		const third = await offer(second.body.version!);
		expect(third).toMatchObject({ ok: true });
		expect(drawings()[id]).toMatchObject({ version: third.version, versions: 3 });

		// Its answer was lost: the same again is accepted, as what it was, whatever came since.
		expect(await send(illustrator, otherPicture, replace)).toEqual(second);
		expect(await offer(second.body.version!)).toMatchObject({ ok: true, version: third.version });
		expect(drawings()[id]?.versions).toBe(3);
		// Who names no version replaces what stands there; a stage goes on top of it.
		expect((await send(illustrator, otherPicture, { drawing: id, replace: '1', stage: '1', from: first })).body.ok).toBe(true);
		expect((await send(illustrator, picture, { drawing: id, replace: '1' })).body.ok).toBe(true);
		expect(drawings()[id]?.versions).toBe(5);
	}, 30_000);
});

describe('a photo of a sheet', () => {
	const jpegOf = ({ data, width, height }: ReturnType<typeof photoOf>) => sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality: 85 }).toBuffer();
	const scene = { seed: 2, width: 720, height: 960, table: 'wood' } as const;

	async function crop(who: Person, drawing: string, treatment: object, command = nanoid(), from = drawings()[drawing]!.version): Promise<Sent> {
		const query = new URLSearchParams({ seat: who.token, command, drawing, from });
		const response = await fetch(`${address}/api/drawing/crop?${query}`, { method: 'POST', headers: { cookie: who.cookie }, body: JSON.stringify(treatment) });
		return { status: response.status, body: (await response.json()) as Sent['body'] };
	}
	/** The median brightness of what is shown. */
	async function shown(who: Person, version: string): Promise<number> {
		const response = await fetch(`${address}/tekening/${version}/thumbnail`, { headers: { cookie: who.cookie } });
		const values = await sharp(Buffer.from(await response.arrayBuffer())).greyscale().raw().toBuffer();
		return values.sort()[values.length >> 1]!;
	}

	it('is offered cleaned; the photo as it came is kept, and shown to its makers only', async () => {
		const id = nanoid();
		const photo = await jpegOf(photoOf(scene));
		expect((await send(illustrator, photo, { drawing: id })).body.ok).toBe(true);
		const { version, photo: treatment } = drawings()[id]!;
		expect(treatment).toMatchObject({ cleaned: true, found: true, turn: 0 });
		expect(await shown(illustrator, version)).toBeGreaterThan(240);
		const { files } = evening.state.entries.drawing.get(id)!.version;
		expect(files.original).toBe(createHash('sha256').update(photo).digest('hex'));
		expect(await statusOf(illustrator, version, 'photo')).toBe(200);
		expect(await statusOf(person('facilitator'), version, 'photo')).toBe(200);
		await place(id);
		for (const role of ['participant', 'screen', 'moderator'] as const) expect(await statusOf(person(role), version, 'photo'), role).toBe(404);
	}, 30_000);

	it('is shown as it was and clean again, cut by hand, and brought back by regie; an earlier version is gone', async () => {
		const id = nanoid();
		await send(illustrator, await jpegOf(photoOf(scene)), { drawing: id });
		const first = drawings()[id]!;
		const { found: _found, ...treatment } = first.photo!;
		const command = nanoid();
		expect((await crop(illustrator, id, { ...treatment, cleaned: false }, command)).status).toBe(200);
		const asItWas = drawings()[id]!;
		expect(asItWas).toMatchObject({ width: 720, height: 960, versions: 1, photo: { cleaned: false, found: true } });
		expect(await shown(illustrator, asItWas.version)).toBeLessThan(230);
		expect(await statusOf(illustrator, first.version)).toBe(404);
		expect((await crop(illustrator, id, treatment, nanoid(), first.version)).body.code).toBe('drawing.otherVersion');
		// The line broke before the answer: the same again is one cut.
		expect((await crop(illustrator, id, { ...treatment, cleaned: false }, command, first.version)).body).toMatchObject({ ok: true, version: asItWas.version });
		await regie({ type: 'undo', command });
		expect(drawings()[id]!.version).toBe(first.version);
		expect((await crop(person('facilitator'), id, { ...treatment, turn: 1 })).status).toBe(200);
		expect(drawings()[id]!.width).toBeGreaterThan(drawings()[id]!.height);
	}, 30_000);

	it('without a sheet in it is left as it is, and told apart', async () => {
		const id = nanoid();
		await send(illustrator, await jpegOf(photoOf({ ...scene, empty: true })), { drawing: id });
		expect(drawings()[id]!.photo).toMatchObject({ cleaned: false, found: false });
	}, 30_000);

	it('an export is not touched, and none of it is cut', async () => {
		const id = nanoid();
		await send(illustrator, picture, { drawing: id });
		expect(drawings()[id]).not.toHaveProperty('photo');
		const corners = [[0, 0], [1, 0], [1, 1], [0, 1]];
		expect((await crop(illustrator, id, { cleaned: true, corners, turn: 0, contrast: 50 })).body.code).toBe('drawing.unknown');
		expect((await crop(illustrator, id, { cleaned: true, corners: 'all', turn: 9 })).body.code).toBe('message.invalid');
		expect(await statusOf(illustrator, drawings()[id]!.version, 'photo')).toBe(404);
	});
});

describe('files', () => {
	it('stay while another evening names them, and go with the last', async () => {
		const second = await newEvening();
		const shared = await hatching(1300, 900).png().toBuffer();
		await send(illustrator, shared);
		await send(illustrator, await quarters(1300, 900).png().toBuffer());
		const first = filesOf(evening.state);
		await send(person('illustrator', second), shared);
		const both = filesOf(second.state);
		expect(await filesOnDisk()).toEqual(expect.arrayContaining([...first]));

		await app.destroyEvening(evening.id, 'test');
		expect((await filesOnDisk()).filter((hash) => first.has(hash)).sort()).toEqual([...both].sort());
		await app.destroyEvening(second.id, 'test');
		expect((await filesOnDisk()).filter((hash) => first.has(hash))).toEqual([]);
	});

	it('of an evening that was removed stay: it may come back', async () => {
		await send(illustrator, picture);
		await app.programme.submit({ id: nanoid(), type: 'evening.remove', evening: evening.id }, 'test');
		await app.drawings.removeUnnamed(await filesOnDisk());
		expect(await filesOnDisk()).toEqual(expect.arrayContaining([...filesOf(evening.state)]));
	});

	it('that a crash left go at the next start; those of drawings stay, earlier versions too', async () => {
		const id = nanoid();
		await send(illustrator, picture, { drawing: id });
		await send(illustrator, otherPicture, { drawing: id, replace: '1' });
		const named = await filesOnDisk();
		await stop();
		const orphan = createHash('sha256').update('wees').digest('hex');
		const path = join(dataDir, 'drawings', named[0]!.slice(0, 2), `${orphan.slice(2)}.webp`);
		await writeFile(path, 'wees');
		await writeFile(join(dataDir, 'drawings/temporary/half.upload'), 'half');
		await start();
		expect(existsSync(path)).toBe(false);
		expect(await filesOnDisk()).toEqual(named);
	});
});

it('a drawing on its way when the server stops is refused, and leaves nothing', async () => {
	const underWay = send(illustrator, slowPicture);
	await expect.poll(temporary).not.toEqual([]);
	await app.drawings.close();
	expect((await underWay).body.ok).toBe(false);
	expect(drawings()).toEqual({});
});

it('a server that decodes 60 megapixels stops within 2 s', async () => {
	const ownDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-stop-'));
	const { facilitator } = await prepareEvening(ownDir);
	const own = await startServer({ dataDir: ownDir });
	const query = new URLSearchParams({ seat: facilitator.seat, command: nanoid(), drawing: nanoid() });
	const sent = fetch(`${own.local}/api/drawing?${query}`, {
		method: 'PUT',
		headers: { cookie: facilitator.cookie },
		body: new Uint8Array(solidPng(7740, 7740))
	}).then(
		({ status }) => status,
		() => 'cut off'
	);
	await expect.poll(() => readdir(join(ownDir, 'drawings/temporary'))).not.toEqual([]);
	const { ms } = await own.stop();
	expect(ms).toBeLessThan(2000);
	expect(await sent).not.toBe(200);
	await rm(ownDir, { recursive: true, force: true });
});
