import type { DatabaseSync } from 'node:sqlite';
import { eventVersion, type Stored } from '#shared/evening/events.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { truncateLog } from './database.ts';
import { StoreFull, type EventStore, type Group } from './event-store.ts';
import { upcast } from './upcast.ts';

/** SQLite's result codes for 'there is no room': full, and input/output errors such as a file-size limit. */
const noRoom = new Set([10, 13]);

/** Events, texts and seats in one SQLite file; a group is one synchronous transaction. */
export function sqliteEventStore(database: DatabaseSync): EventStore {
	const insertEvent = database.prepare(
		'INSERT INTO events (stream, seq, at, command, seat, role, type, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
	);
	const insertText = database.prepare('INSERT INTO texts (stream, id, body) VALUES (?, ?, ?)');
	const insertSeat = database.prepare(
		'INSERT OR IGNORE INTO seats (id, browser, stream, role, participant, made_at) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const deleteText = database.prepare('DELETE FROM texts WHERE stream = ? AND id = ?');
	const insertTombstone = database.prepare('INSERT OR IGNORE INTO tombstones (kind, stream, id, at) VALUES (?, ?, ?, ?)');
	const selectEvents = database.prepare(
		'SELECT seq, at, command, seat, role, type, version, body FROM events WHERE stream = ? ORDER BY seq'
	);
	const selectTexts = database.prepare('SELECT id, body FROM texts WHERE stream = ?');

	function write<Event>(group: Group<Event>): void {
		const { stream } = group;
		for (const { seq, at, command, seat, role, event } of group.events) {
			const { type, ...body } = event as { type: string };
			insertEvent.run(stream, seq, at, command, seat, role, type, eventVersion, JSON.stringify(body));
		}
		for (const [id, body] of Object.entries(group.texts)) insertText.run(stream, id, body);
		for (const seat of group.seats) {
			insertSeat.run(seat.id, seat.browser, seat.stream, seat.role, seat.participant, seat.madeAt);
		}
		for (const id of group.erase) {
			deleteText.run(stream, id);
			insertTombstone.run('text', stream, id, group.events.at(-1)?.at ?? 0);
		}
	}

	return {
		load<Event>(stream: string) {
			const events = selectEvents.all(stream).map((row): Stored<Event> => ({
				seq: Number(row.seq),
				at: Number(row.at),
				command: String(row.command),
				seat: String(row.seat),
				role: String(row.role) as Role,
				event: upcast(String(row.type), Number(row.version), JSON.parse(String(row.body))) as Event
			}));
			const texts = new Map(selectTexts.all(stream).map((row) => [String(row.id), String(row.body)]));
			return { events, texts };
		},
		// Async for the port's sake: all of it happens before the promise is given back.
		async append(group) {
			database.exec('BEGIN IMMEDIATE');
			try {
				write(group);
				database.exec('COMMIT');
			} catch (error) {
				// A failed COMMIT may have rolled back already.
				if (database.isTransaction) database.exec('ROLLBACK');
				if (isNoRoom(error)) throw new StoreFull();
				throw error;
			}
			if (group.erase.length > 0) truncateLog(database);
		},
		streams() {
			return database.prepare('SELECT DISTINCT stream FROM events').all().map((row) => String(row.stream));
		},
		destroy(stream, at) {
			database.exec('BEGIN IMMEDIATE');
			for (const table of ['events', 'texts', 'seats', 'links', 'return_codes', 'tombstones']) {
				database.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(stream);
			}
			insertTombstone.run('stream', stream, stream, at);
			database.exec('COMMIT');
			truncateLog(database);
		}
	};
}

/** Is this an error of SQLite's that means: there is no room left? */
export function isNoRoom(error: unknown): boolean {
	if (!(error instanceof Error) || !('errcode' in error)) return false;
	// Extended codes (disk full while writing the log) keep the plain code in their lowest byte.
	return noRoom.has(Number(error.errcode) & 0xff);
}
