import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusalText } from '#client/ui/refusal-text.ts';
import { cookieName, newBrowser } from '#server/access/cookie.ts';
import { drawing, frames, solidPng } from '#server/drawings/test-pictures.ts';
import { pdfFile } from '#server/drawings/test-pdf.ts';
import { databaseFile } from '#server/store/database.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Refusal, RefusalCode, RefusalParameters } from '#shared/protocol/refusals.ts';
import type { UploadAnswer } from '#shared/protocol/upload.ts';
import dutch from '../src/messages/nl.json' with { type: 'json' };
import { inDataDir, makeEvening, type Prepared } from './evening.ts';
import { join, Line, TestPhone, until, type Seated } from './line.ts';
import { runServer, startServer, type TestServer } from './server.ts';

// Bad input and trouble: a row per case. Each is answered in clear Dutch, leaves nothing half-done behind, and the
// server is up after it.

/** What the person reads for a refusal. Dutch is what the texts are in where nobody chose. */
function inDutch({ code, parameters = {} }: { code: RefusalCode; parameters?: RefusalParameters }): string {
	const text = refusalText({ code, parameters });
	if (text === code) throw new Error(`There is no text for ${code}`);
	return text;
}

function expectClear(refusal: { code: RefusalCode; parameters?: RefusalParameters }): void {
	const text = inDutch(refusal);
	expect(text).not.toMatch(/[{}]|undefined|NaN/);
	// What is wrong, and what to do now; at most 15 words a sentence.
	for (const sentence of text.split(/(?<=[.?!])\s/)) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(15);
}

let dataDir: string;
let server: TestServer;
let evening: Prepared;
let ended: Prepared;
let other: Prepared;
let illustrator: Seated;
let regie: Line<'facilitator'>;
let second: Line<'facilitator'>;
let resident: Line<'participant'> & { seated?: Seated };
let seated: Seated;
let oldCode: string;

