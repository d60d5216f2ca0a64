import { describe, expect, it } from 'vitest';
import english from '#messages/en.json' with { type: 'json' };
import dutch from '#messages/nl.json' with { type: 'json' };
import { refusalCodes } from '#shared/protocol/refusals.ts';
import { uploadNotes } from '#shared/protocol/upload.ts';

/** Only texts without variants: these have none. */
const textOf = (texts: Record<string, unknown>, key: string) => String(texts[key] ?? '');

const keys = [
	...refusalCodes.filter((code) => /^(drawing|upload|disk)\./.test(code)).map((code) => `refusal_${code.replace('.', '_')}`),
	...uploadNotes.map((note) => `note_drawing_${note}`)
];

describe.each([
	['Dutch', dutch],
	['English', english]
])('the answers to an illustrator in %s', (_, texts: Record<string, unknown>) => {
	it.each(keys)('%s: says what happened and then what to do now, in sentences of at most 15 words', (key) => {
		const sentences = textOf(texts, key).split(/(?<=\.) /);
		expect(sentences.length).toBeGreaterThan(1);
		for (const sentence of sentences) {
			expect(sentence).toMatch(/^[A-Z].*\.$/);
			expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(15);
		}
	});
});

it('the Dutch answers never say je or jij', () => {
	expect(keys.filter((key) => /\b(je|jij|jou|jouw)\b/i.test(textOf(dutch, key)))).toEqual([]);
});
