import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { facilitator, Hall } from '#shared/evening/test-hall.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { createLog } from '../log.ts';
import { ClosingClock } from './closing-clock.ts';

let hall: Hall;
let clock: ClosingClock;
let round: string;
/** Answers of the next closes; taken up where there is none. */
let refusals: Answer[];

beforeEach(() => {
	vi.useFakeTimers();
	hall = new Hall();
	hall.now = Date.now();
	refusals = [];
	round = hall.round('draft');
	hall.do(facilitator, { type: 'round.edit', round, set: { closing: 'clock' } });
	hall.do(facilitator, { type: 'round.open', round });
	clock = new ClosingClock({
		state: () => hall.state,
		close: async (id) => {
			const refusal = refusals.shift();
			if (refusal) return refusal;
			hall.do(facilitator, { type: 'round.close', round: id });
			return { ok: true, seq: hall.state.seq };
		},
		now: Date.now,
		log: createLog('silent')
	});
	// Past what a restart puts off.
	vi.setSystemTime(Date.now() + 60_000);
	hall.now = Date.now();
});
afterEach(() => {
	clock.stop();
	vi.useRealTimers();
});

function give(step: 'set' | 'start' | 'pause' | 'add', minutes = 1): void {
	hall.now = Date.now() - 1000;
	hall.do(facilitator, { type: 'screen.timer', step, minutes });
	clock.look();
}
const phase = () => hall.state.entries.round.get(round)!.phase;

describe('a round that closes by the clock', () => {
	it('closes two seconds after it has run out: dots that are under way still count', async () => {
		give('set');
		give('start');
		await vi.advanceTimersByTimeAsync(61_900);
		expect(phase()).toBe('open');
		await vi.advanceTimersByTimeAsync(200);
		expect(phase()).toBe('closed');
	});

	it('waits for a pause and for another minute', async () => {
		give('set');
		give('start');
		await vi.advanceTimersByTimeAsync(30_000);
		give('pause');
		await vi.advanceTimersByTimeAsync(120_000);
		expect(phase()).toBe('open');
		give('start');
		give('add');
		await vi.advanceTimersByTimeAsync(91_000);
		expect(phase()).toBe('open');
		await vi.advanceTimersByTimeAsync(1100);
		expect(phase()).toBe('closed');
	});

	it('tries again where the disk was full', async () => {
		refusals.push({ ok: false, code: 'disk.full' });
		give('set');
		give('start');
		await vi.advanceTimersByTimeAsync(62_100);
		expect(phase()).toBe('open');
		await vi.advanceTimersByTimeAsync(5000);
		expect(phase()).toBe('closed');
	});
});

it('a round that is closed by hand stays open at zero', async () => {
	hall.do(facilitator, { type: 'round.close', round });
	round = hall.round('open');
	give('set');
	give('start');
	await vi.advanceTimersByTimeAsync(300_000);
	expect(phase()).toBe('open');
});

it('after a restart phones get the time to come back before a deadline that was missed closes the round', async () => {
	give('set');
	give('start');
	clock.stop();
	await vi.advanceTimersByTimeAsync(600_000);
	clock = new ClosingClock({ state: () => hall.state, close: async (id) => (hall.do(facilitator, { type: 'round.close', round: id }), { ok: true, seq: 1 }), now: Date.now, log: createLog('silent') });
	await vi.advanceTimersByTimeAsync(14_000);
	expect(phase()).toBe('open');
	await vi.advanceTimersByTimeAsync(1100);
	expect(phase()).toBe('closed');
});
