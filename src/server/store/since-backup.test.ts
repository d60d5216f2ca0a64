import { closeSync, copyFileSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#shared/evening/decision.ts';
import { createApp, type App } from '../app.ts';
import type { LiveEvening } from '../live/evening.ts';
import { anEvening, facilitator, give, openTestApp, type TestApp } from '../test-app.ts';
import { restoreBackup, writeBackup } from './backup-file.ts';
import { databaseFile } from './database.ts';

// An evening whose backup still has in sight what was taken out of it since.

let test: TestApp;
let folder: string;
let file: string;
let evening: LiveEvening;
let resident: Actor;
const illustrator: Actor = { role: 'illustrator', seat: 'seat-illustrator', participant: null };
const drawings = ['drawing-that-stays', 'drawing-that-goes'] as const;
const exhibits = ['exhibit-that-stays', 'exhibit-that-goes'] as const;
const comments = ['comment-that-stays', 'comment-that-goes', 'comment-withdrawn'] as const;

beforeEach(async () => {
	test = await openTestApp();
	folder = test.app.config.dataDir;
	file = join(folder, 'reserve.wv');
	evening = await anEvening(test.app);
	const joined = await test.app.joining.join('browser', evening.code);
	if (!joined.ok) throw new Error(joined.code);
	resident = { role: 'participant', seat: joined.seat.id, participant: joined.seat.participant };
	for (const drawing of drawings) await hang(evening, drawing);
	for (const exhibit of exhibits) {
		const page = { id: `page-of-${exhibit}`, width: 10, height: 10, files: { screen: 'd'.repeat(64), thumbnail: 'e'.repeat(64) } };
		await evening.submit({ id: nanoid(), type: 'exhibit.add', exhibit, kind: 'picture', name: exhibit, pages: [page], count: 1 }, facilitator);
	}
	for (const comment of comments) await give(evening, resident, { type: 'comment.add', comment, theme: 1, text: `Woorden: ${comment}` });
	await give(evening, facilitator, { type: 'comment.review', comments: [...comments], status: 'approved' });
});
afterEach(() => test.end());

async function hang(evening: LiveEvening, drawing: string): Promise<void> {
	const version = { id: `version-${drawing}`, width: 800, height: 600, files: { screen: 'a'.repeat(64), phone: 'b'.repeat(64), thumbnail: 'c'.repeat(64) } };
	await evening.submit({ id: nanoid(), type: 'drawing.offer', drawing, version, theme: 1, title: drawing, credit: '' }, illustrator);
	await give(evening, facilitator, { type: 'drawing.place', drawing, version: version.id, theme: 1, checked: true });
}

/** What the hall sees. */
function seen(app: App, id = evening.id) {
	const { view } = app.evenings.get(id)!.published('participant');
	return { drawings: Object.keys(view.drawings).sort(), comments: Object.keys(view.comments).sort() };
}
const everything = { drawings: [...drawings].sort(), comments: [...comments].sort() };
const whatStays = { drawings: [drawings[0]], comments: [comments[0]] };

/** Takes out of sight what the names say, and replaces the code and a link. */
async function takeOutOfSight(): Promise<void> {
	await give(evening, illustrator, { type: 'drawing.withdraw', drawing: drawings[1] });
	await give(evening, facilitator, { type: 'exhibit.remove', exhibit: exhibits[1] });
	await give(evening, facilitator, { type: 'comment.review', comments: [comments[1]], status: 'hidden' });
	await give(evening, resident, { type: 'comment.withdraw', comment: comments[2] });
	await give(evening, facilitator, { type: 'evening.code' });
	test.app.links.replace(evening.id, 'moderator');
}

/** Stops the app, does something to the folder, puts the backup back, and starts again. */
async function restored(toFolder: () => void = () => {}, at = new Date()): Promise<{ app: App; known: string }> {
	const { config, log } = test.app;
	await test.app.close();
	toFolder();
	const { known } = await restoreBackup(folder, file, at);
	test.app = await createApp(config, log);
	return { app: test.app, known };
}

function inDatabase(sql: string): void {
	const database = new DatabaseSync(join(folder, databaseFile));
	database.exec(sql);
	database.close();
}

describe('what was taken out of sight since the backup', () => {
	it('stays so after a restore: a withdrawn drawing, a removed picture for the screen, a hidden comment, a replaced code', async () => {
		await writeBackup(folder, file);
		const oldCode = evening.code;
		await takeOutOfSight();
		const newCode = evening.code;
		// Not in the backup: it is gone with all else that came later.
		await hang(evening, 'drawing-since-then');
		await give(evening, illustrator, { type: 'drawing.withdraw', drawing: 'drawing-since-then' });
		const { app, known } = await restored();
		expect(known).toBe('all');
		expect(seen(app)).toEqual(whatStays);
		expect(Object.keys(app.evenings.get(evening.id)!.published('facilitator').view.exhibits)).toEqual([exhibits[0]]);
		expect(app.evenings.byCode(newCode)).toMatchObject({ id: evening.id });
		expect(app.evenings.byCode(oldCode)).toBe('code.replaced');
		// The history says what was done again, and that the program did it.
		const again = Object.values(app.evenings.get(evening.id)!.published('facilitator').view.history).filter(({ by }) => by === 'program');
		expect(again.map(({ did }) => did)).toEqual(['drawing.withdraw', 'exhibit.remove', 'comment.review', 'evening.code']);
	});

	it('stays so: a drawing of which a stage was taken out hangs no more with it', async () => {
		const version = { id: 'version-ink', width: 800, height: 600, files: { screen: '1'.repeat(64), phone: '2'.repeat(64), thumbnail: '3'.repeat(64) } };
		for (const drawing of drawings) {
			await give(evening, illustrator, { type: 'drawing.replace', drawing, version: { ...version, id: `ink-of-${drawing}` }, stage: true });
		}
		await writeBackup(folder, file);
		await give(evening, illustrator, { type: 'drawing.stages', drawing: drawings[1], version: `ink-of-${drawings[1]}`, stages: [] });
		const { app } = await restored();
		const [first, second] = drawings.map((id) => app.evenings.get(evening.id)!.state.entries.drawing.get(id)!.status);
		expect([first, second]).toEqual(['wall', 'offered']);
	});

	it('stays so: a drawing that was taken down or replaced, a theme that was hidden or marked gevoelig', async () => {
		await writeBackup(folder, file);
		await give(evening, facilitator, { type: 'drawing.takeDown', drawing: drawings[0] });
		const version = { id: 'version-without-face', width: 800, height: 600, files: { screen: '1'.repeat(64), phone: '2'.repeat(64), thumbnail: '3'.repeat(64) } };
		await give(evening, illustrator, { type: 'drawing.replace', drawing: drawings[1], version });
		await give(evening, facilitator, { type: 'theme.hide', themes: [1, 2], hidden: true });
		await give(evening, facilitator, { type: 'theme.hide', themes: [2], hidden: false });
		await give(evening, facilitator, { type: 'theme.edit', theme: 3, set: { grave: true } });
		const { app } = await restored();
		const { drawing, theme } = app.evenings.get(evening.id)!.state.entries;
		expect([...drawing.values()].map(({ status, version }) => [status, version.id])).toEqual(drawings.map((id) => ['offered', `version-${id}`]));
		expect([...theme.values()].map(({ number, hidden, grave }) => [number, hidden, grave])).toEqual([[1, true, false], [2, false, false], [3, false, true]]);
		expect(seen(app).drawings).toEqual([]);
	});

	it('vote cards that were made since lie in the hall: they still work, and the next ones get other numbers', async () => {
		await give(evening, facilitator, { type: 'voteCard.make', count: 10 });
		await writeBackup(folder, file);
		await give(evening, facilitator, { type: 'voteCard.make', count: 30 });
		const code = test.app.voteCards.code(evening.id, 40);
		const participant = test.app.voteCards.participant(evening.id, code);
		const { app } = await restored();
		expect(app.evenings.get(evening.id)!.published('facilitator').view.voteCards).toBe(40);
		expect(await app.joining.joinByCard('browser-1', app.evenings.get(evening.id)!, code)).toMatchObject({ ok: true, seat: { participant } });
	});

	it('holds for every theme of a card: they are hidden and gevoelig together', async () => {
		await give(evening, facilitator, { type: 'theme.merge', into: 1, themes: [2] });
		await writeBackup(folder, file);
		await give(evening, facilitator, { type: 'theme.split', themes: [{ theme: 2, x: 0, y: 0 }] });
		await give(evening, facilitator, { type: 'theme.hide', themes: [2], hidden: true });
		const { app } = await restored();
		const { theme } = app.evenings.get(evening.id)!.state.entries;
		expect([...theme.values()].map(({ into, hidden }) => [into, hidden])).toEqual([[null, true], [1, true], [null, false]]);
	});

	it('stays so: an evening that was removed, which regie can bring back; a session that ended, an invitation that was used', async () => {
		const other = await anEvening(test.app, 'Andere avond');
		const { staff } = test.app;
		const invited = await staff.accept(staff.invite(), 'Anna', 'een lang wachtwoord', 'laptop');
		if (!invited.ok) throw new Error(invited.code);
		staff.openSession('left-behind', invited.account);
		const used = staff.invite();
		const open = staff.invite();
		await writeBackup(folder, file);
		await test.app.programme.submit({ id: nanoid(), type: 'evening.remove', evening: evening.id }, 'account');
		staff.closeSession('left-behind');
		expect(await staff.accept(used, 'Bram', 'een lang wachtwoord', 'tablet')).toMatchObject({ ok: true });
		const { app } = await restored();
		expect(app.programme.removedEvenings()).toEqual([evening.id]);
		expect(app.programme.has(other.id)).toBe(true);
		expect(app.staff.accountOf('left-behind')).toBeNull();
		expect(app.staff.accountOf('laptop')).toMatchObject({ name: 'Anna' });
		expect([used, open].map((secret) => app.staff.isOpenInvitation(secret))).toEqual([false, true]);
		expect(await app.programme.submit({ id: nanoid(), type: 'evening.restore', evening: evening.id }, 'account')).toMatchObject({ ok: true });
		expect(app.programme.has(evening.id)).toBe(true);
	});

	it('a participant who was blocked stays so', async () => {
		await writeBackup(folder, file);
		const block = nanoid();
		await give(evening, facilitator, { type: 'block.add', block, comment: comments[1] });
		const { app } = await restored();
		expect(Object.keys(app.evenings.get(evening.id)!.published('moderator').view.blocks)).toEqual([block]);
	});

	it('is not touched where it is in sight again: undone, approved', async () => {
		await writeBackup(folder, file);
		await give(evening, facilitator, { type: 'drawing.withdraw', drawing: drawings[1] }, 'withdrawal');
		await give(evening, facilitator, { type: 'undo', command: 'withdrawal' });
		await give(evening, facilitator, { type: 'comment.review', comments: [comments[1]], status: 'hidden' });
		await give(evening, facilitator, { type: 'comment.review', comments: [comments[1]], status: 'approved' });
		const { seq } = new DatabaseSync(file, { readOnly: true }).prepare('SELECT MAX(seq) AS seq FROM events WHERE stream = ?').get(evening.id) as { seq: number };
		const { app } = await restored();
		expect(seen(app)).toEqual(everything);
		expect(app.evenings.get(evening.id)!.state.seq).toBe(seq);
	});

	it('can be brought back by regie, each by itself: the log has it as a step', async () => {
		await writeBackup(folder, file);
		await takeOutOfSight();
		const { app } = await restored();
		const again = app.evenings.get(evening.id)!;
		const [step] = [...again.state.steps].find(([, { events }]) => events.some((event) => event.type === 'drawing.changed' && event.set.status === 'withdrawn'))!;
		expect(await give(again, facilitator, { type: 'undo', command: step })).toMatchObject({ ok: true });
		again.tellNow('participant');
		expect(seen(app)).toEqual({ ...whatStays, drawings: everything.drawings });
		// Not the code, which may have leaked.
		const codes = [...again.state.steps].filter(([, { events }]) => events.some((event) => event.type === 'evening.changed'));
		for (const [command] of codes) expect(await give(again, facilitator, { type: 'undo', command })).toMatchObject({ ok: false });
		expect(seen(await test.restart())).toEqual({ ...whatStays, drawings: everything.drawings });
	});

	it('stays so after a second restore of the same backup, and on a clock that was set back', async () => {
		await writeBackup(folder, file);
		await takeOutOfSight();
		const { code } = evening;
		await restored(undefined, new Date(0));
		const { app } = await restored();
		expect(seen(app)).toEqual(whatStays);
		expect(app.evenings.get(evening.id)!.code).toBe(code);
		const times = app.store.load(evening.id).events.map(({ at }) => at);
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});

	it('is read from a log that an older program wrote', async () => {
		await writeBackup(folder, file);
		await takeOutOfSight();
		const { app, known } = await restored(() => inDatabase('UPDATE events SET version = 1; PRAGMA user_version = 1'));
		expect(known).toBe('all');
		expect(seen(app)).toEqual(whatStays);
	});

	it('leaves an evening that was destroyed since destroyed, and another as it is', async () => {
		const other = await anEvening(test.app, 'Andere avond');
		await hang(other, 'drawing-of-other');
		await writeBackup(folder, file);
		await takeOutOfSight();
		await test.app.destroyEvening(evening.id, 'account');
		const { app } = await restored();
		expect(app.evenings.get(evening.id)).toBeNull();
		expect(app.store.streams()).not.toContain(evening.id);
		expect(seen(app, other.id).drawings).toEqual(['drawing-of-other']);
	});

	it('of a code: the newer one holds, also where an older history than the backup is replaced', async () => {
		const oldFile = join(folder, 'ouder.wv');
		await writeBackup(folder, oldFile);
		await give(evening, facilitator, { type: 'evening.code' });
		const newest = evening.code;
		await writeBackup(folder, file);
		const { app } = await restored(() => copyFileSync(oldFile, join(folder, databaseFile)));
		expect(app.evenings.get(evening.id)!.code).toBe(newest);
	});
});

describe('where the present database is damaged a backup can be put back', () => {
	const path = () => join(folder, databaseFile);
	/** Writes over a whole page. Pages have 4096 bytes; the first is 1. */
	function spoil(page: number): void {
		const handle = openSync(path(), 'r+');
		writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096);
		closeSync(handle);
	}
	/** Spoils where a table begins, so that nothing of it can be read. */
	function spoilTable(table: string): void {
		const database = new DatabaseSync(path());
		// All of it in the one file.
		database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		const { rootpage } = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table) as { rootpage: number };
		database.close();
		spoil(rootpage);
	}

	it.each<[string, () => void]>([
		['its first page', () => spoil(1)],
		['cut off', () => truncateSync(path(), 30_000)],
		['replaced by a text', () => writeFileSync(path(), 'dit is geen database\n'.repeat(2000))],
		['empty', () => truncateSync(path(), 0)],
		['most pages', () => Array.from({ length: 20 }, (_, index) => spoil(index + 3))]
	])('%s', async (_, damage) => {
		await writeBackup(folder, file);
		await takeOutOfSight();
		const { app, known } = await restored(damage);
		expect(known).toBe('part');
		expect(app.evenings.get(evening.id)!.published('facilitator').view.evening.title).toBe('Gebiedsavond');
		// Nothing could be known: all of it is there, which restore says.
		expect(seen(app).drawings).toEqual(everything.drawings);
	});

	it('without its tombstones: the log says what was erased, the links which is the newest', async () => {
		await writeBackup(folder, file);
		const { moderator: leaked } = test.app.links.of(evening.id);
		await takeOutOfSight();
		const { moderator: newest } = test.app.links.of(evening.id);
		const { app, known } = await restored(() => spoilTable('tombstones'));
		expect(known).toBe('part');
		expect(seen(app)).toEqual(whatStays);
		expect(app.links.find(leaked.secret, 'moderator')).toBeNull();
		expect(app.links.of(evening.id).moderator).toEqual(newest);
	});

	it('without its log: the tombstones hold', async () => {
		await writeBackup(folder, file);
		const { moderator: leaked } = test.app.links.of(evening.id);
		await takeOutOfSight();
		const { app, known } = await restored(() => spoilTable('events'));
		expect(known).toBe('part');
		expect(seen(app)).toEqual({ drawings: everything.drawings, comments: [comments[0], comments[1]].sort() });
		expect(app.links.find(leaked.secret, 'moderator')).toBeNull();
	});

	it('what stands before and behind the damage in a long log counts', async () => {
		await writeBackup(folder, file);
		await give(evening, illustrator, { type: 'drawing.withdraw', drawing: drawings[1] });
		for (let number = 0; number < 400; number += 1) await give(evening, facilitator, { type: 'evening.present', present: number + 1 });
		await give(evening, facilitator, { type: 'comment.review', comments: [comments[1], comments[2]], status: 'hidden' });
		const { app, known } = await restored(() => {
			const database = new DatabaseSync(path());
			database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
			const leaves = database.prepare("SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'leaf' ORDER BY path").all();
			const middle = Number(leaves[Math.floor(leaves.length / 2)]!['pageno']);
			database.close();
			spoil(middle);
		});
		expect(known).toBe('part');
		expect(seen(app)).toEqual(whatStays);
	});

	it('a folder whose lock is damaged can be opened', async () => {
		await writeBackup(folder, file);
		const { config, log } = test.app;
		await test.app.close();
		writeFileSync(join(folder, 'in-gebruik.db'), 'geen database'.repeat(500));
		test.app = await createApp(config, log);
		await expect(createApp(config, log)).rejects.toThrow('draait al');
	});
});

it('in an empty folder nothing is known of what went since', async () => {
	await writeBackup(folder, file);
	const other = join(folder, 'leeg');
	await mkdir(other);
	expect(await restoreBackup(other, file, new Date())).toEqual({ former: null, known: 'nothing' });
	await rm(other, { recursive: true });
});
