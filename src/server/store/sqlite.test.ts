import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventVersion, type EveningEvent, type Stored } from '#shared/evening/events.ts';
import { databaseFile, newestVersion, openDatabase, readMeta } from './database.ts';
import { StoreFull, type EventStore, type Group } from './event-store.ts';
import { sqliteEventStore } from './sqlite.ts';

let folder: string;
let database: DatabaseSync;
let store: EventStore;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-store-'));
	database = openDatabase(folder);
	store = sqliteEventStore(database);
});
afterEach(async () => {
	vi.useRealTimers();
	if (database.isOpen) database.close();
	await rm(folder, { recursive: true, force: true });
});

const joined = (seq: number): Stored<EveningEvent> => ({
	seq,
	at: 1_000 + seq,
	command: `command-${seq}`,
	seat: 'seat-1',
	role: 'participant',
	event: { type: 'participant.joined', participant: `participant-${seq}` }
});
const group = (fields: Partial<Group<EveningEvent>> = {}): Group<EveningEvent> => ({
	stream: 'evening-1',
	events: [],
	texts: {},
	seats: [],
	erase: [],
	...fields
});

/** Everything that stands in the data folder: database, write-ahead log and what else there is. */
async function allBytes(): Promise<Buffer> {
	return Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))));
}

describe('what was appended', () => {
	it('is loaded again in order, with its texts, after the program was started anew', async () => {
		await store.append(group({ events: [joined(1), joined(2)], texts: { 'text-1': 'Zwerfvuil' } }));
		await store.append(group({ events: [joined(3)], texts: { 'text-2': 'Parkeren' } }));
		database.close();
		database = openDatabase(folder);
		const { events, texts } = sqliteEventStore(database).load('evening-1');
		expect(events).toEqual([joined(1), joined(2), joined(3)]);
		expect(texts).toEqual(new Map([['text-1', 'Zwerfvuil'], ['text-2', 'Parkeren']]));
	});

	it('keeps the type of the command beside the event; a log that is older has none', async () => {
		const typed = { ...joined(1), did: 'participant.join' };
		await store.append(group({ events: [typed, joined(2)] }));
		expect(store.load('evening-1').events).toEqual([typed, joined(2)]);
	});

	it('of one stream is not seen in another', async () => {
		await store.append(group({ events: [joined(1)], texts: { 'text-1': 'Zwerfvuil' } }));
		await store.append(group({ stream: 'evening-2', events: [joined(1)] }));
		expect(store.load('evening-2').texts.size).toBe(0);
		expect(store.streams().sort()).toEqual(['evening-1', 'evening-2']);
	});

	it('is kept wholly or not at all', async () => {
		await store.append(group({ events: [joined(1)] }));
		const half = group({ events: [joined(2), joined(1)], texts: { 'text-1': 'Half' } });
		await expect(store.append(half)).rejects.toThrow();
		expect(store.load('evening-1')).toEqual({ events: [joined(1)], texts: new Map() });
		await store.append(group({ events: [joined(2)] }));
		expect(store.load('evening-1').events).toHaveLength(2);
	});

	it('has texts as they were typed, whatever they are', async () => {
		const texts = { 'text-1': '<b>"\'; DROP TABLE texts; --', 'text-2': '👩‍👩‍👧 ﷽', 'text-3': '=1+1' };
		await store.append(group({ texts, events: [joined(1)] }));
		expect(Object.fromEntries(store.load('evening-1').texts)).toEqual(texts);
	});
});

