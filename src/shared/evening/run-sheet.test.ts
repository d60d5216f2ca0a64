import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { runSheetOf, screenOf } from './state.ts';
import { facilitator, Hall, secondFacilitator } from './test-hall.ts';

type Planned = CommandInput<'segment.add'>['segments'][number];

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

/** Puts segments on the run-sheet, each named by its title. */
function plan(...segments: (Partial<Planned> & { segment: string })[]): void {
	hall.do(facilitator, {
		type: 'segment.add',
		segments: segments.map((one) => ({ title: one.segment.slice('segment-'.length), minutes: 10, show: null, phones: 'comment' as const, round: null, clock: false, notes: '', ...one })),
		before: null
	});
}
const go = (to: string | null, from = runSheetOf(hall.state).segment, who = facilitator) => hall.give(who, { type: 'runSheet.go', to, from });
const order = () => hall.view('facilitator').runSheet.order;
const phaseOf = (round: string) => hall.state.entries.round.get(round)!.phase;

describe('the plan', () => {
	it('keeps the segments in the order in which they were put', () => {
		plan({ segment: 'segment-opening' }, { segment: 'segment-pauze' }, { segment: 'segment-sluiting' });
		hall.do(facilitator, { type: 'segment.move', segment: 'segment-sluiting', before: 'segment-pauze' });
		expect(order()).toEqual(['segment-opening', 'segment-sluiting', 'segment-pauze']);
		hall.do(facilitator, { type: 'segment.move', segment: 'segment-opening', before: null });
		expect(order()).toEqual(['segment-sluiting', 'segment-pauze', 'segment-opening']);
	});

	it('takes several segments in between, in their order', () => {
		plan({ segment: 'segment-opening' }, { segment: 'segment-sluiting' });
		hall.do(facilitator, {
			type: 'segment.add',
			segments: ['segment-ronde', 'segment-pauze'].map((segment) => ({ segment, title: segment, minutes: 0, show: null, phones: 'read' as const, round: null, clock: false, notes: '' })),
			before: 'segment-sluiting'
		});
		expect(order()).toEqual(['segment-opening', 'segment-ronde', 'segment-pauze', 'segment-sluiting']);
	});

	it('takes a removed segment back to where it stood', () => {
		plan({ segment: 'segment-opening' }, { segment: 'segment-pauze' }, { segment: 'segment-sluiting' });
		const removed = hall.do(facilitator, { type: 'segment.remove', segment: 'segment-pauze' });
		expect(order()).toEqual(['segment-opening', 'segment-sluiting']);
		hall.do(facilitator, { type: 'undo', command: removed });
		expect(order()).toEqual(['segment-opening', 'segment-pauze', 'segment-sluiting']);
	});

	it('does not let go of the segment that is going on', () => {
		plan({ segment: 'segment-opening' });
		go('segment-opening');
		expect(hall.give(facilitator, { type: 'segment.remove', segment: 'segment-opening' })).toMatchObject({ ok: false, code: 'segment.current' });
	});

	it('refuses a round or a picture that is not there', () => {
		const segment = { segment: 'segment-x', title: 'x', minutes: 0, show: null, phones: 'dots' as const, round: 'round-unknown', clock: false, notes: '' };
		expect(hall.give(facilitator, { type: 'segment.add', segments: [segment], before: null })).toMatchObject({ ok: false, code: 'round.unknown' });
		expect(hall.give(facilitator, { type: 'segment.add', segments: [{ ...segment, round: null, show: { mode: 'theme', theme: 99 } }], before: null })).toMatchObject({ ok: false, code: 'theme.unknown' });
	});
});

