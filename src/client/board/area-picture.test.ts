import { expect, it } from 'vitest';
import { layName } from './area-picture.ts';
import { nameHeight } from './grouping.ts';
import { dutchSyllables } from './syllables.ts';

/** About as wide as the type of names. */
const measure = (text: string, size: number) => text.length * size * 0.54;
const lay = (name: string, width: number, far = false) => layName({ name, count: 2, width, folded: false, key: '' }, far, measure, dutchSyllables);
const long = 'Verkeersveiligheidsmaatregelenbijdebasisscholenindewijkenzo';

it.each([true, false])('a name of one long word has two lines over a single card, broken by the language’s rules (from afar: %s)', (far) => {
	const { lines, size } = lay(long, 300, far);
	expect(lines).toHaveLength(2);
	expect(lines[0]).toMatch(/-$/);
	expect(lines.join('').replace('-', '')).toBe(long);
	expect(lines.length * size).toBeLessThan(nameHeight);
});

it('a long word begins behind the words before it, where the name would have too many lines else', () => {
	const name = 'Groep 25 Aansprakelijkheidswaardevaststellingsverandering';
	const { lines } = lay(name, 300);
	expect(lines).toHaveLength(2);
	expect(lines[0]).toMatch(/^Groep 25 .+-$/);
	expect(lines.join('').replace('-', '')).toBe(name);
});

it('a name that has room in one line stays whole, a short one as large as can be', () => {
	expect(lay(long, 600)).toMatchObject({ lines: [long] });
	expect(lay('Straat', 300)).toEqual({ lines: ['Straat'], size: 24 });
});
