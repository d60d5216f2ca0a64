import { expect, it } from 'vitest';
import { toldDay } from './told-day.ts';

const now = Date.parse('2026-11-24T20:00:00Z');

it.each([
	['2026-11-24', '2026-11-24'],
	['2026-11-25', '2026-11-25'],
	['2026-02-01', '2026-02-01'],
	['2019-01-01', null],
	['2031-05-05', null],
	[null, null]
])('a phone that says %s is heard as %s', (told, heard) => {
	expect(toldDay(told, now)).toBe(heard);
});
