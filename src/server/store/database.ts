import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartRefusal } from '../start-refusal.ts';
import { damaged, isDamaged } from './damage.ts';
import { isNoRoom } from './no-room.ts';

export const databaseFile = 'wijkverhaal.db';

/**
 * The number of `migrations` that a database has had stands in its user_version. A new version of events is one too,
 * though no table changes: a program that can't read them must not begin to.
 */
const migrations = [
	`CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
	CREATE TABLE events (
		stream TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, command TEXT NOT NULL, seat TEXT NOT NULL,
		role TEXT NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
		PRIMARY KEY (stream, seq)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE texts (n INTEGER PRIMARY KEY, stream TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (stream, id)) STRICT;
	CREATE TABLE seats (
		id TEXT PRIMARY KEY, browser TEXT NOT NULL, stream TEXT NOT NULL, role TEXT NOT NULL, participant TEXT,
		made_at INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0
	) STRICT, WITHOUT ROWID;
	CREATE INDEX seats_by_browser ON seats (browser, stream);
	CREATE INDEX seats_by_participant ON seats (stream, participant);
	CREATE TABLE links (secret TEXT PRIMARY KEY, stream TEXT NOT NULL, role TEXT NOT NULL, pin TEXT, made_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE accounts (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, password TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE invitations (secret TEXT PRIMARY KEY, purpose TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE sessions (browser TEXT PRIMARY KEY, account TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE return_codes (code TEXT PRIMARY KEY, stream TEXT NOT NULL, participant TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE tombstones (kind TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, stream, id)) STRICT, WITHOUT ROWID;`,
	'/* Events of version 2. */',
	'/* Events of version 3. */',
	/* Evenings that came in a file: the key of their vote cards, and what sets them apart from the same evening before. */
	'CREATE TABLE carried (stream TEXT PRIMARY KEY, key TEXT NOT NULL, epoch TEXT NOT NULL) STRICT, WITHOUT ROWID;',
	/* Scouts' links; and who wants to come to an evening: by area and day, with nothing that leads to a form. */
	`CREATE TABLE scout_links (secret TEXT PRIMARY KEY, scout TEXT NOT NULL UNIQUE, made_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE contacts (id TEXT PRIMARY KEY, area TEXT NOT NULL, contact TEXT NOT NULL, day TEXT NOT NULL) STRICT, WITHOUT ROWID;`
];

/** The version that this program writes. */
export const newestVersion = migrations.length;

/** The version of the program's tables in a database; above `newestVersion` where a newer program wrote it. */
export function versionOf(database: DatabaseSync): number {
	return Number(database.prepare('PRAGMA user_version').get()!.user_version);
}

/**
 * Opens the data folder's database, made or brought up to date where needed.
 * @param folder the data folder; it exists and can be written.
 * @throws {StartRefusal} for a database that a newer program wrote, or that is damaged; what SQLite throws where there is
 * no room.
 */
export function openDatabase(folder: string): DatabaseSync {
	try {
		return openUpToDate(folder);
	} catch (error) {
		throw isDamaged(error) ? damaged(`De gegevens in ${folder} zijn`) : error;
	}
}

function openUpToDate(folder: string): DatabaseSync {
	const path = join(folder, databaseFile);
	if (isWithoutDatabase(folder)) throw withoutDatabase(folder);
	let database: DatabaseSync;
	try {
		database = new DatabaseSync(path, { timeout: 5000 });
		// FULL: an acknowledged dot survives the plug being pulled. secure_delete: erased words leave no trace in the file.
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;');
	} catch (error) {
		if (isNoRoom(error) || isDamaged(error)) throw error;
		throw new StartRefusal(
			`Het bestand ${path} kan niet worden geopend.\nZet een reservekopie terug: npm run restore -- --from BESTAND`
		);
	}
	// Its pages, without the words in them: a damaged one would else be found in the middle of an evening.
	if (database.prepare('PRAGMA quick_check(1)').get()?.quick_check !== 'ok') {
		database.close();
		throw damaged(`De gegevens in ${folder} zijn`);
	}
	const version = versionOf(database);
	if (version > newestVersion) {
		database.close();
		throw newerThanProgram(folder);
	}
	for (const [index, migration] of migrations.entries()) {
		if (index < version) continue;
		database.exec(`BEGIN IMMEDIATE; ${migration} PRAGMA user_version = ${index + 1}; COMMIT;`);
	}
	if (!readMeta(database, 'epoch')) writeMeta(database, 'epoch', newEpoch());
	if (!readMeta(database, 'key')) writeMeta(database, 'key', randomBytes(32).toString('base64url'));
	return database;
}

/** Pictures of evenings, and no evenings: begun anew, the folder would look as if all was well and nothing had ever been there. */
function isWithoutDatabase(folder: string): boolean {
	const pictures = join(folder, 'drawings');
	return sizeOf(join(folder, databaseFile)) === 0 && existsSync(pictures) && readdirSync(pictures).some((name) => /^[0-9a-f]{2}$/.test(name));
}
/** In bytes; 0 where there is no such file. */
function sizeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
function withoutDatabase(folder: string): StartRefusal {
	return new StartRefusal(
		`In ${folder} staan tekeningen, maar de avonden zijn weg.\nZet een reservekopie terug: npm run restore -- --from BESTAND\nOf begin in een lege map: DATA_DIR=/pad/naar/map npm start`
	);
}

/** Why the data of a newer program are left alone. */
export function newerThanProgram(folder: string): StartRefusal {
	return new StartRefusal(
		`De gegevens in ${folder} zijn van een nieuwere versie van Wijkverhaal.\nStart de nieuwere versie, of kies een andere map met DATA_DIR.`
	);
}

/**
 * Opens the database of a data folder that is there already, for a command beside the running server.
 * @throws {StartRefusal} where the folder has none.
 */
export function openExistingDatabase(folder: string): DatabaseSync {
	// An empty file would be made a database with nothing in it, which a backup then holds.
	if (sizeOf(join(folder, databaseFile)) === 0) {
		throw new StartRefusal(`In ${folder} staan geen gegevens.\nWijs de juiste map aan: DATA_DIR=/pad/naar/map`);
	}
	return openDatabase(folder);
}

/** A new history of this data begins: at the first start, after a restore, at a hand-over. */
export function newEpoch(): string {
	return randomBytes(9).toString('base64url');
}

/** The epoch of an evening: the server's, and for one that came in a file another than the same evening had here before. */
export function epochOf(database: DatabaseSync, evening: string): string {
	const row = database.prepare('SELECT epoch FROM carried WHERE stream = ?').get(evening);
	const server = readMeta(database, 'epoch')!;
	return row ? `${server}.${String(row.epoch)}` : server;
}

export function readMeta(database: DatabaseSync, key: string): string | undefined {
	const row = database.prepare('SELECT value FROM meta WHERE key = ?').get(key);
	return row === undefined ? undefined : String(row.value);
}

export function writeMeta(database: DatabaseSync, key: string, value: string): void {
	database.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}

/**
 * Runs `work` as one transaction: wholly or not at all.
 * @throws what `work` or the commit throws, once all is as it was.
 */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		// A transaction left open would make every later one fail; a failed COMMIT may have rolled back already.
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

/**
 * Ends an erasure: without it the words stay readable in the write-ahead log.
 * @returns whether it could be done: not while a backup reads, nor on a full disk.
 */
export function truncateLog(database: DatabaseSync): boolean {
	try {
		return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
	} catch {
		return false;
	}
}
