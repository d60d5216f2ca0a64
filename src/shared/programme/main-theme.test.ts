import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mainThemeKeys, mainThemeOf, mainThemes } from './main-theme.ts';
import themes from './themes-nl.json' with { type: 'json' };

describe('the nine main themes', () => {
	it('stand in a fixed order', () => {
		expect(mainThemeKeys).toEqual([
			'openbare-ruimte',
			'verkeer',
			'samenleven',
			'voorzieningen',
			'overlast',
			'veiligheid',
			'gemeente-en-politie',
			'toekomst',
			'overig'
		]);
	});

	it('have white lettering of at least 5:1 on their colour', () => {
		for (const { key, colour } of mainThemes) {
			expect(1.05 / (luminance(colour) + 0.05), key).toBeGreaterThanOrEqual(5);
		}
	});

	it('have an icon that Tabler has', () => {
		for (const { icon } of mainThemes) {
			expect(existsSync(`node_modules/@tabler/icons/icons/outline/${icon}.svg`), icon).toBe(true);
		}
	});
});

describe('a main theme named in a file', () => {
	it.each([
		['Openbare ruimte', 'openbare-ruimte'],
		['OPENBARE RUIMTE', 'openbare-ruimte'],
		['openbare-ruimte', 'openbare-ruimte'],
		['  openbare_ruimte ', 'openbare-ruimte'],
		['openbareruimte', 'openbare-ruimte'],
		['Gemeente & politie', 'gemeente-en-politie'],
		['gemeente en politie', 'gemeente-en-politie'],
		['Gemeente-en-Politie', 'gemeente-en-politie'],
		['Overig', 'overig']
	])('%j is known', (text, key) => {
		expect(mainThemeOf(text)).toBe(key);
	});

	it('is known as the domain list spells it', () => {
		for (const { hoofd } of themes) expect(mainThemeOf(hoofd), hoofd).not.toBeNull();
	});

	it.each(['', '   ', 'Sport', 'verkeer en parkeren', '__proto__'])('%j is not known', (text) => {
		expect(mainThemeOf(text)).toBeNull();
	});
});

/** Relative luminance as WCAG 2 defines it, of `#RRGGBB`. */
function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