describe('erasing words', () => {
	it('leaves them in no file of the data folder', async () => {
		await store.append(group({ events: [joined(1)], texts: { 'text-1': 'Mijn buurman heet Jan', 'text-2': 'Blijft staan' } }));
		expect((await allBytes()).includes('Mijn buurman heet Jan')).toBe(true);
		await store.append(group({ events: [joined(2)], erase: ['text-1'] }));
		expect((await allBytes()).includes('Mijn buurman heet Jan')).toBe(false);
		expect(store.load('evening-1').texts).toEqual(new Map([['text-2', 'Blijft staan']]));
	});

	it('leaves nothing of them among many others either, however long they are', async () => {
		const word = fc.tuple(fc.nat(200), fc.boolean());
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 5, maxLength: 40 }), async (groups) => {
				const run = store.streams().length;
				const doomed: string[] = [];
				for (const [index, texts] of groups.entries()) {
					const added = texts.map(([length, dies], place) => {
						const text = `begin-${run}-${index}-${place} ${'x'.repeat(length)} einde-${run}-${index}-${place}.`;
						if (dies) doomed.push(text);
						return [`text-${run}-${index}-${place}`, text] as const;
					});
					await store.append(group({ stream: `evening-${run}`, texts: Object.fromEntries(added), events: [joined(index + 1)] }));
				}
				const erase = [...store.load(`evening-${run}`).texts].filter(([, text]) => doomed.includes(text)).map(([id]) => id);
				await store.append(group({ stream: `evening-${run}`, erase, events: [joined(groups.length + 1)] }));
				const bytes = await allBytes();
				for (const text of doomed) {
					expect(bytes.includes(text.slice(0, text.indexOf(' ') + 1))).toBe(false);
					expect(bytes.includes(text.slice(text.lastIndexOf(' ')))).toBe(false);
				}
			}),
			{ seed: 3, numRuns: 15 }
		);
	});

	it('leaves a tombstone, by which a restored backup is erased as well', async () => {
		await store.append(group({ events: [joined(1)], texts: { 'text-1': 'Weg ermee' } }));
		await store.append(group({ events: [joined(2)], erase: ['text-1'] }));
		expect(database.prepare('SELECT kind, stream, id FROM tombstones').all()).toEqual([
			{ kind: 'text', stream: 'evening-1', id: 'text-1' }
		]);
	});

	it('is finished later where somebody reads at that moment: the commit stands meanwhile', async () => {
		await store.append(group({ events: [joined(1)], texts: { 'text-1': 'Mijn buurman heet Jan' } }));
		database.exec('PRAGMA busy_timeout = 50');
		vi.useFakeTimers();
		const reader = new DatabaseSync(join(folder, databaseFile));
		reader.exec('BEGIN; SELECT COUNT(*) FROM texts;');
		await store.append(group({ events: [joined(2)], erase: ['text-1'] }));
		expect(store.load('evening-1').texts.size).toBe(0);
		reader.exec('COMMIT');
		reader.close();
		vi.advanceTimersByTime(1_000);
		expect((await allBytes()).includes('Mijn buurman heet Jan')).toBe(false);
	});

	it('of a whole stream takes its events and links as well, and leaves the others alone', async () => {
		await store.append(group({ events: [joined(1)], texts: { 'text-1': 'Mijn buurman heet Jan' } }));
		await store.append(group({ stream: 'evening-2', events: [joined(1)], texts: { 'text-1': 'Blijft staan' } }));
		store.destroy('evening-1', 5_000);
		expect(store.streams()).toEqual(['evening-2']);
		expect(store.load('evening-1')).toEqual({ events: [], texts: new Map() });
		const bytes = await allBytes();
		expect([bytes.includes('Mijn buurman heet Jan'), bytes.includes('Blijft staan')]).toEqual([false, true]);
		expect(database.prepare('SELECT kind, id, at FROM tombstones').all()).toEqual([{ kind: 'stream', id: 'evening-1', at: 5_000 }]);
	});
});

describe('a full disk', () => {
	/** No page more than there are now, as on a disk that is full. */
	function fill(): void {
		database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		const { page_count: pages } = database.prepare('PRAGMA page_count').get()!;
		database.exec(`PRAGMA max_page_count = ${pages}`);
	}
	const large = (seq: number) => group({ events: [joined(seq)], texts: { [`text-${seq}`]: 'x'.repeat(40_000) } });

	it('refuses a group whole, and takes the next when there is room again', async () => {
		await store.append(group({ events: [joined(1)] }));
		fill();
		await expect(store.append(large(2))).rejects.toBeInstanceOf(StoreFull);
		expect(store.load('evening-1')).toEqual({ events: [joined(1)], texts: new Map() });
		expect(database.isTransaction).toBe(false);
		database.exec('PRAGMA max_page_count = 1000000');
		await store.append(large(2));
		expect(store.load('evening-1').events).toHaveLength(2);
	});

	it('still lets words be erased: that needs no room', async () => {
		await store.append(group({ events: [joined(1)], texts: { 'text-1': 'Mijn buurman heet Jan' } }));
		fill();
		await store.append(group({ events: [joined(2)], erase: ['text-1'] }));
		expect((await allBytes()).includes('Mijn buurman heet Jan')).toBe(false);
	});
});

describe('opening the data folder', () => {
	it('keeps its key and its epoch', () => {
		const before = [readMeta(database, 'key'), readMeta(database, 'epoch')];
		database.close();
		database = openDatabase(folder);
		expect([readMeta(database, 'key'), readMeta(database, 'epoch')]).toEqual(before);
		expect(before[0]).toMatch(/^[\w-]{43}$/);
	});

	it('survives the plug being pulled: what was committed is on disk', () => {
		expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
		expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
	});

	it('of a newer program is refused in words, and leaves the file as it was', async () => {
		database.exec('PRAGMA user_version = 999');
		database.close();
		const before = await readFile(join(folder, databaseFile));
		expect(() => openDatabase(folder)).toThrow(/nieuwere versie van Wijkverhaal/);
		expect((await readFile(join(folder, databaseFile))).equals(before)).toBe(true);
	});

	it('has a version of its own for each version of events: an older program must not begin to read them', () => {
		expect(newestVersion).toBeGreaterThanOrEqual(eventVersion);
	});

	it.each(['empty', 'gone'])('with pictures whose database is %s is refused in words: begun anew, all would seem well', async (how) => {
		database.close();
		for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
		await mkdir(join(folder, 'drawings', 'a0'), { recursive: true });
		if (how === 'empty') await writeFile(join(folder, databaseFile), '');
		expect(() => openDatabase(folder)).toThrow(/staan tekeningen, maar de avonden zijn weg/);
		expect(await readdir(folder)).toEqual(how === 'empty' ? ['drawings', databaseFile] : ['drawings']);
		await rm(join(folder, 'drawings'), { recursive: true });
		// A first start that broke off: nothing was there yet.
		openDatabase(folder).close();
	});

	it('with something else in the place of the database is refused in words', async () => {
		database.close();
		await writeFile(join(folder, databaseFile), 'Dit is geen database, maar een boodschappenlijst.'.repeat(100));
		expect(() => openDatabase(folder)).toThrow(/zijn beschadigd/);
	});
});
