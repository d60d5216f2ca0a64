import { describe, expect, it } from 'vitest';
import { changesSince, withChanges } from './changes.ts';

const count = { table: '3', people: '10', dots: { 1: '2', 2: '4' } as Record<string, string>, themes: [1, 2] };

describe('what was typed', () => {
	it('is the fields that differ, of a record as well', () => {
		expect(changesSince(count, count)).toEqual({});
		expect(changesSince(count, { ...count, people: '11' })).toEqual({ people: '11' });
		expect(changesSince(count, { ...count, dots: { 1: '3', 2: '4', 5: '1' } })).toEqual({ dots: { 1: '3', 5: '1' } });
		expect(changesSince(count, { ...count, themes: [1] })).toEqual({ themes: [1] });
	});

	it('of a field that is gone is that it is empty, and an empty field that was not there is no change', () => {
		expect(changesSince(count, { ...count, dots: { 2: '4' } })).toEqual({ dots: { 1: '' } });
		expect(changesSince(count, { ...count, dots: { 1: '2', 2: '4', 5: '' } })).toEqual({});
	});

	it('goes over what a colleague saved meanwhile, which stays where nothing was typed', () => {
		const typed = changesSince(count, { ...count, dots: { 1: '2', 2: '5' } });
		const saved = { ...count, table: 'bij het raam', dots: { 1: '3', 2: '4' } };
		expect(withChanges(saved, typed)).toEqual({ ...saved, dots: { 1: '3', 2: '5' } });
		expect(count.dots).toEqual({ 1: '2', 2: '4' });
	});
});
