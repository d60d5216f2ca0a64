import { readdirSync, readFileSync, statSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { longest } from '#shared/protocol/text.ts';
import { example, exampleDrawings } from './example.ts';

const chosen = example.themes.map(({ code }) => code);
const byCode = new Map(defaultThemes.map((theme) => [theme.source, theme]));

describe('the example evening', () => {
	it('has 24 themes of the default list, of every main theme in it, a few of them grave', () => {
		expect(new Set(chosen).size).toBe(24);
		const themes = chosen.map((code) => byCode.get(code));
		expect(themes).not.toContain(undefined);
		expect(new Set(themes.map((theme) => theme?.main)).size).toBe(8);
		expect(themes.filter((theme) => theme?.grave).map((theme) => theme?.source)).toEqual(['E4', 'E8', 'F5']);
	});

	it('has some forty comments on its themes, most of them approved', () => {
		expect(example.comments.length).toBeGreaterThanOrEqual(40);
		expect(new Set(example.comments.map(({ text }) => text)).size).toBe(example.comments.length);
		for (const { code } of example.comments) expect(chosen).toContain(code);
		const waiting = example.comments.filter(({ approved }) => !approved).length;
		expect(waiting).toBeGreaterThan(0);
		expect(waiting).toBeLessThan(10);
	});

	it('has no comment on a grave theme: someone in the hall may be the victim', () => {
		for (const { code } of example.comments) expect(byCode.get(code)?.grave, code).toBe(false);
	});

	it.each(example.comments)('$text: short sentences, without a name, a number or an address', ({ text }) => {
		expect(text.length).toBeLessThanOrEqual(longest.comment);
		for (const sentence of text.split(/[.!?]/)) {
			const words = sentence.trim().split(/\s+/);
			expect(words.length).toBeLessThanOrEqual(15);
			// A capital inside a sentence would be a name.
			for (const word of words.slice(1)) expect(word).not.toMatch(/^\p{Lu}/u);
		}
		expect(text).not.toMatch(/\d|(straat|laan|weg|plein) \d/);
	});
});

describe('the six drawings', () => {
	it('hang at six of the themes, each with a title, a text for who cannot see it, a credit and a licence', () => {
		expect(new Set(example.drawings.map(({ code }) => code)).size).toBe(6);
		for (const { code, title, alt, credit, licence } of example.drawings) {
			expect(chosen).toContain(code);
			expect(title.length).toBeGreaterThan(0);
			expect(title.length).toBeLessThanOrEqual(longest.title);
			expect(alt.length).toBeGreaterThan(50);
			expect(alt.length).toBeLessThanOrEqual(longest.alt);
			expect([credit, licence]).toEqual(['Wijkverhaal', 'CC BY']);
		}
	});

	it('are pictures of 1600 by 1200, together below 1 MB', async () => {
		let bytes = 0;
		for (const { file } of example.drawings) {
			const { format, width, height } = await sharp(readFileSync(new URL(file, exampleDrawings))).metadata();
			expect({ format, width, height }, file).toEqual({ format: 'png', width: 1600, height: 1200 });
			bytes += statSync(new URL(file, exampleDrawings)).size;
		}
		expect(bytes).toBeLessThan(1_000_000);
	});

	it('have their source beside them, with lettering as shapes: no font is needed to print them', () => {
		const sources = example.drawings.map(({ file }) => file.replace('.png', '.svg'));
		const files = example.drawings.map(({ file }) => file);
		expect(readdirSync(exampleDrawings).sort()).toEqual([...files, ...sources].sort());
		for (const source of sources) expect(readFileSync(new URL(source, exampleDrawings), 'utf8')).not.toMatch(/<text|<image|href/);
	});
});
