import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import type { FollowerSeen } from '#shared/protocol/standby.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { newestVersion, readMeta, writeMeta } from '../store/database.ts';
import type { CopyAsked, CopyMade } from './copy-worker.ts';
import { relieves } from './epochs.ts';
import { newLineCode } from './sealed-line.ts';
import { codeKey, relievedKey, type Relieved } from './stand.ts';

/**
 * What the server that leads says of itself to the laptop that follows. `mark`: another one after each change of the
 * database; `version`: of data and protocol, since a laptop with another program can't follow; `addresses`: origins by which
 * phones reach it, and so the laptop that takes over; `now`: its time, ms since 1970.
 */
export const leaderState = v.object({ mark: v.string(), version: v.string(), addresses: v.array(v.string()), now: v.number() });
export type LeaderState = v.InferOutput<typeof leaderState>;

/** Two laptops must have the same. */
export const programVersion = `${newestVersion}.${protocolVersion}`;

/**
 * The side of the laptop that leads: a second one may follow with the code of this server, gets copies, and may relieve
 * it. One that was relieved takes nothing more, now and after each start, until a person decides otherwise.
 */
export class Leader {
	readonly #database: DatabaseSync;
	readonly #dataDir: string;
	readonly #key: string;
	readonly #addresses: () => string[];
	readonly #time: () => number;
	readonly #started = nanoid(8);
	readonly #changes;
	readonly #others;
	#worker: Worker | null = null;
	/** Copies go one at a time. */
	#turn: Promise<unknown> = Promise.resolve();
	#follower: FollowerSeen | null = null;
	#tellRelieved!: () => void;
	/** Settles when another laptop took over. */
	readonly relieved = new Promise<void>((settle) => (this.#tellRelieved = settle));

	/** @param addresses origins by which phones reach this server. @param time the server's, ms since 1970 */
	constructor(database: DatabaseSync, dataDir: string, key: string, addresses: () => string[], time: () => number) {
		this.#time = time;
		this.#database = database;
		this.#dataDir = dataDir;
		this.#key = key;
		this.#addresses = addresses;
		this.#changes = database.prepare('SELECT total_changes() AS n');
		this.#others = database.prepare('PRAGMA data_version');
	}

	/** The code by which a laptop follows; null while nobody asked for one. */
	get code(): string | null {
		return readMeta(this.#database, codeKey) ?? null;
	}

	/** Makes a code; one that there was opens nothing from here on. */
	renewCode(): void {
		writeMeta(this.#database, codeKey, newLineCode());
		this.#follower = null;
	}

	/** When a laptop that follows was last heard of. */
	get follower(): FollowerSeen | null {
		return this.#follower;
	}

	get state(): LeaderState {
		const mark = `${this.#started}.${this.#changes.get()!.n}.${this.#others.get()!.data_version}`;
		return { mark, version: programVersion, addresses: this.#addresses(), now: this.#time() };
	}

	get epoch(): string {
		return readMeta(this.#database, 'epoch')!;
	}

	/** A laptop that follows asks how it stands here. @param has the mark of the copy that it has, if any */
	seen(has: string | null, now: number): LeaderState {
		const { state } = this;
		this.#follower = { since: this.#follower?.since ?? now, at: now, copyAt: has === state.mark ? now : (this.#follower?.copyAt ?? null) };
		return state;
	}

	/** Writes the database of this moment to a new file `to`. @throws where there is no room */
	copy(to: string): Promise<void> {
		const made = this.#turn.then(async () => {
			const worker = (this.#worker ??= this.#thread());
			const answer = once(worker, 'message') as Promise<[CopyMade]>;
			worker.postMessage({ to } satisfies CopyAsked);
			const [copied] = await answer;
			if (!copied.ok) throw new Error(copied.message);
		});
		this.#turn = made.catch(() => undefined);
		return made;
	}

	#thread(): Worker {
		const worker = new Worker(new URL('./copy-worker.ts', import.meta.url), { workerData: { folder: this.#dataDir } });
		worker.unref();
		// One that broke answers nobody: the next copy gets another.
		worker.once('error', () => (this.#worker = null));
		return worker;
	}

	/** Does a server with this epoch relieve this one? */
	isRelievedBy(epoch: string): boolean {
		return relieves(epoch, this.epoch, this.#key);
	}

	/** This server takes nothing more: one with that epoch goes on. @param from its origins, where they are known */
	relieve(epoch: string, from: string[] = []): void {
		try {
			writeMeta(this.#database, relievedKey, JSON.stringify({ epoch: epoch.split('.', 1)[0]!, at: Date.now(), from } satisfies Relieved));
		} catch {
			// A full disk: it stops now all the same, and hears it again after a start.
		}
		this.#tellRelieved();
	}

	async close(): Promise<void> {
		await this.#turn;
		await this.#worker?.terminate();
	}
}
