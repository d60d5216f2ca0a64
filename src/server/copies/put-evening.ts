import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { eventVersion, type EveningEvent, type Stored } from '#shared/evening/events.ts';
import { newEpoch, transaction } from '../store/database.ts';
import { lastOf } from '../store/replaced.ts';
import { doneAgain, eventsToKeep } from '../store/since-backup.ts';
import type { EveningFile } from './read-evening-file.ts';

/**
 * Puts the evening of a file in the place of what there is of it, in one transaction and a new epoch: phones that come
 * back offer the ballots that they keep.
 * @param present the log that stands here. What was erased, withdrawn, hidden or blocked here since the two went apart
 * stays so.
 * @throws what SQLite throws; then all is as it was.
 */
export function putEvening(database: DatabaseSync, file: EveningFile, present: { events: Stored<EveningEvent>[] } | null = null): void {
	const { id } = file;
	transaction(database, () => {
		// Not its links, nor the seats of staff: the projector's page, regie's and the moderator's go on.
		for (const table of ['events', 'texts', 'return_codes', 'carried']) database.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(id);
		database.prepare("DELETE FROM seats WHERE stream = ? AND role = 'participant'").run(id);
		// It is wanted here again: a backup of it may be put back.
		database.prepare("DELETE FROM tombstones WHERE kind = 'stream' AND stream = ?").run(id);
		const insertTombstone = database.prepare("INSERT OR IGNORE INTO tombstones (kind, stream, id, at) VALUES ('text', ?, ?, ?)");
		for (const { id: text, at } of file.tombstones) insertTombstone.run(id, text, at);
		const erased = new Set(database.prepare("SELECT id FROM tombstones WHERE kind = 'text' AND stream = ?").all(id).map((row) => String(row.id)));
		const insertEvent = database.prepare('INSERT INTO events (stream, seq, at, command, seat, role, type, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
		for (const { seq, at, command, seat, role, type, version, body } of file.events) insertEvent.run(id, seq, at, command, seat, role, type, version, body);
		let { seq, at } = file.log.at(-1)!;
		for (const event of present ? eventsToKeep(file.log, lastOf(since(present.events, file.log))) : []) {
			const { type, ...body } = event;
			insertEvent.run(id, (seq += 1), (at = Math.max(at, Date.now())), nanoid(), 'restore', 'facilitator', type, eventVersion, JSON.stringify({ ...body, did: doneAgain(event) }));
		}
		const insertText = database.prepare('INSERT INTO texts (stream, id, body) VALUES (?, ?, ?)');
		for (const [text, body] of file.texts) if (!erased.has(text)) insertText.run(id, text, body);
		const insertSeat = database.prepare("INSERT INTO seats (id, browser, stream, role, participant, made_at, revoked) VALUES (?, ?, ?, 'participant', ?, ?, ?)");
		for (const seat of file.seats) insertSeat.run(seat.id, seat.browser, id, seat.participant, seat.made_at, seat.revoked);
		const insertCode = database.prepare('INSERT OR IGNORE INTO return_codes (code, stream, participant, made_at) VALUES (?, ?, ?, ?)');
		for (const { code, participant, made_at } of file.returnCodes) insertCode.run(code, id, participant, made_at);
		database.prepare('INSERT INTO carried (stream, key, epoch) VALUES (?, ?, ?)').run(id, file.key, newEpoch());
	});
}

/** What happened here and not in the log of the file: both begin with the same commands. */
function since(here: Stored<EveningEvent>[], there: readonly Stored<EveningEvent>[]): Stored<EveningEvent>[] {
	const apart = here.findIndex((stored, index) => stored.command !== there[index]?.command || stored.event.type !== there[index]?.event.type);
	return apart === -1 ? [] : here.slice(apart);
}

/** Copies a log and its texts to another stream: an evening that somebody may want back. Seats and links are of one evening only. */
export function copyLog(database: DatabaseSync, from: string, to: string): void {
	transaction(database, () => {
		database
			.prepare('INSERT INTO events (stream, seq, at, command, seat, role, type, version, body) SELECT ?, seq, at, command, seat, role, type, version, body FROM events WHERE stream = ?')
			.run(to, from);
		database.prepare("INSERT INTO texts (stream, id, body) SELECT ?, id, body FROM texts WHERE stream = ? AND trim(body) <> ''").run(to, from);
		database.prepare("INSERT INTO tombstones (kind, stream, id, at) SELECT kind, ?, id, at FROM tombstones WHERE kind = 'text' AND stream = ?").run(to, from);
	});
}
