import { expect, it } from 'vitest';
import { dutchDay, dutchTime } from './dutch-day.ts';

it.each([
	['in winter', Date.UTC(2026, 10, 24, 22, 59), '2026-11-24'],
	['in winter after midnight', Date.UTC(2026, 10, 24, 23), '2026-11-25'],
	['in summer after midnight', Date.UTC(2027, 5, 30, 22), '2027-07-01'],
	['in summer', Date.UTC(2027, 5, 30, 21, 59), '2027-06-30']
])('the day is the Dutch one, %s', (_, now, day) => {
	expect(dutchDay(now)).toBe(day);
});

it.each([
	['in winter', '2026-11-24', '19:00', Date.UTC(2026, 10, 24, 18)],
	['in summer', '2027-06-30', '19:00', Date.UTC(2027, 5, 30, 17)],
	['before the clocks go back', '2026-10-25', '00:30', Date.UTC(2026, 9, 24, 22, 30)],
	['after the clocks went back', '2026-10-25', '19:00', Date.UTC(2026, 9, 25, 18)],
	['after the clocks went forward', '2027-03-28', '03:30', Date.UTC(2027, 2, 28, 1, 30)]
])('a time of day is that in the Netherlands, %s', (_, day, time, at) => {
	expect(dutchTime(day, time)).toBe(at);
});
