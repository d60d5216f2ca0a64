import { expect, it } from 'vitest';
import { dutchDay } from './dutch-day.ts';

it.each([
	['in winter', Date.UTC(2026, 10, 24, 22, 59), '2026-11-24'],
	['in winter after midnight', Date.UTC(2026, 10, 24, 23), '2026-11-25'],
	['in summer after midnight', Date.UTC(2027, 5, 30, 22), '2027-07-01'],
	['in summer', Date.UTC(2027, 5, 30, 21, 59), '2027-06-30']
])('the day is the Dutch one, %s', (_, now, day) => {
	expect(dutchDay(now)).toBe(day);
});
