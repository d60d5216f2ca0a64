import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDay } from './day.ts';

it.each([
	['24-11-2026', '2026-11-24'],
	['24/11/26', '2026-11-24'],
	['1.2.2026', '2026-02-01'],
	['24 november 2026', '2026-11-24'],
	['di 24 nov. 2026', '2026-11-24'],
	['3 mrt 2026', '2026-03-03'],
	['2026-11-24', '2026-11-24'],
	['2026-11-24 19:30', '2026-11-24'],
	['46350', '2026-11-24'],
	[46_350.8, '2026-11-24'],
	[{ day: '2026-11-24' }, '2026-11-24']
] as const)('%j is %s', (cell, day) => expect(readDay(cell)).toBe(day));

it.each(['', 'gisteren', '30-2-2026', '24-13-2026', '2026', '11', 7, 1_726_860_676_783, '24-11-1926', { day: '1900-01-01' }, true, null])('%j is no day', (cell) => {
	expect(readDay(cell)).toBeNull();
});

it('every day of the century comes back, as Dutch people write it and as Excel keeps it', () => {
	fc.assert(
		fc.property(fc.integer({ min: 36_526, max: 73_049 }), (serial) => {
			const iso = readDay(serial)!;
			const [year, month, day] = iso.split('-').map(Number);
			expect(readDay(`${day}-${month}-${year}`)).toBe(iso);
			expect(readDay(iso)).toBe(iso);
		})
	);
});
