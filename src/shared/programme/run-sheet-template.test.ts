import { expect, it } from 'vitest';
import * as v from 'valibot';
import { facilitator, Hall } from '../evening/test-hall.ts';
import { defaultRunSheet, segmentsFrom, templateOf, templateSegment } from './run-sheet-template.ts';

let ids = 0;
const newId = () => `segment-${(ids += 1)}`;

/** A hall whose run-sheet is that of this template. */
function hallWith(template: Parameters<typeof segmentsFrom>[0], hall = new Hall()): Hall {
	hall.do(facilitator, { type: 'segment.add', segments: segmentsFrom(template, hall.view('facilitator').rounds, newId), before: null });
	return hall;
}

it('the usual run-sheet is one, and goes into an evening as it stands', () => {
	for (const segment of defaultRunSheet.segments) expect(v.is(templateSegment, segment), segment.title).toBe(true);
	const { runSheet, segments } = hallWith(defaultRunSheet.segments).view('facilitator');
	expect(runSheet.order.map((id) => segments[id]!.title)).toEqual(defaultRunSheet.segments.map(({ title }) => title));
});

it('a round goes by its number: the evening that has it gets it, another one is asked', () => {
	const withRound = new Hall();
	const round = withRound.round('draft');
	const ofDots = ({ segments }: ReturnType<Hall['view']> & { segments: Record<string, { phones: string; round?: string; show?: object }> }) => Object.values(segments).find(({ phones }) => phones === 'dots')!;
	expect(ofDots(hallWith(defaultRunSheet.segments, withRound).view('facilitator'))).toMatchObject({ round, show: { mode: 'cards', round } });
	const without = ofDots(hallWith(defaultRunSheet.segments).view('facilitator'));
	expect(without.round).toBeUndefined();
	expect(without.show).toEqual({ mode: 'cards' });
});

it('what is saved of an evening comes back as it was, without what only that evening has', () => {
	const hall = new Hall();
	hall.round('draft');
	const saved = templateOf(hallWith(defaultRunSheet.segments, hall).view('facilitator'));
	expect(saved).toEqual(defaultRunSheet.segments);
	hall.do(facilitator, { type: 'segment.add', segments: [{ segment: newId(), title: 'Thema 1', minutes: 5, show: { mode: 'theme', theme: 1 }, phones: 'read', round: null, clock: false, notes: '' }], before: null });
	expect(templateOf(hall.view('facilitator')).at(-1)).toMatchObject({ title: 'Thema 1', show: null });
});
