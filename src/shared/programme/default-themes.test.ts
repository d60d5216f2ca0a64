import { describe, expect, it } from 'vitest';
import { longest } from '../protocol/text.ts';
import { defaultThemes } from './default-themes.ts';

describe('the default list of themes', () => {
	it('has 53 themes in 8 main themes, each with a code of its own', () => {
		expect(defaultThemes).toHaveLength(53);
		expect(new Set(defaultThemes.map(({ source }) => source)).size).toBe(53);
		expect(new Set(defaultThemes.map(({ main }) => main)).size).toBe(8);
		expect(defaultThemes.map(({ main }) => main)).not.toContain('overig');
	});

	it('fits what a theme may hold', () => {
		for (const { title, quotes } of defaultThemes) {
			expect(title.length).toBeLessThanOrEqual(longest.title);
			expect(quotes.length).toBeLessThanOrEqual(5);
			for (const quote of quotes) expect(quote.length).toBeLessThanOrEqual(longest.quote);
		}
	});

	it('marks the themes in which someone in the hall may be the victim', () => {
		expect(defaultThemes.filter(({ grave }) => grave).map(({ source, title }) => `${source} ${title}`)).toEqual([
			'E4 Handel in drugs',
			'E8 Mensen met onbegrepen gedrag',
			'F3 Ondermijning',
			'F5 Discriminatie en straatintimidatie',
			'F6 Geweld en zorgen achter de voordeur'
		]);
	});
});
