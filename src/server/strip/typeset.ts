import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { storyWithoutSigns, wordsOfStory, type StorySheet } from '../story/sheet.ts';
import { withoutSigns, wordsOn, type Sheet } from './sheet.ts';

const fonts = fileURLToPath(new URL('./fonts/', import.meta.url));
const stripSource = readFileSync(new URL('./strip.typ', import.meta.url), 'utf8');
const storySource = readFileSync(new URL('../story/story.typ', import.meta.url), 'utf8');
/** Nothing but these signs. They are data, as all words are. */
const signsAlone = '#set document(title: "signs")\n#set text(lang: "nl")\n#sys.inputs.signs';

/**
 * Sets the strip that a folder holds: `strip.json` (a `Sheet`), and the pictures that it names. Typst sees that folder and
 * our faces; what those lack comes from the computer's own. A sign that is in none of them (an emoji, mostly) is left out:
 * PDF/UA asks that each can be read, and else none would be made.
 * @returns a PDF that passes Typst's checks for PDF/UA-1
 * @throws what Typst says is wrong with it
 */
export function typeset(folder: string): Buffer {
	return typesetFrom<Sheet>(folder, 'strip.json', stripSource, wordsOn, withoutSigns);
}

/** The same of a story: `story.json` (a `StorySheet`). */
export function typesetStory(folder: string): Buffer {
	return typesetFrom<StorySheet>(folder, 'story.json', storySource, wordsOfStory, storyWithoutSigns);
}

function typesetFrom<Document>(folder: string, file: string, source: string, words: (document: Document) => string, without: (document: Document, signs: ReadonlySet<string>) => Document): Buffer {
	const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] });
	const document = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Document;
	const unknown = unknownSigns(compiler, signsOf(words(document)));
	return set(compiler, source, { document: JSON.stringify(without(document, unknown)) });
}

function set(compiler: NodeCompiler, mainFileContent: string, inputs: Record<string, string>): Buffer {
	const made = compiler.compile({ mainFileContent, inputs });
	if (made.result === null || made.hasError()) throw new Error(`Typst: ${JSON.stringify(compiler.fetchDiagnostics(made.takeError()!))}`);
	return compiler.pdf(made.result, { pdfStandard: 'ua-1' });
}

/** What is beyond ASCII, which our faces have: each letter with its marks, each emoji with what belongs to it. */
function signsOf(words: string): string[] {
	const signs = [...new Intl.Segmenter('nl', { granularity: 'grapheme' }).segment(words)].map(({ segment }) => segment);
	return [...new Set(signs)].filter((sign) => /[^\s\x20-\x7E]/.test(sign));
}

/** Those that can't be set here, found by halves: mostly there is none, and one try tells. */
function unknownSigns(compiler: NodeCompiler, signs: string[]): Set<string> {
	if (signs.length === 0 || canSet(compiler, signs)) return new Set();
	if (signs.length === 1) return new Set(signs);
	const half = signs.length >> 1;
	return unknownSigns(compiler, signs.slice(0, half)).union(unknownSigns(compiler, signs.slice(half)));
}

function canSet(compiler: NodeCompiler, signs: string[]): boolean {
	try {
		set(compiler, signsAlone, { signs: signs.join(' ') });
		return true;
	} catch {
		return false;
	}
}
