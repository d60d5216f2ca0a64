import { expect, test } from 'vitest';
import { hyphenate, longestInTitle } from './hyphenate.ts';

const shown = (text: string) => hyphenate(text).replaceAll('\u00AD', '|');
/** The longest piece that a line must be able to hold. */
const longest = (text: string) => Math.max(...hyphenate(text).split(/[\s\u00AD\u200B-]/).map((piece) => piece.length));

test('long Dutch words may break between their parts', () => {
	expect(shown('Straatverlichting bij de sporthal')).toBe('Straat|verlichting bij de sporthal');
	expect(shown('jongerenontmoetingsplek')).toBe('jongeren|ontmoetings|plek');
});
test.each([
	'Parkeer|vergunning|houders|plaatsen',
	'Verkeers|veiligheids|maatregelen',
	'Water|overlast|bestrijding',
	'eenrichtings|verkeer',
	'hang|jongeren',
	'Sluip|verkeer',
	'Gezondheids|centrum',
	'starters|woningen',
	'drugs|overlast',
	'honden|uitlaatplaats',
	'groen|onderhoud',
	'winkel|centrum',
	'bereik|baarheid'
])('as few as can be, where two words were put together, and with four letters on both sides: %s', (broken) => {
	expect(shown(broken.replaceAll('|', ''))).toBe(broken);
});
test('leave no short tail', () => {
	expect(shown('Speelplekken')).toBe('Speel|plekken');
});
test('stay whole where a title has the whole width', () => {
	expect(hyphenate('Ronde 3: belangrijkste onderwerpen', longestInTitle)).toBe('Ronde 3: belangrijkste onderwerpen');
});
test('a word that fits in a line stays whole', () => {
	expect(shown('Te hard rijden op de dijk')).toBe('Te hard rijden op de dijk');
	expect(shown('Onderhoud')).toBe('Onderhoud');
});
test('a word of 60 letters always finds a place to break, whatever its letters are', () => {
	expect(longest('hottentottensoldatententententoonstellingsbouwterreincontroleur')).toBeLessThanOrEqual(12);
	expect(longest('x'.repeat(60))).toBeLessThanOrEqual(10);
	expect(longest('7'.repeat(60))).toBeLessThanOrEqual(10);
	expect(longest('https://www.edam-volendam.example/overleggen?nummer=123456789')).toBeLessThanOrEqual(10);
});
test('a web or mail address gets no hyphen: it would be another one', () => {
	for (const address of ['https://www.oudekom.example/plannen-en-projecten/verkeer', 'www.oudekom.example', 'bewonersplatform@oudekom.example']) {
		expect(hyphenate(address)).not.toContain('\u00AD');
		expect(hyphenate(address).replaceAll('\u200B', '')).toBe(address);
	}
});
test('what people wrote stays what they wrote', () => {
	const text = 'Aansprakelijkheidswaardevaststelling 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 à la café';
	expect(hyphenate(text).replaceAll('\u00AD', '')).toBe(text);
	expect(hyphenate(text)).toContain('👩‍👩‍👧‍👦');
});
