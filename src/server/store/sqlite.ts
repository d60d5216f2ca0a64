import type { DatabaseSync } from 'node:sqlite';
import { eventVersion, type Stored } from '#shared/evening/events.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { transaction, truncateLog } from './database.ts';
import { StoreFull, type EventStore, type Group } from './event-store.ts';
import { DamagedText } from './damage.ts';
import { isNoRoom } from './no-room.ts';
import { upcast } from './upcast.ts';

/** @throws an error that means damage (see `isDamaged`): SQLite does not know what stands in a text. */
function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw new DamagedText();
	}
}

/** What could not be erased from the log is tried again after this long, in ms. */
const retryAfter = 1000;

/**
 * Events, texts and seats in one SQLite file; a group is one synchronous transaction.
 * @param lacksRoom says whether an error means a full disk: of a running server its Room, which remembers it.
 */
export function sqliteEventStore(database: DatabaseSync, lacksRoom: (error: unknown) => boolean = isNoRoom): EventStore {
	const insertEvent = database.prepare(
		'INSERT INTO events (stream, seq, at, command, seat, role, type, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
	);
	const insertText = database.prepare('INSERT INTO texts (stream, id, body) VALUES (?, ?, ?)');
	const insertSeat = database.prepare(
		'INSERT OR IGNORE INTO seats (id, browser, stream, role, participant, made_at) VALUES (?, ?, ?, ?, ?, ?)'
	);
	// As long as it was, so that SQLite writes over it in its place. Deleting rows makes it move their neighbours to other
	// pages, and what it leaves behind of those is not erased with them (measured: 1 in 1,000 was still readable).
	const blankText = database.prepare(
		"UPDATE texts SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE stream = ? AND id = ?"
	);
	const insertTombstone = database.prepare('INSERT OR IGNORE INTO tombstones (kind, stream, id, at) VALUES (?, ?, ?, ?)');
	const selectEvents = database.prepare(
		'SELECT seq, at, command, seat, role, type, version, body FROM events WHERE stream = ? ORDER BY seq'
	);
	const selectTexts = database.prepare('SELECT id, body FROM texts WHERE stream = ?');

	function write<Event>(group: Group<Event>): void {
		const { stream } = group;
		for (const { seq, at, command, seat, role, did, event } of group.events) {
			const { type, ...body } = event as { type: string };
			insertEvent.run(stream, seq, at, command, seat, role, type, eventVersion, JSON.stringify({ ...body, did }));
		}
		for (const [id, body] of Object.entries(group.texts)) insertText.run(stream, id, body);
		for (const seat of group.seats) {
			insertSeat.run(seat.id, seat.browser, seat.stream, seat.role, seat.participant, seat.madeAt);
		}
		for (const id of group.erase) {
			blankText.run(stream, id);
			insertTombstone.run('text', stream, id, group.events.at(-1)?.at ?? 0);
		}
	}

	let retrying = false;
	/** The commit stands, whatever becomes of this: it is tried again until it is done. */
	function eraseFromLog(): void {
		if (retrying || truncateLog(database)) return;
		retrying = true;
		setTimeout(() => {
			retrying = false;
			if (database.isOpen) eraseFromLog();
		}, retryAfter).unref();
	}

	/** Writes the file anew, without what the deleted rows' neighbours left behind. */
	function compact(): void {
		try {
			database.exec('VACUUM');
		} catch (error) {
			// There is no room for it. What was destroyed is gone all the same: it was written over.
			if (!isNoRoom(error)) throw error;
		}
	}

	return {
		load<Event>(stream: string) {
			const events = selectEvents.all(stream).map((row): Stored<Event> => {
				// It stands beside the event's own fields: a log that is older has none.
				const { did, ...body } = parsed(String(row.body)) as { did?: string };
				return {
					seq: Number(row.seq),
					at: Number(row.at),
					command: String(row.command),
					seat: String(row.seat),
					role: String(row.role) as Role,
					...(did !== undefined && { did }),
					event: upcast(String(row.type), Number(row.version), body) as Event
				};
			});
			const rows = selectTexts.all(stream).map((row) => [String(row.id), String(row.body)] as const);
			const texts = new Map(rows.filter(([, body]) => body.trim() !== ''));
			return { events, texts };
		},
		// Async for the port's sake: all of it happens before the promise is given back.
		async append(group) {
			try {
				transaction(database, () => write(group));
			} catch (error) {
				throw lacksRoom(error) ? new StoreFull() : error;
			}
			if (group.erase.length > 0) eraseFromLog();
		},
		streams() {
			return database.prepare('SELECT DISTINCT stream FROM events').all().map((row) => String(row.stream));
		},
		destroy(stream, at) {
			transaction(database, () => {
				for (const table of ['events', 'texts', 'seats', 'links', 'return_codes', 'carried', 'tombstones']) {
					database.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(stream);
				}
				insertTombstone.run('stream', stream, stream, at);
			});
			compact();
			eraseFromLog();
		}
	};
}
