import { describe, expect, test } from 'vitest';
import { partsOf, ranking } from './ranking.ts';

describe('the ranking of a round', () => {
	test('puts the most dots first', () => {
		expect(ranking({ '1': 2, '2': 9, '3': 5 }, ['1', '2', '3']).map(({ option }) => option)).toEqual(['2', '3', '1']);
	});

	test('gives equal dots an equal place, and skips the places after it', () => {
		expect(ranking({ '1': 4, '2': 7, '3': 4, '4': 1 }, ['1', '2', '3', '4'])).toEqual([
			{ option: '2', dots: 7, place: 1, tied: false },
			{ option: '1', dots: 4, place: 2, tied: true },
			{ option: '3', dots: 4, place: 2, tied: true },
			{ option: '4', dots: 1, place: 4, tied: false }
		]);
	});

	test('keeps the round’s own order within a tie', () => {
		expect(ranking({}, ['9', '2', '5']).map(({ option }) => option)).toEqual(['9', '2', '5']);
	});

	test('gives an option without dots no place, and leaves out what is not in the round', () => {
		expect(ranking({ '1': 3, '8': 50 }, ['1', '2', '3'])).toEqual([
			{ option: '1', dots: 3, place: 1, tied: false },
			{ option: '2', dots: 0, place: null, tied: false },
			{ option: '3', dots: 0, place: null, tied: false }
		]);
	});
});

describe('the first five and the rest', () => {
	const parts = (...dots: number[]) => {
		const options = dots.map((_, index) => String(index + 1));
		const { top, rest } = partsOf(ranking(Object.fromEntries(options.map((option, index) => [option, dots[index]!])), options));
		return [top.length, rest.length];
	};
	test('are five, and all of a tie at the fifth place', () => {
		expect(parts(9, 8, 7, 6, 5, 4, 3)).toEqual([5, 2]);
		expect(parts(9, 8, 7, 6, 5, 5, 5, 4)).toEqual([7, 1]);
		expect(parts(9, 8, 7, 6, 6, 6, 3)).toEqual([6, 1]);
	});
	test('are fewer where fewer have dots', () => {
		expect(parts(9, 8, 0, 0, 0, 0, 0)).toEqual([2, 5]);
	});
	test('are all where all stand in one picture, or none has a place', () => {
		expect(parts(9, 8, 7, 6, 5, 4)).toEqual([6, 0]);
		expect(parts(0, 0, 0, 0, 0, 0, 0)).toEqual([7, 0]);
	});
});
