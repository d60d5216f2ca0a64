import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { blockOf } from '#shared/evening/block.ts';
import { change, type EveningEvent, type Stored } from '#shared/evening/events.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { cardOf } from '#shared/evening/merge.ts';
import { detailsOf, emptyEvening, type EveningState } from '#shared/evening/state.ts';
import type { Theme } from '#shared/evening/theme.ts';
import { emptyProgramme, evolveProgramme, type ProgrammeEvent } from '#shared/programme/programme.ts';
import type { CommandType } from '#shared/protocol/commands.ts';
import type { CollectionEvent } from '#shared/programme/collection/state.ts';
import { collectionToKeep } from './collection-since-backup.ts';
import { collectionStream, programmeStream, type EventStore } from './event-store.ts';
import type { LastStood, LinkRow, Replaced, ScoutLinkRow, Tombstone } from './replaced.ts';
import { sqliteEventStore } from './sqlite.ts';

/** The streams of evenings in a database. */
export function eveningStreams(database: DatabaseSync): string[] {
	return database.prepare("SELECT stream FROM events WHERE type = 'evening.added'").all().map((row) => String(row.stream));
}

/**
 * What was taken away since the backup must not come back with it: words that were erased, evenings that were destroyed
 * or removed, links and codes that leaked, sessions that ended; drawings that were withdrawn, taken down or replaced;
 * forms that a resident withdrew, statements that were redacted, held back or rejected, scouts that were removed;
 * comments, themes and pictures for the screen that were hidden, marked 'gevoelig' or removed; participants who were blocked. What has an undo in regie
 * is an event of the log, as if it was done right after the restore: views and undo know it as they know all others.
 */
export async function keepSinceBackup(database: DatabaseSync, replaced: Replaced, now: Date): Promise<void> {
	for (const tombstone of replaced.tombstones) bury(database, tombstone);
	for (const link of replaced.links) keepNewestLink(database, link);
	signOut(database, replaced);
	const store = sqliteEventStore(database);
	await append(store, programmeStream, programmeEventsToKeep(store.load<ProgrammeEvent>(programmeStream).events, replaced), now);
	await keepCollection(database, store, replaced, now);
	// After the tombstones: of an evening that was destroyed nothing is left to add to.
	for (const stream of eveningStreams(database)) {
		const lastStood = replaced.evenings.get(stream);
		if (!lastStood) continue;
		await append(store, stream, eventsToKeep(store.load<EveningEvent>(stream).events, lastStood), now);
	}
}

/** Adds to a stream. Each event as a command of its own, so that one can be undone without the others. */
async function append(store: EventStore, stream: string, events: (EveningEvent | ProgrammeEvent)[], now: Date): Promise<void> {
	if (events.length === 0) return;
	const last = store.load(stream).events.at(-1)!;
	// A clock that was set back must not make the log's time run back.
	const at = Math.max(now.getTime(), last.at);
	const stored = events.map((event, index) => ({ seq: last.seq + 1 + index, at, command: nanoid(), seat: 'restore', role: 'facilitator' as const, did: doneAgain(event), event }));
	await store.append({ stream, events: stored, texts: {}, seats: [], erase: [] });
}

/** What residents and staff took back of what was collected stays so; scouts' links that were replaced stay dead. */
async function keepCollection(database: DatabaseSync, store: EventStore, { collection, tombstones, scoutLinks }: Replaced, now: Date): Promise<void> {
	const log = store.load<CollectionEvent>(collectionStream).events;
	const last = log.at(-1);
	// Nothing was collected yet when the backup was made.
	if (!last) return;
	const at = Math.max(now.getTime(), last.at);
	const gone = new Set(tombstones.filter(({ kind, stream }) => kind === 'text' && stream === collectionStream).map(({ id }) => id));
	const { again, state } = collectionToKeep(log, collection, gone, at);
	let { seq } = last;
	const events = again.flatMap(({ did, events }) => {
		const command = nanoid();
		return events.map((event) => ({ seq: (seq += 1), at, command, seat: 'restore', role: 'facilitator' as const, did, event }));
	});
	if (events.length > 0) await store.append({ stream: collectionStream, events, texts: {}, seats: [], erase: again.flatMap(({ erase }) => erase) });
	for (const link of scoutLinks) if (state.entries.scout.has(link.scout)) keepNewestScoutLink(database, link);
}

function keepNewestScoutLink(database: DatabaseSync, { secret, scout, made_at }: ScoutLinkRow): void {
	const present = database.prepare('SELECT secret, made_at FROM scout_links WHERE scout = ?').get(scout);
	if (present?.secret === secret || Number(present?.made_at ?? 0) > made_at) return;
	database.prepare('DELETE FROM scout_links WHERE scout = ?').run(scout);
	database.prepare('INSERT INTO scout_links (secret, scout, made_at) VALUES (?, ?, ?)').run(secret, scout, made_at);
}

/** Who signed out, and who used an invitation, did so for good. */
function signOut(database: DatabaseSync, { sessions, invitations }: Replaced): void {
	for (const [table, key, kept] of [['sessions', 'browser', sessions], ['invitations', 'secret', invitations]] as const) {
		for (const row of database.prepare(`SELECT ${key} AS key FROM ${table}`).all()) {
			if (!kept.has(String(row['key']))) database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(row['key']!);
		}
	}
}

