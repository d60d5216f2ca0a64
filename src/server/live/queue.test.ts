import { beforeEach, describe, expect, it } from 'vitest';
import type { Stored } from '#shared/evening/events.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { createLog } from '../log.ts';
import { MemoryStore } from '../store/test-memory-store.ts';
import { Queue, type Outcome } from './queue.ts';

/** A stream of numbers that are added up; never above 10. */
interface Sum {
	seq: number;
	total: number;
}
interface Add {
	id: string;
	type: 'add';
	add: number;
}
interface Added {
	type: 'added';
	number: number;
	text: string;
}

let store: MemoryStore;
let told: Stored<Added>[][];
let queue: Queue<Sum, Add, Added>;

const rules = {
	empty: (): Sum => ({ seq: 0, total: 0 }),
	decide(state: Sum, { add }: Add, { newId }: { newId(): string }) {
		if (add < 0) throw new Error('A bug');
		if (state.total + add > 10) return refuse('ballot.budget') as Refusal;
		const text = newId();
		const events: Added[] = add === 0 ? [] : [{ type: 'added', number: add, text }];
		return { ok: true as const, events, texts: add === 0 ? {} : { [text]: `plus ${add}` }, erase: [] };
	},
	evolve(state: Sum, { seq, event }: Stored<Added>) {
		state.seq = seq;
		state.total += event.number;
	}
};

const made = () =>
	new Queue<Sum, Add, Added>({
		stream: 'sum',
		rules,
		store,
		newCode: () => '',
		time: Date.now,
		log: createLog('silent'),
		committed: (events) => told.push(events)
	});

beforeEach(() => {
	store = new MemoryStore();
	told = [];
	queue = made();
});

const add = (number: number, id = `add-${number}`, seat = 'seat-1'): Promise<Outcome> =>
	queue.submit({ type: 'add', id, add: number }, { role: 'participant', seat, participant: 'p' });

describe('commands that arrive together', () => {
	it('are decided one after the other and committed as one group', async () => {
		expect(await Promise.all([add(1), add(2), add(3)])).toEqual([{ ok: true, seq: 1 }, { ok: true, seq: 2 }, { ok: true, seq: 3 }]);
		expect(store.groups).toHaveLength(1);
		expect(queue.state).toEqual({ seq: 3, total: 6 });
	});

	it('each see what the one before them did', async () => {
		const outcomes = await Promise.all([add(6), add(5), add(4)]);
		expect(outcomes).toEqual([{ ok: true, seq: 1 }, refuse('ballot.budget'), { ok: true, seq: 2 }]);
		expect(queue.state.total).toBe(10);
	});

	it('are answered and shown only after the commit', async () => {
		let answered = false;
		const outcome = add(1).then(() => (answered = true));
		const append = store.append.bind(store);
		store.append = async (group) => {
			expect([answered, told]).toEqual([false, []]);
			await append(group);
		};
		await outcome;
		expect(told).toHaveLength(1);
	});

	it('that come while a group is committed make up the next one', async () => {
		const append = store.append.bind(store);
		let second: Promise<Outcome> | undefined;
		store.append = async (group) => {
			second ??= add(2);
			await append(group);
		};
		await add(1);
		expect(await second).toEqual({ ok: true, seq: 2 });
		expect(store.groups).toHaveLength(2);
	});

	it('are at most a thousand in a group, and all are answered', async () => {
		const outcomes = await Promise.all(Array.from({ length: 2_500 }, (_, index) => add(0, `nothing-${index}`)));
		expect(outcomes.every(({ ok }) => ok)).toBe(true);
	});
});

