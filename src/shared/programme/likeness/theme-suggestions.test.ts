import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThemeSuggestions } from './theme-suggestions.ts';

const themes = [
	{ id: 'licht', words: 'Straatverlichting lamp lantaarn donker' },
	{ id: 'hond', words: 'Hondenpoep hond poep uitlaten' },
	{ id: 'snel', words: 'Te hard rijden snelheid drempel racen' }
];

describe('suggested themes', () => {
	it('are found by parts of words, whatever capitals and accents', () => {
		const suggestions = createThemeSuggestions(themes);
		expect(suggestions.suggest('De LANTAARNPALEN zijn stuk')[0]).toBe('licht');
		expect(suggestions.suggest('hondén overal')[0]).toBe('hond');
	});

	it('are none for a text that shares nothing with any theme, nor for one without letters', () => {
		const suggestions = createThemeSuggestions(themes);
		expect(suggestions.suggest('xyzzy')).toEqual([]);
		expect(suggestions.suggest('… !')).toEqual([]);
	});

	it('are three at most, or as many as were asked', () => {
		const suggestions = createThemeSuggestions(['a', 'b', 'c', 'd'].map((id) => ({ id, words: `buurt ${id}` })));
		suggestions.place('iets anders', ['a']);
		expect(suggestions.suggest('in de buurt')).toHaveLength(3);
		expect(suggestions.suggest('in de buurt', 2)).toHaveLength(2);
	});

	it('learn from what people placed', () => {
		const suggestions = createThemeSuggestions(themes);
		const asked = 'bij de schuur is het eng';
		expect(suggestions.suggest(asked)[0]).not.toBe('snel');
		suggestions.place('achter de schuur zie je ze niet aankomen', ['snel']);
		expect(suggestions.suggest(asked)[0]).toBe('snel');
	});

	it('give a theme with one statement its chance beside one with hundreds', () => {
		const suggestions = createThemeSuggestions(themes);
		for (let times = 0; times < 300; times++) suggestions.place(`auto's rijden te hard door straat ${times}`, ['snel']);
		suggestions.place('de bewakingscamera is stuk', ['licht']);
		expect(suggestions.suggest('die bewakingscamera doet het niet')[0]).toBe('licht');
	});

	it('know themes that come later, under other words, and none that are gone', () => {
		const suggestions = createThemeSuggestions(themes);
		suggestions.know({ id: 'haven', words: 'Haven' });
		suggestions.place('de steiger is glad', ['haven']);
		expect(suggestions.suggest('bij de haven')[0]).toBe('haven');
		suggestions.know({ id: 'haven', words: 'Kade' });
		expect(suggestions.suggest('aan de kade')[0]).toBe('haven');
		expect(suggestions.suggest('die steiger')[0]).toBe('haven');
		suggestions.takeBack('de steiger is glad', ['haven']);
		suggestions.forget('haven');
		expect(suggestions.suggest('aan de kade, die steiger')).not.toContain('haven');
	});

	it('forget what was taken back, as if it never was placed', () => {
		const text = fc.string({ unit: fc.constantFrom(...'abcd é!'.split('')), maxLength: 30 });
		const at = fc.subarray(['licht', 'hond', 'snel', 'weg'], { minLength: 1 });
		fc.assert(
			fc.property(fc.array(fc.tuple(text, at), { maxLength: 8 }), fc.array(fc.tuple(text, at), { maxLength: 8 }), text, (kept, gone, asked) => {
				const [plain, both] = [createThemeSuggestions(themes), createThemeSuggestions(themes)];
				for (const [of, ids] of kept) plain.place(of, ids);
				for (const [of, ids] of [...gone, ...kept]) both.place(of, ids);
				for (const [of, ids] of gone) both.takeBack(of, ids);
				expect(new Set(both.suggest(asked))).toEqual(new Set(plain.suggest(asked)));
			}),
			{ seed: 20181106 }
		);
	});
});
