import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

const text = 'Jan de Vries van nummer 12 parkeert altijd fout.';
const span = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

describe('words that nobody may read', () => {
	it('become a gap, each their own', () => {
		expect(redact(text, [span('nummer 12'), span('Jan de Vries')])).toBe('[…] van […] parkeert altijd fout.');
	});

	it('leave the spaces around them', () => {
		expect(redact(text, [span(' van nummer 12 ')])).toBe('Jan de Vries […] parkeert altijd fout.');
	});

	it('become one gap where they touch or overlap', () => {
		expect(redact(text, [span('Jan de'), span('de Vries'), span('van nummer')])).toBe('[…] 12 parkeert altijd fout.');
	});

	it('are none where nothing or only a space was chosen', () => {
		expect(redact(text, [])).toBe(text);
		expect(redact(text, [{ start: 3, end: 4 }, { start: 5, end: 5 }])).toBe(text);
	});

	it('are whole characters', () => {
		expect(redact('a😀b', [{ start: 2, end: 4 }])).toBe('a[…]');
		expect(redact('a😀b', [{ start: 0, end: 2 }])).toBe('[…]b');
	});
});
