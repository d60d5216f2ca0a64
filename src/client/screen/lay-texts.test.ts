import { describe, expect, test } from 'vitest';
import { cutText, layTexts } from './lay-texts.ts';

describe('a text that is too long for the screen', () => {
	test('is cut between sentences', () => {
		expect(cutText('De lamp is stuk. Wij belden al twee keer. Niemand kwam kijken.', 2)).toEqual([
			'De lamp is stuk. Wij belden al twee keer.',
			'Niemand kwam kijken.'
		]);
	});
	test('is cut between words where a sentence runs on, and says so', () => {
		expect(cutText('een twee drie vier vijf zes', 2)).toEqual(['een twee drie …', '… vier vijf zes']);
	});
	test('keeps all its words in three pieces too', () => {
		const text = 'Achter de sporthal is het na vijven aardedonker en daar fietsen onze kinderen elke dag alleen doorheen.';
		const pieces = cutText(text, 3);
		expect(pieces).toHaveLength(3);
		expect(pieces.join(' ').replaceAll(/ ?… ?…? ?/g, ' ')).toBe(text);
	});
	test('is broken within a word only where that is longer than a piece', () => {
		expect(cutText('abcd\u00ADefgh\u00ADijkl\u00ADmnop', 2)).toEqual(['abcd\u00ADefgh-', 'ijkl\u00ADmnop']);
	});
	test('stays whole where there is no place to cut it', () => {
		expect(cutText('x'.repeat(300), 4)).toEqual(['x'.repeat(300)]);
		expect(cutText('Kort.', 1)).toEqual(['Kort.']);
	});
});

describe('texts on pages', () => {
	test('stand under each other as long as there is room', () => {
		expect(layTexts([100, 200, 150, 60], { height: 350, gap: 20 })).toEqual([[0, 1], [2, 3]]);
	});
	test('one that is too high has a page of its own', () => {
		expect(layTexts([400, 50, 50], { height: 350, gap: 20 })).toEqual([[0], [1, 2]]);
	});
	test('none make no page', () => {
		expect(layTexts([], { height: 350, gap: 20 })).toEqual([]);
	});
});
