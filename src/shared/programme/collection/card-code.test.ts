import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardCode, cardsToPassOn, readCardCode } from './card-code.ts';

it.each([
	['V07', 'V07'],
	['v7', 'V07'],
	['V07-03', 'V07-03'],
	['v07 - 3', 'V07-03'],
	['VO7-O3-2', 'V07-03-2'],
	['V07–03–2–1', 'V07-03-2-1'],
	['V123-10-5-2', 'V123-10-5-2']
])('%s is read as %s', (typed, code) => {
	expect(cardCode(readCardCode(typed)!)).toBe(code);
});

it.each(['', 'V', 'V0', 'V07-11', 'V07-00', 'V07-03-6', 'V07-03-2-3', 'V07-03-2-1-1', '7-3', 'V07 03', 'V07-'])('%s stands on no card', (typed) => {
	expect(readCardCode(typed)).toBeNull();
});

it('a chain of cards is 10, 5 and 2 long, and ends', () => {
	const first = cardsToPassOn({ scout: 7, path: [] });
	expect(first.map(cardCode)).toEqual(['V07-01', 'V07-02', 'V07-03', 'V07-04', 'V07-05', 'V07-06', 'V07-07', 'V07-08', 'V07-09', 'V07-10']);
	const second = cardsToPassOn(first[2]!);
	expect(second).toHaveLength(5);
	expect(cardsToPassOn(second[1]!).map(cardCode)).toEqual(['V07-03-2-1', 'V07-03-2-2']);
	expect(cardsToPassOn(cardsToPassOn(second[1]!)[0]!)).toEqual([]);
});

it('no text makes reading throw', () => {
	fc.assert(fc.property(fc.string(), (typed) => void readCardCode(typed)));
});
