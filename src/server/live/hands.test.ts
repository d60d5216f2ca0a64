import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HandMessage, HandsMessage, HeldMessage } from '#shared/protocol/hands.ts';
import { Hands, type Sender } from './hands.ts';

const evening = 'evening-1';
const anna: Sender = { seat: 'seat-anna', socket: 'socket-anna', name: 'Anna' };
const bo: Sender = { seat: 'seat-bo', socket: 'socket-bo', name: 'Bo' };

let told: HandsMessage[];
let passed: { message: HandMessage; from: string; surely: boolean }[];
let refused: { socket: string; message: HeldMessage }[];
let hands: Hands;
beforeEach(() => {
	vi.useFakeTimers();
	[told, passed, refused] = [[], [], []];
	hands = new Hands({
		hands: (_, message) => void told.push(message),
		hand: (_, message, from, surely) => void passed.push({ message, from, surely }),
		held: (socket, message) => void refused.push({ socket, message })
	});
});
afterEach(() => {
	hands.stop();
	vi.useRealTimers();
});

const drag = (...themes: number[]) => ({ kind: 'drag' as const, themes: themes.map((theme) => ({ theme, x: 10, y: 20 })), notes: [] });
const beat = (sender: Sender, message: Partial<HandMessage> = {}) => hands.hear(evening, sender, { hand: `hand-of-${sender.seat}`, ...message });
const annas = 'hand-of-seat-anna';
const bos = 'hand-of-seat-bo';
const names = () => told.at(-1)?.hands.map(({ name, number }) => `${number} ${name}`);

describe('whose hands are at the board', () => {
	it('is told when one comes and when one goes, not at every beat', () => {
		beat(anna);
		beat(bo);
		beat(anna, { at: { x: 1, y: 2 } });
		expect(told).toHaveLength(2);
		expect(names()).toEqual(['1 Anna', '2 Bo']);
		hands.left(evening, anna.socket);
		expect(names()).toEqual(['2 Bo']);
		beat(bo, { gone: true });
		expect(names()).toEqual([]);
		expect(hands.of(evening)).toEqual({ hands: [], lead: null });
	});

	it('of one name are told apart, and the lowest number that is free is given again', () => {
		beat(anna);
		beat({ ...bo, name: 'Anna' });
		expect(names()).toEqual(['1 Anna', '2 Anna 2']);
		hands.left(evening, anna.socket);
		beat({ seat: 'seat-3', socket: 'socket-3', name: null });
		expect(names()).toEqual(['2 Anna 2', '1 null']);
	});

	it('is passed on to the others, and stays within the evening', () => {
		beat(anna, { at: { x: 1, y: 2 } });
		expect(passed).toEqual([{ message: { hand: annas, at: { x: 1, y: 2 } }, from: anna.socket, surely: true }]);
		expect(hands.of('evening-2').hands).toEqual([]);
	});

	it('one that is silent for 5 seconds is gone, one that beats stays', () => {
		beat(anna);
		beat(bo);
		for (let second = 1; second <= 6; second += 1) {
			vi.advanceTimersByTime(1000);
			if (second <= 4) expect(told).toHaveLength(2);
			beat(bo);
		}
		expect(names()).toEqual(['2 Bo']);
	});

	it('one that wakes just before silent hands are looked for comes in anew, and leads no more: the others saw it go', () => {
		vi.advanceTimersByTime(250);
		beat(anna);
		hands.lead(evening, anna, { hand: annas, step: 'take' });
		vi.advanceTimersByTime(5001);
		expect(hands.of(evening).lead).toEqual({ hand: annas, before: null });
		beat(anna);
		expect(told.at(-2)).toEqual({ hands: [], lead: null });
		expect(told.at(-1)).toEqual({ hands: [expect.objectContaining({ hand: annas })], lead: null });
	});

	it('one whose line came back on another socket is the same hand, also when the old socket ends later', () => {
		beat(anna, { carry: drag(1) });
		beat({ ...anna, socket: 'socket-again' });
		hands.left(evening, anna.socket);
		beat(bo, { carry: drag(1) });
		expect(refused).toHaveLength(1);
	});

	it('nobody speaks for a hand of another seat, nor fills the room with hands', () => {
		beat(anna);
		hands.hear(evening, bo, { hand: annas, gone: true });
		hands.hear(evening, bo, { hand: annas, at: { x: 9, y: 9 } });
		expect(names()).toEqual(['1 Anna']);
		expect(passed).toHaveLength(1);
		for (let made = 0; made < 20; made += 1) hands.hear(evening, bo, { hand: `hand-made-up-${made}` });
		expect(hands.of(evening).hands).toHaveLength(2);
	});
});

