import { expect, it } from 'vitest';
import { apartInWords } from './clock-words.ts';

it('clocks that differ less than anyone sees are well', () => {
	expect(apartInWords(-1800).well).toBe(true);
});

it('says by how much, and which way', () => {
	expect([8000, -600_000, 3 * 3_600_000, -5 * 86_400_000].map((apart) => apartInWords(apart).words)).toEqual([
		'De klok van de server loopt 8 seconden voor op deze computer.',
		'De klok van de server loopt 10 minuten achter op deze computer.',
		'De klok van de server loopt 3 uur voor op deze computer.',
		'De klok van de server loopt 5 dagen achter op deze computer.'
	]);
});
