import { beforeEach, describe, expect, it } from 'vitest';
import { Slowdown } from './slowdown.ts';

let slowdown: Slowdown;
beforeEach(() => {
	slowdown = new Slowdown();
});
const fail = (times: number, now = 0, key = 'link-1') => {
	for (let time = 0; time < times; time += 1) slowdown.failed(key, now);
};

describe('wrong attempts', () => {
	it('are free twice, then cost 1, 2, 4 … seconds, and never more than 30', () => {
		const waits = Array.from({ length: 12 }, () => {
			fail(1);
			return slowdown.wait('link-1', 0);
		});
		expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30]);
	});

	it('lock nobody out: when the wait is over one may try', () => {
		fail(1_000);
		expect(slowdown.wait('link-1', 29_999)).toBe(1);
		expect(slowdown.wait('link-1', 30_000)).toBe(0);
	});

	it('are counted per key: guessing at one link slows no other', () => {
		fail(20);
		expect(slowdown.wait('link-2', 0)).toBe(0);
	});

	it('are forgotten after a right one, and after an hour', () => {
		fail(20);
		slowdown.succeeded('link-1');
		fail(2);
		expect(slowdown.wait('link-1', 0)).toBe(0);
		fail(20);
		fail(1, 2 * 3600_000);
		expect(slowdown.wait('link-1', 2 * 3600_000)).toBe(0);
	});

	it('at names that nobody has do not fill the memory for good', () => {
		for (let name = 0; name < 5_000; name += 1) fail(1, 0, `name-${name}`);
		fail(3, 2 * 3600_000, 'name-0');
		expect(slowdown.wait('name-0', 2 * 3600_000)).toBe(1);
	});
});
