import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Paper } from '#shared/strip/papers.ts';
import type { DrawingView } from '#shared/views/parts.ts';
import { drawing as hatching } from '../drawings/test-pictures.ts';
import { layOut, onPixels, panelAlt, sheetOf, type StripToPrint } from './sheet.ts';
import { openPdf, picturesOn, readPage } from './test-pdf-tree.ts';
import { typeset } from './typeset.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-typeset-'));
});
afterAll(() => rm(folder, { recursive: true }));

const view = (given: Partial<DrawingView> = {}): DrawingView => ({ id: 'drawing', version: 'version', width: 800, height: 600, title: 'Bankje', alt: 'Twee mensen op een bank.', credit: 'Noor', ...given });
const strip = (given: Partial<StripToPrint> = {}): StripToPrint => ({ title: 'De strip van de avond', under: 'Gebiedsavond · Oude Kom', layout: 2, panels: [{ drawing: view(), frame: null }], ...given });

/** @param given.part of the pixels that are asked for @throws where it does not pass PDF/UA-1 */
async function set(what: StripToPrint, { paper = 'a4', only = null, part = 0.1 }: { paper?: Paper; only?: number | null; part?: number } = {}): Promise<Buffer> {
	const { pages, pictures } = layOut(what, paper, only);
	const files = new Map<number, string>();
	for (const { panel, width, height } of pictures) {
		files.set(panel, `${panel}.png`);
		await writeFile(join(folder, `${panel}.png`), await hatching(Math.ceil(width * part), Math.ceil(height * part)).png({ compressionLevel: 1 }).toBuffer());
	}
	await writeFile(join(folder, 'strip.json'), JSON.stringify(only === null ? sheetOf(what, paper, pages, files) : onPixels(sheetOf(what, paper, pages, files), paper)));
	return typeset(folder);
}

