import { rm, readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { exhibitFilesOf } from '#shared/evening/exhibit.ts';
import { filesOf } from '#shared/evening/drawing.ts';
import type { EveningState } from '#shared/evening/state.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { carriedNameOf } from '../access/cookie.ts';
import { ReturnCodes } from '../access/return-codes.ts';
import { keyOfEvening } from '../access/evening-key.ts';
import { newestVersion } from '../store/database.ts';
import { seal } from './seal.ts';
import { applicationId, digestOf, eveningTables } from './file-format.ts';

export interface EveningToWrite {
	id: string;
	/** What its area is called. */
	area: string;
	state: EveningState;
}

/**
 * Writes an evening to a file that is not there yet. The server may go on running.
 * @param key the server's
 * @param find where a picture's file is
 * @returns how many of its pictures' files were not there
 * @throws what SQLite or the disk throws; nothing half stays behind.
 */
export async function writeEveningFile(
	database: DatabaseSync,
	key: string,
	{ id, area, state }: EveningToWrite,
	find: (hash: string) => Promise<{ path: string } | undefined>,
	to: string
): Promise<{ lacking: number }> {
	// Whoever asks for the code after this gets the one that the other server knows.
	const codes = new ReturnCodes(database);
	for (const participant of state.participants.keys()) codes.of(id, participant);
	let file: DatabaseSync | undefined;
	try {
		file = new DatabaseSync(to);
		// Made once and read once: on power loss it is made anew.
		file.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${newestVersion}; BEGIN;`);
		for (const sql of Object.values(eveningTables)) file.exec(sql);
		copyRows(database, file, key, { id, area, state });
		const insert = file.prepare('INSERT INTO files (hash, body) VALUES (?, ?)');
		let lacking = 0;
		for (const hash of new Set([...filesOf(state), ...exhibitFilesOf(state)])) {
			const found = await find(hash);
			if (found) insert.run(hash, await readFile(found.path));
			else lacking += 1;
		}
		file.prepare("INSERT INTO about (key, value) VALUES ('digest', ?)").run(digestOf(file));
		file.exec('COMMIT');
		file.close();
		return { lacking };
	} catch (error) {
		file?.close();
		await rm(to, { force: true });
		throw error;
	}
}

/** The same, closed for the server of that public key. @returns refused: `eveningFile.key` */
export async function writeSealed(...[database, key, evening, find, to, publicName]: [...Parameters<typeof writeEveningFile>, string]): Promise<{ ok: true; path: string; lacking: number } | Refusal> {
	// Beside it: the plain one never leaves the disk that the evening is on.
	const plain = `${to}.bezig`;
	try {
		const { lacking } = await writeEveningFile(database, key, evening, find, plain);
		return (await seal(plain, to, publicName, newestVersion)) ? { ok: true, path: to, lacking } : refuse('eveningFile.key');
	} catch (error) {
		await rm(to, { force: true });
		throw error;
	} finally {
		await rm(plain, { force: true });
	}
}

/** In one turn of the event loop: the log and what goes with it are of one moment. */
function copyRows(database: DatabaseSync, file: DatabaseSync, key: string, { id, area }: EveningToWrite): void {
	const about = file.prepare('INSERT INTO about (key, value) VALUES (?, ?)');
	about.run('evening', id);
	about.run('area', area);
	about.run('key', keyOfEvening(database, key, id));
	const insertEvent = file.prepare('INSERT INTO events (seq, at, command, seat, role, type, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
	for (const row of database.prepare('SELECT seq, at, command, seat, role, type, version, body FROM events WHERE stream = ? ORDER BY seq').iterate(id)) {
		insertEvent.run(row.seq!, row.at!, row.command!, row.seat!, row.role!, row.type!, row.version!, row.body!);
	}
	const insertText = file.prepare('INSERT INTO texts (id, body) VALUES (?, ?)');
	// What was erased is blank.
	for (const row of database.prepare("SELECT id, body FROM texts WHERE stream = ? AND trim(body) <> ''").iterate(id)) insertText.run(row.id!, row.body!);
	const insertTombstone = file.prepare('INSERT INTO tombstones (id, at) VALUES (?, ?)');
	for (const row of database.prepare("SELECT id, at FROM tombstones WHERE kind = 'text' AND stream = ?").iterate(id)) insertTombstone.run(row.id!, row.at!);
	const insertSeat = file.prepare('INSERT INTO seats (id, browser, participant, made_at, revoked) VALUES (?, ?, ?, ?, ?)');
	const seats = database.prepare("SELECT id, browser, participant, made_at, revoked FROM seats WHERE stream = ? AND role = 'participant' AND participant IS NOT NULL");
	for (const row of seats.iterate(id)) insertSeat.run(row.id!, carriedNameOf(key, String(row.browser)), row.participant!, row.made_at!, row.revoked!);
	const insertCode = file.prepare('INSERT INTO return_codes (code, participant, made_at) VALUES (?, ?, ?)');
	for (const row of database.prepare('SELECT code, participant, made_at FROM return_codes WHERE stream = ?').iterate(id)) insertCode.run(row.code!, row.participant!, row.made_at!);
}