describe('a command that arrives twice', () => {
	it('counts once, and gets its first answer again', async () => {
		const first = await add(3, 'the-command');
		await add(1, 'another-one');
		expect(await add(3, 'the-command')).toEqual(first);
		expect(queue.state.total).toBe(4);
	});

	it('counts once in one group too', async () => {
		expect(await Promise.all([add(3, 'the-command'), add(3, 'the-command')])).toEqual([{ ok: true, seq: 1 }, { ok: true, seq: 1 }]);
		expect(queue.state.total).toBe(3);
	});

	it('counts once though the program was started anew in between', async () => {
		await add(3, 'the-command');
		queue = made();
		expect(await add(3, 'the-command')).toEqual({ ok: true, seq: 1 });
		expect(queue.state.total).toBe(3);
	});

	it('of another seat is another command: nobody can take an id away from somebody else', async () => {
		await add(3, 'the-command', 'seat-1');
		await add(3, 'the-command', 'seat-2');
		expect(queue.state.total).toBe(6);
	});

	it('and was refused the first time is decided anew', async () => {
		await add(10);
		expect(await add(1, 'the-command')).toEqual(refuse('ballot.budget'));
		expect(await add(0, 'the-command')).toMatchObject({ ok: true });
	});

	it('and changed nothing the first time changes nothing later', async () => {
		expect(await add(0, 'the-command')).toEqual({ ok: true, seq: 0, unchanged: true });
		await add(1);
		expect(await add(2, 'the-command')).toEqual({ ok: true, seq: 0, unchanged: true });
		expect(queue.state.total).toBe(1);
	});
});

describe('a commit that fails', () => {
	it.each([['full', 'disk.full'], ['broken', 'server.fault']] as const)('(%s) refuses the whole group and drops what it did', async (failure, code) => {
		await add(1);
		store.failures = [failure];
		expect(await Promise.all([add(2), add(3), add(9, 'too-many')])).toEqual([refuse(code), refuse(code), refuse(code)]);
		expect(queue.state).toEqual({ seq: 1, total: 1 });
		expect([...queue.texts.values()]).toEqual(['plus 1']);
		expect(told).toHaveLength(1);
	});

	it('does not remember its commands as done: sent again, they are', async () => {
		store.failures = ['full'];
		await add(2, 'the-command');
		expect(await add(2, 'the-command')).toEqual({ ok: true, seq: 1 });
		expect(queue.state.total).toBe(2);
	});

	it('on a disk that cannot be read either keeps refusing, and goes on once it can', async () => {
		await add(1);
		store.failures = ['broken'];
		store.unreadable = true;
		expect(await add(2)).toEqual(refuse('server.fault'));
		expect(await add(3)).toEqual(refuse('server.fault'));
		store.unreadable = false;
		expect(await add(4)).toEqual({ ok: true, seq: 2 });
		expect(queue.state.total).toBe(5);
	});
});

describe('a bug', () => {
	it('in one rule refuses one command; the others of its group go on', async () => {
		expect(await Promise.all([add(1), add(-1), add(2)])).toEqual([{ ok: true, seq: 1 }, refuse('server.fault'), { ok: true, seq: 2 }]);
	});

	it('in showing what was committed takes nothing back', async () => {
		queue = new Queue<Sum, Add, Added>({
			stream: 'sum', rules, store, newCode: () => '', time: Date.now, log: createLog('silent'),
			committed: () => {
				throw new Error('A bug');
			}
		});
		expect(await add(1)).toEqual({ ok: true, seq: 1 });
	});
});

describe('the time of an event', () => {
	it('never runs back within a stream, whatever the clock does', async () => {
		await store.append({
			stream: 'sum', texts: {}, seats: [], erase: [],
			events: [{ seq: 1, at: Date.now() + 60_000, command: 'before', seat: 's', role: 'participant', event: { type: 'added', number: 1, text: 't' } }]
		});
		queue = made();
		await add(1);
		const { events } = store.load<Added>('sum');
		expect(events[1]!.at).toBeGreaterThanOrEqual(events[0]!.at);
		// What runs by it goes on from there, and not from the clock that is behind: five minutes are five minutes.
		expect(Math.abs(queue.now() - events[1]!.at)).toBeLessThan(1000);
	});
});

describe('stopping', () => {
	it('commits what waits, and takes nothing more', async () => {
		const waiting = add(1);
		await queue.stop();
		expect(await waiting).toEqual({ ok: true, seq: 1 });
		expect(await add(2)).toEqual(refuse('server.stopping'));
		expect(store.load('sum').events).toHaveLength(1);
	});
});
