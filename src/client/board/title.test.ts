import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dutchSyllables } from './syllables.ts';
import { layTitle, type TitleRoom } from './title.ts';

/** A type of which every letter is half as wide as it is high. */
const type = { sizes: [30, 24, 18], leading: 1, measure: (text: string, size: number) => [...text].length * size * 0.5, syllables: dutchSyllables };
const room: TitleRoom = { width: 290, height: 64 };
const lay = (title: string, within: TitleRoom = room) => layTitle(title, within, type);

describe('a title', () => {
	it('stands at the largest size that lets it fit', () => {
		expect(lay('Plek voor jongeren')).toEqual({ lines: ['Plek voor jongeren'], size: 30 });
		expect(lay('Onderhoud van stoepen en straten in de buurt').size).toBe(24);
	});
	it('breaks between words', () => {
		expect(lay('Te hard rijden op de dijk').lines).toEqual(['Te hard rijden op', 'de dijk']);
	});
	it('breaks a word only where no line can hold it, and then as Dutch does', () => {
		const { lines } = lay('Verkeersveiligheidsmaatregelen');
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatch(/^Verkeersveilig(heids)?-$/);
		expect(lines.join('').replaceAll('-', '')).toBe('Verkeersveiligheidsmaatregelen');
	});
	it('stands whole in a somewhat smaller size rather than with a broken word', () => {
		expect(lay('Toegankelijkheidsplan', { width: 270, height: 64 })).toEqual({ lines: ['Toegankelijkheidsplan'], size: 24 });
		expect(lay('Toegankelijkheidsplannen', { width: 210, height: 64 }).lines.length).toBe(2);
	});
	it('breaks after a hyphen or a slash of its own, without a second hyphen', () => {
		expect(lay('24-uurs-apotheek/huisartsenpost').lines[0]).toBe('24-uurs-apotheek/');
	});
	it('stands beside a thumbnail on its first lines, and below it on the whole width', () => {
		const { lines } = lay('Nieuwe bewoners en oude verschillen', { width: 290, height: 120, beside: { width: 190, height: 40 } });
		expect(lines).toEqual(['Nieuwe', 'bewoners en', 'oude verschillen']);
	});
	it('ends in … where even the smallest size can’t hold it', () => {
		const { lines, size } = lay('woord '.repeat(40));
		expect(size).toBe(18);
		expect(lines).toHaveLength(3);
		expect(lines[2]).toMatch(/…$/);
	});
	it('of one endless word is cut anywhere', () => {
		const { lines } = lay('W'.repeat(120));
		expect(lines.at(-1)).toMatch(/…$/);
	});
	it('never runs out of its room, whatever it says', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 120 }), fc.boolean(), (title, beside) => {
				const within = beside ? { ...room, beside: { width: 180, height: 40 } } : room;
				const { lines, size } = lay(title, within);
				expect(lines.length * size).toBeLessThanOrEqual(room.height);
				for (const line of lines) expect(type.measure(line, size)).toBeLessThanOrEqual(within.width);
			})
		);
	});
});
