import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Links } from '../access/links.ts';
import { Staff } from '../access/staff.ts';
import type { Log } from '../log.ts';
import { openDatabase, readMeta } from './database.ts';
import { StoreFull } from './event-store.ts';
import { Room } from './room.ts';
import { sqliteEventStore } from './sqlite.ts';

let folder: string;
let database: DatabaseSync;
let room: Room;
let logged: string[];
beforeEach(async () => {
	vi.useFakeTimers();
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-room-'));
	database = openDatabase(folder);
	// No plug is pulled here.
	database.exec('PRAGMA synchronous = OFF');
	logged = [];
	room = new Room(database, { error: (words: string) => logged.push(words), warn: (words: string) => logged.push(words) } as unknown as Log);
});
afterEach(async () => {
	vi.useRealTimers();
	if (database.isOpen) database.close();
	await rm(folder, { recursive: true, force: true });
});

const limit = (pages: unknown) => database.exec(`PRAGMA max_page_count = ${String(pages)}`);
const fill = () => limit(database.prepare('PRAGMA page_count').get()!['page_count']);
/** Writes until there is no room. @returns the error */
function refused(write: () => unknown): unknown {
	try {
		for (;;) write();
	} catch (error) {
		return error;
	}
}

it.each([
	['an invitation', () => new Staff(database).invite()],
	['the links of an evening', () => new Links(database).of(`evening-${Math.random()}`)]
])('%s that was refused makes it full, until there is room for anything; the log says each once', (_, write) => {
	fill();
	expect(room.lacks(refused(write))).toBe(true);
	expect(room.lacks(refused(write))).toBe(true);
	vi.advanceTimersByTime(5000);
	expect(room.full).toBe(true);
	expect(logged).toEqual(['the disk is full: nothing is kept until there is room']);
	limit(1_000_000);
	vi.advanceTimersByTime(1000);
	expect(room.full).toBe(false);
	expect(logged).toEqual(['the disk is full: nothing is kept until there is room', 'the disk has room again']);
	expect(readMeta(database, 'room')).toBeUndefined();
	fill();
	room.lacks(refused(write));
	expect(logged).toHaveLength(3);
});

it('hears of events by the store', async () => {
	const store = sqliteEventStore(database, room.lacks);
	fill();
	await expect(store.append({ stream: 'evening', events: [], texts: { text: 'x'.repeat(40_000) }, seats: [], erase: [] })).rejects.toBeInstanceOf(StoreFull);
	expect(room.full).toBe(true);
});

it('gives forms their refusal, and any other error back', () => {
	fill();
	expect(room.refusalOf(refused(() => new Staff(database).invite()))).toEqual({ ok: false, code: 'disk.full' });
	expect(() => room.refusalOf(new Error('broken'))).toThrow('broken');
});

it('is not full by another error, and tries nothing once the data folder is closed', () => {
	expect([room.lacks(new Error('broken')), room.full]).toEqual([false, false]);
	fill();
	room.lacks(refused(() => new Staff(database).invite()));
	database.close();
	vi.advanceTimersByTime(1000);
	expect(room.full).toBe(true);
});
