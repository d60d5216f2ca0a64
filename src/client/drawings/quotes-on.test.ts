import { expect, it } from 'vitest';
import { quotesOn } from './quotes-on.ts';

it('the quotes of a card are those of each theme on it, with its own number', () => {
	const theme = (number: number, ...quotes: string[]) => ({ number, title: 'Licht', main: 'overig' as const, quotes });
	expect(quotesOn({ ...theme(3, 'Te donker.'), merged: [theme(7, 'Te fel.', 'Kapot.')] })).toEqual([
		{ theme: 3, words: 'Te donker.', star: '3.0' },
		{ theme: 7, words: 'Te fel.', star: '7.0' },
		{ theme: 7, words: 'Kapot.', star: '7.1' }
	]);
	expect(quotesOn({ number: 3, title: 'Licht', main: 'overig' })).toEqual([]);
});
