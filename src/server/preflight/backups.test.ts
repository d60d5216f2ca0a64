import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { restoreBackup } from '../store/backup-file.ts';
import { anEvening, openTestApp, type TestApp } from '../test-app.ts';

let test: TestApp;
beforeEach(async () => void (test = await openTestApp()));
afterEach(() => test.end());

it('makes one beside the data while the evening runs, which can be put back', async () => {
	const { app } = test;
	await anEvening(app, 'Avond in de Kom');
	expect(await app.backups.list()).toEqual([]);
	// Pressed twice it is one.
	const now = new Date('2026-11-24T18:30:00.000Z');
	const [made, again] = await Promise.all([app.backups.make(now), app.backups.make(now)]);
	expect([made, again]).toEqual(Array(2).fill({ ok: true, name: 'avond-2026-11-24T18-30-00-000.db', lacking: 0 }));
	const [backup] = await app.backups.list();
	expect(backup).toMatchObject({ name: 'avond-2026-11-24T18-30-00-000.db' });
	expect(backup!.bytes).toBeGreaterThan(10_000);
	const elsewhere = await mkdtemp(join(tmpdir(), 'wijkverhaal-restored-'));
	try {
		expect(await restoreBackup(elsewhere, join(app.backups.folder, backup!.name), now)).toMatchObject({ former: null });
	} finally {
		await rm(elsewhere, { recursive: true, force: true });
	}
});

it('takes away what is one of these, and nothing else', async () => {
	const { app } = test;
	await app.backups.make(new Date('2026-11-24T18:00:00Z')).then((first) => first.ok && app.backups.remove(first.name));
	await writeFile(join(app.backups.folder, 'avond-half.db.bezig'), '');
	const made = await app.backups.make(new Date());
	expect(existsSync(join(app.backups.folder, 'avond-half.db.bezig'))).toBe(false);
	const name = made.ok ? made.name : '';
	await writeFile(join(app.backups.folder, 'van-een-mens.txt'), '');
	for (const wrong of ['../wijkverhaal.db', 'van-een-mens.txt', '', '.']) expect(await app.backups.remove(wrong)).toBe(false);
	expect(existsSync(join(app.config.dataDir, 'wijkverhaal.db'))).toBe(true);
	expect((await app.backups.list()).map((one) => one.name)).toEqual([name]);
	expect(await app.backups.remove(name)).toBe(true);
	expect(await app.backups.list()).toEqual([]);
});
