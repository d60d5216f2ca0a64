import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { databaseFile, readMeta, writeMeta } from '../store/database.ts';

/** What a data folder is for: it leads, follows another laptop with a copy, or was relieved by one. */
export type Stand = 'leads' | 'follows' | 'relieved';

/** The code by which another laptop follows: in the database, so that the one that takes over has it too. */
export const codeKey = 'standby.code';
/** By which server this one was relieved, and when: JSON of `Relieved`. */
export const relievedKey = 'standby.relieved';
/** Which server this one relieved, until that one knows: JSON of `Relieving`. */
export const relievingKey = 'standby.relieving';

/** @property epoch of the server that goes on. @property from origins of that one, where it told. */
const relieved = v.object({ epoch: v.string(), at: v.number(), from: v.array(v.string()) });
export type Relieved = v.InferOutput<typeof relieved>;

/**
 * @property from origins by which the server that was relieved may still be reached, with that code
 * @property offset its time minus this computer's, in ms
 * @property told when it knew
 */
const relieving = v.object({ from: v.array(v.string()), code: v.string(), at: v.number(), offset: v.number(), told: v.optional(v.number()) });
export type Relieving = v.InferOutput<typeof relieving>;

/** Whom a laptop follows. `from`: an origin; `addresses`: by which phones reach that one, as it said last; `offset`: its time minus this computer's then, in ms. */
const following = v.object({ from: v.string(), code: v.string(), addresses: v.array(v.string()), offset: v.optional(v.number(), 0) });
export type Following = v.InferOutput<typeof following>;

/** Two readings of a clock that differ less, in ms, are the same: the line takes some time too. */
export const sameOffset = 2000;

/** The folder of what is followed, within the data folder. What stands beside it is this laptop's own. */
export function copyFolder(dataDir: string): string {
	return join(dataDir, 'reserve');
}

export function standOf(dataDir: string): Stand {
	if (readFollowing(dataDir)) return 'follows';
	let database: DatabaseSync | undefined;
	try {
		// Only read: whether the folder can be used at all is said by who opens it.
		database = new DatabaseSync(join(dataDir, databaseFile), { readOnly: true, timeout: 5000 });
		return readRelieved(database) ? 'relieved' : 'leads';
	} catch {
		return 'leads';
	} finally {
		database?.close();
	}
}

/** @returns null where the laptop follows nobody. */
export function readFollowing(dataDir: string): Following | null {
	try {
		return v.parse(following, JSON.parse(readFileSync(pathOf(dataDir), 'utf8')));
	} catch {
		return null;
	}
}

/** From its next start this laptop follows. A copy of another server's may not stand there any more. */
export async function writeFollowing(dataDir: string, whom: v.InferInput<typeof following>): Promise<void> {
	await mkdir(copyFolder(dataDir), { recursive: true });
	const fresh = `${pathOf(dataDir)}.bezig`;
	await writeFile(fresh, JSON.stringify(whom), { flush: true });
	await rename(fresh, pathOf(dataDir));
}

/** This laptop follows no more, and holds nothing of what it followed. */
export async function stopFollowing(dataDir: string): Promise<void> {
	// First: half a folder without it is no copy.
	await rm(pathOf(dataDir), { force: true });
	await rm(copyFolder(dataDir), { recursive: true, force: true });
}

export function readRelieved(database: DatabaseSync): Relieved | null {
	return readJson(database, relievedKey, relieved);
}

export function readRelieving(database: DatabaseSync): Relieving | null {
	return readJson(database, relievingKey, relieving);
}

export function writeRelieving(database: DatabaseSync, whom: Relieving): void {
	writeMeta(database, relievingKey, JSON.stringify(whom));
}

/** Longer than an evening: by then the computer's own clock is as good, in ms. */
const offsetHolds = 12 * 3_600_000;

/**
 * What the server's time differs from this computer's, in ms: after a take-over it goes on as that of the laptop that was
 * relieved. A clock of the hall that runs would else jump.
 */
export function offsetSinceTakeOver(database: DatabaseSync, now: number): number {
	const whom = readRelieving(database);
	return whom && Math.abs(now - whom.at) < offsetHolds ? whom.offset : 0;
}

/** An empty text: what was relieved goes on. */
export function clearRelieved(database: DatabaseSync): void {
	writeMeta(database, relievedKey, '');
}

function readJson<Schema extends v.GenericSchema>(database: DatabaseSync, key: string, schema: Schema): v.InferOutput<Schema> | null {
	const text = readMeta(database, key) ?? '';
	return text === '' ? null : v.parse(schema, JSON.parse(text));
}

function pathOf(dataDir: string): string {
	return join(copyFolder(dataDir), 'volgt.json');
}

/** The origin that a person means: `192.168.1.10:3000`, or a whole address. Null for what is none. */
export function originOf(typed: string): string | null {
	const text = typed.trim();
	const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`);
	return url && url.hostname !== '' && /^https?:$/.test(url.protocol) && !url.username ? url.origin : null;
}
