import { statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { FollowerState } from '#shared/protocol/standby.ts';
import { isDiskFull } from '../drawings/disk.ts';
import { openDrawingFiles, type DrawingFiles } from '../drawings/files.ts';
import type { Log } from '../log.ts';
import { databaseFile, readMeta, writeMeta } from '../store/database.ts';
import { isNoRoom } from '../store/no-room.ts';
import { formerFolder } from '../store/former-folders.ts';
import { swapFolders } from '../store/swap-folders.ts';
import { askFile, askText, NoAnswer } from './asking.ts';
import { takeOverEpoch } from './epochs.ts';
import { leaderState, programVersion } from './leader.ts';
import { clearRelieved, copyFolder, readFollowing, sameOffset, writeFollowing, writeRelieving, type Following } from './stand.ts';

/** How often the laptop that leads is asked whether anything changed, in ms. */
const askEvery = 1000;
/** No copy is older than this while the other laptop answers and anything changed, in ms. */
const oldestCopy = 10_000;
/** Copying takes at most this part of the time: small evenings are copied every few seconds. */
const copyingAtMost = 1 / 20;
const shortestWait = 2000;
/** A take-over waits no longer for the laptop that it relieves, in ms: mostly that one is dead. */
const byeWithin = 5000;

/** The side of the laptop that follows: it keeps a copy of the one that leads, and can take over from it. */
export class Follower {
	readonly #dataDir: string;
	readonly #addresses: () => string[];
	readonly #log: Log;
	readonly #folder: string;
	#whom: Following;
	#files: DrawingFiles | null = null;
	#trouble: FollowerState['trouble'] = null;
	/** When the other laptop was heard of last; ms since 1970. */
	#heardAt: number | null = null;
	/** The mark of the copy that is there, as far as this program fetched it. */
	#mark: string | null = null;
	/** Until when the copy is as the other laptop was; ms since 1970, by this laptop's clock. */
	#copyAt: number | null = null;
	/** The same by a clock that nobody sets: performance.now(). */
	#copiedAt = 0;
	#copyTook = 0;
	#copying: Promise<void> | null = null;
	#timer: NodeJS.Timeout | undefined;
	#stopped = false;
	#takingOver = false;

	/** @param addresses origins by which phones will reach this laptop. @throws where the folder follows nobody */
	constructor(dataDir: string, addresses: () => string[], log: Log) {
		this.#addresses = addresses;
		const whom = readFollowing(dataDir);
		if (!whom) throw new Error('This laptop follows nobody');
		this.#whom = whom;
		this.#dataDir = dataDir;
		this.#folder = copyFolder(dataDir);
		this.#log = log;
		// From before a restart: as good as ever.
		const copied = statSync(join(this.#folder, databaseFile), { throwIfNoEntry: false });
		this.#copyAt = copied ? Math.round(copied.mtimeMs) : null;
	}

	start(): void {
		const look = async () => {
			await this.#look();
			if (!this.#stopped) this.#timer = setTimeout(() => void look(), askEvery);
		};
		void look();
	}

	get state(): FollowerState {
		return {
			from: this.#whom.from,
			addresses: this.#whom.addresses,
			heardAt: this.#heardAt,
			copyAt: this.#copyAt,
			trouble: this.#trouble,
			takingOver: this.#takingOver
		};
	}

	/**
	 * Puts the copy in the place of what this laptop's data folder holds, under an epoch of its own. The other laptop is
	 * relieved first, where it can be reached: then it gives a last copy, and nothing at all is lost.
	 * @returns false where there is no copy
	 */
	async takeOver(now: Date): Promise<boolean> {
		if (this.#takingOver || this.#copyAt === null) return false;
		this.#takingOver = true;
		try {
			await this.stop();
			await this.#relieve();
			this.#putInPlace(now);
			await swapFolders(this.#dataDir, this.#folder, formerFolder(this.#dataDir, now));
			return true;
		} catch (error) {
			this.#takingOver = false;
			this.#stopped = false;
			this.start();
			throw error;
		}
	}

	/** Asks no more; what is being copied is finished or given up. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#timer);
		await this.#copying;
	}

	/** The state of the other laptop, and a copy where it is time for one. */
	async #look(): Promise<void> {
		try {
			const text = await askText(this.#whom.from, this.#whom.code, {
				method: 'GET',
				path: `/api/standby/state${this.#mark === null ? '' : `?has=${encodeURIComponent(this.#mark)}`}`,
				body: ''
			});
			this.#heardAt = Date.now();
			const state = v.safeParse(leaderState, JSON.parse(text));
			if (!state.success || state.output.version !== programVersion) {
				this.#trouble = 'version';
				return;
			}
			const { mark, addresses, now } = state.output;
			await this.#keepWhom(addresses, now - this.#heardAt);
			if (mark === this.#mark) this.#isAsOf(this.#heardAt, performance.now());
			else if (this.#isDue()) {
				this.#copying = this.#copy(mark).finally(() => (this.#copying = null));
				await this.#copying;
			}
			this.#trouble = null;
		} catch (error) {
			const before = this.#trouble;
			this.#trouble = troubleOf(error);
			// Once, and not every second.
			if (this.#trouble === 'fault' && before !== 'fault') this.#log.error({ err: error }, 'a copy could not be fetched');
		}
	}

	#isDue(): boolean {
		if (this.#mark === null || this.#copyAt === null) return true;
		const wait = Math.min(oldestCopy - askEvery, Math.max(shortestWait, this.#copyTook / copyingAtMost));
		return performance.now() - this.#copiedAt >= wait;
	}

	async #copy(mark: string): Promise<void> {
		const at = Date.now();
		const start = performance.now();
		const fresh = join(this.#folder, `${databaseFile}.bezig`);
		await rm(fresh, { force: true });
		await askFile(this.#whom.from, this.#whom.code, { method: 'GET', path: '/api/standby/copy', body: '' }, fresh);
		await this.#fetchFiles();
		await this.#take(fresh);
		this.#mark = mark;
		this.#isAsOf(at, start);
		this.#copyTook = performance.now() - start;
	}

	#isAsOf(at: number, measured: number): void {
		this.#copyAt = at;
		this.#copiedAt = measured;
	}

	/** The pictures that the other laptop holds are here, and no others: what was withdrawn there is gone here. */
	async #fetchFiles(): Promise<void> {
		this.#files ??= await openDrawingFiles(this.#folder);
		const { from, code } = this.#whom;
		const wanted = new Set(v.parse(v.array(v.string()), JSON.parse(await askText(from, code, { method: 'GET', path: '/api/standby/files', body: '' }))));
		const present = new Set(await this.#files.list());
		for (const hash of wanted) {
			if (present.has(hash)) continue;
			const part = join(this.#files.temporaryFolder, `${hash}.bezig`);
			await rm(part, { force: true });
			try {
				await askFile(from, code, { method: 'GET', path: `/api/standby/files/${hash}`, body: '' }, part);
			} catch (error) {
				// Withdrawn since the list was made.
				if (error instanceof NoAnswer && error.why === 'gone') continue;
				throw error;
			}
			const put = await this.#files.put(part);
			await rm(part, { force: true });
			if (!put.ok) throw new NoRoomHere();
		}
		for (const hash of present) if (!wanted.has(hash)) await this.#files.remove(hash);
	}

	/** Checks a copy and puts it in the place of the one before. */
	async #take(fresh: string): Promise<void> {
		const database = new DatabaseSync(fresh, { readOnly: true });
		try {
			database.prepare('SELECT count(*) FROM events').get();
			if (!readMeta(database, 'key')) throw new Error('A copy without a key');
		} finally {
			database.close();
		}
		await rename(fresh, join(this.#folder, databaseFile));
	}

	/** The first that is told is the laptop itself, before its phones are. */
	async #relieve(): Promise<void> {
		const fresh = join(this.#folder, `${databaseFile}.bezig`);
		await rm(fresh, { force: true });
		const body = JSON.stringify({ epoch: this.#nextEpoch(), from: this.#addresses(), copy: true });
		try {
			await within(byeWithin, askFile(this.#whom.from, this.#whom.code, { method: 'POST', path: '/api/standby/relieve', body }, fresh));
			await this.#take(fresh);
		} catch (error) {
			// Mostly it is dead, which is why somebody takes over. The copy that is here is the one to go on with.
			if (!(error instanceof NoAnswer)) this.#log.error({ err: error }, 'no last copy');
			await rm(fresh, { force: true });
		}
	}

	/** One epoch for one take-over: the laptop that is relieved knows it, whoever brings it. */
	#epoch: string | null = null;
	#nextEpoch(): string {
		return (this.#epoch ??= inCopy(this.#folder, (database) => takeOverEpoch(readMeta(database, 'epoch')!, readMeta(database, 'key')!)));
	}

	#putInPlace(now: Date): void {
		const epoch = this.#nextEpoch();
		inCopy(this.#folder, (database) => {
			writeMeta(database, 'epoch', epoch);
			clearRelieved(database);
			writeRelieving(database, { from: [...new Set([this.#whom.from, ...this.#whom.addresses])], code: this.#whom.code, at: now.getTime(), offset: this.#whom.offset });
		});
	}

	/** What is known of the other laptop, also after a start of this one. */
	async #keepWhom(addresses: string[], offset: number): Promise<void> {
		if (addresses.join() === this.#whom.addresses.join() && Math.abs(offset - this.#whom.offset) < sameOffset) return;
		this.#whom = { ...this.#whom, addresses, offset };
		await writeFollowing(this.#dataDir, this.#whom);
	}
}

class NoRoomHere extends Error {}

function troubleOf(error: unknown): FollowerState['trouble'] {
	if (error instanceof NoRoomHere || isNoRoom(error) || isDiskFull(error)) return 'full';
	if (!(error instanceof NoAnswer)) return 'fault';
	return error.why === 'code' || error.why === 'broken' ? 'code' : 'away';
}

function inCopy<Result>(folder: string, work: (database: DatabaseSync) => Result): Result {
	const database = new DatabaseSync(join(folder, databaseFile), { timeout: 5000 });
	try {
		database.exec('PRAGMA synchronous = FULL');
		return work(database);
	} finally {
		database.close();
	}
}

async function within(ms: number, work: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, fail) => (timer = setTimeout(() => fail(new NoAnswer('away')), ms)));
	try {
		await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
