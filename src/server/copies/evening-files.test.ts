import { copyFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#shared/evening/decision.ts';
import { tallyOf } from '#shared/evening/state.ts';
import { browserOf, cookieName, newBrowser } from '../access/cookie.ts';
import type { App } from '../app.ts';
import { listDrawingFiles } from '../drawings/files.ts';
import type { LiveEvening } from '../live/evening.ts';
import { StoreFull } from '../store/event-store.ts';
import { anEvening, facilitator, give, openTestApp, type TestApp } from '../test-app.ts';
import { newestVersion } from '../store/database.ts';
import { digestOf } from './file-format.ts';
import { fileKeyOf, seal, unseal } from './seal.ts';

let laptop: TestApp;
let hosted: TestApp;
let evening: LiveEvening;
let round: string;
const files: string[] = [];
beforeEach(async () => {
	[laptop, hosted] = [await openTestApp(), await openTestApp()];
	evening = await anEvening(laptop.app);
	round = nanoid();
	await give(evening, facilitator, { type: 'round.add', round, kind: 'themes', title: 'Wat telt?', budget: 5, most: 3, results: 'hidden', themes: [1, 2, 3], lines: [] });
	await give(evening, facilitator, { type: 'round.open', round });
});
afterEach(async () => {
	await Promise.all([laptop.end(), hosted.end()]);
	for (const file of files.splice(0)) await rm(file, { force: true });
});

/** A browser, as it comes to any server at the same address: with the cookie of the first that it met. */
class Phone {
	readonly headers: { cookie: string };

	constructor(app: App) {
		this.headers = { cookie: `${cookieName}=${newBrowser(app.key).cookie}` };
	}
	/** Comes in by the code. @throws where that server does not know its cookie */
	async join(app: App, code: string): Promise<Actor & { token: string }> {
		const browser = browserOf(app.key, this.headers, app.seats.isCarried);
		if (browser === null) throw new Error('This server knows nothing of the cookie');
		const joined = await app.joining.join(browser, code);
		if (!joined.ok) throw new Error(joined.code);
		return { role: 'participant', seat: joined.seat.id, participant: joined.seat.participant, token: joined.token };
	}
}

async function vote(live: LiveEvening, actor: Actor, option: string, dots: number): Promise<void> {
	const revision = live.own(actor.participant!).ballots[round]?.revision ?? 0;
	expect(await give(live, { ...actor }, { type: 'ballot.set', round, option, dots, revision })).toMatchObject({ ok: true });
}
const totals = (live: LiveEvening) => Object.fromEntries(tallyOf(live.state, round).totals);

/** Saves an evening on one server, beside what is under way there. */
async function save(app: App, live: LiveEvening, to: App = app): Promise<string> {
	const written = await app.eveningFiles.write(live, to.eveningFiles.publicName);
	if (!written.ok) throw new Error(written.code);
	const { path } = written;
	const kept = `${path}.bewaard`;
	await copyFile(path, kept);
	await rm(path);
	files.push(kept);
	return kept;
}
/** What that server reads in a file. */
async function plainOf(app: App, file: string): Promise<Buffer> {
	const plain = `${file}.open`;
	files.push(plain);
	await rm(plain, { force: true });
	expect(await unseal(file, plain, fileKeyOf(app.key), newestVersion)).toBe('ok');
	return readFile(plain);
}
async function bring(from: App, live: LiveEvening, to: App, replace: string | null = null): Promise<LiveEvening> {
	const taken = await to.eveningFiles.take(await save(from, live, to), replace, 'account');
	if (!taken.ok) throw new Error(taken.code);
	return taken.evening;
}

/** Changes what is in it, makes its digest right again and closes it for that server: as somebody would who means ill. */
async function change(file: string, sql: string, ...values: (string | number)[]): Promise<void> {
	await plainOf(hosted.app, file);
	const plain = `${file}.open`;
	const database = new DatabaseSync(plain, { defensive: false });
	database.exec('PRAGMA journal_mode = DELETE');
	if (values.length > 0) database.prepare(sql).run(...values);
	else database.exec(sql);
	try {
		database.prepare("UPDATE about SET value = ? WHERE key = 'digest'").run(digestOf(database));
	} catch {
		// Without one of its tables it has no digest.
	}
	database.close();
	await rm(file);
	expect(await seal(plain, file, hosted.app.eveningFiles.publicName, newestVersion)).toBe(true);
}

describe('an evening as a file', () => {
	it('goes from the laptop to the hosted server and back with votes in between: every dot is there, each phone is who it was', async () => {
		const [anja, bram, carl] = [new Phone(laptop.app), new Phone(laptop.app), new Phone(hosted.app)];
		const first = [await anja.join(laptop.app, evening.code), await bram.join(laptop.app, evening.code)];
		await vote(evening, first[0]!, '1', 3);
		await vote(evening, first[1]!, '2', 1);

		const there = await bring(laptop.app, evening, hosted.app);
		expect(hosted.app.programme.areas()).toMatchObject([{ name: 'Oude Kom', evenings: [evening.id] }]);
		expect([totals(there), there.state.joined, there.code]).toEqual([{ 1: 3, 2: 1 }, 2, evening.code]);
		expect(there.epoch).not.toBe(evening.epoch);
		const second = [await anja.join(hosted.app, there.code), await bram.join(hosted.app, there.code)];
		expect(second.map(({ participant }) => participant)).toEqual(first.map(({ participant }) => participant));
		// A page that is still open brings the token that the laptop signed.
		const browser = browserOf(hosted.app.key, anja.headers, hosted.app.seats.isCarried)!;
		expect(await hosted.app.joining.enter(browser, first[0]!.token)).toMatchObject({ seat: { participant: first[0]!.participant } });
		await vote(there, second[0]!, '2', 2);
		const newcomer = await carl.join(hosted.app, there.code);
		await vote(there, newcomer, '3', 3);

		const formerEpoch = evening.epoch;
		const back = await bring(hosted.app, there, laptop.app, evening.id);
		expect([totals(back), back.state.joined]).toEqual([{ 1: 3, 2: 3, 3: 3 }, 3]);
		expect(back.epoch).not.toBe(formerEpoch);
		expect((await anja.join(laptop.app, back.code)).participant).toBe(first[0]!.participant);
		expect((await carl.join(laptop.app, back.code)).participant).toBe(newcomer.participant);
		expect(back.state.joined).toBe(3);
		// The one that was replaced can be brought back, and the program starts again with all of it.
		const [kept] = laptop.app.programme.removedEvenings();
		expect(totals(laptop.app.evenings.kept(kept!)!)).toEqual({ 1: 3, 2: 1 });
		const app = await laptop.restart();
		expect(totals(app.evenings.get(evening.id)!)).toEqual({ 1: 3, 2: 3, 3: 3 });
		expect(app.evenings.get(evening.id)!.epoch).toBe(back.epoch);
		await app.programme.submit({ id: nanoid(), type: 'evening.restore', evening: kept! }, 'account');
		expect(app.evenings.byCode(evening.code)).toBe(app.evenings.get(evening.id));
	});

	it('at another address a phone goes on by its return code, and vote cards stay good', async () => {
		const anja = await new Phone(laptop.app).join(laptop.app, evening.code);
		await vote(evening, anja, '1', 2);
		const card = laptop.app.voteCards.code(evening.id, 7);
		const there = await bring(laptop.app, evening, hosted.app);
		// Asked for after the file was made, on the page that is still open.
		const code = laptop.app.returnCodes.of(evening.id, anja.participant!);
		const back = await hosted.app.joining.comeBack('a-new-browser', there, code);
		expect(back).toMatchObject({ ok: true, seat: { participant: anja.participant } });
		expect(there.own(anja.participant!).ballots[round]!.dots).toEqual({ 1: 2 });
		expect(hosted.app.voteCards.participant(evening.id, card)).toBe(laptop.app.voteCards.participant(evening.id, card));
	});

	it('holds no cookie, key, link or word that was erased; erased words stay erased, hidden ones hidden', async () => {
		const phone = new Phone(laptop.app);
		const anja = await phone.join(laptop.app, evening.code);
		const [gone, hidden, later] = [nanoid(), nanoid(), nanoid()];
		for (const [comment, text] of [[gone, 'Eerst wel, later niet'], [hidden, 'Dit noemt een buurman'], [later, 'Dit gaat later weg']] as const) {
			await give(evening, anja, { type: 'comment.add', comment, theme: 1, text });
		}
		await give(evening, facilitator, { type: 'comment.review', comments: [hidden, later], status: 'approved' });
		await give(evening, anja, { type: 'comment.withdraw', comment: gone });
		laptop.app.links.of(evening.id);
		const file = await save(laptop.app, evening);
		const bytes = await plainOf(laptop.app, file);
		const secrets = [laptop.app.key, phone.headers.cookie.split('=')[1]!.split('.')[0]!, laptop.app.links.of(evening.id).moderator.secret, 'Eerst wel'];
		for (const secret of secrets) expect(bytes.includes(secret)).toBe(false);
		expect(bytes.includes('Dit noemt een buurman')).toBe(true);
		// And what it holds only that server reads.
		const sealed = await readFile(file);
		for (const word of ['Dit noemt een buurman', 'Parkeren', anja.participant!]) expect(sealed.includes(word)).toBe(false);
		expect(await hosted.app.eveningFiles.take(file, null, 'account')).toEqual({ ok: false, code: 'eveningFile.otherServer' });
		for (const key of ['x', 'A'.repeat(43), '../../../etc/passwd']) expect(await laptop.app.eveningFiles.write(evening, key)).toEqual({ ok: false, code: 'eveningFile.key' });

		// Since the file was made: one is hidden, one withdrawn.
		await give(evening, facilitator, { type: 'comment.review', comments: [hidden], status: 'hidden', reason: 'other' });
		await give(evening, anja, { type: 'comment.withdraw', comment: later });
		const taken = await laptop.app.eveningFiles.take(file, evening.id, 'account');
		if (!taken.ok) throw new Error(taken.code);
		const { comments } = taken.evening.published('facilitator').view;
		expect(comments[hidden]).toMatchObject({ status: 'hidden' });
		expect(JSON.stringify(comments)).not.toContain('Dit gaat later weg');
		expect(JSON.stringify(taken.evening.published('participant').view)).not.toContain('buurman');
	});

	it('that is here already is asked about first, and says what both have', async () => {
		const anja = await new Phone(laptop.app).join(laptop.app, evening.code);
		const file = await save(laptop.app, evening);
		await vote(evening, anja, '1', 1);
		const asked = await laptop.app.eveningFiles.take(file, null, 'account');
		expect(asked).toMatchObject({ code: 'eveningFile.present', parameters: { id: evening.id, title: 'Gebiedsavond', joined: 1, fileJoined: 1 } });
		if (asked.ok) throw new Error('It was not asked');
		const { at, fileAt } = asked.parameters!;
		expect(Number(at)).toBeGreaterThanOrEqual(Number(fileAt));
		expect(await laptop.app.eveningFiles.take(file, 'another-evening', 'account')).toMatchObject({ code: 'eveningFile.present' });
		expect(totals(evening)).toEqual({ 1: 1 });
	});

	it('that takes the place of another leaves the pages of staff their seats: they go on by themselves', async () => {
		const seats = (['facilitator', 'moderator', 'helper', 'illustrator', 'screen'] as const).map((role) => laptop.app.seats.ensure(`browser of the ${role}`, evening.id, role));
		const gone = laptop.app.seats.ensure('browser of who was sent away', evening.id, 'moderator');
		laptop.app.database.prepare('UPDATE seats SET revoked = 1 WHERE id = ?').run(gone.id);
		expect(await laptop.app.eveningFiles.take(await save(laptop.app, evening), evening.id, 'account')).toMatchObject({ ok: true });
		for (const seat of seats) expect(laptop.app.seats.ofBrowser(`browser of the ${seat.role}`, evening.id)).toEqual([seat]);
		expect(laptop.app.seats.ofBrowser('browser of who was sent away', evening.id)).toEqual([]);
	});

	it('for which the disk has no room changes nothing, whichever part did not fit', async () => {
		const anja = await new Phone(laptop.app).join(laptop.app, evening.code);
		await vote(evening, anja, '1', 2);
		for (const [test, replace] of [[hosted, null], [laptop, evening.id]] as const) {
			const file = await save(laptop.app, evening, test.app);
			const { store, programme } = test.app;
			const before = JSON.stringify([programme.areas().flatMap(({ evenings }) => evenings), programme.removedEvenings(), store.streams().filter((stream) => stream !== 'programme')]);
			const { append } = store;
			for (let fits = 0; fits < (replace ? 4 : 2); fits += 1) {
				let left = fits;
				let failed = false;
				store.append = async (group) => {
					if (!failed && (left -= 1) < 0) {
						failed = true;
						throw new StoreFull();
					}
					return append(group);
				};
				expect(await test.app.eveningFiles.take(file, replace, 'account')).toEqual({ ok: false, code: 'disk.full' });
				store.append = append;
				expect(JSON.stringify([programme.areas().flatMap(({ evenings }) => evenings), programme.removedEvenings(), store.streams().filter((stream) => stream !== 'programme')])).toBe(before);
			}
		}
		expect(totals(evening)).toEqual({ 1: 2 });
		expect((await laptop.restart()).evenings.get(evening.id)!.state.joined).toBe(1);
	});

	it('brings its pictures along; one that is not what its name says is refused, and so is one that is no picture', async () => {
		// The last is the drawing as it was sent, in whatever kind.
		const contents = [...['scherm', 'telefoon', 'klein'].map((name) => Buffer.from(`RIFF1234WEBP ${name}`)), Buffer.from('\x89PNG\r\n\x1a\n tekening', 'latin1')];
		const drawing = nanoid();
		expect(
			await laptop.app.drawings.keepFiles(contents, ([screen, phone, thumbnail, original]) =>
				give(evening, { role: 'illustrator', seat: 'seat-illustrator', participant: null }, { type: 'drawing.offer', drawing, version: { id: nanoid(), files: { screen: screen!, phone: phone!, thumbnail: thumbnail!, original: original! }, width: 10, height: 10 }, theme: 1, title: '', credit: '' })
			)
		).toMatchObject({ ok: true });
		const file = await save(laptop.app, evening, hosted.app);
		const whole = await readFile(file);
		const rows = [1, 2, 3, 4].flatMap((row) => ['RIFF1234WEBP een ander', '<script>alert(1)</script>'].map((body) => [row, body] as const));
		for (const [row, body] of rows) {
			await writeFile(file, whole);
			await change(file, 'UPDATE files SET body = CAST(? AS BLOB) WHERE rowid = ?', body, row);
			expect(await hosted.app.eveningFiles.take(file, null, 'account')).toEqual({ ok: false, code: 'eveningFile.damaged' });
			expect(await listDrawingFiles(hosted.app.config.dataDir)).toEqual([]);
		}
		await writeFile(file, whole);
		expect(await hosted.app.eveningFiles.take(file, null, 'account')).toMatchObject({ ok: true });
		expect((await listDrawingFiles(hosted.app.config.dataDir)).map(({ hash }) => hash)).toEqual((await listDrawingFiles(laptop.app.config.dataDir)).map(({ hash }) => hash));
		await hosted.restart();
		expect(await listDrawingFiles(hosted.app.config.dataDir)).toHaveLength(4);
	});

	it('with another evening that has its code gets a new one, and who is in keeps coming in by the old one', async () => {
		const phone = new Phone(laptop.app);
		const anja = await phone.join(laptop.app, evening.code);
		const file = await save(laptop.app, evening, hosted.app);
		const other = await anEvening(hosted.app, 'Met dezelfde code');
		const event = hosted.app.database.prepare("SELECT body FROM events WHERE stream = ? AND type = 'evening.added'").get(other.id)!;
		hosted.app.database.prepare("UPDATE events SET body = ? WHERE stream = ? AND type = 'evening.added'").run(String(event.body).replace(other.code, evening.code), other.id);
		const app = await hosted.restart();
		const taken = await app.eveningFiles.take(file, null, 'account');
		if (!taken.ok) throw new Error(taken.code);
		expect(taken.evening.code).not.toBe(evening.code);
		expect(app.evenings.byCode(evening.code)).toBe(app.evenings.get(other.id));
		expect((await phone.join(app, taken.evening.code)).participant).toBe(anja.participant);
	});
});

describe('a file from anywhere', () => {
	let file: string;
	beforeEach(async () => {
		const anja = await new Phone(laptop.app).join(laptop.app, evening.code);
		await vote(evening, anja, '1', 2);
		file = await save(laptop.app, evening, hosted.app);
	});
	const take = async () => {
		const taken = await hosted.app.eveningFiles.take(file, null, 'account');
		return taken.ok ? 'ok' : taken.code;
	};
	it('whole and unchanged is taken', async () => expect(await take()).toBe('ok'));

	it('is refused by name when it is no evening, cut off, damaged, or newer', async () => {
		const whole = await readFile(file);
		for (const wrong of [Buffer.from(''), Buffer.from('Dit is een brief.'), whole.subarray(0, 10), Buffer.concat([Buffer.from('PK'), whole])]) {
			await writeFile(file, wrong);
			expect(await take()).toBe('eveningFile.foreign');
		}
		// A backup of a server, which is SQLite as well.
		await writeFile(file, await plainOf(hosted.app, await save(laptop.app, evening, hosted.app)));
		expect(await take()).toBe('eveningFile.foreign');
		await writeFile(file, whole);
		await change(file, 'PRAGMA application_id = 0');
		expect(await take()).toBe('eveningFile.foreign');

		for (const length of [60, 200, 4096, Math.floor(whole.length / 2), whole.length - 1]) {
			await writeFile(file, whole);
			await truncate(file, length);
			expect(await take(), `cut off at ${length}`).toBe('eveningFile.damaged');
		}
		const turned = Buffer.from(whole);
		turned[3000]! ^= 1;
		await writeFile(file, turned);
		expect(await take()).toBe('eveningFile.damaged');

		const newer = Buffer.from(whole);
		newer.writeUInt32BE(999, 'wijkverhaal avond\n'.length);
		await writeFile(file, newer);
		expect(await take()).toBe('eveningFile.newer');
		expect(hosted.app.programme.areas()).toEqual([]);
		expect(hosted.app.store.streams()).toEqual([]);
		expect((await stat(file)).size).toBe(whole.length);
	});

	it('made by somebody who means ill is refused as damaged', async () => {
		const whole = await readFile(file);
		const attempts: [string, ...(string | number)[]][] = [
			['CREATE TRIGGER t AFTER INSERT ON texts BEGIN DELETE FROM events; END'],
			['CREATE VIEW v AS SELECT 1'],
			['DROP TABLE return_codes'],
			['DELETE FROM events WHERE seq = ?', 3],
			['DELETE FROM events'],
			["UPDATE about SET value = ? WHERE key = 'evening'", 'programme'],
			["UPDATE about SET value = ? WHERE key = 'evening'", '../../../etc/passwd'],
			// The name of a browser of this server: its person would be somebody else.
			['UPDATE seats SET browser = ?', 'browser-of-somebody-here'],
			['UPDATE seats SET participant = ?', 'nobody-who-joined'],
			["UPDATE events SET body = ? WHERE type = 'participant.joined'", '{"participant":"evening-one:facilitator"}'],
			["UPDATE events SET body = ? WHERE type = 'participant.joined'", '{'],
			["UPDATE events SET type = ? WHERE type = 'participant.joined'", 'note.added'],
			["UPDATE events SET role = ? WHERE type = 'participant.joined'", 'root'],
			["UPDATE events SET body = replace(body, ?, '\"__proto__\"') WHERE type = 'ballot.changed'", '"1"'],
			['UPDATE events SET version = ?', 999],
			['UPDATE events SET at = ? WHERE seq = 1', 8e15]
		];
		for (const attempt of attempts) {
			await writeFile(file, whole);
			await change(file, ...attempt);
			expect(await take(), attempt.join(' ')).toBe('eveningFile.damaged');
		}
		expect(hosted.app.store.streams()).toEqual([]);
	});
});
