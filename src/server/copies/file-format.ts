import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/**
 * One evening as one file, to go on with on another server: a SQLite database of its own, as a backup is, so that it can
 * be checked and can't lose its other half. In it are the log, the texts that were not erased, the pictures, and what
 * lets people go on where they were. That opens no page by itself:
 *
 * - `seats` of participants. A browser is named by the hash of its cookie (see `carriedBrowser`): who has the file can't
 *   make the cookie. Seats of staff, links and pins stay behind: the other server makes its own.
 * - `return_codes`, one for each participant: phones that reach the other server by another address bring no cookie.
 * - `key`: that of this evening's vote cards, never the server's, which signs everybody's cookies and seats.
 */
export const eveningTables = {
	about: 'CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
	events: 'CREATE TABLE events (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, command TEXT NOT NULL, seat TEXT NOT NULL, role TEXT NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT',
	texts: 'CREATE TABLE texts (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT',
	tombstones: 'CREATE TABLE tombstones (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT',
	seats: 'CREATE TABLE seats (id TEXT PRIMARY KEY, browser TEXT NOT NULL, participant TEXT NOT NULL, made_at INTEGER NOT NULL, revoked INTEGER NOT NULL) STRICT',
	return_codes: 'CREATE TABLE return_codes (code TEXT PRIMARY KEY, participant TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT',
	files: 'CREATE TABLE files (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT'
} as const;

/** Stands in the file's head, so that another database is told from an evening's. */
export const applicationId = 0x57764176;

/** The largest file that is taken in, in bytes: all that an evening may hold for the screen and on the wall is a tenth of it. */
export const largestEveningFile = 2 * 1024 ** 3;

/** What the file is called when it is kept: `avond-AB2CD-2026-11-24.avond`. */
export function eveningFileName(code: string, date: string): string {
	return `avond-${code}-${date}.avond`;
}

/** A hash of all that the file holds, except itself: one bit that changed on a USB stick is no damage that SQLite sees. */
export function digestOf(file: DatabaseSync): string {
	const hash = createHash('sha256');
	for (const table of Object.keys(eveningTables)) {
		// Every table has its key in front.
		for (const row of file.prepare(`SELECT * FROM ${table} ORDER BY 1`).iterate()) {
			if (table === 'about' && row.key === 'digest') continue;
			// The names too, and where each value ends: else two files could say different things and hash the same.
			for (const [name, value] of Object.entries(row)) {
				const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
				hash.update(`${table} ${name} ${bytes.length}\n`).update(bytes);
			}
		}
	}
	return hash.digest('hex');
}
