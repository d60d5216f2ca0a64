import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cookieName, newBrowser } from '#server/access/cookie.ts';
import { createApp, type App } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { listDrawingFiles } from '#server/drawings/files.ts';
import { pdfFile } from '#server/drawings/test-pdf.ts';
import { quarters, solidPng } from '#server/drawings/test-pictures.ts';
import type { LiveEvening } from '#server/live/evening.ts';
import { createLog } from '#server/log.ts';
import { restoreBackup, writeBackup } from '#server/store/backup-file.ts';
import { mount } from '#server/web/mount.ts';
import type { Pages } from '#server/web/pages.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import { roles, type Role } from '#shared/protocol/roles.ts';
import type { ExhibitAnswer, ExhibitProgress } from '#shared/protocol/upload.ts';
import { views } from '#shared/views/views.ts';

// Pictures and PDFs for the screen, from the request to the disk.

let dataDir: string;
let app: App;
let server: Server;
let address: string;
let evening: LiveEvening;
let regie: Person;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-exhibits-'));
	await start();
});
afterAll(async () => {
	await stop();
	await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
	const area = nanoid();
	await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, 'test');
	const begun = await app.evenings.begin({ title: 'Gebiedsavond', area, date: '2026-11-24' }, 'test');
	if (!begun.ok) throw new Error(begun.code);
	({ evening } = begun);
	regie = person('facilitator');
});
// Whatever happened in a test: no file without an evening that names it.
afterEach(async () => {
	const named = app.evenings.drawingFiles();
	expect((await filesOnDisk()).filter((hash) => !named.has(hash))).toEqual([]);
	expect(await readdir(join(dataDir, 'drawings/temporary'))).toEqual([]);
});