describe('a strip as a PDF', () => {
	it.each([
		['a4', 595, 842],
		['a3', 842, 1191]
	] as const)('on %s passes PDF/UA-1, has the size of the paper, and its pictures have 300 dots to the inch', async (paper, width, height) => {
		const pdf = await openPdf(await set(strip({ panels: Array.from({ length: 5 }, () => ({ drawing: view(), frame: null })) }), { paper, part: 1 }));
		expect(pdf.numPages).toBe(3);
		for (const number of [1, 2, 3]) {
			const [, , wide, high] = (await pdf.getPage(number)).view;
			expect([Math.round(wide!), Math.round(high!)]).toEqual([width, height]);
		}
		const [picture] = await picturesOn(pdf, 3);
		// Alone on its page it is as wide as the sheet, but for its margins.
		expect(picture!.width / (width / 72)).toBeGreaterThan(0.85 * 300);
	});

	// What faces a computer has differs; of signs for private use none has any.
	it('leaves out signs that no face has, and is made all the same', async () => {
		const panels = ['Feest \uE7F0 op het plein 🎈', '\uE7F1\uE7F2', 'Γειά, \uE7F0buren 你好'].map((caption) => ({ drawing: view({ credit: 'Noor \uE7F3', alt: 'Een feest 🎉.' }), frame: null, caption }));
		const pdf = await openPdf(await set(strip({ title: '\uE7F4', under: 'Buurtavond \uE7F0', panels, layout: 3 })));
		const words = JSON.stringify(await readPage(pdf, 1));
		for (const kept of ['De strip van de avond', 'Buurtavond', 'Feest op het plein', 'buren', 'tekening: Noor', 'Een feest 🎉.']) expect(words).toContain(kept);
		expect(words).not.toMatch(/[\uE7F0-\uE7F4]/);
	});

	it('is read in order: the title, then of each panel what is seen and its caption, and at the end who drew it', async () => {
		const panels = ['Een', 'Twee', 'Drie'].map((alt, index) => ({ drawing: view({ alt: `${alt} mens.`, lettering: index === 1 ? 'Kom erbij!' : '', credit: index === 2 ? 'Sam' : 'Noor' }), frame: null, ...(index !== 1 && { caption: `Onder ${alt}` }) }));
		const pdf = await openPdf(await set(strip({ panels })));
		expect(await readPage(pdf, 1)).toEqual([
			{ role: 'H1', words: 'De strip van de avond' },
			{ role: 'P', words: 'Gebiedsavond · Oude Kom' },
			{ role: 'Figure', words: 'Een mens.' },
			{ role: 'P', words: 'Onder Een' },
			{ role: 'Figure', words: 'Twee mens. Kom erbij!' },
			{ role: 'P', words: 'tekening: Noor' }
		]);
		expect((await readPage(pdf, 2)).map(({ words }) => words)).toEqual(['Drie mens.', 'Onder Drie', 'tekening: Sam']);
	});

	it('says what it is, in which language, and who made it', async () => {
		const { info } = await (await openPdf(await set(strip({ title: 'Samen', panels: ['Noor', 'Sam', 'Noor'].map((credit) => ({ drawing: view({ credit }), frame: null })) })))).getMetadata();
		expect(info).toMatchObject({ Title: 'Samen', Author: 'Noor, Sam', Subject: 'Gebiedsavond · Oude Kom', Language: 'nl-NL' });
	});

	it('takes every word for what it is, and never for markup', async () => {
		const hostile = '#panic("uit") $x^2$ *vet* _schuin_ \\ ` <label> @ref = kop // weg /* weg */ [x] "aan" {json: \'ja\'} #read("/etc/passwd") ~ -- \\u{41}';
		const pdf = await openPdf(await set(strip({ title: hostile, panels: [{ drawing: view({ alt: hostile, credit: hostile }), frame: null, caption: hostile }] })));
		const squeezed = (text: string) => text.replaceAll(/[\s\u00AD]|-(?= )/g, '');
		const words = (await readPage(pdf, 1)).map((part) => squeezed(part.words));
		expect(words).toHaveLength(5);
		expect(words[2]).toBe(squeezed(hostile));
		// A line may end with the hyphen of a broken word.
		for (const word of [words[0]!, words[3]!, words[4]!]) expect(word.replaceAll('-', '')).toContain(squeezed(hostile).replaceAll('-', ''));
		expect((await pdf.getMetadata()).info).toMatchObject({ Title: hostile });
	});

	it('holds words of any length and script, and pictures of any shape', async () => {
		const words = 'Arbeidsongeschiktheidsverzekeringsmaatschappij İstanbul Привет مرحبا 😀 ' + 'W'.repeat(80);
		const panels = [0.05, 20, 1, 0.5, 3, 1].map((shape) => ({ drawing: view({ width: 1000 * shape, height: 1000, credit: words }), frame: null, caption: words }));
		for (const layout of [1, 2, 3, 4, 5, 6]) expect((await openPdf(await set(strip({ title: words, layout, panels })))).numPages).toBe(Math.ceil(6 / layout));
	});

	it('of one page has that page, with its number', async () => {
		const panels = ['Een', 'Twee', 'Drie'].map((alt) => ({ drawing: view({ alt }), frame: null }));
		const pdf = await openPdf(await set(strip({ layout: 1, panels }), { only: 1 }));
		expect(pdf.numPages).toBe(1);
		expect((await readPage(pdf, 1)).map(({ words }) => words)).toEqual(['Twee', 'tekening: Noor']);
		const { items } = await (await pdf.getPage(1)).getTextContent();
		expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toContain('2 / 3');
	});
});

it.each([
	[{ alt: 'Een bank.', lettering: 'Kom erbij!' }, 'Een bank. Kom erbij!'],
	[{ title: 'Bankje' }, 'Bankje'],
	[{ lettering: 'Kom erbij!' }, 'Kom erbij!'],
	[{ credit: 'Noor' }, 'Tekening van Noor zonder beschrijving'],
	[{}, 'Tekening zonder beschrijving']
])('a panel of %o is told as %s', (given, words) => {
	expect(panelAlt({ id: 'drawing', version: 'version', width: 1, height: 1, ...given })).toBe(words);
});
