import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nanoid } from 'nanoid';
import { createApp, type App } from '../app.ts';
import { openDrawingFiles } from '../drawings/files.ts';
import { createLog } from '../log.ts';
import { readMeta } from './database.ts';
import { restoreBackup, writeBackup } from './backup-file.ts';

const regie = { role: 'facilitator' as const, seat: 'regie', participant: null };

describe('a backup', () => {
	let folder: string;
	let file: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-backup-'));
		file = join(folder, 'reserve.wv');
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	function open(): Promise<App> {
		const config = { port: 0, host: undefined, origin: undefined, dataDir: folder, dev: false, json: true };
		return createApp({ ...config, logLevel: 'silent' }, createLog('silent'));
	}

	async function evening(app: App) {
		const area = nanoid();
		await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, 'account');
		const begun = await app.evenings.begin({ title: 'Proefavond', area, date: '2026-11-22' }, 'account');
		if (!begun.ok) throw new Error(begun.code);
		await begun.evening.submit(
			{
				id: nanoid(),
				type: 'theme.add',
				themes: [{ title: 'Plek voor jongeren', main: 'voorzieningen', explanation: '', mentioned: 3, quotes: [], grave: false, source: null }]
			},
			regie
		);
		return begun.evening;
	}

	async function join_(app: App, code: string) {
		const joined = await app.joining.join('browser', code);
		if (!joined.ok) throw new Error(joined.code);
		return { role: 'participant' as const, seat: joined.seat.id, participant: joined.seat.participant };
	}

	it('brings the evening and its drawings back, in a new epoch, and keeps what stood there', async () => {
		const app = await open();
		const { id, epoch } = await evening(app);
		const put = await (await openDrawingFiles(folder)).put(Buffer.from('a drawing'));
		expect(await writeBackup(folder, file)).toMatchObject({ drawings: 1 });
		await app.evenings.get(id)!.submit({ id: nanoid(), type: 'evening.rename', title: 'Later veranderd' }, regie);
		await app.close();

		const { former, known } = await restoreBackup(folder, file, new Date());
		expect(known).toBe('all');
		expect(await readdir(former!)).toContain('wijkverhaal.db');
		// Before the program starts: it throws away files that no evening names.
		expect(put.ok && (await (await openDrawingFiles(folder)).open(put.hash))?.size).toBe(9);
		const restored = await open();
		const { evening: view } = restored.evenings.get(id)!.published('facilitator').view;
		expect(view.title).toBe('Proefavond');
		expect(readMeta(restored.database, 'epoch')).not.toBe(epoch);
		await restored.close();
	});

	it('does not bring back words that were erased, links that were replaced, evenings that were destroyed', async () => {
		const app = await open();
		const kept = await evening(app);
		const gone = await evening(app);
		const resident = await join_(app, kept.code);
		const comment = nanoid();
		await kept.submit({ id: nanoid(), type: 'comment.add', comment, theme: 1, text: 'Eerst wel, later toch niet.' }, resident);
		const { moderator: leaked, screen } = app.links.of(kept.id);
		const seat = app.seats.ensure('meelezer', kept.id, 'moderator');
		const token = app.seats.token('meelezer', seat);
		await writeBackup(folder, file);
		await kept.submit({ id: nanoid(), type: 'comment.withdraw', comment }, resident);
		const newest = app.links.replace(kept.id, 'moderator');
		app.seats.revokeRole(kept.id, 'moderator');
		await app.destroyEvening(gone.id, 'account');
		await app.close();

		await restoreBackup(folder, file, new Date());
		const restored = await open();
		expect(restored.evenings.get(gone.id)).toBeNull();
		expect(restored.store.streams()).not.toContain(gone.id);
		expect(restored.links.find(leaked.secret, 'moderator')).toBeNull();
		// Who has the newest link comes in, and so does who has one that was not replaced.
		expect(restored.links.of(kept.id)).toMatchObject({ moderator: newest, screen });
		expect(restored.links.find(newest.secret, 'moderator')).toEqual(newest);
		expect(restored.seats.verify('meelezer', token)).toBe('seat.revoked');
		expect(restored.evenings.get(kept.id)!.published('facilitator').view.comments).toEqual({});
		await restored.close();
		for (const name of await readdir(folder)) {
			if (!name.startsWith('wijkverhaal.db')) continue;
			expect((await readFile(join(folder, name))).includes('later toch niet')).toBe(false);
		}
	});

	it('says how many pictures the folder lacks', async () => {
		const app = await open();
		const begun = await evening(app);
		const files = await openDrawingFiles(folder);
		const kept = await files.put(Buffer.from('a drawing'));
		if (!kept.ok) throw new Error(kept.code);
		const hashes = { screen: kept.hash, phone: 'a'.repeat(64), thumbnail: 'b'.repeat(64) };
		await begun.submit({ id: nanoid(), type: 'drawing.offer', drawing: nanoid(), version: { id: nanoid(), files: hashes, width: 10, height: 10 }, theme: null, title: '', credit: '' }, regie);
		expect(await writeBackup(folder, file)).toMatchObject({ drawings: 1, lacking: 2 });
		await app.close();
	});

	it('put back where other evenings stood tells nothing of its own: what was destroyed since may be back', async () => {
		const app = await open();
		await evening(app);
		await writeBackup(folder, file);
		await app.close();
		const spare = await mkdtemp(join(tmpdir(), 'wijkverhaal-spare-'));
		const config = { port: 0, host: undefined, origin: undefined, dataDir: spare, dev: false, json: true };
		await (await createApp({ ...config, logLevel: 'silent' }, createLog('silent'))).close();
		expect(await restoreBackup(spare, file, new Date())).toMatchObject({ known: 'nothing' });
		// Once more: now they stand there.
		expect(await restoreBackup(spare, file, new Date(Date.now() + 1000))).toMatchObject({ known: 'all' });
		await rm(spare, { recursive: true });
	});

	it('of damaged data is not made: it would be refused when it is needed', async () => {
		const app = await open();
		for (let number = 0; number < 30; number += 1) await evening(app);
		await app.close();
		const path = join(folder, 'wijkverhaal.db');
		const database = new DatabaseSync(path);
		const leaf = database.prepare("SELECT pageno FROM dbstat WHERE name = 'events' AND pagetype = 'leaf' LIMIT 1").get();
		database.close();
		const bytes = await readFile(path);
		bytes.fill(0xa5, (Number(leaf!['pageno']) - 1) * 4096, Number(leaf!['pageno']) * 4096);
		await writeFile(path, bytes);
		await expect(writeBackup(folder, file)).rejects.toThrow(`De gegevens in ${folder} zijn beschadigd.`);
		expect((await readdir(folder)).filter((name) => name.startsWith('reserve'))).toEqual([]);
	});

	it('is refused in words when it is no backup, and the folder stays as it was', async () => {
		const app = await open();
		const { id } = await evening(app);
		await app.close();
		const wrong = join(folder, 'wijkverhaal.db');
		await expect(restoreBackup(folder, wrong, new Date())).rejects.toThrow('geen hele reservekopie');
		const again = await open();
		expect(again.evenings.get(id)).not.toBeNull();
		await again.close();
	});

	it('of a newer version is refused by its own name, and the folder stays as it was', async () => {
		const app = await open();
		const { id } = await evening(app);
		await writeBackup(folder, file);
		await app.close();
		const newer = new DatabaseSync(file);
		newer.exec('PRAGMA user_version = 999');
		newer.close();
		const before = await readdir(folder);
		const refusal = await restoreBackup(folder, file, new Date()).catch((error: Error) => error.message);
		expect(refusal).toBe(
			`De reservekopie ${file} is van een nieuwere versie van Wijkverhaal.\nZet haar terug met die nieuwere versie, of kies een oudere reservekopie.`
		);
		expect(await readdir(folder)).toEqual(before);
		const again = await open();
		expect(again.evenings.get(id)).not.toBeNull();
		await again.close();
	});
});

describe('a data folder', () => {
	it('belongs to one program at a time', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-lock-'));
		const config = { port: 0, host: undefined, origin: undefined, dataDir: folder, dev: false, json: true };
		const first = await createApp({ ...config, logLevel: 'silent' }, createLog('silent'));
		await expect(createApp({ ...config, logLevel: 'silent' }, createLog('silent'))).rejects.toThrow('draait al');
		await first.close();
		const next = await createApp({ ...config, logLevel: 'silent' }, createLog('silent'));
		await next.close();
		await rm(folder, { recursive: true, force: true });
	});
});
