import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { listDrawingFiles, openDrawingFiles } from '../drawings/files.ts';
import { emptyEvening } from '#shared/evening/state.ts';
import type { EveningEvent, Stored } from '#shared/evening/events.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { evolveCollection } from '#shared/programme/collection/evolve.ts';
import { emptyCollection, type CollectionEvent } from '#shared/programme/collection/state.ts';
import { emptyProgramme, evolveProgramme, type ProgrammeEvent } from '#shared/programme/programme.ts';
import { StartRefusal } from '../start-refusal.ts';
import { databaseFile, newEpoch, newestVersion, openDatabase, readMeta, truncateLog, versionOf, writeMeta } from './database.ts';
import { damaged, isDamaged } from './damage.ts';
import { collectionStream, programmeStream, StoreFull } from './event-store.ts';
import { isNoRoom } from './no-room.ts';
import { readReplaced } from './replaced.ts';
import { sqliteEventStore } from './sqlite.ts';
import { takeUp } from './take-up.ts';
import { eveningStreams, keepSinceBackup } from './since-backup.ts';
import { formerFolder } from './former-folders.ts';
import { swapFolders } from './swap-folders.ts';

/**
 * A backup is one SQLite file: the database as its own backup function copied it, and in a table beside it every
 * drawing. One file can't lose its other half, and can be checked.
 */
const drawingsTable = 'CREATE TABLE backup_drawings (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT';

/**
 * Writes a backup of a data folder, also while the server runs.
 * @returns its size in bytes, the number of pictures' files in it, and of those that evenings name and the folder lacks.
 * @throws {StartRefusal} where the data are damaged; the system's error where the file can't be written. Nothing half
 * stays behind.
 */
export async function writeBackup(folder: string, to: string): Promise<{ bytes: number; drawings: number; lacking: number }> {
	const fresh = `${to}.bezig`;
	await rm(fresh, { force: true });
	const source = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
	try {
		await backup(source, fresh);
		const copy = new DatabaseSync(fresh);
		let drawings = 0;
		let lacking: number;
		try {
			// Copied page by page, damage and all: the file would be refused when it is needed.
			if (!isWhole(copy)) throw damaged(`De gegevens in ${folder} zijn`);
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
			lacking = lackingFiles(copy);
			copy.exec('COMMIT');
		} finally {
			copy.close();
		}
		await rename(fresh, to);
		return { bytes: (await stat(to)).size, drawings, lacking };
	} catch (error) {
		for (const end of ['', '-journal', '-wal', '-shm']) await rm(fresh + end, { force: true });
		throw error;
	} finally {
		source.close();
	}
}

/** How many files of pictures the events of a backup name that are not in it. */
function lackingFiles(copy: DatabaseSync): number {
	const named = new Set<string>();
	for (const { body } of copy.prepare("SELECT body FROM events WHERE type IN ('drawing.added', 'drawing.changed', 'exhibit.added')").iterate()) {
		// A drawing's version, and each page of an exhibit, names its renditions: { files: { screen: hash, … } }.
		JSON.parse(String(body), (key, value: unknown) => {
			if (key === 'files' && typeof value === 'object' && value !== null) for (const hash of Object.values(value)) named.add(String(hash));
			return value;
		});
	}
	const has = copy.prepare('SELECT 1 FROM backup_drawings WHERE hash = ?');
	return [...named].filter((hash) => !has.get(hash)).length;
}

const restoreHasNoRoom = 'De schijf is vol. Maak ruimte en zet de reservekopie opnieuw terug.';

export interface Restored {
	/** Where the folder's former content is; null where the folder was empty. */
	former: string | null;
	/** How much could be read of what went since the backup: 'nothing' where there was no database of these data to read it from. */
	known: 'all' | 'part' | 'nothing';
}

/**
 * Puts a backup in the place of what a data folder holds, also where that is damaged. It gets a new epoch, so that
 * phones offer the ballots they keep; what was erased, destroyed, replaced, withdrawn or hidden since the backup stays
 * so. The folder's former content is kept beside it.
 * @throws {StartRefusal} for a file that is no whole backup of this or an older version. The folder is then as it was.
 */
export async function restoreBackup(folder: string, from: string, now: Date): Promise<Restored> {
	checkBackup(from);
	const stamp = now.toISOString().replace(/[:.]/g, '-');
	const fresh = join(folder, `terugzetten-${stamp}`);
	await mkdir(fresh, { recursive: true });
	let known: Restored['known'];
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
			const replaced = readReplaced(folder, eveningStreams(database), readMeta(database, 'key'));
			if (replaced) await keepSinceBackup(database, replaced, now);
			known = replaced === null ? 'nothing' : replaced.whole ? 'all' : 'part';
			writeMeta(database, 'epoch', newEpoch());
			database.exec('VACUUM');
			truncateLog(database);
		} finally {
			database.close();
		}
	} catch (error) {
		await rm(fresh, { recursive: true, force: true });
		throw isNoRoom(error) || error instanceof StoreFull ? new StartRefusal(restoreHasNoRoom) : error;
	}
	return { former: await swapFolders(folder, fresh, formerFolder(folder, now)), known };
}

/** What stands in its texts SQLite does not look at: whether a start could read them. @throws what means damage */
function replay(database: DatabaseSync): void {
	const store = sqliteEventStore(database);
	for (const stream of store.streams()) {
		const { events } = store.load(stream);
		if (stream === programmeStream) takeUp(emptyProgramme(), events as Stored<ProgrammeEvent>[], evolveProgramme);
		else if (stream === collectionStream) takeUp(emptyCollection(), events as Stored<CollectionEvent>[], evolveCollection);
		else takeUp(emptyEvening(), events as Stored<EveningEvent>[], evolve);
	}
}

function isWhole(database: DatabaseSync): boolean {
	try {
		if (database.prepare('PRAGMA integrity_check').get()?.integrity_check !== 'ok') return false;
		replay(database);
		return true;
	} catch (error) {
		if (isDamaged(error)) return false;
		throw error;
	}
}

function checkBackup(from: string): void {
	let backupFile: DatabaseSync | undefined;
	let version: number;
	try {
		backupFile = new DatabaseSync(from, { readOnly: true });
		backupFile.prepare('SELECT 1 FROM backup_drawings, events LIMIT 1').get();
		if (!isWhole(backupFile)) throw new Error('A page is damaged');
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
