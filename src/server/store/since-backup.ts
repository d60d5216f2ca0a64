import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { change, type EveningEvent, type Stored } from '#shared/evening/events.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { detailsOf, emptyEvening, type EveningState } from '#shared/evening/state.ts';
import type { LastStood, LinkRow, Replaced, Tombstone } from './replaced.ts';
import { sqliteEventStore } from './sqlite.ts';

/** The streams of evenings in a database. */
export function eveningStreams(database: DatabaseSync): string[] {
	return database.prepare("SELECT stream FROM events WHERE type = 'evening.added'").all().map((row) => String(row.stream));
}

/**
 * What was taken out of sight since the backup must not come back with it: words that were erased, evenings that were
 * destroyed, links and codes that leaked, drawings that were withdrawn, pictures for the screen that were removed, comments that were hidden. The codes and these are
 * events of the log, as if they were done right after the restore: views and undo know them as they know all others.
 */
export async function keepSinceBackup(database: DatabaseSync, replaced: Replaced, now: Date): Promise<void> {
	for (const tombstone of replaced.tombstones) bury(database, tombstone);
	for (const link of replaced.links) keepNewestLink(database, link);
	const store = sqliteEventStore(database);
	// After the tombstones: of an evening that was destroyed nothing is left to add to.
	for (const stream of eveningStreams(database)) {
		const lastStood = replaced.evenings.get(stream);
		if (!lastStood) continue;
		const events = eventsToKeep(store.load<EveningEvent>(stream).events, lastStood, now.getTime());
		if (events.length > 0) await store.append({ stream, events, texts: {}, seats: [], erase: [] });
	}
}

function bury(database: DatabaseSync, { kind, stream, id, at }: Tombstone): void {
	switch (kind) {
		case 'text':
			database.prepare('DELETE FROM texts WHERE stream = ? AND id = ?').run(stream, id);
			break;
		case 'link': {
			const link = database.prepare('DELETE FROM links WHERE secret = ? RETURNING role').get(id);
			// Whoever came in by the link that leaked is out as well.
			if (link) revokeRole(database, stream, String(link.role));
			break;
		}
		case 'stream':
			for (const table of ['events', 'texts', 'seats', 'links', 'return_codes']) {
				database.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(stream);
			}
			forgetEvening(database, stream, at);
	}
	keepTombstone(database, { kind, stream, id, at });
}

function keepTombstone(database: DatabaseSync, { kind, stream, id, at }: Tombstone): void {
	database.prepare('INSERT OR IGNORE INTO tombstones (kind, stream, id, at) VALUES (?, ?, ?, ?)').run(kind, stream, id, at);
}

function revokeRole(database: DatabaseSync, stream: string, role: string): void {
	database.prepare('UPDATE seats SET revoked = 1 WHERE stream = ? AND role = ?').run(stream, role);
}

/**
 * Links that came in the place of replaced ones hold: the hall's projector has the newest, and a third one would send
 * it to 'this link works no more'.
 */
function keepNewestLink(database: DatabaseSync, { secret, stream, role, pin, made_at }: LinkRow): void {
	if (!database.prepare('SELECT 1 FROM events WHERE stream = ?').get(stream)) return;
	// The backup knows it as replaced: it is the newer of the two.
	if (database.prepare("SELECT 1 FROM tombstones WHERE kind = 'link' AND id = ?").get(secret)) return;
	const present = database.prepare('SELECT secret FROM links WHERE stream = ? AND role = ?').get(stream, role);
	if (present?.secret === secret) return;
	// Its tombstone could not be read.
	if (present) bury(database, { kind: 'link', stream, id: String(present.secret), at: made_at });
	database.prepare('INSERT INTO links (secret, stream, role, pin, made_at) VALUES (?, ?, ?, ?, ?)').run(secret, stream, role, pin, made_at);
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

/** Each as a command of its own, so that one can be undone without the others. */
function eventsToKeep(log: Stored<EveningEvent>[], lastStood: LastStood, now: number): Stored<EveningEvent>[] {
	const state = emptyEvening();
	for (const stored of log) evolve(state, stored);
	// A clock that was set back must not make the log's time run back.
	const at = Math.max(now, log.at(-1)?.at ?? 0);
	return [...withdrawals(state, lastStood), ...removals(state, lastStood), ...hidings(state, lastStood), ...newestCode(state, lastStood)].map((event, index) => ({
		seq: state.seq + 1 + index,
		at,
		command: nanoid(),
		seat: 'restore',
		role: 'facilitator',
		event
	}));
}

function withdrawals({ entries }: EveningState, { withdrawn }: LastStood): EveningEvent[] {
	return withdrawn.flatMap((id) => {
		const drawing = entries.drawing.get(id);
		return (drawing && change('drawing', id, drawing, { status: 'withdrawn' })) ?? [];
	});
}

function removals({ entries }: EveningState, { removed }: LastStood): EveningEvent[] {
	return removed.flatMap((id) => {
		const exhibit = entries.exhibit.get(id);
		return (exhibit && change('exhibit', id, exhibit, { removed: true })) ?? [];
	});
}

function hidings({ entries }: EveningState, { hidden }: LastStood): EveningEvent[] {
	return hidden.flatMap((id) => {
		const comment = entries.comment.get(id);
		if (!comment || comment.status === 'withdrawn') return [];
		return change('comment', id, comment, { status: 'hidden', projected: false }) ?? [];
	});
}

/** A code that was replaced may have leaked: it joins nobody again. */
function newestCode(state: EveningState, { code: last }: LastStood): EveningEvent[] {
	const details = detailsOf(state);
	// The backup knows it as replaced: of the two its own is the newer.
	if (last === null || last.code === details.code || details.formerCodes.includes(last.code)) return [];
	const formerCodes = new Set([...last.formerCodes, ...details.formerCodes, details.code]);
	formerCodes.delete(last.code);
	return [change('evening', 'this', details, { code: last.code, formerCodes: [...formerCodes] })!];
}