describe('a card in a hand', () => {
	it('is not another’s to carry: that one is told which, and the others see nothing of it', () => {
		beat(anna, { carry: drag(1, 2) });
		beat(bo, { carry: drag(2, 3), at: { x: 5, y: 5 } });
		expect(refused).toEqual([{ socket: bo.socket, message: { by: annas, themes: [2], notes: [] } }]);
		expect(passed.at(-1)?.message).toEqual({ hand: bos, at: { x: 5, y: 5 }, carry: null });
		// What it did not get it does not hold.
		beat(anna, { carry: drag(1, 2, 3) });
		expect(refused).toHaveLength(1);
	});

	it('nor is a note', () => {
		const carry = { kind: 'drag' as const, themes: [], notes: [{ note: 'note-1234', x: 0, y: 0 }] };
		beat(anna, { carry });
		beat(bo, { carry });
		expect(refused[0]?.message).toEqual({ by: annas, themes: [], notes: ['note-1234'] });
	});

	it.each([
		['laid down', () => beat(anna, { carry: { ...drag(1), kind: 'drop' } })],
		['given up', () => beat(anna, { carry: null })],
		['of who left', () => hands.left(evening, anna.socket)]
	])('is free when it is %s', (_, free) => {
		beat(anna, { carry: drag(1) });
		free();
		beat(bo, { carry: drag(1) });
		expect(refused).toEqual([]);
		expect(passed.at(-1)?.message.carry).toEqual(drag(1));
	});

	it('stays held while its hand beats, and is free 5 seconds after a laptop fell asleep', () => {
		beat(anna, { carry: drag(1) });
		for (let second = 0; second < 10; second += 1) {
			vi.advanceTimersByTime(1000);
			beat(anna);
			beat(bo);
		}
		beat(bo, { carry: drag(1) });
		expect(refused).toHaveLength(1);
		for (let second = 0; second < 6; second += 1) {
			vi.advanceTimersByTime(1000);
			beat(bo);
		}
		beat(bo, { carry: drag(1) });
		expect(refused).toHaveLength(1);
		// Awake again: now it is the other's.
		beat(anna, { carry: drag(1) });
		expect(refused.at(-1)).toMatchObject({ socket: anna.socket, message: { by: bos } });
	});

	it('is free 5 seconds after the last beat, not only when silent hands are looked for', () => {
		vi.advanceTimersByTime(250);
		beat(anna, { carry: drag(1) });
		vi.advanceTimersByTime(4999);
		beat(bo, { carry: drag(1) });
		expect(refused).toHaveLength(1);
		vi.advanceTimersByTime(2);
		beat(bo, { carry: drag(1) });
		expect([refused.length, names()]).toEqual([1, ['2 Bo']]);
	});

	it('is told surely when it is taken up and laid down, and in passing on its way', () => {
		beat(anna);
		beat(anna, { carry: drag(1) });
		beat(anna, { carry: drag(1) });
		beat(anna, { carry: { ...drag(1), kind: 'drop' } });
		beat(anna, { carry: null });
		expect(passed.map(({ surely }) => surely)).toEqual([true, true, false, true, false]);
	});

	it('is not shown elsewhere by who lays it down without holding it', () => {
		beat(anna, { carry: drag(1) });
		beat(bo, { carry: { ...drag(1), kind: 'drop' } });
		expect(passed.at(-1)?.message.carry).toBeNull();
		expect(refused).toEqual([]);
	});
});

