import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ServerTime } from './server-time.ts';

const evening = Date.UTC(2026, 10, 24, 19, 0);
beforeEach(() => {
	vi.useFakeTimers();
	vi.setSystemTime(evening);
});
afterEach(() => vi.useRealTimers());

it('begins as the computer’s clock, and goes on whatever becomes of that', () => {
	const time = new ServerTime();
	expect(time.now()).toBe(evening);
	vi.setSystemTime(evening + 3 * 3_600_000);
	expect(time.now()).toBe(evening);
	vi.advanceTimersByTime(5000);
	expect(time.now()).toBe(evening + 5000);
	vi.setSystemTime(evening - 7_200_000);
	expect(time.now()).toBe(evening + 5000);
});

it('goes on as that of the laptop that was relieved', () => {
	expect(new ServerTime(-3_600_000).now()).toBe(evening - 3_600_000);
});