describe('going on', () => {
	it('puts the picture of the segment on the screen and starts its clock', () => {
		plan({ segment: 'segment-pauze', minutes: 15, show: { mode: 'timer' }, clock: true });
		go('segment-pauze');
		expect(screenOf(hall.state)).toMatchObject({ show: { mode: 'timer' }, timer: { deadline: hall.now + 15 * 60_000 } });
	});

	it('opens the round of the segment, and closes it when the evening goes on', () => {
		const round = hall.round('draft');
		plan({ segment: 'segment-stippen', phones: 'dots', round, show: { mode: 'cards', round } }, { segment: 'segment-pauze' });
		go('segment-stippen');
		expect(phaseOf(round)).toBe('open');
		expect(screenOf(hall.state).show).toEqual({ mode: 'cards', round, held: null });
		go('segment-pauze');
		expect(phaseOf(round)).toBe('closed');
	});

	it('closes the round of before and opens the next in one step, which is taken back as one', () => {
		const [first, second] = [hall.round('draft'), hall.round('draft')];
		plan({ segment: 'segment-een', phones: 'dots', round: first }, { segment: 'segment-twee', phones: 'dots', round: second });
		go('segment-een');
		const next = hall.do(facilitator, { type: 'runSheet.go', to: 'segment-twee', from: 'segment-een' });
		expect([phaseOf(first), phaseOf(second)]).toEqual(['closed', 'open']);
		hall.do(facilitator, { type: 'undo', command: next });
		expect([phaseOf(first), phaseOf(second)]).toEqual(['open', 'draft']);
		expect(runSheetOf(hall.state).segment).toBe('segment-een');
	});

	it('keeps the dots that were given before the step was taken back', () => {
		const round = hall.round('draft');
		const ans = hall.resident('ans');
		plan({ segment: 'segment-stippen', phones: 'dots', round });
		const went = hall.do(facilitator, { type: 'runSheet.go', to: 'segment-stippen', from: null });
		hall.do(ans, { type: 'ballot.set', round, option: '1', dots: 2, revision: 0 });
		hall.do(facilitator, { type: 'undo', command: went });
		expect(phaseOf(round)).toBe('closed');
		expect(hall.state.tallies.get(round)!.totals.get('1')).toBe(2);
	});

	it('opens the round again when the evening goes back to it', () => {
		const round = hall.round('draft');
		plan({ segment: 'segment-stippen', phones: 'dots', round }, { segment: 'segment-pauze' });
		go('segment-stippen');
		go('segment-pauze');
		go('segment-stippen');
		expect(phaseOf(round)).toBe('open');
	});

	it('is one step where two facilitators press at the same moment', () => {
		plan({ segment: 'segment-opening' }, { segment: 'segment-pauze' }, { segment: 'segment-sluiting' });
		go('segment-opening');
		expect(go('segment-pauze', 'segment-opening')).toMatchObject({ ok: true });
		expect(go('segment-pauze', 'segment-opening', secondFacilitator)).toMatchObject({ ok: true, events: [] });
		expect(go('segment-sluiting', 'segment-opening', secondFacilitator)).toMatchObject({ ok: false, code: 'runSheet.elsewhere' });
		expect(runSheetOf(hall.state).segment).toBe('segment-pauze');
	});

	it('asks for a round where dots are planned and none was chosen', () => {
		plan({ segment: 'segment-stippen', phones: 'dots' });
		expect(go('segment-stippen')).toMatchObject({ ok: false, code: 'segment.noRound' });
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'segment.edit', segment: 'segment-stippen', set: { round } });
		hall.do(facilitator, { type: 'round.remove', round });
		expect(go('segment-stippen')).toMatchObject({ ok: false, code: 'segment.noRound' });
	});

	it('leaves the screen as it is where its picture can not be shown any more', () => {
		plan({ segment: 'segment-thema', show: { mode: 'theme', theme: 2 } });
		hall.do(facilitator, { type: 'theme.hide', themes: [2], hidden: true });
		expect(go('segment-thema')).toMatchObject({ ok: true });
		expect(screenOf(hall.state).show).toEqual({ mode: 'join' });
		expect(hall.view('facilitator').segments['segment-thema']).toMatchObject({ showGone: true });
	});

	it('does not reveal a hidden result: its cards stand there until regie shows it', () => {
		const round = hall.round('closed');
		plan({ segment: 'segment-uitslag', show: { mode: 'ranking', round } });
		go('segment-uitslag');
		expect(hall.view('screen').show).toEqual({ mode: 'cards', round });
	});

	it('takes the clock of the segment before away', () => {
		plan({ segment: 'segment-ronde', clock: true }, { segment: 'segment-plenair' });
		go('segment-ronde');
		go('segment-plenair');
		expect(screenOf(hall.state).timer).toBeNull();
	});

	it('is over once the evening is closed', () => {
		plan({ segment: 'segment-opening' });
		hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(go('segment-opening')).toMatchObject({ ok: false, code: 'evening.closed' });
	});
});

describe('a pause', () => {
	it('holds the clock, and the time of the segment goes on where it stood', () => {
		plan({ segment: 'segment-ronde', minutes: 10, clock: true });
		go('segment-ronde');
		const { since } = runSheetOf(hall.state);
		hall.now += 60_000;
		hall.do(facilitator, { type: 'runSheet.pause', paused: true });
		const { timer } = screenOf(hall.state);
		hall.now += 300_000;
		hall.do(facilitator, { type: 'runSheet.pause', paused: false });
		// A second for each command.
		expect(runSheetOf(hall.state)).toMatchObject({ paused: null, since: since! + 301_000 });
		expect(screenOf(hall.state).timer).toEqual({ deadline: hall.now + (timer as { left: number }).left });
	});

	it('is taken back', () => {
		plan({ segment: 'segment-ronde', clock: true });
		go('segment-ronde');
		const before = { ...screenOf(hall.state) };
		const paused = hall.do(facilitator, { type: 'runSheet.pause', paused: true });
		hall.do(facilitator, { type: 'undo', command: paused });
		expect(screenOf(hall.state)).toEqual(before);
		expect(runSheetOf(hall.state).paused).toBeNull();
	});
});

describe('what phones may do', () => {
	it.each([
		['watch', false],
		['read', false],
		['comment', true],
		['dots', true],
		['faces', true]
	] as const)("'%s': comments are taken: %s", (phones, taken) => {
		const ans = hall.resident('ans');
		plan({ segment: 'segment-nu', phones, round: hall.round('draft') });
		go('segment-nu');
		const decision = hall.give(ans, { type: 'comment.add', comment: 'comment-1', theme: 1, text: 'Te hard' });
		expect(decision.ok).toBe(taken);
		if (!decision.ok) expect(decision.code).toBe('comment.notNow');
	});

	it('is told to phones with the name of the segment', () => {
		plan({ segment: 'segment-Pauze', phones: 'watch' });
		expect(hall.view('participant').segment).toBeUndefined();
		go('segment-Pauze');
		expect(hall.view('participant').segment).toEqual({ title: 'Pauze', phones: 'watch' });
	});
});
