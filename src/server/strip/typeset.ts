import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const fonts = fileURLToPath(new URL('./fonts/', import.meta.url));
const source = readFileSync(new URL('./strip.typ', import.meta.url), 'utf8');

/**
 * Sets the strip that a folder holds: `strip.json` (a `Sheet`), and the pictures that it names. Typst sees that folder and
 * our faces; what those lack comes from the computer's own.
 * @returns a PDF that passes Typst's checks for PDF/UA-1
 * @throws what Typst says is wrong with it
 */
export function typeset(folder: string): Buffer {
	const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] });
	const made = compiler.compile({ mainFileContent: source });
	if (made.result === null || made.hasError()) throw new Error(`Typst: ${JSON.stringify(compiler.fetchDiagnostics(made.takeError()!))}`);
	return compiler.pdf(made.result, { pdfStandard: 'ua-1' });
}
