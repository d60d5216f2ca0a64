import type { DatabaseSync } from 'node:sqlite';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Log } from '../log.ts';
import { writeMeta } from './database.ts';
import { isNoRoom } from './no-room.ts';

/** Until it is tried again, in ms. */
const triesEvery = 1000;
/** What is written to try, in bytes: longer than any text. */
const trial = 65_536;
const trialKey = 'room';

/**
 * Whether the disk has room for what the database holds: events, accounts, links and all else. Whoever catches a write
 * that failed asks `lacks`. From then on it is full until a trial could be written.
 */
export class Room {
	#full = false;
	readonly #database: DatabaseSync;
	readonly #log: Log;

	constructor(database: DatabaseSync, log: Log) {
		this.#database = database;
		this.#log = log;
	}

	/** Something could not be kept, and there is no room yet. */
	get full(): boolean {
		return this.#full;
	}

	/** Did a write fail with this error for want of room? Remembers that. A bound function: the store asks it too. */
	readonly lacks = (error: unknown): boolean => {
		if (!isNoRoom(error)) return false;
		if (this.#full) return true;
		this.#full = true;
		// Once: a full hall would fill the log's disk as well.
		this.#log.error('the disk is full: nothing is kept until there is room');
		this.#awaitRoom();
		return true;
	};

	/** What a form says of a write that failed with this error. @throws the error, where it means something else */
	refusalOf(error: unknown): Refusal {
		if (!this.lacks(error)) throw error;
		return refuse('disk.full');
	}

	#awaitRoom(): void {
		setTimeout(() => {
			if (!this.#database.isOpen) return;
			if (!this.#fits()) return this.#awaitRoom();
			this.#full = false;
			this.#log.warn('the disk has room again');
		}, triesEvery).unref();
	}

	#fits(): boolean {
		try {
			writeMeta(this.#database, trialKey, 'x'.repeat(trial));
			this.#database.prepare('DELETE FROM meta WHERE key = ?').run(trialKey);
			return true;
		} catch {
			return false;
		}
	}
}
