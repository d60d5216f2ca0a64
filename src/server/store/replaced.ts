import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import type { Drawing } from '#shared/evening/drawing.ts';
import type { EveningEvent } from '#shared/evening/events.ts';
import type { ProgrammeEvent } from '#shared/programme/programme.ts';
import { databaseFile, newerThanProgram, newestVersion, versionOf } from './database.ts';
import type { CollectionEvent } from '#shared/programme/collection/state.ts';
import { collectionLast, typesOfLast, type CollectionLast } from './collection-since-backup.ts';
import { collectionStream, programmeStream } from './event-store.ts';
import type { Block } from '#shared/evening/block.ts';
import { upcast } from './upcast.ts';

/** What must not come back with a backup: a text's words, a secret link, a whole evening. */
export interface Tombstone {
	kind: 'text' | 'link' | 'stream';
	stream: string;
	id: string;
	at: number;
}

export interface LinkRow {
	secret: string;
	stream: string;
	role: string;
	pin: string | null;
	made_at: number;
}

/** A scout's own link. */
export interface ScoutLinkRow {
	secret: string;
	scout: string;
	made_at: number;
}

/** How an evening stood last, as far as a restore must keep to it. */
export interface LastStood {
	/** How each drawing stood, and as which picture, as far as that could be read. */
	drawings: Map<string, { status?: Drawing['status']; version?: string; stages?: string[] }>;
	/** The numbers of themes that were hidden from the screen, and of those marked 'gevoelig'. */
	hiddenThemes: number[];
	graveThemes: number[];
	/** Pictures and PDFs for the screen that were removed. */
	removed: string[];
	/** Comments that a person hid. */
	hiddenComments: string[];
	/** Participants who were blocked, by the id of their block; those taken off too. */
	blocks: Map<string, Block>;
	/** Vote cards that were made, as far as that could be read. */
	voteCards: number;
	/** Null where it could not be read. */
	code: { code: string; formerCodes: string[] } | null;
}

/** The database that a backup takes the place of, as far as it can be read. */
export interface Replaced {
	tombstones: Tombstone[];
	/** The newest link of every role and evening. */
	links: LinkRow[];
	evenings: Map<string, LastStood>;
	/** The newest link of every scout. */
	scoutLinks: ScoutLinkRow[];
	collection: CollectionLast;
	/** Evenings that were removed, and not brought back. */
	removedEvenings: string[];
	/** Browsers that were signed in. */
	sessions: Set<string>;
	/** Invitations that nobody had used yet. */
	invitations: Set<string>;
	/** Could all of this be read? */
	whole: boolean;
}

/** The version of the database that has scouts' links. */
const scoutsSince = 5;

const tombstoneKinds: ReadonlySet<unknown> = new Set(['text', 'link', 'stream']);

/**
 * Reads what a restore takes over from the database that stands in the folder now. That one may be damaged, which is
 * why a backup is put back: then what can be read of it. It is not changed.
 * @param evenings the streams to read of.
 * @param key that of the backup: it goes along with the data, so a folder with another one tells nothing of these evenings.
 * @returns null where there is no database of these data.
 * @throws {StartRefusal} where a newer program wrote it: what that one erased this program would not understand.
 */
export function readReplaced(folder: string, evenings: readonly string[], key: string | undefined): Replaced | null {
	const path = join(folder, databaseFile);
	if (!existsSync(path)) return null;
	const reader = new Reader(path);
	try {
		if (reader.version > newestVersion) throw newerThanProgram(folder);
		const itsKey = reader.key();
		if (itsKey !== null && itsKey !== key) return null;
		const tombstones = reader.tombstones();
		const links = reader.links();
		const lastStood = new Map<string, LastStood>();
		for (const evening of evenings) {
			const events = reader.eveningEvents(evening);
			lastStood.set(evening, lastOf(events));
			// The table of tombstones says the same, unless that is what is damaged.
			for (const { at, event } of events) {
				if (event.type !== 'comment.changed' || event.set.text !== null || !event.was.text) continue;
				tombstones.push({ kind: 'text', stream: evening, id: event.was.text, at });
			}
		}
		const collection = reader.collection();
		for (const { id, at } of collection.erased) tombstones.push({ kind: 'text', stream: collectionStream, id, at });
		return {
			tombstones,
			links,
			scoutLinks: reader.scoutLinks(),
			collection,
			evenings: lastStood,
			removedEvenings: reader.removedEvenings(),
			sessions: reader.keys('sessions', 'browser'),
			invitations: reader.keys('invitations', 'secret'),
			whole: reader.whole
		};
	} finally {
		reader.close();
	}
}

