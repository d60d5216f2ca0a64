import { describe, expect, it } from 'vitest';
import type { RunSheetView, SegmentView } from '#shared/views/run-sheet.ts';
import { behindInWords, behindPlan, beside, goneOn, plannedEnd, plannedTimes } from './plan.ts';

const segment = (id: string, minutes?: number): SegmentView => ({ id, title: id, phones: 'comment', ...(minutes !== undefined && { minutes }) });
const segments = { inloop: segment('inloop', 30), opening: segment('opening', 10), muziek: segment('muziek'), ronde: segment('ronde', 25) };
const order = Object.keys(segments);
const date = '2026-11-27';
const at = (time: string) => new Date(`${date}T${time}+01:00`).getTime();
const sheet = (rest: Partial<RunSheetView> = {}): RunSheetView => ({ order, begins: '19:00', ...rest });

describe('the plan', () => {
	it('tells when each segment begins, and when all is over', () => {
		expect([...plannedTimes(sheet(), segments)]).toEqual([['inloop', '19:00'], ['opening', '19:30'], ['muziek', '19:40'], ['ronde', '19:40']]);
		expect(plannedEnd(sheet(), segments)).toBe('20:05');
	});
	it('tells nothing where nobody said when it begins', () => {
		expect(plannedTimes({ order }, segments).size).toBe(0);
		expect(plannedEnd({ order }, segments)).toBeNull();
	});
	it('goes on past midnight', () => {
		expect(plannedEnd(sheet({ begins: '23:30' }), segments)).toBe('00:35');
	});
});

describe('how far behind', () => {
	const behind = (segment: string, since: string, now: string, rest: Partial<RunSheetView> = {}) =>
		behindPlan(sheet({ segment, since: at(since), ...rest }), segments, date, at(now))! / 60_000;

	it('is what the segment began too late, as long as it keeps to its minutes', () => {
		expect(behind('opening', '19:34', '19:40')).toBe(4);
		expect(behind('opening', '19:28', '19:35')).toBe(-2);
	});
	it('grows once a segment takes longer than was planned', () => {
		expect(behind('opening', '19:30', '19:40')).toBe(0);
		expect(behind('opening', '19:30', '19:47')).toBe(7);
	});
	it('grows in a pause', () => {
		expect(behind('opening', '19:30', '19:38', { paused: at('19:35') })).toBe(3);
	});
	it('does not grow in a segment without minutes', () => {
		expect(behind('muziek', '19:43', '20:30')).toBe(3);
	});
	it('is nothing on another day', () => {
		expect(behindPlan(sheet({ segment: 'opening', since: at('19:30') - 3 * 86_400_000 }), segments, date, at('19:30') - 3 * 86_400_000)).toBeNull();
	});
	it('is said in words', () => {
		expect([behindInWords(30_000), behindInWords(4 * 60_000), behindInWords(-3 * 60_000)]).toEqual(['op tijd', '4 minuten achter op het plan', '3 minuten voor op het plan']);
	});
});

it('a pause takes no time of its segment', () => {
	expect(goneOn({ since: at('19:30'), paused: at('19:35') }, at('19:50'))).toBe(5 * 60_000);
	expect(goneOn({}, at('19:50'))).toBe(0);
});

it('before the first segment comes the first, and the last one has none after it', () => {
	expect(beside(sheet())).toEqual({ next: 'inloop', back: null });
	expect(beside(sheet({ segment: 'opening' }))).toEqual({ next: 'muziek', back: 'inloop' });
	expect(beside(sheet({ segment: 'ronde' }))).toEqual({ next: null, back: 'muziek' });
});
