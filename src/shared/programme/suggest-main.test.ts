import { expect, it } from 'vitest';
import { defaultThemes } from './default-themes.ts';
import { suggestedMain } from './suggest-main.ts';

it('a title of the default list has the main theme that it has there', () => {
	for (const { title, main } of defaultThemes) expect(suggestedMain(`  ${title.toUpperCase()} `), title).toBe(main);
});

it.each([
	['Zwerfvuil bij de haven', 'openbare-ruimte'],
	['Straatverlichting achter de sporthal', 'openbare-ruimte'],
	['Te hard op de dijk', 'verkeer'],
	['Plek voor jongeren', null],
	['Contact', 'samenleven'],
	['Iets anders', null],
	['', null]
])('%j seems to belong to %s', (title, main) => {
	expect(suggestedMain(title)).toBe(main);
});