/** How an evening stood last, of its events or of some of them. */
export function lastOf(events: { event: EveningEvent }[]): LastStood {
	const drawings: LastStood['drawings'] = new Map();
	const comments = new Map<string, boolean>();
	const exhibits = new Map<string, boolean>();
	const hidden = new Map<string, boolean>();
	const grave = new Map<string, boolean>();
	const blocks: LastStood['blocks'] = new Map();
	let voteCards = 0;
	let code: LastStood['code'] = null;
	for (const { event } of events) {
		switch (event.type) {
			case 'drawing.added':
			case 'drawing.changed': {
				const { status, version, stages } = event.type === 'drawing.added' ? event.fields : event.set;
				drawings.set(event.id, { ...drawings.get(event.id), ...(status && { status }), ...(version && { version: version.id }), ...(stages && { stages: stages.map(({ id }) => id) }) });
				break;
			}
			case 'comment.added':
				comments.set(event.id, event.fields.status === 'hidden');
				break;
			case 'comment.changed':
				if (event.set.status) comments.set(event.id, event.set.status === 'hidden');
				break;
			case 'block.added':
				blocks.set(event.id, event.fields);
				break;
			case 'block.changed': {
				const block = blocks.get(event.id);
				if (block) blocks.set(event.id, { ...block, ...event.set });
				break;
			}
			case 'exhibit.changed':
				if (event.set.removed !== undefined) exhibits.set(event.id, event.set.removed);
				break;
			case 'theme.added':
			case 'theme.changed': {
				const fields = event.type === 'theme.added' ? event.fields : event.set;
				if (fields.hidden !== undefined) hidden.set(event.id, fields.hidden);
				if (fields.grave !== undefined) grave.set(event.id, fields.grave);
				break;
			}
			case 'evening.added':
				code = { code: event.fields.code, formerCodes: event.fields.formerCodes };
				break;
			case 'evening.changed':
				if (event.set.voteCards !== undefined) voteCards = event.set.voteCards;
				if (event.set.code) code = { code: event.set.code, formerCodes: event.set.formerCodes ?? [] };
		}
	}
	return {
		drawings,
		hiddenThemes: marked(hidden).map(Number),
		graveThemes: marked(grave).map(Number),
		removed: marked(exhibits),
		hiddenComments: marked(comments),
		blocks,
		voteCards,
		code
	};
}

function marked(marks: Map<string, boolean>): string[] {
	return [...marks].filter(([, mark]) => mark).map(([id]) => id);
}

type Row = Record<string, SQLOutputValue>;

/** Reads a database that may be damaged, and remembers whether anything of it could not be read. */
class Reader {
	whole = true;
	readonly #database: DatabaseSync | null;

	constructor(path: string) {
		this.#database = this.#tried(() => new DatabaseSync(path, { readOnly: true, timeout: 5000, defensive: false }));
		// Without it nothing is read of a file that was cut off, though its first pages are there.
		this.#tried(() => this.#database?.exec('PRAGMA writable_schema = ON'));
	}

	get version(): number {
		return this.#tried(() => (this.#database ? versionOf(this.#database) : 0)) ?? 0;
	}

	/** Null where it could not be read. */
	key(): string | null {
		const [row] = this.#rows("SELECT value FROM meta WHERE key = 'key'", ['key']);
		return row ? String(row['value']) : null;
	}

