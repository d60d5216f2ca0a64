import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Sender, type Sending } from './sender.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A sender of so many pieces of work, to a server that answers what `server` says. */
function sending(many: number) {
	const state = { left: many, tries: 0, atOnce: 0, most: 0, server: null as 'line' | 'server' | null, heard: { busy: false, later: null } as Sending };
	const work = async () => {
		state.tries += 1;
		state.most = Math.max(state.most, (state.atOnce += 1));
		await Promise.resolve();
		state.atOnce -= 1;
		if (state.server === null) state.left -= 1;
		return state.server;
	};
	const sender = new Sender({ next: () => (state.left > 0 ? work : null), changed: (heard) => (state.heard = heard), chance: () => 0.5 });
	return { sender, state };
}

it('sends all that waits, one by one', async () => {
	const { sender, state } = sending(5);
	sender.wake();
	sender.wake();
	sender.now();
	await vi.advanceTimersByTimeAsync(0);
	expect(state).toMatchObject({ left: 0, tries: 5, most: 1, heard: { busy: false, later: null } });
});

it('waits twice as long after each try that finds nobody, a minute at most, and goes on by itself', async () => {
	const { sender, state } = sending(2);
	state.server = 'server';
	sender.wake();
	await vi.advanceTimersByTimeAsync(0);
	expect(state).toMatchObject({ tries: 1, heard: { busy: false, later: 'server' } });
	await vi.advanceTimersByTimeAsync(1000 + 2000 + 4000);
	expect(state.tries).toBe(4);
	// An hour of trouble: about one try a minute.
	await vi.advanceTimersByTimeAsync(3600_000);
	expect(state.tries).toBeGreaterThan(60);
	expect(state.tries).toBeLessThan(75);
	state.server = null;
	await vi.advanceTimersByTimeAsync(60_000);
	expect(state).toMatchObject({ left: 0, heard: { busy: false, later: null } });
});

it('tries at once when asked to, and begins its waits anew', async () => {
	const { sender, state } = sending(1);
	state.server = 'line';
	sender.wake();
	await vi.advanceTimersByTimeAsync(20_000);
	const before = state.tries;
	// Something new is no reason to hammer on a line that is not there.
	sender.wake();
	await vi.advanceTimersByTimeAsync(0);
	expect(state.tries).toBe(before);
	sender.now();
	await vi.advanceTimersByTimeAsync(1000);
	expect(state.tries).toBe(before + 2);
});
