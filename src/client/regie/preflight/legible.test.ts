import { expect, it } from 'vitest';
import { legibility } from './legible.ts';

it('a picture of 2.5 m is just read from 12 m', () => {
	const { minutes, enough, readableUpTo } = legibility(2.5, 12);
	expect(minutes).toBeCloseTo(16, 1);
	expect([enough, readableUpTo]).toEqual([true, 12]);
});

it('says from where a small one is read, and how wide it must be', () => {
	const far = legibility(2, 15);
	expect(far.enough).toBe(false);
	expect(far.minutes).toBeCloseTo(10.2, 1);
	expect([far.readableUpTo, far.widthNeeded]).toEqual([9.6, 3.2]);
	expect(legibility(far.widthNeeded, 15).enough).toBe(true);
	expect(legibility(2, far.readableUpTo).enough).toBe(true);
});

it('a taller picture has larger text, up to 4:3', () => {
	expect(legibility(2, 12, 4 / 3).minutes).toBeGreaterThan(legibility(2, 12).minutes);
	expect(legibility(2, 12, 1).minutes).toBe(legibility(2, 12, 4 / 3).minutes);
});
