import { describe, expect, it } from 'vitest';
import { findThemes } from './find.ts';

const themes = [
	{ number: 1, title: 'Te hard rijden op de dijk', main: 'verkeer', quotes: ['Kinderen durven niet te fietsen.'] },
	{ number: 7, title: 'Plek voor jongeren', main: 'voorzieningen', explanation: 'Een hok bij de haven.' },
	{ number: 12, title: 'Fietsen en oversteken', main: 'verkeer' },
	{ number: 17, title: 'Café De Haven', main: 'overlast' },
	{ number: 70, title: 'Groen', main: 'openbare-ruimte' }
] as const;
const find = (typed: string) => findThemes(themes.map((theme) => ({ ...theme, quotes: [...('quotes' in theme ? theme.quotes : [])] })), typed);

describe('finding a theme', () => {
	it('by its number, exactly before what begins with it', () => {
		expect(find('7')).toEqual([7, 70]);
		expect(find('thema 7')).toEqual([7, 70]);
		expect(find('1')).toEqual([1, 12, 17]);
	});
	it('by words of its title before words said about it', () => {
		expect(find('fietsen')).toEqual([12, 1]);
		expect(find('haven')).toEqual([17, 7]);
	});
	it('by all words, in any order', () => {
		expect(find('jongeren plek')).toEqual([7]);
		expect(find('jongeren zwembad')).toEqual([]);
	});
	it('by its main theme', () => {
		expect(find('openbare ruimte')).toEqual([70]);
	});
	it('whatever the case and accents', () => {
		expect(find('CAFE')).toEqual([17]);
	});
	it('nothing, where nothing was typed', () => {
		expect(find('')).toEqual([]);
		expect(find('   ')).toEqual([]);
	});
});