/** The programme of the backup may still list evenings that were destroyed or removed since. */
function programmeEventsToKeep(log: Stored<ProgrammeEvent>[], { tombstones, removedEvenings }: Replaced): ProgrammeEvent[] {
	const state = emptyProgramme();
	for (const stored of log) evolveProgramme(state, stored);
	const destroyed = tombstones.filter(({ kind, stream }) => kind === 'stream' && state.evenings.has(stream)).map(({ stream }) => stream);
	const removed = removedEvenings.filter((id) => state.evenings.get(id)?.removed === false && !destroyed.includes(id));
	return [
		...destroyed.map((id): ProgrammeEvent => ({ type: 'evening.destroyed', id })),
		...removed.map((id): ProgrammeEvent => ({ type: 'evening.relisted', id, set: { removed: true }, was: { removed: false } }))
	];
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
			for (const table of ['events', 'texts', 'seats', 'links', 'return_codes', 'carried']) {
				database.prepare(`DELETE FROM ${table} WHERE stream = ?`).run(stream);
			}
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

/** What somebody did before the restore, and is done again: so that the history says it in words. */
export function doneAgain(event: EveningEvent | ProgrammeEvent): CommandType | undefined {
	switch (event.type) {
		case 'drawing.changed':
			return event.set.status === 'withdrawn' ? 'drawing.withdraw' : 'drawing.takeDown';
		case 'exhibit.changed':
			return 'exhibit.remove';
		case 'comment.changed':
			return 'comment.review';
		case 'block.added':
		case 'block.changed':
			return 'block.add';
		case 'theme.changed':
			return event.set.hidden ? 'theme.hide' : 'theme.edit';
		case 'evening.changed':
			return event.set.code === undefined ? 'voteCard.make' : 'evening.code';
		default:
			return undefined;
	}
}

/** What of how an evening stood last must not come back with this log of it. */
export function eventsToKeep(log: Stored<EveningEvent>[], lastStood: LastStood): EveningEvent[] {
	const state = emptyEvening();
	for (const stored of log) evolve(state, stored);
	return [
		...takenDown(state, lastStood),
		...removals(state, lastStood),
		...hiddenComments(state, lastStood),
		...blocked(state, lastStood),
		...markedThemes(state, lastStood),
		...newestCode(state, lastStood),
		...madeCards(state, lastStood)
	];
}

/** Of a drawing that hung as another picture, or without a stage, the newer one is not in the backup, and the older was to go. */
function takenDown({ entries }: EveningState, { drawings }: LastStood): EveningEvent[] {
	return [...drawings].flatMap(([id, last]) => {
		const drawing = entries.drawing.get(id);
		if (!drawing) return [];
		const { status = drawing.status, version = drawing.version.id, stages } = last;
		const hasFormer = version !== drawing.version.id || (stages && drawing.stages?.some(({ id }) => !stages.includes(id)));
		const goes = drawing.status === 'wall' && (status !== 'wall' || hasFormer);
		return change('drawing', id, drawing, { status: status === 'withdrawn' ? status : goes ? 'offered' : drawing.status }) ?? [];
	});
}

/** All themes of a card together, however they lay since. */
function markedThemes(state: EveningState, { hiddenThemes, graveThemes }: LastStood): EveningEvent[] {
	const marks = new Map<number, Partial<Theme>>();
	const mark = (numbers: number[], set: Partial<Theme>) => {
		for (const { number } of numbers.flatMap((number) => cardOf(state, number))) marks.set(number, { ...marks.get(number), ...set });
	};
	mark(hiddenThemes, { hidden: true });
	mark(graveThemes, { grave: true });
	return [...marks].flatMap(([number, set]) => change('theme', String(number), state.entries.theme.get(String(number))!, set) ?? []);
}

function removals({ entries }: EveningState, { removed }: LastStood): EveningEvent[] {
	return removed.flatMap((id) => {
		const exhibit = entries.exhibit.get(id);
		return (exhibit && change('exhibit', id, exhibit, { removed: true })) ?? [];
	});
}

function hiddenComments({ entries }: EveningState, { hiddenComments }: LastStood): EveningEvent[] {
	return hiddenComments.flatMap((id) => {
		const comment = entries.comment.get(id);
		if (!comment || comment.status === 'withdrawn') return [];
		return change('comment', id, comment, { status: 'hidden', projected: false }) ?? [];
	});
}

/** Where the comment at which it was decided is in the backup. */
function blocked(state: EveningState, { blocks }: LastStood): EveningEvent[] {
	return [...blocks].flatMap(([id, block]): EveningEvent[] => {
		if (block.removed || !state.entries.comment.has(block.comment) || blockOf(state, block.participant) !== null) return [];
		const current = state.entries.block.get(id);
		return current ? [change('block', id, current, { removed: false })!] : [{ type: 'block.added', id, fields: block }];
	});
}

/** Cards that were made since lie in the hall: the next ones may not have their numbers. */
function madeCards(state: EveningState, { voteCards: made }: LastStood): EveningEvent[] {
	const details = detailsOf(state);
	const before = { ...details, voteCards: details.voteCards ?? 0 };
	return made > before.voteCards ? [change('evening', 'this', before, { voteCards: made })!] : [];
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
