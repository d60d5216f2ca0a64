import { describe, expect, test } from 'vitest';
import { keepPlaces } from './keep-places.ts';

describe('places in a list that others change as well', () => {
	test('what was dealt with stays where it was, and new ones come below', () => {
		expect(keepPlaces(['a', 'b', 'c'], ['b', 'new'])).toEqual(['a', 'b', 'c', 'new']);
	});

	test('nothing new is no change', () => {
		const shown = ['a', 'b'];
		expect(keepPlaces(shown, ['b'])).toBe(shown);
	});
});
