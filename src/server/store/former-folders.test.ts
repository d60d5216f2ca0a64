import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anEvening, facilitator, give, openTestApp, type TestApp } from '../test-app.ts';
import { restoreBackup } from './backup-file.ts';
import { listFormerFolders, removeFormerFolders } from './former-folders.ts';

let test: TestApp;
beforeEach(async () => void (test = await openTestApp()));
afterEach(() => test.end());

const spoken = 'De lantaarn achter de school is al weken stuk';

/** The files of the data folder, also within folders, that hold these words. */
async function filesWith(words: string): Promise<string[]> {
	const entries = await readdir(test.app.config.dataDir, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const contents = await Promise.all(files.map((file) => readFile(file)));
	return files.filter((_, index) => contents[index]!.includes(words));
}

it('after a restore they are told with their day, and taken away with the evening nothing of it is on the disk', async () => {
	const { dataDir } = test.app.config;
	const evening = await anEvening(test.app);
	await give(evening, facilitator, { type: 'theme.add', themes: [{ title: 'Licht', main: 'overig', explanation: spoken }] });
	const made = await test.app.backups.make(new Date());
	expect(made.ok).toBe(true);
	await test.app.close();
	const now = new Date('2026-11-28T20:15:30.123Z');
	await restoreBackup(dataDir, join(dataDir, 'reservekopieen', made.ok ? made.name : ''), now);
	const app = await test.open();
	// As a restore that was cut short leaves it, and a backup that was.
	await mkdir(join(dataDir, 'terugzetten-2026-11-28T19-00-00-000Z'));
	await writeFile(join(dataDir, 'terugzetten-2026-11-28T19-00-00-000Z', 'wijkverhaal.db'), spoken);
	await writeFile(join(app.backups.folder, 'avond-2026-11-28T19-00-00-000.db.bezig'), spoken);
	await mkdir(join(dataDir, 'vorige-van-een-mens'));
	expect(await listFormerFolders(dataDir)).toEqual([
		{ name: 'vorige-2026-11-28T20-15-30-123Z', at: Date.parse('2026-11-28T20:15:30Z') },
		{ name: 'terugzetten-2026-11-28T19-00-00-000Z', at: Date.parse('2026-11-28T19:00:00Z') }
	]);
	expect((await filesWith(spoken)).length).toBeGreaterThan(3);
	await app.destroyEvening(evening.id, 'account');
	await app.backups.removeAll();
	await removeFormerFolders(dataDir);
	expect(await filesWith(spoken)).toEqual([]);
	expect(await readdir(dataDir)).toContain('vorige-van-een-mens');
});
