import { describe, expect, it } from 'vitest';
import { layNote } from './note-picture.ts';

const measure = (text: string, size: number) => text.length * size * 0.5;
const lay = (text: string) => layNote(text, measure, (word) => [word]);

describe('the words of a note', () => {
	it('stand in the largest type that lets them, each line break kept', () => {
		expect(lay('Zaal bellen\n\nkoffie')).toEqual({ lines: ['Zaal bellen', '', 'koffie'], size: 22 });
	});
	it('become smaller where there are more of them', () => {
		expect(lay('Vraag de wijkagent naar de kruising '.repeat(5)).size).toBeLessThan(22);
	});
	it('that do not fit at all end in an ellipsis', () => {
		const { lines, size } = lay(Array(30).fill('regel').join('\n'));
		expect(size).toBe(12);
		expect(lines.length).toBeLessThan(12);
		expect(lines.at(-1)).toMatch(/…$/);
	});
});
