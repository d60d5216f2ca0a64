import type { Stored } from '#shared/evening/events.ts';

/** A seat: one browser's place in one evening. Participants' seats come to be in the same commit as their joining. */
export interface SeatRow {
	id: string;
	/** The browser that holds it. */
	browser: string;
	stream: string;
	role: string;
	participant: string | null;
	madeAt: number;
}

/** What is committed at once: the events of every command that waited, the texts they name, the seats they make. */
export interface Group<Event> {
	stream: string;
	events: Stored<Event>[];
	texts: Record<string, string>;
	seats: SeatRow[];
	/** Ids of texts that must be gone from the files once this returns. */
	erase: string[];
}

/** Nothing of the group was kept: the disk or the database is full. */
export class StoreFull extends Error {
	override name = 'StoreFull';
}

/** The stream that holds the programme: its areas and the list of its evenings. */
export const programmeStream = 'programme';

/** The stream of what scouts collect, in all areas; every stream besides these two is an evening's. */
export const collectionStream = 'collection';

/** Where events live. SQLite behind it now; a server database can take its place. */
export interface EventStore {
	/** Every event of a stream in order, upcast to the present version, and its texts by id. */
	load<Event>(stream: string): { events: Stored<Event>[]; texts: Map<string, string> };
	/**
	 * Commits a group wholly or not at all; when it resolves, the group survives a power cut.
	 * @throws {StoreFull}
	 */
	append<Event>(group: Group<Event>): Promise<void>;
	/** The ids of the streams that have events. */
	streams(): string[];
	/** Destroys a stream: events, texts, seats, links. Leaves a tombstone. */
	destroy(stream: string, at: number): void;
}
