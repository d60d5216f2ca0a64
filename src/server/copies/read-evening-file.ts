import { open, type FileHandle } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { filesOf } from '#shared/evening/drawing.ts';
import { isEveningEvent } from '#shared/evening/event-schema.ts';
import type { EveningEvent, Stored } from '#shared/evening/events.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { exhibitFilesOf } from '#shared/evening/exhibit.ts';
import { emptyEvening, type EveningState } from '#shared/evening/state.ts';
import { commandTypes } from '#shared/protocol/commands.ts';
import { id } from '#shared/protocol/ids.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { roles } from '#shared/protocol/roles.ts';
import { longest } from '#shared/protocol/text.ts';
import { ownView, views } from '#shared/views/views.ts';
import { newestVersion } from '../store/database.ts';
import { upcast } from '../store/upcast.ts';
import { applicationId, digestOf, eveningTables } from './file-format.ts';

const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_~-]{1,80}$/));
/** As far as a clock can go. */
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));
const storedRow = v.object({
	seq: time,
	at: time,
	command: name,
	seat: name,
	role: v.picklist(roles),
	type: v.pipe(v.string(), v.maxLength(40)),
	version: v.pipe(v.number(), v.integer(), v.minValue(1)),
	body: v.string()
});
const about = v.object({ evening: v.pipe(id, v.notValue('programme')), area: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest.title)), key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/)), digest: v.string() });
const textRow = v.object({ id: name, body: v.pipe(v.string(), v.maxLength(20_000)) });
const tombstoneRow = v.object({ id: name, at: time });
const seatRow = v.object({
	id: v.pipe(v.string(), v.regex(/^((second|turn)~)?[A-Za-z0-9_-]{8,36}$/)),
	// Never the name of a browser of this server: who wrote the file could sit down in anybody's place.
	browser: v.pipe(v.string(), v.regex(/^~[A-Za-z0-9_-]{43}$/)),
	participant: id,
	made_at: time,
	revoked: v.picklist([0, 1])
});
const codeRow = v.object({ code: v.pipe(v.string(), v.regex(/^[A-Z0-9]{8}$/)), participant: id, made_at: time });

/** What a file holds, checked; its pictures are read one by one. */
export interface EveningFile {
	id: string;
	area: string;
	/** Of its vote cards. */
	key: string;
	state: EveningState;
	/** Text id -> what it says. */
	texts: Map<string, string>;
	/** The log as it is written down, in order; each was read as an event of this program. */
	events: v.InferOutput<typeof storedRow>[];
	/** The same, upcast. */
	log: Stored<EveningEvent>[];
	tombstones: v.InferOutput<typeof tombstoneRow>[];
	seats: v.InferOutput<typeof seatRow>[];
	returnCodes: v.InferOutput<typeof codeRow>[];
	/** The hashes of the pictures in it that the evening names. */
	hashes: string[];
	/** The picture with that hash, as the file says. */
	picture(hash: string): Uint8Array;
	close(): void;
}

/** What is wrong with the file: it was made by nobody that means well, or fell apart on its way. */
class Damaged extends Error {}

/**
 * Reads the file of an evening. Everything in it is judged: it may come from anywhere. Its whole log is replayed and shown
 * to every role once, so that what is taken in can't stop the server at its next start.
 * @returns refused: `eveningFile.foreign` for any other file, `eveningFile.newer`, `eveningFile.damaged`.
 */
export async function readEveningFile(path: string): Promise<{ ok: true; file: EveningFile } | Refusal> {
	const head = await headOf(path);
	if (head === null) return refuse('eveningFile.foreign');
	if (head.version > newestVersion) return refuse('eveningFile.newer');
	if (!head.whole) return refuse('eveningFile.damaged');
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(path, { readOnly: true });
		return { ok: true, file: readAll(database) };
	} catch {
		// Whatever SQLite or a wrong row throws, it is the file.
		database?.close();
		return refuse('eveningFile.damaged');
	}
}

