import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BackupFile } from '#shared/protocol/preflight.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { freeBytes } from '../drawings/disk.ts';
import { listDrawingFiles } from '../drawings/files.ts';
import type { Log } from '../log.ts';
import { databaseFile } from '../store/database.ts';
import type { BackupMade } from '../store/backup-worker.ts';

/** The folder of backups within the data folder. */
export const backupFolder = 'reservekopieen';
/** What must be left for the evening once a backup was made, in bytes. */
const roomLeft = 200_000_000;
const backupName = /^avond-\d{4}-\d\d-\d\dT[\d-]+\.db$/;

export type MadeBackup = { ok: true; name: string; lacking: number } | Refusal;

/** Backups that regie makes, in the data folder itself. */
export class Backups {
	readonly folder: string;
	readonly #dataDir: string;
	readonly #log: Log;
	/** The one that is being made: a second press is the same. */
	#making: Promise<MadeBackup> | null = null;

	constructor(dataDir: string, log: Log) {
		this.#dataDir = dataDir;
		this.folder = join(dataDir, backupFolder);
		this.#log = log;
	}

	/** Those that are there, the newest first. */
	async list(): Promise<BackupFile[]> {
		const names = (await readdir(this.folder).catch(() => [])).filter((name) => backupName.test(name));
		const files = await Promise.all(
			// One may be taken away by hand in between.
			names.map((name) => stat(join(this.folder, name)).then(({ size, mtimeMs }) => ({ name, bytes: size, at: Math.round(mtimeMs) }), () => null))
		);
		return files.filter((file) => file !== null).sort((a, b) => (a.name < b.name ? 1 : -1));
	}

	/** Makes one, while the evening runs. Refused: `disk.full`, `server.fault`. */
	make(now: Date): Promise<MadeBackup> {
		this.#making ??= this.#make(now).finally(() => (this.#making = null));
		return this.#making;
	}

	/** Takes one away for good. @returns false for a name that is none of these. */
	async remove(name: string): Promise<boolean> {
		if (!backupName.test(name)) return false;
		await rm(join(this.folder, name), { force: true });
		return true;
	}

	/** Takes all of them away for good: a backup holds what was destroyed since. So does one that is being made, or was left half. */
	async removeAll(): Promise<void> {
		await this.#making;
		await this.#removeHalf();
		for (const { name } of await this.list()) await this.remove(name);
	}

	/** A server that was switched off while it made one left it half. */
	async #removeHalf(): Promise<void> {
		const names = await readdir(this.folder).catch(() => []);
		for (const half of names.filter((one) => one.endsWith('.bezig'))) await rm(join(this.folder, half), { force: true });
	}

	async #make(now: Date): Promise<MadeBackup> {
		const name = `avond-${now.toISOString().replace(/[:.]/g, '-').slice(0, 23)}.db`;
		await mkdir(this.folder, { recursive: true });
		await this.#removeHalf();
		// A backup that fills the disk would stop the evening that it is made of.
		if ((await freeBytes(this.#dataDir)) < (await this.#size()) + roomLeft) return refuse('disk.full');
		const made = await this.#inThread(join(this.folder, name));
		if (made.ok) return { ok: true, name, lacking: made.lacking };
		if (!made.full) this.#log.error({ err: new Error(made.message) }, 'a backup could not be made');
		return refuse(made.full ? 'disk.full' : 'server.fault');
	}

	/** What a backup will take, in bytes: the database and every picture. */
	async #size(): Promise<number> {
		const pictures = (await listDrawingFiles(this.#dataDir)).map(({ path }) => path);
		const sizes = await Promise.all(
			// The log beside the database is there only now and then; a picture may be withdrawn in between.
			[join(this.#dataDir, databaseFile), join(this.#dataDir, `${databaseFile}-wal`), ...pictures].map((path) => stat(path).then(({ size }) => size, () => 0))
		);
		return sizes.reduce((sum, size) => sum + size, 0);
	}

	#inThread(to: string): Promise<BackupMade> {
		return new Promise((settle, fail) => {
			const worker = new Worker(new URL('../store/backup-worker.ts', import.meta.url), { workerData: { folder: this.#dataDir, to } });
			worker.once('message', settle);
			worker.once('error', fail);
			worker.once('exit', () => fail(new Error('the thread of a backup said nothing')));
		});
	}
}