async function start(): Promise<void> {
	const read = readConfig({ DATA_DIR: dataDir });
	if (!read.ok) throw new Error(read.problems.join('\n'));
	const log = createLog('warn');
	app = await createApp(read.config, log);
	const pages: Pages = { answer: (_request, response) => Promise.resolve(void response.writeHead(404).end()), close: () => Promise.resolve() };
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

type Person = { cookie: string; seat: string; token: string };

/** A browser with a seat of that role in the evening. */
function person(role: Role): Person {
	const { browser, cookie } = newBrowser(app.key);
	if (role === 'participant') app.seats.add(app.seats.newParticipant(browser, evening.id));
	else app.seats.ensure(browser, evening.id, role);
	const seat = app.seats.ofBrowser(browser, evening.id)[0]!;
	return { cookie: `${cookieName}=${cookie}`, seat: seat.id, token: app.seats.token(browser, seat) };
}

interface Sent {
	status: number;
	progress: ExhibitProgress[];
	answer: ExhibitAnswer;
}

async function send(bytes: Uint8Array, { who = regie, type = 'application/pdf', name = 'plan.pdf', query = {} }: { who?: Person; type?: string; name?: string; query?: Record<string, string> } = {}): Promise<Sent> {
	const asked = new URLSearchParams({ seat: who.token, command: nanoid(), exhibit: nanoid(), ...query });
	const response = await fetch(`${address}/api/exhibit?${asked}`, {
		method: 'PUT',
		headers: { cookie: who.cookie, 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
		body: new Uint8Array(bytes)
	});
	const lines = (await response.text()).trim().split('\n').map((line) => JSON.parse(line));
	return { status: response.status, progress: lines.slice(0, -1), answer: lines.at(-1) };
}

async function give(command: CommandInput): Promise<void> {
	const answer = await evening.submit(parseCommand({ ...command, id: nanoid() })!, { role: 'facilitator', seat: 'regie', participant: null });
	expect(answer).toMatchObject({ ok: true });
}

const exhibits = () => Object.values(views.facilitator(evening.state, (text) => evening.textOf(text)).exhibits);
const filesOnDisk = async () => (await listDrawingFiles(dataDir)).map(({ hash }) => hash);
const page = (which = 0) => exhibits()[0]!.pages[which]!.id;

async function ask(who: Pick<Person, 'cookie'> | null, id: string, rendition = 'screen'): Promise<Response> {
	return fetch(`${address}/schermbeeld/${id}/${rendition}`, { headers: who ? { cookie: who.cookie } : {} });
}

const photo = await quarters(1200, 900).jpeg().withExif({ IFD0: { Artist: 'Iemand uit de wijk' } }).withMetadata({ orientation: 6 }).toBuffer();

describe('a picture', () => {
	it('is turned as its camera says, and stripped of what that wrote beside it', async () => {
		const { status, answer } = await send(photo, { type: 'image/jpeg', name: 'het plein.jpg' });
		expect([status, answer]).toEqual([200, { ok: true, exhibit: expect.any(String), pages: 1, count: 1, notes: [] }]);
		expect(exhibits()).toMatchObject([{ kind: 'picture', name: 'het plein.jpg', count: 1, pages: [{ width: 900, height: 1200 }] }]);
		const shown = await ask(regie, page());
		expect(shown.headers.get('cache-control')).toBe('private, no-store');
		const bytes = Buffer.from(await shown.arrayBuffer());
		expect((await sharp(bytes).metadata()).exif).toBeUndefined();
		expect(bytes.includes('Iemand uit de wijk')).toBe(false);
	});

	it('of 60 megapixels is taken, a larger one refused by name', async () => {
		expect((await send(solidPng(10_000, 6000), { type: 'image/png' })).answer).toMatchObject({ ok: true });
		expect(exhibits()[0]!.pages[0]).toMatchObject({ width: 3600, height: 2160 });
		expect(await send(solidPng(10_001, 6000), { type: 'image/png' })).toMatchObject({ status: 400, answer: { ok: false, code: 'drawing.tooManyPixels' } });
	}, 60_000);
});

describe('a PDF', () => {
	it('comes page by page, and its pages are told while they are made', async () => {
		const { status, progress, answer } = await send(pdfFile(3));
		expect([status, answer]).toEqual([200, { ok: true, exhibit: expect.any(String), pages: 3, count: 3, notes: [] }]);
		expect(progress).toEqual([0, 1, 2, 3].map((page) => ({ page, of: 3 })));
		expect(exhibits()).toMatchObject([{ kind: 'pdf', name: 'plan.pdf', count: 3 }]);
		for (const { id } of exhibits()[0]!.pages) for (const rendition of ['screen', 'thumbnail']) expect((await ask(regie, id, rendition)).status).toBe(200);
	});

	it('of 400 pages: the first 50, and how many there are', async () => {
		const { answer, progress } = await send(pdfFile(400, { width: 1600, height: 90 }));
		expect(answer).toMatchObject({ ok: true, pages: 50, count: 400 });
		expect(progress.at(-1)).toEqual({ page: 50, of: 50 });
		expect(exhibits()[0]!.pages).toHaveLength(50);
	}, 60_000);

	it('is what its first bytes say, whatever it is called', async () => {
		expect((await send(pdfFile(1), { type: 'image/png', name: 'plaatje.png' })).answer).toMatchObject({ ok: true });
		expect((await send(solidPng(40, 30), { type: 'application/pdf', name: 'plan.pdf' })).answer).toMatchObject({ ok: true });
		expect(exhibits().map(({ kind, name }) => [kind, name])).toEqual([['pdf', 'plaatje.png'], ['picture', 'plan.pdf']]);
	});

	it.each([
		['with a password', pdfFile(1, { encrypted: true }), 'pdf.encrypted'],
		['that is broken', Buffer.from('%PDF-1.7 stuk'), 'pdf.broken'],
		['without pages', pdfFile(0), 'pdf.empty'],
		['of no bytes', Buffer.alloc(0), 'drawing.empty']
	] as const)('%s is refused', async (_what, bytes, code) => {
		expect(await send(bytes)).toMatchObject({ status: 400, progress: [], answer: { ok: false, code } });
		expect(exhibits()).toEqual([]);
	});

	it('sent twice with one command id is there once', async () => {
		const query = { command: nanoid(), exhibit: nanoid() };
		const answers = [await send(pdfFile(2), { query }), await send(pdfFile(2), { query })];
		expect(answers[1]).toEqual(answers[0]);
		expect(exhibits()).toHaveLength(1);
	});

	it('whose sender leaves half-way is not made any further', async () => {
		const left = new AbortController();
		const query = new URLSearchParams({ seat: regie.token, command: nanoid(), exhibit: nanoid() });
		const response = await fetch(`${address}/api/exhibit?${query}`, { method: 'PUT', headers: { cookie: regie.cookie }, body: new Uint8Array(pdfFile(50)), signal: left.signal });
		await response.body!.getReader().read();
		left.abort();
		await expect.poll(() => readdir(join(dataDir, 'drawings/temporary')), { timeout: 5000 }).toEqual([]);
		expect(exhibits()).toEqual([]);
	});
});

describe('what regie brought along', () => {
	it('is for regie and screen, and for nobody else', async () => {
		await send(pdfFile(1));
		for (const role of roles) {
			const who = person(role);
			const status = role === 'facilitator' || role === 'screen' ? 200 : 404;
			for (const rendition of ['screen', 'thumbnail']) expect([role, (await ask(who, page(), rendition)).status]).toEqual([role, status]);
			if (role === 'facilitator') continue;
			expect((await send(pdfFile(1), { who })).answer).toMatchObject({ ok: false, code: 'role.notAllowed' });
		}
		expect((await ask(null, page())).status).toBe(404);
		expect((await ask(regie, 'page-unknown')).status).toBe(404);
		expect((await ask(regie, page(), 'phone')).ok).toBe(false);
	});

	it('answers 404 once it is removed, and is there again when that is taken back', async () => {
		await send(pdfFile(2));
		const [{ id: exhibit }, shown] = [exhibits()[0]!, page(1)];
		const command = nanoid();
		const actor = { role: 'facilitator', seat: regie.seat, participant: null } as const;
		await evening.submit({ id: command, type: 'exhibit.remove', exhibit }, actor);
		expect((await ask(regie, shown)).status).toBe(404);
		await give({ type: 'undo', command });
		expect((await ask(regie, shown)).status).toBe(200);
	});

	it('is there after a restart, and in a backup that is put back', async () => {
		await send(pdfFile(2));
		await give({ type: 'screen.show', show: { mode: 'exhibit', exhibit: exhibits()[0]!.id, held: 1 } });
		const [before, shown] = [exhibits(), page(1)];
		const copy = join(tmpdir(), `${nanoid()}.wv`);
		await writeBackup(dataDir, copy);
		const bytes = await (await ask(regie, shown)).arrayBuffer();
		await stop();
		await start();
		evening = app.evenings.get(evening.id)!;
		expect(exhibits()).toEqual(before);
		expect(await (await ask(regie, shown)).arrayBuffer()).toEqual(bytes);
		await stop();
		await rm(join(dataDir, 'drawings'), { recursive: true });
		const { former } = await restoreBackup(dataDir, copy, new Date());
		await start();
		evening = app.evenings.get(evening.id)!;
		expect(exhibits()).toEqual(before);
		expect(await (await ask(regie, shown)).arrayBuffer()).toEqual(bytes);
		await rm(copy);
		await rm(former!, { recursive: true });
	});

	it('is destroyed with its evening, and a file of the same content elsewhere stays', async () => {
		const same = pdfFile(1, { words: () => 'Van beide' });
		await send(same);
		const other = evening;
		const area = nanoid();
		await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Elders' }, 'test');
		const begun = await app.evenings.begin({ title: 'Andere avond', area, date: '2026-11-25' }, 'test');
		if (!begun.ok) throw new Error(begun.code);
		({ evening } = begun);
		regie = person('facilitator');
		await send(same);
		await send(pdfFile(2, { words: (number) => `Geheim ${number}` }));
		const [all, shared] = [(await filesOnDisk()).length, page()];
		await app.destroyEvening(other.id, 'test');
		expect((await filesOnDisk()).length).toBe(all);
		expect((await ask(regie, shared)).status).toBe(200);
		await app.destroyEvening(evening.id, 'test');
		expect((await ask(regie, shared)).status).toBe(404);
		expect((await filesOnDisk()).length).toBe(all - 6);
	});
});
