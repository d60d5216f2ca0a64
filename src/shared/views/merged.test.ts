import { describe, expect, it } from 'vitest';
import { cardFrom, cardWith, mentionedOn, numbersAt, numbersOn, themeOf, titleOn } from './merged.ts';
import type { ThemeView } from './parts.ts';

const theme = (number: number, title = `Thema ${number}`, mentioned?: number): ThemeView => ({ number, title, main: 'overig', ...(mentioned !== undefined && { mentioned }) });
const card = (...themes: ThemeView[]): ThemeView => (themes.length > 1 ? { ...themes[0]!, merged: themes.slice(1) } : themes[0]!);

describe('a card says', () => {
	it('the numbers of its themes, of many the first', () => {
		expect(numbersOn(card(theme(3)))).toBe('3');
		expect(numbersOn(card(theme(3), theme(7)))).toBe('3 + 7');
		expect(numbersOn(card(theme(3), theme(7), theme(12), theme(15)))).toBe('3 + 7 + …');
	});

	it('their titles after their numbers; of those too long to be read the numbers, of many the first', () => {
		expect(titleOn(card(theme(3, 'Licht'), theme(7, 'Donker')))).toBe('Licht + 7 Donker');
		expect(titleOn(card(theme(3, 'Licht'), theme(7, 'a'.repeat(150)), theme(8)))).toBe('Licht + 7 + 8 Thema 8');
		expect(titleOn(card(theme(3, 'b'.repeat(200)), theme(7)))).toBe(`${'b'.repeat(200)} + 7`);
		const many = Array.from({ length: 40 }, (_, index) => theme(101 + index, 'Parkeren'));
		expect(titleOn(card(theme(3, 'Licht'), ...many))).toMatch(/^Licht \+ 101 Parkeren \+ .* \+ …$/);
		expect(titleOn(card(theme(3, 'Licht'), ...many)).length).toBeLessThanOrEqual(84);
	});

	it('how often they were named together; nothing where nobody counted', () => {
		expect(mentionedOn(card(theme(3, 'Licht', 4), theme(7), theme(8, 'Donker', 5)))).toBe(9);
		expect(mentionedOn(card(theme(3), theme(7)))).toBeUndefined();
	});
});

it('a theme that was merged is found on the card that it is under', () => {
	const cards = { '3': card(theme(3), theme(7)), '5': theme(5) };
	expect([3, '7', 5, 8].map((number) => cardWith(cards, number)?.number)).toEqual([3, 3, 5, undefined]);
	expect([3, 7, 5, 8].map((number) => numbersAt(cards, number))).toEqual(['3 + 7', '3 + 7', '5', '8']);
});

it('beside a comment a card names the theme first at which that was given', () => {
	const merged = card(theme(3, 'Licht'), theme(7, 'Donker'), theme(8, 'Schemer'));
	const named = (given?: number) => {
		const { main, ...as } = cardFrom({ ...merged, main: 'verkeer' }, given === undefined ? {} : { given });
		return [numbersOn({ main, ...as }), titleOn({ main, ...as }), main];
	};
	expect(named()).toEqual(['3 + 7 + 8', 'Licht + 7 Donker + 8 Schemer', 'verkeer']);
	expect(named(7)).toEqual(['7 + 3 + 8', 'Donker + 3 Licht + 8 Schemer', 'overig']);
	expect([themeOf(merged, {}).number, themeOf(merged, { given: 8 }).number]).toEqual([3, 8]);
});
