import { describe, expect, it } from 'vitest';
import english from '#messages/drawing-refusals.en.json' with { type: 'json' };
import dutch from '#messages/drawing-refusals.nl.json' with { type: 'json' };
import { drawingNotes, drawingRefusals } from './refusals.ts';

const codes = [...drawingRefusals, ...drawingNotes.map((note) => `drawing.${note}`)].sort();

describe.each([
	['Dutch', dutch],
	['English', english]
])('the answers to an illustrator in %s', (_, texts: Record<string, string>) => {
	it('are there for each code, and for no other', () => {
		expect(Object.keys(texts).sort()).toEqual(codes);
	});

	it('say what happened and then what to do now, in sentences of at most 15 words', () => {
		for (const [code, text] of Object.entries(texts)) {
			const sentences = text.split(/(?<=\.) /);
			expect(sentences.length, code).toBeGreaterThan(1);
			for (const sentence of sentences) {
				expect(sentence, code).toMatch(/^[A-Z].*\.$/);
				expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(15);
			}
		}
	});
});

it('the Dutch answers never say je or jij', () => {
	expect(Object.values(dutch).filter((text) => /\b(je|jij|jou|jouw)\b/i.test(text))).toEqual([]);
});