it('whatever hands do, come, sleep and go: no two that the others see hold one card', () => {
	const senders = [anna, bo, { seat: 'seat-cas', socket: 'socket-cas', name: 'Cas' }];
	const who = fc.constantFrom(...senders);
	const step = fc.oneof(
		{ weight: 5, arbitrary: fc.record({ does: fc.constant('carry' as const), who, themes: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 }) }) },
		fc.record({ does: fc.constantFrom('drop' as const, 'giveUp' as const, 'beat' as const, 'leave' as const), who }),
		fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 10, max: 3000 }) })
	);
	let run = 0;
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const now = `evening-${(run += 1)}`;
			// As a page sees it: what each hand told last that it holds, and when it was heard of.
			const seen = new Map<string, { themes: Set<number>; at: number }>();
			passed = [];
			for (const step of steps) {
				if (step.does === 'wait') vi.advanceTimersByTime(step.ms);
				else if (step.does === 'leave') {
					hands.left(now, step.who.socket);
					seen.delete(`hand-of-${step.who.seat}`);
				} else {
					const carry = step.does === 'carry' ? { carry: drag(...step.themes) } : step.does === 'drop' ? { carry: { ...drag(1), kind: 'drop' as const } } : step.does === 'giveUp' ? { carry: null } : {};
					hands.hear(now, step.who, { hand: `hand-of-${step.who.seat}`, ...carry });
					for (const { message } of passed.splice(0)) {
						const before = seen.get(message.hand)?.themes ?? new Set<number>();
						const themes = message.carry === undefined ? before : new Set(message.carry?.kind === 'drag' ? message.carry.themes.map(({ theme }) => theme) : []);
						seen.set(message.hand, { themes, at: performance.now() });
					}
				}
				for (const [hand, { at }] of seen) if (performance.now() - at > 5000) seen.delete(hand);
				const all = [...seen.values()].flatMap(({ themes }) => [...themes]);
				expect(all).toHaveLength(new Set(all).size);
			}
		}),
		{ seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 500) }
	);
});

describe('who leads', () => {
	beforeEach(() => {
		beat(anna);
		beat(bo);
	});
	const lead = () => told.at(-1)?.lead;

	it('is one: another takes it over, gives it back, and who has it stops', () => {
		hands.lead(evening, anna, { hand: annas, step: 'take' });
		expect(lead()).toEqual({ hand: annas, before: null });
		hands.lead(evening, bo, { hand: bos, step: 'take' });
		expect(lead()).toEqual({ hand: bos, before: annas });
		hands.lead(evening, bo, { hand: bos, step: 'giveBack' });
		expect(lead()).toEqual({ hand: annas, before: null });
		hands.lead(evening, anna, { hand: annas, step: 'stop' });
		expect(lead()).toBeNull();
	});

	it('is nobody’s to stop or give but the leader’s, nor to take for another', () => {
		hands.lead(evening, anna, { hand: annas, step: 'take' });
		const before = told.length;
		hands.lead(evening, bo, { hand: bos, step: 'stop' });
		hands.lead(evening, bo, { hand: annas, step: 'stop' });
		hands.lead(evening, bo, { hand: 'hand-of-nobody', step: 'take' });
		hands.lead(evening, anna, { hand: annas, step: 'take' });
		expect(told).toHaveLength(before);
		expect(lead()).toEqual({ hand: annas, before: null });
	});

	it('leads no more when the hand is gone or its laptop sleeps; it is not given back to one that is gone', () => {
		hands.lead(evening, anna, { hand: annas, step: 'take' });
		hands.lead(evening, bo, { hand: bos, step: 'take' });
		for (let second = 0; second < 6; second += 1) {
			vi.advanceTimersByTime(1000);
			beat(bo);
		}
		expect(lead()).toEqual({ hand: bos, before: null });
		hands.left(evening, bo.socket);
		expect(hands.of(evening).lead).toBeNull();
	});
});
