import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { listDrawingFiles, openDrawingFiles } from '../drawings/files.ts';
import { StartRefusal } from '../start-refusal.ts';
import { databaseFile, newEpoch, newestVersion, openDatabase, truncateLog, versionOf, writeMeta } from './database.ts';
import { isNoRoom } from './no-room.ts';

/**
 * A backup is one SQLite file: the database as its own backup function copied it, and in a table beside it every
 * drawing. One file can't lose its other half, and can be checked.
 */
const drawingsTable = 'CREATE TABLE backup_drawings (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT';

/**
 * Writes a backup of a data folder, also while the server runs.
 * @returns its size in bytes and the number of drawings in it.
 * @throws the system's error where the file can't be written; nothing half stays behind.
 */
export async function writeBackup(folder: string, to: string): Promise<{ bytes: number; drawings: number }> {
	const fresh = `${to}.bezig`;
	await rm(fresh, { force: true });
	const source = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
	try {
		await backup(source, fresh);
		const copy = new DatabaseSync(fresh);
		let drawings = 0;
		try {
			// One file: a log beside it would stay behind when somebody carries the backup away.
			copy.exec('PRAGMA journal_mode = DELETE');
			copy.exec(`BEGIN; ${drawingsTable}`);
			const insert = copy.prepare('INSERT INTO backup_drawings (hash, body) VALUES (?, ?)');
			// After the database: a drawing's files are on disk before any event names them.
			for (const { hash, path } of await listDrawingFiles(folder)) {
				// Withdrawn and destroyed in between: then no event needs it.
				if (!existsSync(path)) continue;
				insert.run(hash, await readFile(path));
				drawings += 1;
			}
			copy.exec('COMMIT');
		} finally {
			copy.close();
		}
		await rename(fresh, to);
		return { bytes: (await stat(to)).size, drawings };
	} catch (error) {
		await rm(fresh, { force: true });
		throw error;
	} finally {
		source.close();
	}
}

const restoreHasNoRoom = 'De schijf is vol. Maak ruimte en zet de reservekopie opnieuw terug.';

/**
 * Puts a backup in the place of what a data folder holds. It gets a new epoch, so that phones offer the ballots they
 * keep; what was erased, destroyed or replaced since the backup stays so. The folder's former content is kept beside it.
 * @returns where the former content is, or null where the folder was empty.
 * @throws {StartRefusal} for a file that is no whole backup of this or an older version. The folder is then as it was.
 */
export async function restoreBackup(folder: string, from: string, now: Date): Promise<string | null> {
	checkBackup(from);
	const stamp = now.toISOString().replace(/[:.]/g, '-');
	const fresh = join(folder, `terugzetten-${stamp}`);
	await mkdir(fresh, { recursive: true });
	try {
		const source = new DatabaseSync(from, { readOnly: true });
		try {
			await backup(source, join(fresh, databaseFile));
		} finally {
			source.close();
		}
		const database = openDatabase(fresh);
		try {
			const files = await openDrawingFiles(fresh);
			for (const row of database.prepare('SELECT hash, body FROM backup_drawings').iterate()) {
				const put = await files.put(row.body as Uint8Array);
				if (!put.ok) throw new StartRefusal(restoreHasNoRoom);
			}
			database.exec('DROP TABLE backup_drawings');
			applyTombstones(database, folder);
			writeMeta(database, 'epoch', newEpoch());
			database.exec('VACUUM');
			truncateLog(database);
		} finally {
			database.close();
		}
	} catch (error) {
		await rm(fresh, { recursive: true, force: true });
		throw isNoRoom(error) ? new StartRefusal(restoreHasNoRoom) : error;
	}
	return swap(folder, fresh, join(folder, `vorige-${stamp}`));
}

