import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Presence as Message } from '#shared/protocol/frames.ts';
import { Presence } from './presence.ts';

let told: Message[];
let presence: Presence;
beforeEach(() => {
	vi.useFakeTimers();
	told = [];
	presence = new Presence((_evening, message) => told.push(message));
});
afterEach(() => {
	presence.stop();
	vi.useRealTimers();
});

const nobody: Message = { facilitators: [], names: {}, moderators: 0, helpers: 0, screens: 0, participants: 0, illustrators: 0, screenSilent: false };

describe('who is there', () => {
	it('is told to regie after comings and goings, once a second at most', () => {
		for (let phone = 0; phone < 100; phone += 1) presence.entered('evening-1', 'participant', `socket-${phone}`, `socket-${phone}`);
		presence.left('evening-1', 'participant', 'socket-7');
		vi.advanceTimersByTime(1_000);
		expect(told).toEqual([{ ...nobody, participants: 99 }]);
		vi.advanceTimersByTime(10_000);
		expect(told).toHaveLength(1);
	});

	it('is counted by seat: two tabs of one phone are one phone, until both are closed', () => {
		for (const tab of ['socket-1', 'socket-2']) presence.entered('evening-1', 'participant', tab, 'seat-1');
		presence.entered('evening-1', 'participant', 'socket-3', 'seat-2');
		expect(presence.of('evening-1').participants).toBe(2);
		presence.left('evening-1', 'participant', 'socket-1');
		expect(presence.of('evening-1').participants).toBe(2);
		presence.left('evening-1', 'participant', 'socket-2');
		expect(presence.of('evening-1').participants).toBe(1);
	});

	it('is counted per evening', () => {
		presence.entered('evening-1', 'facilitator', 'socket-1', 'socket-1');
		expect(presence.of('evening-2')).toEqual(nobody);
	});
});

describe('a screen', () => {
	beforeEach(() => presence.entered('evening-1', 'screen', 'socket-1', 'socket-1'));

	it('that beats is well', () => {
		for (let second = 0; second < 20; second += 2) {
			presence.beat('evening-1', 'socket-1');
			vi.advanceTimersByTime(2_000);
		}
		expect(told.at(-1)).toEqual({ ...nobody, screens: 1 });
	});

	it('that falls silent is told within six seconds, without any message from it', () => {
		vi.advanceTimersByTime(6_000);
		expect(told.at(-1)?.screenSilent).toBe(true);
	});

	it('that is gone is missed until one is back', () => {
		presence.left('evening-1', 'screen', 'socket-1');
		expect(presence.of('evening-1')).toEqual({ ...nobody, screenSilent: true });
		presence.entered('evening-1', 'screen', 'socket-2', 'socket-2');
		expect(presence.of('evening-1')).toEqual({ ...nobody, screens: 1 });
	});

	it('tells its page at once when it turns, and again every second, for what is told in passing can get lost', () => {
		const shown = { subject: 'cards ', page: 0, count: 3, first: 0, before: null, after: 4 };
		presence.beat('evening-1', 'socket-1', shown);
		expect(told.at(-1)).toEqual({ ...nobody, screens: 1, shown });
		const second = { ...shown, page: 1, first: 4, before: 0, after: 8 };
		presence.beat('evening-1', 'socket-1', second);
		expect(told).toHaveLength(2);
		vi.advanceTimersByTime(1_000);
		expect(told.slice(1)).toEqual(Array(2).fill({ ...nobody, screens: 1, shown: second }));
		presence.beat('evening-1', 'socket-1');
		expect(told.at(-1)).toEqual({ ...nobody, screens: 1 });
	});

	it('tells how large it is, where it knows', () => {
		presence.beat('evening-1', 'socket-1', null, { width: 1920, height: 1080 });
		expect(presence.of('evening-1')).toEqual({ ...nobody, screens: 1, size: { width: 1920, height: 1080 } });
	});

	it('that fell silent shows nothing that one could hold; the next one does', () => {
		const shown = { subject: 'cards ', page: 0, count: 3, first: 0, before: null, after: 4 };
		presence.entered('evening-1', 'screen', 'socket-2', 'socket-2');
		presence.beat('evening-1', 'socket-1', { ...shown, count: 9 });
		vi.advanceTimersByTime(4_000);
		presence.beat('evening-1', 'socket-2', shown);
		expect(presence.of('evening-1').shown?.count).toBe(9);
		vi.advanceTimersByTime(2_000);
		expect(presence.of('evening-1')).toMatchObject({ screenSilent: true, shown });
	});

	it('is not missed where there never was one', () => {
		expect(presence.of('evening-2').screenSilent).toBe(false);
	});
});
