import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const minute = 60_000;
const step = (step: CommandInput<'screen.timer'>['step'], minutes?: number) => hall.do(facilitator, { type: 'screen.timer', step, ...(minutes && { minutes }) });
const timer = () => hall.view('screen').timer;

describe('the clock', () => {
	it('is set, started, paused and given another minute', () => {
		step('set', 5);
		expect(timer()).toEqual({ left: 5 * minute });
		step('start');
		const deadline = hall.now + 5 * minute;
		expect(timer()).toEqual({ deadline });
		step('add');
		expect(timer()).toEqual({ deadline: deadline + minute });
		hall.now = deadline - 1000;
		step('pause');
		expect(timer()).toEqual({ left: minute });
		step('add', 2);
		expect(timer()).toEqual({ left: 3 * minute });
		step('clear');
		expect(hall.view('screen')).not.toHaveProperty('timer');
	});

	it('whose time is up has nothing left, and goes on from there', () => {
		step('set', 1);
		step('start');
		hall.now += 10 * minute;
		step('add');
		expect(timer()).toEqual({ deadline: hall.now + minute });
		const deadline = hall.now + minute;
		hall.now += 10 * minute;
		expect(hall.give(facilitator, { type: 'screen.timer', step: 'pause' })).toMatchObject({ events: [] });
		expect(timer()).toEqual({ deadline });
	});

	it('gets no longer than it can be set to', () => {
		step('set', 180);
		step('add', 5);
		expect(timer()).toEqual({ left: 180 * minute });
	});

	it('closes no round', () => {
		const round = hall.round('open');
		step('set', 1);
		step('start');
		hall.now += 10 * minute;
		expect(hall.dots(hall.resident('ans'), round, '1', 1)).toMatchObject({ ok: true });
	});

	it('that ran out does not come back with a round that it would close at once', () => {
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'round.edit', round, set: { closing: 'clock' } });
		hall.do(facilitator, { type: 'round.open', round });
		step('set', 1);
		step('start');
		hall.now += 2 * minute;
		hall.do(facilitator, { type: 'round.close', round });
		// As where the run-sheet goes on and back: one step takes the clock away, opens the round, and is taken back.
		const cleared = hall.newId('command');
		hall.give(facilitator, { type: 'screen.timer', step: 'clear' }, cleared);
		hall.do(facilitator, { type: 'round.reopen', round });
		hall.do(facilitator, { type: 'undo', command: cleared });
		expect(hall.view('facilitator').rounds[round]!.phase).toBe('open');
		expect(timer()).toBeUndefined();
	});

	it('that ran out goes with taking back that it closed a round: after a restart it would close it once more', () => {
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'round.edit', round, set: { closing: 'clock' } });
		hall.do(facilitator, { type: 'round.open', round });
		step('set', 1);
		step('start');
		hall.now += 2 * minute;
		const closed = hall.do(facilitator, { type: 'round.close', round });
		const back = hall.do(facilitator, { type: 'undo', command: closed });
		expect([hall.view('facilitator').rounds[round]!.phase, timer()]).toEqual(['open', undefined]);
		hall.do(facilitator, { type: 'undo', command: back });
		expect(hall.view('facilitator').rounds[round]!.phase).toBe('closed');
	});

	it('that ran out before a round opens goes then; one that runs or stands still stays', () => {
		const round = hall.round('draft');
		const openIt = () => hall.do(facilitator, { type: 'round.open', round });
		step('set', 1);
		step('start');
		hall.now += 10 * minute;
		const spent = timer();
		const opened = openIt();
		expect(timer()).toBeUndefined();
		hall.do(facilitator, { type: 'undo', command: opened });
		expect(timer()).toEqual(spent);
		const again = openIt();
		// Another one was set since: undoing the opening leaves it.
		step('set', 5);
		hall.do(facilitator, { type: 'undo', command: again });
		expect(hall.view('facilitator').rounds[round]!.phase).toBe('draft');
		expect(timer()).toEqual({ left: 5 * minute });
		openIt();
		expect(timer()).toEqual({ left: 5 * minute });
		hall.do(facilitator, { type: 'round.close', round });
		step('start');
		hall.now += 10 * minute;
		hall.do(facilitator, { type: 'round.reopen', round });
		expect(timer()).toBeUndefined();
	});

	it('can be shown once it is set', () => {
		const show: CommandInput = { type: 'screen.show', show: { mode: 'timer' } };
		expect(hall.give(facilitator, show)).toEqual(refuse('timer.none'));
		expect(hall.give(facilitator, { type: 'screen.timer', step: 'start' })).toEqual(refuse('timer.none'));
		step('set', 5);
		expect(hall.give(facilitator, show)).toMatchObject({ ok: true });
		expect(hall.view('participant').now).toEqual({ mode: 'timer' });
	});

	it('is as it was after an undo, unless somebody touched it since', () => {
		step('set', 5);
		const started = step('start');
		hall.do(facilitator, { type: 'undo', command: started });
		expect(timer()).toEqual({ left: 5 * minute });
		const again = step('start');
		step('add');
		expect(hall.give(facilitator, { type: 'undo', command: again })).toEqual(refuse('undo.changedSince'));
	});

	it('that runs already is not started anew', () => {
		step('set', 5);
		step('start');
		expect(hall.give(facilitator, { type: 'screen.timer', step: 'start' })).toMatchObject({ events: [] });
	});
});
