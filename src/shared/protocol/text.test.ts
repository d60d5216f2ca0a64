import { expect, it } from 'vitest';
import { cleanText } from './text.ts';

it.each([
	['spaces at the ends go', '  Hallo  ', 'Hallo'],
	['lines stay, however they were ended', 'een\r\ntwee\rdrie\nvier', 'een\ntwee\ndrie\nvier'],
	['one empty line stays, more become one', 'een\n\ntwee\n\n \n\t\r\n\ndrie\nvier', 'een\n\ntwee\n\ndrie\nvier'],
	['control characters become spaces', 'a\u0000b\u0007c\td\u009Fe', 'a b c d e'],
	['marks that turn the direction of the text around become spaces', 'a\u202Eb\u2066c', 'a b c'],
	['half a character becomes the mark for what cannot be read', 'a\uD83Db\uDE00c', 'a\uFFFDb\uFFFDc'],
	['whole characters outside the basic plane stay', 'Mooi 👩‍👩‍👧 𝒜', 'Mooi 👩‍👩‍👧 𝒜'],
	['HTML is text like any other', '<script>alert(1)</script>', '<script>alert(1)</script>'],
	['what looks like a formula is text like any other', '=1+1', '=1+1'],
	['nothing stays nothing', ' \n\t ', '']
])('%s', (_, typed, clean) => {
	expect(cleanText(typed)).toBe(clean);
});

it('cleaning twice is cleaning once', () => {
	for (const text of ['\u0000 a', ' \uFEFFa\r\r\n', 'a\uD800', 'a\n\n\n \n\u0000\nb']) expect(cleanText(cleanText(text))).toBe(cleanText(text));
});