function checkBackup(from: string): void {
	let backupFile: DatabaseSync | undefined;
	let version: number;
	try {
		backupFile = new DatabaseSync(from, { readOnly: true });
		const { integrity_check: verdict } = backupFile.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
		backupFile.prepare('SELECT 1 FROM backup_drawings, events LIMIT 1').get();
		if (verdict !== 'ok') throw new Error(verdict);
		version = versionOf(backupFile);
	} catch {
		throw new StartRefusal(`${from} is geen hele reservekopie van Wijkverhaal.\nKies een ander bestand.`);
	} finally {
		backupFile?.close();
	}
	// Opening the copy would refuse it too, under the name of a folder that is gone by then.
	if (version > newestVersion) {
		throw new StartRefusal(
			`De reservekopie ${from} is van een nieuwere versie van Wijkverhaal.\nZet haar terug met die nieuwere versie, of kies een oudere reservekopie.`
		);
	}
}

/** What went since the backup must not come back with it. */
function applyTombstones(database: DatabaseSync, folder: string): void {
	if (!existsSync(join(folder, databaseFile))) return;
	const replaced = openDatabase(folder);
	const tombstones = replaced.prepare('SELECT kind, stream, id, at FROM tombstones').all();
	const newest = replaced.prepare('SELECT secret, stream, role, pin, made_at FROM links').all();
	replaced.close();
	const keep = database.prepare('INSERT OR IGNORE INTO tombstones (kind, stream, id, at) VALUES (?, ?, ?, ?)');
	for (const { kind, stream, id, at } of tombstones) {
		if (kind === 'text') database.prepare('DELETE FROM texts WHERE stream = ? AND id = ?').run(stream!, id!);
		if (kind === 'link') {
			const link = database.prepare('DELETE FROM links WHERE secret = ? RETURNING role').get(id!);
			// Whoever came in by the link that leaked is out as well.
			if (link) database.prepare('UPDATE seats SET revoked = 1 WHERE stream = ? AND role = ?').run(stream!, link.role!);
		}
		if (kind === 'stream') {
			for (const table of ['events', 'texts', 'seats', 'links', 'return_codes']) {
				database.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(stream!);
			}
			forgetEvening(database, String(stream), Number(at));
		}
		keep.run(kind!, stream!, id!, at!);
	}
	keepNewestLinks(database, newest);
}

/**
 * Links that came in the place of replaced ones hold: the hall's projector has the newest, and a third one would send
 * it to 'this link works no more'.
 */
function keepNewestLinks(database: DatabaseSync, newest: Record<string, SQLOutputValue>[]): void {
	const insert = database.prepare(
		`INSERT OR IGNORE INTO links (secret, stream, role, pin, made_at) SELECT ?1, ?2, ?3, ?4, ?5
		WHERE EXISTS (SELECT 1 FROM events WHERE stream = ?2) AND NOT EXISTS (SELECT 1 FROM links WHERE stream = ?2 AND role = ?3)`
	);
	for (const { secret, stream, role, pin, made_at } of newest) insert.run(secret!, stream!, role!, pin!, made_at!);
}

/** The programme of the backup may still list an evening that was destroyed since. */
function forgetEvening(database: DatabaseSync, evening: string, at: number): void {
	const last = database.prepare("SELECT MAX(seq) AS seq FROM events WHERE stream = 'programme'").get();
	if (last?.seq === null || last?.seq === undefined) return;
	database
		.prepare(
			"INSERT INTO events (stream, seq, at, command, seat, role, type, version, body) VALUES ('programme', ?, ?, ?, 'restore', 'facilitator', 'evening.destroyed', 1, ?)"
		)
		.run(Number(last.seq) + 1, at, `restore-${evening}`, JSON.stringify({ id: evening }));
}

async function swap(folder: string, fresh: string, former: string): Promise<string | null> {
	const names = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`, 'drawings'];
	const present = names.filter((name) => existsSync(join(folder, name)));
	if (present.length > 0) await mkdir(former);
	for (const name of present) await rename(join(folder, name), join(former, name));
	for (const name of names) if (existsSync(join(fresh, name))) await rename(join(fresh, name), join(folder, name));
	await rm(fresh, { recursive: true, force: true });
	return present.length > 0 ? former : null;
}