/** Read before SQLite opens it. @returns null for what is no file of an evening. */
async function headOf(path: string): Promise<{ version: number; whole: boolean } | null> {
	let handle: FileHandle | undefined;
	try {
		handle = await open(path, 'r');
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
		// The offsets are those of SQLite's file format.
		if (bytesRead < 100 || buffer.toString('latin1', 0, 16) !== 'SQLite format 3\0' || buffer.readUInt32BE(68) !== applicationId) return null;
		const pageSize = buffer.readUInt16BE(16) === 1 ? 65_536 : buffer.readUInt16BE(16);
		// SQLite itself reads what was cut off its last page as zeros.
		const whole = (await handle.stat()).size === pageSize * buffer.readUInt32BE(28);
		return { version: buffer.readUInt32BE(60), whole };
	} finally {
		await handle?.close();
	}
}

function readAll(database: DatabaseSync): EveningFile {
	// Nothing in the file is run: no view, trigger or function of its own.
	database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
	const found = database.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").all();
	const isOurs = (row: (typeof found)[number]) => row.type === 'table' && eveningTables[String(row.name) as keyof typeof eveningTables] === row.sql;
	insist(found.length === Object.keys(eveningTables).length && found.every(isOurs));
	insist(database.prepare('PRAGMA integrity_check').get()?.integrity_check === 'ok');
	const { evening, area, key, digest } = v.parse(about, Object.fromEntries(database.prepare('SELECT key, value FROM about').all().map((row) => [String(row.key), row.value])));
	insist(digest === digestOf(database));

	const events = v.parse(v.array(storedRow), database.prepare('SELECT * FROM events ORDER BY seq').all());
	const texts = new Map(v.parse(v.array(textRow), database.prepare('SELECT * FROM texts').all()).map((row) => [row.id, row.body]));
	const { log, state } = replay(events);
	show(state, texts);
	const hashes = [...new Set([...filesOf(state), ...exhibitFilesOf(state)])].filter((hash) => database.prepare('SELECT 1 FROM files WHERE hash = ?').get(hash));
	const ofOne = <Row extends { participant: string }>(rows: Row[]) => {
		insist(rows.every(({ participant }) => state.participants.has(participant)));
		return rows;
	};
	return {
		id: evening,
		area,
		key,
		state,
		texts,
		events,
		log,
		tombstones: v.parse(v.array(tombstoneRow), database.prepare('SELECT * FROM tombstones').all()),
		seats: ofOne(v.parse(v.array(seatRow), database.prepare('SELECT * FROM seats').all())),
		returnCodes: ofOne(v.parse(v.array(codeRow), database.prepare('SELECT * FROM return_codes').all())),
		hashes,
		picture: (hash) => database.prepare('SELECT body FROM files WHERE hash = ?').get(hash)!.body as Uint8Array,
		close: () => database.close()
	};
}

/** The log must be one that this program could have written: whole, in order, of one evening. */
function replay(events: EveningFile['events']): { log: Stored<EveningEvent>[]; state: EveningState } {
	const state = emptyEvening();
	const log: Stored<EveningEvent>[] = [];
	let last = 0;
	for (const [index, { seq, at, command, seat, role, type, version, body }] of events.entries()) {
		const { did, ...fields } = v.parse(v.looseObject({ did: v.optional(v.picklist(commandTypes)) }), JSON.parse(body, withoutPrototype));
		const event = upcast(type, version, fields);
		insist(seq === index + 1 && at >= last && event.type === type && isEveningEvent(event));
		insist((event.type === 'evening.added') === (index === 0));
		last = at;
		const stored = { seq, at, command, seat, role, ...(did !== undefined && { did }), event };
		log.push(stored);
		evolve(state, stored);
	}
	insist(log.length > 0);
	return { log, state };
}

/** The schema of a record passes over this key; an object that is made of it later would not. */
function withoutPrototype(key: string, value: unknown): unknown {
	insist(key !== '__proto__');
	return value;
}

/** What can be shown to everyone here can be shown once it is taken in. */
function show(state: EveningState, texts: ReadonlyMap<string, string>): void {
	const textOf = (text: string) => texts.get(text) ?? '';
	for (const role of roles) views[role](state, textOf);
	for (const participant of state.participants.keys()) ownView(state, textOf, participant);
}

function insist(holds: boolean): asserts holds {
	if (!holds) throw new Damaged();
}
