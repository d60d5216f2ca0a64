import { describe, expect, it } from 'vitest';
import * as compiled from '#client/paraglide/messages.js';
import { refusalCodes } from '#shared/protocol/refusals.ts';
import { paperSentence, resultsSentence } from '#shared/views/results-remark.ts';
import english from './en.json' with { type: 'json' };
import dutch from './nl.json' with { type: 'json' };

const languages: [locale: 'nl' | 'en', texts: Record<string, unknown>][] = [
	['nl', dutch],
	['en', english]
];

function keysOf(texts: object): string[] {
	return Object.keys(texts).filter((key) => key !== '$schema');
}

/** The names between braces in a text, also when it has variants. */
function inputsOf(text: unknown): string[] {
	const names = JSON.stringify(text).matchAll(/\{(\w+)\}/g);
	return [...new Set([...names].map(([, name]) => String(name)))].sort();
}

it('Dutch and English have the same texts', () => {
	expect(keysOf(english).sort()).toEqual(keysOf(dutch).sort());
});

it('a text asks for the same values in Dutch and English', () => {
	const different = keysOf(dutch).filter((key) => {
		const inDutch: unknown = Reflect.get(dutch, key);
		const inEnglish: unknown = Reflect.get(english, key);
		return inputsOf(inEnglish).join() !== inputsOf(inDutch).join();
	});
	expect(different).toEqual([]);
});

it('phones say of a result what screen, regie and files say', () => {
	expect(dutch.result_honest).toBe(`${resultsSentence}.`);
	expect(dutch.result_paper).toBe(`${paperSentence}.`);
});

it('each refusal has a text, and no text is of a refusal that is gone', () => {
	const named = refusalCodes.map((code) => `refusal_${code.replace('.', '_')}`);
	expect(keysOf(dutch).filter((key) => key.startsWith('refusal_')).sort()).toEqual(named.sort());
});

// A wrong path in the settings of the compiler only warns; every page would then be without words.
describe.each(languages)('what the pages get in %s', (locale, texts) => {
	it('holds every text', () => {
		const lacking = keysOf(texts).filter((key) => typeof Reflect.get(compiled, key) !== 'function');
		expect(lacking).toEqual([]);
	});

	it('says what the file says', () => {
		for (const key of keysOf(texts)) {
			const text: unknown = Reflect.get(texts, key);
			if (typeof text !== 'string' || text.includes('{')) continue;
			const message: unknown = Reflect.get(compiled, key);
			expect(typeof message === 'function' ? message({}, { locale }) : message).toBe(text);
		}
	});
});
