import { describe, expect, it } from 'vitest';
import { choosersOf, marksInWords, marksOf, othersInWords, othersOfFolded, type Chooser, type Known } from './marking.ts';

const bo: Chooser<number> = { hand: 'bo', number: 2, name: 'Bo', chosen: new Set([1, 2]), named: 1 };
const anna: Chooser<number> = { hand: 'anna', number: 3, name: 'Anna', chosen: new Set([2]), named: 2 };
const nothing: Known<number> = { selected: new Set(), focused: null, lit: null, lifted: new Set(), held: new Map(), others: [] };

describe('how cards are marked', () => {
	it('only those of which there is something to tell', () => {
		expect(marksOf(nothing).size).toBe(0);
		const marks = marksOf({ ...nothing, selected: new Set([4]), focused: 5, lit: 4 });
		expect([...marks.keys()]).toEqual([4, 5]);
		expect(marks.get(4)).toMatchObject({ selected: true, lit: true, focused: false, others: [] });
	});

	it('by the choice of others, each in a colour, its name on one card', () => {
		const marks = marksOf({ ...nothing, others: [bo, anna] });
		expect(marks.get(1)?.others).toEqual([{ colour: 1, name: 'Bo', holds: false }]);
		expect(marks.get(2)?.others).toEqual([{ colour: 1, name: null, holds: false }, { colour: 2, name: 'Anna', holds: false }]);
	});

	it('as held by who carries them, with the name, unless the own hand does', () => {
		const held = new Map([[2, 'bo']]);
		expect(marksOf({ ...nothing, held, others: [bo] }).get(2)?.others).toEqual([{ colour: 1, name: null, holds: true }]);
		expect(marksOf({ ...nothing, held: new Map([[9, 'bo']]), others: [bo] }).get(9)?.others).toEqual([{ colour: 1, name: 'Bo', holds: true }]);
		expect(marksOf({ ...nothing, held, lifted: new Set([2]), others: [bo] }).get(2)?.others).toEqual([{ colour: 1, name: null, holds: false }]);
	});
});

it('the name of who chose several stands at the first of them; what lies nowhere is not chosen', () => {
	const other = { hand: 'bo', number: 2, name: 'Bo', at: null, themes: new Set([3, 1, 99]), notes: new Set<string>(), view: null, follows: false };
	const places = new Map([[1, { x: 360, y: 0 }], [3, { x: 0, y: 0 }], [4, { x: 0, y: 250 }]]);
	expect(choosersOf([other], ({ themes }) => themes, places)).toEqual([{ hand: 'bo', number: 2, name: 'Bo', chosen: new Set([3, 1]), named: 3 }]);
});

it('a folded group is chosen by who chose all its cards, and held by whose hand has them', () => {
	const other = { hand: 'bo', number: 2, name: 'Bo', at: null, themes: new Set([1, 2]), notes: new Set<string>(), view: null, follows: false };
	expect(othersOfFolded([1, 2], new Map(), [other])).toEqual([{ colour: 1, name: 'Bo', holds: false }]);
	expect(othersOfFolded([1, 2, 3], new Map(), [other])).toEqual([]);
	const held = othersOfFolded([1, 2], new Map([[1, 'bo'], [2, 'bo']]), [other]);
	expect(held).toEqual([{ colour: 1, name: 'Bo', holds: true }]);
	expect(marksInWords(held)).toBe('Bo houdt dit vast.');
});

it('what others do with a card is said in words', () => {
	expect(othersInWords(new Map([[2, 'bo'], [9, 'bo']]), [bo, anna])).toEqual(
		new Map([
			[2, 'Bo houdt dit vast. Gekozen door Anna.'],
			[9, 'Bo houdt dit vast.'],
			[1, 'Gekozen door Bo.']
		])
	);
	// Of who is not heard of any more nothing is said.
	expect(othersInWords(new Map([[2, 'gone']]), []).size).toBe(0);
});