	tombstones(): Tombstone[] {
		return this.#rows('SELECT kind, stream, id, at FROM tombstones', ['kind', 'stream', 'id']).filter((row) =>
			this.#makesSense(tombstoneKinds.has(row['kind']) && areTexts(row['stream'], row['id']) && Number.isInteger(row['at']))
		) as unknown as Tombstone[];
	}

	links(): LinkRow[] {
		return this.#rows('SELECT secret, stream, role, pin, made_at FROM links', ['secret']).filter(({ secret, stream, role, pin, made_at }) =>
			this.#makesSense(areTexts(secret, stream, role) && (pin === null || areTexts(pin)) && Number.isInteger(made_at))
		) as unknown as LinkRow[];
	}

	/** None in a database that is older than scouts are. */
	scoutLinks(): ScoutLinkRow[] {
		if (this.version < scoutsSince) return [];
		return this.#rows('SELECT secret, scout, made_at FROM scout_links', ['secret']).filter(({ secret, scout, made_at }) =>
			this.#makesSense(areTexts(secret, scout) && Number.isInteger(made_at))
		) as unknown as ScoutLinkRow[];
	}

	collection(): CollectionLast {
		return collectionLast(this.#events<CollectionEvent>(collectionStream, typesOfLast));
	}

	/** An evening's events about what may be taken over, in order. */
	eveningEvents(evening: string): { at: number; event: EveningEvent }[] {
		return this.#events(
			evening,
			`'evening.added', 'evening.changed', 'drawing.added', 'drawing.changed', 'comment.added', 'comment.changed',
			'theme.added', 'theme.changed', 'exhibit.changed', 'block.added', 'block.changed'`
		);
	}

	removedEvenings(): string[] {
		const removed = new Map<string, boolean>();
		for (const { event } of this.#events<ProgrammeEvent>(programmeStream, "'evening.relisted'")) {
			if (event.type === 'evening.relisted' && event.set.removed !== undefined) removed.set(event.id, event.set.removed);
		}
		return marked(removed);
	}

	/** What stands in a table's key. */
	keys(table: 'sessions' | 'invitations', key: string): Set<string> {
		return new Set(this.#rows(`SELECT ${key} AS key FROM ${table}`, ['key']).map((row) => String(row['key'])));
	}

	/** A stream's events of some types, upcast to the present version. */
	#events<Event>(stream: string, types: string): { seq: number; at: number; event: Event }[] {
		const rows = this.#rows(`SELECT seq, at, type, version, body FROM events WHERE stream = ? AND type IN (${types})`, ['seq'], stream);
		return rows.flatMap(({ seq, at, type, version, body }) => {
			const event = this.#tried(() => upcast(String(type), Number(version), JSON.parse(String(body))) as Event);
			return event ? [{ seq: Number(seq), at: Number(at), event }] : [];
		});
	}

	close(): void {
		this.#tried(() => this.#database?.close());
	}

	/** The rows in the order of their key: from the front up to the damage, then from the back up to it. */
	#rows(select: string, key: string[], ...parameters: SQLInputValue[]): Row[] {
		const front: Row[] = [];
		const back: Row[] = [];
		const read = (rows: Row[], direction: 'ASC' | 'DESC') =>
			this.#tried(() => {
				const order = key.map((column) => `${column} ${direction}`).join(', ');
				for (const row of this.#database?.prepare(`${select} ORDER BY ${order}`).iterate(...parameters) ?? []) rows.push(row);
				return true;
			});
		if (!read(front, 'ASC')) read(back, 'DESC');
		return [...front, ...back.reverse()];
	}

	/** Whatever SQLite says of it, and whatever a damaged row makes of it: it could not be read. */
	#tried<Result>(read: () => Result): Result | null {
		try {
			return read();
		} catch {
			this.whole = false;
			return null;
		}
	}

	#makesSense(sense: boolean): boolean {
		this.whole &&= sense;
		return sense;
	}
}

function areTexts(...values: unknown[]): boolean {
	return values.every((value) => typeof value === 'string');
}
