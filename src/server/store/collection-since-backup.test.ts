import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CollectionCommand, SentForm } from '#shared/programme/collection/commands.ts';
import { totalsOf } from '#shared/programme/collection/totals.ts';
import { createApp, type App } from '../app.ts';
import { openTestApp, type TestApp } from '../test-app.ts';
import { restoreBackup, writeBackup } from './backup-file.ts';
import { databaseFile } from './database.ts';

// What residents and staff took back since the backup must not come back with it.

let test: TestApp;
let file: string;
const area = 'area-oude-kom';
const leader = { account: 'account-1' };
beforeEach(async () => {
	test = await openTestApp();
	file = join(test.app.config.dataDir, 'reserve.wv');
	await test.app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, leader.account);
	await test.app.programme.submit({ id: nanoid(), type: 'area.staff', area, account: leader.account, roles: ['projectLeader'] }, leader.account);
	await give({ type: 'scout.add', scout: 'scout-01', area, name: 'Anna' });
	await give({ type: 'scout.add', scout: 'scout-02', area, name: 'Bram' });
	for (const form of forms) {
		await receive(form, 1, { goed: `Planted ${form}.`, beter: `Beter ${form}.` });
		await approve(form, `Clean ${form}.`);
	}
});
afterEach(() => test.end());

const forms = ['form-stays', 'form-withdrawn', 'form-mended', 'form-rejected', 'form-redacted', 'form-unchecked'] as const;
type Given = CollectionCommand extends infer Command ? (Command extends CollectionCommand ? Omit<Command, 'id'> : never) : never;
const give = (given: Given) => test.app.collection.submit({ ...given, id: nanoid() } as CollectionCommand, leader);
const receive = (form: string, version: number, answers: SentForm['answers']) =>
	test.app.collection.receive({ form, version, area, card: 'V01-01', format: 1, notice: 1, day: null, code: null, answers }, { resident: true });
const approve = (form: string, text: string, version = 1) => give({ type: 'statement.approve', statement: `${form}.goed`, version, text });
const statement = (app: App, form: string, question = 'goed') => {
	const found = app.collection.state.entries.statement.get(`${form}.${question}`)!;
	return [found.status, found.clean === null ? null : app.collection.textOf(found.clean)];
};

async function restored(toFolder: (path: string) => void = () => {}): Promise<App> {
	const { config, log } = test.app;
	await test.app.close();
	toFolder(join(config.dataDir, databaseFile));
	await restoreBackup(config.dataDir, file, new Date());
	return (test.app = await createApp(config, log));
}

async function takeBack(): Promise<void> {
	await give({ type: 'form.withdraw', form: 'form-withdrawn' });
	await receive('form-mended', 2, { goed: 'Zonder naam.', beter: 'Beter form-mended.' });
	await give({ type: 'statement.reject', statement: 'form-rejected.goed', version: 1, reason: 'names' });
	await approve('form-redacted', 'Clean, en korter.');
	// Its first approval is gone, and so are those words.
	await give({ type: 'statement.quarantine', statement: 'form-unchecked.goed', version: 1 });
	await give({ type: 'scout.remove', scout: 'scout-02' });
}

it('stays so: what was withdrawn, mended, rejected, held back or redacted, and a scout who was removed', async () => {
	await writeBackup(test.app.config.dataDir, file);
	await takeBack();
	const app = await restored();
	expect(statement(app, 'form-stays')).toEqual(['approved', 'Clean form-stays.']);
	expect(app.collection.state.entries.form.get('form-withdrawn')).toMatchObject({ withdrawn: expect.any(Number), answers: {} });
	expect(statement(app, 'form-withdrawn')).toEqual(['withdrawn', null]);
	expect(statement(app, 'form-mended')).toEqual(['withdrawn', null]);
	expect(statement(app, 'form-mended', 'beter')).toEqual(['new', null]);
	expect(statement(app, 'form-rejected')).toEqual(['rejected', null]);
	// The backup has the words that were not to be seen: a person reads them again.
	expect(statement(app, 'form-redacted')).toEqual(['new', null]);
	expect(statement(app, 'form-unchecked')).toEqual(['quarantined', null]);
	const { scout } = app.collection.state.entries;
	expect([scout.get('scout-01')?.removed, scout.get('scout-02')?.removed]).toEqual([false, true]);
	const { received, placed, notYet, rejected, quarantined, withdrawn } = totalsOf(app.collection.state, area);
	expect(placed + notYet + rejected + quarantined + withdrawn).toBe(received);

	const body = await readFile(join(app.config.dataDir, databaseFile), 'latin1');
	expect(['Planted form-withdrawn', 'Clean form-withdrawn', 'Planted form-mended', 'Clean form-redacted'].filter((words) => body.includes(words))).toEqual([]);
	expect(body).toContain('Clean form-stays');

	// The phone sends its correction once more, and it is taken.
	expect(await receive('form-mended', 2, { goed: 'Zonder naam.', beter: 'Beter form-mended.' })).toMatchObject({ ok: true });
	expect(statement(app, 'form-mended')).toEqual(['new', null]);
	expect(await receive('form-withdrawn', 2, { goed: 'Toch.' })).toMatchObject({ ok: false, code: 'form.withdrawn' });
	// And after a second restore of the same backup.
	const again = await restored();
	expect(statement(again, 'form-withdrawn')).toEqual(['withdrawn', null]);
	expect(statement(again, 'form-rejected')).toEqual(['rejected', null]);
});

it('without its tombstones the log says what was erased', async () => {
	await writeBackup(test.app.config.dataDir, file);
	await takeBack();
	const app = await restored((path) => {
		const database = new DatabaseSync(path);
		database.exec('DELETE FROM tombstones');
		database.close();
	});
	expect(statement(app, 'form-withdrawn')).toEqual(['withdrawn', null]);
	expect(statement(app, 'form-mended')).toEqual(['withdrawn', null]);
});

it('is not touched where nothing was taken back: what was approved since a rejection stays approved', async () => {
	await give({ type: 'statement.reject', statement: 'form-rejected.goed', version: 1, reason: 'names' });
	await approve('form-rejected', 'Nu goed.');
	await writeBackup(test.app.config.dataDir, file);
	const { seq } = test.app.collection.state;
	const app = await restored();
	expect(app.collection.state.seq).toBe(seq);
	expect(statement(app, 'form-rejected')).toEqual(['approved', 'Nu goed.']);
});

it('a scout’s link that was replaced since stays dead, and the newer one works', async () => {
	const { scoutLinks, config } = test.app;
	const [leaked, other] = [scoutLinks.of('scout-01'), scoutLinks.of('scout-02')];
	await writeBackup(config.dataDir, file);
	const newest = scoutLinks.replace('scout-01');
	const app = await restored();
	expect([leaked, newest, other].map((secret) => app.scoutLinks.find(secret))).toEqual([null, 'scout-01', 'scout-02']);
	expect(app.scoutLinks.of('scout-01')).toBe(newest);
});