beforeAll(async () => {
	dataDir = await mkdtemp(joinPath(tmpdir(), 'wijkverhaal-bad-'));
	await inDataDir(dataDir, async (app) => {
		const rounds = [
			{ title: 'Dicht', phase: 'closed' as const, themes: [1, 2] },
			{ title: 'Open', budget: 3, most: 2, themes: [1, 2] }
		];
		const themes = [{ title: '=1+1', quotes: ['+31', '-2', '@home'] }, { title: 'Zwerfvuil' }, { title: 'Groen' }];
		evening = await makeEvening(app, { themes, rounds });
		other = await makeEvening(app, { title: 'Andere avond' });
		ended = await makeEvening(app, { title: 'Voorbij', commands: [{ type: 'evening.close', closed: true }] });
		const { browser, cookie } = newBrowser(app.key);
		illustrator = { address: '', cookie: `${cookieName}=${cookie}`, seat: app.seats.token(browser, app.seats.ensure(browser, evening.id, 'illustrator')) };
	});
	server = await startServer({ dataDir });
	illustrator.address = server.local;
	const facilitator = { address: server.local, ...evening.facilitator };
	regie = await new Line<'facilitator'>(facilitator).open();
	second = await new Line<'facilitator'>(facilitator).open();
	seated = await join(server.local, evening.code);
	resident = await new Line<'participant'>(seated).open();
	oldCode = evening.code;
	await regie.send({ type: 'evening.code' });
	await until(() => regie.view.evening.code !== oldCode, 'new code');
});
afterAll(async () => {
	for (const line of [regie, second, resident]) line?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

async function joinRefusal(code: string): Promise<Refusal> {
	const answer = await fetch(`${server.local}/api/join`, { method: 'POST', body: JSON.stringify({ code }) });
	expect(answer.status).toBeGreaterThanOrEqual(400);
	return (await answer.json()) as Refusal;
}

const dots = (option: string, count: number, round = evening.rounds[1]!): CommandInput => ({ type: 'ballot.set', round, option, dots: count, revision: 0 });
const comment = (text: string): CommandInput => ({ type: 'comment.add', comment: nanoid(), theme: 1, text });
/** All that the evening holds for regie and for this resident, once the last frame is out. */
async function shown(): Promise<unknown[]> {
	await sleep(60);
	return [await regie.socket.emitWithAck('catch-up', { epoch: 'none', seq: 0 }), resident.own?.ballots, resident.own?.comments];
}

/** A form of a resident's page without JavaScript. */
function post(path: string, fields: Record<string, string>, cookie = seated.cookie): Promise<Response> {
	return fetch(`${server.local}${path}`, { method: 'POST', redirect: 'manual', headers: { cookie, accept: 'text/html' }, body: new URLSearchParams(fields) });
}

/** What a page says, without its tags. */
async function words(page: Response): Promise<string> {
	return (await page.text()).replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

describe('what a resident sends', () => {
	const rows: [what: string, code: RefusalCode, send: () => Promise<Answer | Refusal>][] = [
		['a code that nobody has', 'code.unknown', () => joinRefusal('ZZZZZ')],
		['a code of 4,000 characters', 'code.unknown', () => joinRefusal('A'.repeat(4_000))],
		['a code that was replaced', 'code.replaced', () => joinRefusal(oldCode.toLowerCase())],
		['the code of an evening that is over', 'code.closed', () => joinRefusal(ended.code)],
		['too many dots on one theme', 'ballot.most', () => resident.send(dots('1', 3))],
		['more dots than there are', 'ballot.budget', () => resident.send({ type: 'ballot.offer', round: evening.rounds[1]!, dots: { 1: 2, 2: 2 }, revision: 1 })],
		['a dot on a theme outside the round', 'ballot.option', () => resident.send(dots('3', 1))],
		['a dot on a theme that does not exist', 'ballot.option', () => resident.send(dots('77', 1))],
		['a dot after closing', 'round.closed', () => resident.send(dots('1', 1, evening.rounds[0]))],
		['a dot in a round that does not exist', 'round.unknown', () => resident.send(dots('1', 1, 'round-unknown'))],
		['an empty comment', 'text.empty', () => resident.send(comment(''))],
		['a comment of spaces and control characters', 'text.empty', () => resident.send(comment(' \u0000\u0007\n\t\u200B '))],
		['a comment of 501 characters', 'text.tooLong', () => resident.send(comment('a'.repeat(501)))],
		['a comment of 20,000 characters', 'text.tooLong', () => resident.send(comment('a'.repeat(20_000)))],
		['a comment of 20,001 characters', 'message.invalid', () => resident.send(comment('a'.repeat(20_001)))],
		['a comment at a theme that does not exist', 'theme.unknown', () => resident.send({ type: 'comment.add', comment: nanoid(), theme: 99, text: 'Hallo' })],
		['a command with a field too many', 'message.invalid', () => resident.send(Object.assign(dots('1', 1), { seat: 'another' }))],
		['something that is no command', 'message.invalid', () => resident.socket.emitWithAck('command', 'hallo')],
		['nothing at all', 'message.invalid', () => resident.socket.emitWithAck('command')],
		['a question for frames that is none', 'message.invalid', () => resident.socket.emitWithAck('catch-up', { epoch: 7 })]
	];

	it('a browser that keeps no cookies is told so, and is no participant at each press', async () => {
		const before = await shown();
		const told = 'Deze browser bewaart geen cookies. Zet cookies aan, en probeer het opnieuw.';
		const { code } = regie.view.evening;
		for (const [path, fields] of [[`/mee/${code}?/join`, {}], [`/mee/${code}?/join`, {}], [`/mee/${code}?/return`, { return: 'ABCD2345' }], ['/regie?/signIn', { name: 'Anna', password: 'een lang wachtwoord' }], [evening.links.illustrator, { pin: evening.pin }]] as const)
			expect(await words(await post(path, fields, ''))).toContain(told);
		expect(await shown()).toEqual(before);
		// With the cookie of the page that holds the form it comes in.
		const [cookie = ''] = (await fetch(`${server.local}/mee/${code}`)).headers.getSetCookie();
		const joined = regie.view.joined;
		expect((await post(`/mee/${code}?/join`, {}, cookie.split(';')[0]!)).status).toBe(303);
		await until(() => regie.view.joined === joined + 1, 'one more participant');
	});

	it.each(rows)('%s: %s', async (_, code, send) => {
		const before = await shown();
		const answer = await send();
		expect(answer).toMatchObject({ ok: false, code });
		expectClear(answer as Refusal);
		expect(await shown()).toEqual(before);
		expect((await fetch(`${server.local}/health`)).status).toBe(200);
	});

	it('a message of more than half a megabyte ends that line, and it comes back', async () => {
		const flooder = await new Line<'participant'>(await join(server.local, regie.view.evening.code)).open();
		flooder.socket.emit('command', { id: nanoid(), type: 'comment.add', text: 'a'.repeat(600_000) });
		await until(() => !flooder.isLive, 'line that is cut');
		await until(() => flooder.isLive, 'line');
		flooder.close();
		expect((await fetch(`${server.local}/health`)).status).toBe(200);
	});

	it('HTML and control characters are shown as text, nowhere as HTML', async () => {
		const text = '<img src=x onerror=alert(1)>\u0000 & <b>vet</b>';
		const command = comment(text);
		expect(await resident.send(command)).toMatchObject({ ok: true });
		const id = 'comment' in command ? command.comment! : '';
		await regie.send({ type: 'comment.review', comments: [id], status: 'approved' });
		await until(() => regie.view.comments[id]?.status === 'approved', 'approved comment');
		expect(regie.view.comments[id]!.text).toBe('<img src=x onerror=alert(1)>  & <b>vet</b>');
		for (const page of [`/mee/${regie.view.evening.code}/1`, `/regie/${evening.id}/reacties`]) {
			const cookie = page.startsWith('/regie') ? evening.facilitator.cookie : seated.cookie;
			const html = await (await fetch(`${server.local}${page}`, { headers: { cookie, accept: 'text/html' } })).text();
			expect(html).toContain('vet');
			expect(html).not.toMatch(/<img src=x|<b>vet/);
		}
	});
});

describe('what a resident sends without JavaScript', () => {
	const theme = () => `/mee/${regie.view.evening.code}/1`;
	const rows: [what: string, refusal: { code: RefusalCode; parameters?: RefusalParameters }, typed: string, send: () => Promise<Response>][] = [
		['an unknown code', { code: 'code.unknown' }, 'QQ QQQ', () => post('/', { code: 'QQ QQQ' })],
		['a code that was replaced', { code: 'code.replaced' }, '', () => post('/', { code: oldCode }, '')],
		['an empty comment', { code: 'text.empty' }, '', () => post(`${theme()}?/comment`, { seat: seated.seat, id: nanoid(), theme: '1', text: ' ' })],
		[
			'a comment that is too long',
			{ code: 'text.tooLong', parameters: { most: 500, length: 520 } },
			'lang '.repeat(103),
			() => post(`${theme()}?/comment`, { seat: seated.seat, id: nanoid(), theme: '1', text: `${'lang '.repeat(103)}einde` })
		],
		['a dot too many', { code: 'ballot.most', parameters: { most: 2 } }, '', () => post(`${theme()}?/dots`, { seat: seated.seat, round: evening.rounds[1]!, set: '1=3', revision: '0' })],
		['a form with the seat of somebody else', { code: 'seat.unknown' }, '', () => post(`${theme()}?/dots`, { seat: illustrator.seat, round: evening.rounds[1]!, set: '1=1', revision: '0' })]
	];

	it.each(rows)('%s: the page says it in Dutch, and what was typed stays', async (_, refusal, typed, send) => {
		const before = await shown();
		const page = await send();
		expect(page.status).toBeGreaterThanOrEqual(400);
		const html = await words(page);
		const text = refusal.code === 'text.tooLong' ? inDutch({ code: refusal.code, parameters: { most: 500, length: 520 } }).slice(0, 20) : inDutch(refusal);
		expect(html).toContain(text);
		expect(html).toContain(typed.trim());
		expectClear(refusal);
		expect(await shown()).toEqual(before);
	});
});

describe('a wrong pin', () => {
	/** The cookie that the page with the form gave. */
	let cookie: string;
	beforeAll(async () => {
		const page = await fetch(server.local + evening.links.illustrator);
		cookie = page.headers.getSetCookie()[0]!.split(';', 1)[0]!;
	});
	const enter = (prepared: Prepared, pin: string) => post(prepared.links.illustrator, { pin }, cookie);
	const wrong = () => (evening.pin === '0000' ? '0001' : '0000');

	it('is slowed on its own link, for a second at first, and locks nobody out', async () => {
		for (let attempt = 0; attempt < 3; attempt += 1) expect(await words(await enter(evening, wrong()))).toContain(inDutch({ code: 'pin.wrong' }));
		const waiting = await enter(evening, evening.pin);
		expect(waiting.status).toBe(429);
		expect(await words(waiting)).toMatch(/Wacht nog 1 second/);
		// Nobody at another link notices.
		expect((await enter(other, other.pin)).status).toBe(303);
		await sleep(1_100);
		expect((await enter(evening, evening.pin)).status).toBe(303);
		expectClear({ code: 'pin.wrong' });
		expectClear({ code: 'pin.wait', parameters: { seconds: 30 } });
	});
});

describe('cells that a sheet program would run', () => {
	it('are text in the CSV of a result', async () => {
		await regie.send({ type: 'round.show', round: evening.rounds[0]!, shown: false });
		const csv = await (await fetch(`${server.local}/uitslag/${evening.id}.csv?ronde=1`, { headers: { cookie: evening.facilitator.cookie } })).text();
		expect(csv).toContain("'=1+1");
		for (const cell of csv.slice(1).split(/[;\r\n]+/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@]\D?\w/);
	});
});

describe('two facilitators who move one card', () => {
	it('both are taken up, the last one counts, and both see the same', async () => {
		const answers = await Promise.all([
			regie.send({ type: 'theme.move', moves: [{ theme: 1, x: 10, y: 10 }] }),
			second.send({ type: 'theme.move', moves: [{ theme: 1, x: 20, y: 20 }] })
		]);
		expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
		const last = (answers[0] as { seq: number }).seq > (answers[1] as { seq: number }).seq ? { x: 10, y: 10 } : { x: 20, y: 20 };
		for (const who of [regie, second]) await until(() => who.view.places['1']?.x === last.x && who.view.places['1'].y === last.y, 'card at its last place');
		expect(second.view.places['1']).toEqual(regie.view.places['1']);
	});

	it('taking back the first move is refused in words: somebody moved it since', async () => {
		const id = nanoid();
		await regie.send({ type: 'theme.move', moves: [{ theme: 2, x: 1, y: 1 }] }, id);
		await second.send({ type: 'theme.move', moves: [{ theme: 2, x: 2, y: 2 }] });
		const refused = await regie.send({ type: 'undo', command: id });
		expect(refused).toMatchObject({ ok: false, code: 'undo.changedSince' });
		expectClear(refused as Refusal);
	});
});

describe('a picture', () => {
	const put = async (body: Uint8Array | string, type = 'image/png'): Promise<UploadAnswer> => {
		const query = new URLSearchParams({ seat: illustrator.seat, command: nanoid(), drawing: nanoid() });
		const answer = await fetch(`${server.local}/api/drawing?${query}`, { method: 'PUT', headers: { cookie: illustrator.cookie, 'content-type': type }, body: body as BodyInit });
		return (await answer.json()) as UploadAnswer;
	};
	/** Every file that belongs to drawings, whole or half. */
	async function files(folder = joinPath(dataDir, 'drawings')): Promise<string[]> {
		return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => joinPath(entry.parentPath, entry.name)).sort();
	}

	const refused: [what: string, code: RefusalCode, make: () => Promise<Uint8Array | string> | Uint8Array | string, type?: string][] = [
		['that is empty', 'drawing.empty', () => ''],
		['that is a letter', 'drawing.notAPicture', () => 'Beste mensen, hierbij de tekening.'],
		['that is a letter, named as a picture', 'drawing.notAPicture', () => 'Beste mensen', 'image/jpeg'],
		['that is half a PNG', 'drawing.truncated', async () => (await drawing().png().toBuffer()).subarray(0, 900)],
		['that is half a JPEG', 'drawing.truncated', async () => { const whole = await drawing().jpeg().toBuffer(); return whole.subarray(0, whole.length >> 1); }],
		['20,000 pixels wide', 'drawing.tooWide', () => solidPng(20_000, 10)],
		['over 60 megapixels', 'drawing.tooManyPixels', () => solidPng(8_000, 7_600)],
		['in SVG', 'drawing.svg', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
		['in SVG, named as PNG', 'drawing.svg', () => '<svg xmlns="http://www.w3.org/2000/svg"/>'],
		['that is a broken PDF', 'pdf.broken', () => '%PDF-1.7\n', 'application/pdf'],
		['that is a PDF with a password', 'pdf.encrypted', () => pdfFile(1, { encrypted: true }), 'application/pdf'],
		['of a drawing program', 'drawing.project', () => 'PK\x03\x04\x14\0\0\0Document.archive']
	];

	it.each(refused)('%s: %s', async (_, code, make, type) => {
		const before = [await shown(), await files()];
		const answer = await put(await make(), type);
		expect(answer).toMatchObject({ ok: false, code });
		expectClear(answer as Refusal);
		expect([await shown(), await files()]).toEqual(before);
		expect((await fetch(`${server.local}/health`)).status).toBe(200);
	});

	it.each<[string, () => Promise<Uint8Array> | Uint8Array, string[]]>([
		['named as another kind is judged by what it is', () => drawing().png().toBuffer(), []],
		['in CMYK is converted, and that is said', () => drawing().toColourspace('cmyk').jpeg().toBuffer(), ['converted']],
		['of 16 bits a colour is converted', () => drawing().toColourspace('rgb16').png().toBuffer(), []],
		['that is a page of a PDF is one', () => pdfFile(1), []],
		['that moves gives its first frame, and that is said', () => frames().webp().toBuffer(), ['animated']]
	])('%s', async (_, make, notes) => {
		const answer = await put(await make(), 'image/jpeg');
		expect(answer).toMatchObject({ ok: true, notes: expect.arrayContaining(notes) });
		const version = answer.ok ? answer.version : '';
		const shownPicture = await fetch(`${server.local}/tekening/${version}/screen`, { headers: { cookie: illustrator.cookie } });
		const metadata = await sharp(new Uint8Array(await shownPicture.arrayBuffer())).metadata();
		expect(metadata).toMatchObject({ format: 'webp', space: 'srgb', depth: 'uchar' });
		expect(metadata.pages ?? 1).toBe(1);
		for (const note of notes) expect(Reflect.get(dutch, `note_drawing_${note}`)).toEqual(expect.any(String));
	});

	it('of 40 MB over a connection that breaks halfway leaves nothing behind, and comes through from the start', async () => {
		const whole = joinPath(dataDir, 'large.png');
		// Noise does not compress: 30 MB and more of a picture that is in order.
		await writeFile(whole, await sharp({ create: { width: 3_600, height: 3_000, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).png({ compressionLevel: 0 }).toBuffer());
		const { size } = await stat(whole);
		expect(size).toBeGreaterThan(30e6);
		expect(size).toBeLessThan(40 * 1024 * 1024);
		const before = [await shown(), await files()];
		const query = new URLSearchParams({ seat: illustrator.seat, command: nanoid(), drawing: nanoid() });
		const send = () => httpRequest(`${server.local}/api/drawing?${query}`, { method: 'PUT', headers: { cookie: illustrator.cookie, 'content-type': 'image/png', 'content-length': size } });
		const broken = send();
		broken.on('error', () => {});
		const half = createReadStream(whole, { end: Math.floor(size / 2) });
		half.pipe(broken, { end: false });
		await once(half, 'end');
		broken.destroy();
		for (let wait = 0; wait < 100 && (await files()).length !== (before[1] as string[]).length; wait += 1) await sleep(50);
		expect([await shown(), await files()]).toEqual(before);
		const again = send();
		createReadStream(whole).pipe(again);
		const [response] = await once(again, 'response');
		expect(response.statusCode).toBe(200);
		response.resume();
		await rm(whole);
	});
});

describe('at the start', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(joinPath(tmpdir(), 'wijkverhaal-bad-start-'));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const rows: [what: string, says: RegExp, env: () => Promise<Record<string, string>>][] = [
		['a data folder below a regular file', /is een bestand, geen map[^]*DATA_DIR=/, async () => {
			await writeFile(joinPath(folder, 'bestand'), '');
			return { DATA_DIR: joinPath(folder, 'bestand/data') };
		}],
		['a port in use', /Poort \d+ is al in gebruik[^]*PORT=/, async () => {
			const taken = createServer().listen(0).unref();
			await once(taken, 'listening');
			const address = taken.address();
			return { DATA_DIR: folder, PORT: String(typeof address === 'object' && address !== null ? address.port : 0) };
		}],
		['a newer database than the program', /van een nieuwere versie van Wijkverhaal[^]*Start de nieuwere versie/, async () => {
			const database = new DatabaseSync(joinPath(folder, databaseFile));
			database.exec('PRAGMA user_version = 999');
			database.close();
			return { DATA_DIR: folder };
		}],
		['a database that is none', /zijn beschadigd[^]*npm run restore/, async () => {
			await writeFile(joinPath(folder, databaseFile), 'boodschappen: melk, brood'.repeat(200));
			return { DATA_DIR: folder };
		}],
		['a database of which a page that is read only later is damaged', /zijn beschadigd[^]*npm run restore/, async () => {
			await inDataDir(folder, async () => {});
			const database = new DatabaseSync(joinPath(folder, databaseFile));
			database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
			const page = Number(database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'seats'").get()!['rootpage']);
			database.close();
			const file = await open(joinPath(folder, databaseFile), 'r+');
			await file.write(Buffer.alloc(4096, 0x55), 0, 4096, (page - 1) * 4096);
			await file.close();
			return { DATA_DIR: folder };
		}],
		['a file where the drawings belong', /is een bestand[^]*npm run restore/, async () => {
			await inDataDir(folder, async () => {});
			await rm(joinPath(folder, 'drawings'), { recursive: true });
			await writeFile(joinPath(folder, 'drawings'), '');
			return { DATA_DIR: folder };
		}],
		['a data folder that another program uses', /draait al met de gegevens/, async () => ({ DATA_DIR: dataDir })]
	];

	it.each(rows)('%s: the program says so in Dutch, and what to do, and ends with 1', async (_, says, env) => {
		const settings = await env();
		const inFolder = async () => (await readdir(folder)).filter((name) => !/^in-gebruik|-wal$|-shm$/.test(name));
		const before = await inFolder();
		const { code, output } = await runServer(settings);
		expect(code).toBe(1);
		expect(output).toMatch(/^Wijkverhaal kan niet starten\./);
		expect(output).toMatch(says);
		expect(output).not.toMatch(/^\s+at |Error:/m);
		expect(await inFolder()).toEqual(before);
	});
});

describe('a full disk', () => {
	let folder: string;
	let full: TestServer | undefined;
	let unmount: (() => Promise<void>) | undefined;
	beforeEach(async () => {
		folder = await mkdtemp(joinPath(tmpdir(), 'wijkverhaal-full-'));
	});
	afterEach(async () => {
		await full?.kill();
		full = undefined;
		await unmount?.();
		unmount = undefined;
		await rm(folder, { recursive: true, force: true });
	});

	/** Runs a command. @returns whether it went well. */
	async function ran(command: string, ...args: string[]): Promise<boolean> {
		const child = spawn(command, args, { stdio: 'ignore' });
		const [code] = await Promise.race([once(child, 'close'), once(child, 'error').then(() => [1])]);
		return code === 0;
	}

	/**
	 * On a running server without room: dots and comments are refused by name, nothing of them is there, and a start on
	 * the same folder shows the state before. With room again all goes on, and a phone's dots come in by themselves.
	 */
	async function expectRefusedByName(prepared: Prepared, running: TestServer, fill: () => Promise<void>, makeRoom?: () => Promise<void>): Promise<void> {
		const seat = await join(running.local, prepared.code);
		const phone = new TestPhone(seat);
		await phone.line.open();
		const staff = await new Line<'facilitator'>({ address: running.local, ...prepared.facilitator }).open();
		const round = prepared.rounds[0]!;
		await fill();
		// Long texts fill what little room was left.
		let refusal: Answer = { ok: true, seq: 0 };
		let accepted = 0;
		for (let attempt = 0; attempt < 2_000 && refusal.ok; attempt += 1) {
			refusal = await staff.send({ type: 'theme.add', themes: Array.from({ length: 20 }, () => ({ title: 'Vol', main: 'overig' as const, explanation: 'x'.repeat(600) })) });
			if (refusal.ok) accepted += 1;
			if (!refusal.ok && refusal.code === 'theme.tooMany') throw new Error('There is too much room on this disk');
		}
		expect(refusal).toMatchObject({ ok: false, code: 'disk.full' });
		expectClear(refusal as Refusal);
		// Nothing of the refused ones is there, also once the last frame is out.
		await until(() => Object.keys(staff.view.themes).length === 6 + 20 * accepted, 'view of what was accepted');
		const late = await fetch(`${running.local}/api/join`, { method: 'POST', body: JSON.stringify({ code: prepared.code }) });
		if (!late.ok) expect([late.status, await late.json()]).toEqual([503, expect.objectContaining({ code: 'disk.full' })]);
		const spoken = await phone.line.send(comment('y'.repeat(500)));
		if (!spoken.ok) expect(spoken.code).toBe('disk.full');
		// Who watches the server hears it, also where a short text just fitted.
		const health = await fetch(`${running.local}/health`);
		expect([health.status, await health.json()]).toEqual([503, expect.objectContaining({ ok: false, full: true })]);
		await sleep(100);
		expect(Object.keys(staff.view.themes)).toHaveLength(6 + 20 * accepted);
		if (makeRoom) {
			phone.ballots.set(round, '1', 1);
			await makeRoom();
			await until(() => phone.ballots.allSaved, 'saved dot', 15_000);
			expect(phone.refused).toEqual([]);
			expect(phone.acknowledged[round]?.dots).toEqual({ 1: 1 });
			expect(await staff.send({ type: 'theme.add', themes: [{ title: 'Ruimte', main: 'overig' }] })).toMatchObject({ ok: true });
		}
		phone.line.close();
		staff.close();
	}

	it('by the size that its database may have: refused by name, and it goes on when there is room', async () => {
		// The limit is the connection's own, so the app runs in this process.
		const prepared = await inDataDir(folder, (app) => makeEvening(app, { rounds: [{ budget: 3 }] }));
		await inDataDir(folder, async (app) => {
			const http = createServer((request, response) => void app.handle(request, response)).listen(0, '127.0.0.1');
			app.attach(http);
			await once(http, 'listening');
			const address = http.address();
			const local = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
			// `/health` is the app's own.
			const running = { local } as TestServer;
			const fill = async () => {
				app.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
				app.database.exec(`PRAGMA max_page_count = ${app.database.prepare('PRAGMA page_count').get()!['page_count']}`);
			};
			await expectRefusedByName(prepared, running, fill, async () => app.database.exec('PRAGMA max_page_count = 1000000'));
			http.closeAllConnections();
		});
	});

	it.skipIf(process.platform === 'win32')('by a limit on the size of a file: refused by name, and after a restart without the limit all is there', async () => {
		const prepared = await inDataDir(folder, (app) => makeEvening(app, { rounds: [{ budget: 3 }] }));
		const { size } = await stat(joinPath(folder, databaseFile));
		// In blocks of 512 or 1,024 bytes, depending on the shell: room for the start, not for much more.
		const blocks = Math.ceil(size / 512) + 400;
		full = await startServer({ dataDir: folder, env: { WIJKVERHAAL_LOG: 'fatal' }, shell: `ulimit -f ${blocks}` });
		// No page may bring a package along that takes over the signal of such a write: it would end the server.
		for (const path of [...Object.values(prepared.links), `/mee/${prepared.code}`, ...['', '/bord', '/tekeningen', '/instellingen'].map((part) => `/regie/${prepared.id}${part}`)]) {
			expect((await fetch(full.local + path, { headers: { cookie: prepared.facilitator.cookie } })).status, path).toBeLessThan(500);
		}
		await expectRefusedByName(prepared, full, async () => {});
		await full.kill();
		full = await startServer({ dataDir: folder });
		const staff = await new Line<'facilitator'>({ address: full.local, ...prepared.facilitator }).open();
		expect(Object.keys(staff.view.themes).length % 20).toBe(6);
		expect(await staff.send({ type: 'theme.add', themes: [{ title: 'Ruimte', main: 'overig' }] })).toMatchObject({ ok: true });
		staff.close();
	});

	it('by a disk that is full: refused by name, and it goes on when there is room', async (test) => {
		const small = joinPath(folder, 'klein');
		await mkdir(small);
		if (!(await ran('mount', '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small))) return test.skip('no small disk can be mounted here');
		unmount = async () => void (await ran('umount', small));
		const dataDir = joinPath(small, 'data');
		await mkdir(dataDir);
		const prepared = await inDataDir(dataDir, (app) => makeEvening(app, { rounds: [{ budget: 3 }] }));
		full = await startServer({ dataDir, env: { WIJKVERHAAL_LOG: 'fatal' } });
		const filler = joinPath(small, 'vol');
		const fill = async () => {
			// Up to the last block.
			for (const length of [100_000, 4_096]) while (await writeFile(filler, Buffer.alloc(length), { flag: 'a' }).then(() => true, () => false));
		};
		await expectRefusedByName(prepared, full, fill, () => rm(filler));
		await full.stop();
		full = undefined;
		// A start on a full disk says so in words.
		await fill();
		const { code, output } = await runServer({ DATA_DIR: joinPath(small, 'nieuw') });
		expect([code, output]).toEqual([1, expect.stringMatching(/^Wijkverhaal kan niet starten\.[^]*De schijf is vol\./)]);
	});
});

it('the server of this file had nothing to complain of', () => {
	expect(server.errors()).toBe('');
});
