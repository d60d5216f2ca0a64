import { beforeEach, describe, expect, it } from 'vitest';
import { floodPauseMs, Rate } from './rate.ts';

let rate: Rate;
beforeEach(() => {
	rate = new Rate();
});
const send = (times: number, now: number, seat = 'seat-1') => Array.from({ length: times }, () => rate.take(seat, 'participant', now));

describe('what a phone may send', () => {
	it('is 60 messages at once, and 10 a second after that', () => {
		expect(send(60, 0)).not.toContain('slow');
		expect(send(1, 0)).toEqual(['slow']);
		expect(send(11, 1_000)).toEqual([...Array<string>(10).fill('go'), 'slow']);
	});

	it('is counted per seat: 300 phones behind one address do not slow one another', () => {
		for (let seat = 0; seat < 300; seat += 1) expect(send(60, 0, `seat-${seat}`)).not.toContain('slow');
	});

	it('does not come back by reconnecting: the seat keeps its count', () => {
		send(60, 0);
		expect(send(1, 10)).toEqual(['slow']);
	});

	it('is never more than 60 at once, however long it was quiet', () => {
		send(1, 0);
		expect(send(61, 1e9).at(-1)).toBe('slow');
	});
});

describe('a flood', () => {
	it('is cut off after 200 refusals in a row, for ten seconds', () => {
		const taken = send(260, 0);
		expect(taken.indexOf('flood')).toBe(259);
		expect(rate.isPaused('seat-1', floodPauseMs - 1)).toBe(true);
		expect(rate.isPaused('seat-1', floodPauseMs)).toBe(false);
		expect(rate.isPaused('seat-2', 1)).toBe(false);
	});

	it('is not made of somebody who taps fast now and then', () => {
		for (let second = 0; second < 100; second += 1) expect(send(20, second * 1_000)).not.toContain('flood');
	});

	it('is not forgotten while it lasts', () => {
		send(260, 0);
		rate.sweep(floodPauseMs - 1);
		expect(rate.isPaused('seat-1', floodPauseMs - 1)).toBe(true);
	});
});

it('staff may send more: a facilitator drags many cards', () => {
	expect(Array.from({ length: 400 }, () => rate.take('seat-1', 'facilitator', 0))).not.toContain('slow');
});
