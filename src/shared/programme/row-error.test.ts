import { describe, expect, it } from 'vitest';
import messages from '../../messages/row-errors.nl.json' with { type: 'json' };
import { rowErrorParams } from './row-error.ts';

const texts = new Map<string, string>(Object.entries(messages));

describe('every finding in a file has a Dutch sentence', () => {
	it('and no sentence stands there without a code', () => {
		expect([...texts.keys()].sort()).toEqual(Object.keys(rowErrorParams).sort());
	});

	it.each(Object.entries(rowErrorParams))('%s: with its own parameters and no others', (code, params) => {
		const named = [...(texts.get(code) ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(named.filter((name) => name !== 'unit').sort()).toEqual([...params].sort());
	});

	it.each([...texts])('%s: in sentences of at most 15 words', (_, text) => {
		// A dot within '.pb' or '1.000' ends no sentence.
		for (const sentence of text.split(/[.?!:](?=\s|$)/)) {
			expect(sentence.trim().split(/\s+/).length, sentence).toBeLessThanOrEqual(15);
		}
	});
});
