import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { dpi } from '#shared/strip/papers.ts';
import { paintPage, startPdfium } from '../drawings/pdf.ts';
import { typeset, typesetStory } from './typeset.ts';

/** What the server gives this program at its start. */
export interface PrintJob {
	/** See `typeset`; `strip.pdf` comes into it, or `strip.png`; of a story `story.pdf`. */
	folder: string;
	document: 'strip' | 'story';
	/** The size in pixels of the picture that is made of its only page; null for a PDF. */
	picture: { width: number; height: number } | null;
}
/** What it tells the server. */
export type PrintMessage = { ok: true } | { ok: false; reason: string };

/** For PDFium, in bytes: an A3 at 300 dpi takes 70 MB, and its pictures as much again. */
const mostMemory = 512 * 1024 ** 2;

// A process of its own, for one strip: no vote waits for it, it can be ended at any moment, and all of its memory, which
// Typst gives back to no one, goes with it.
process.once('message', (job: PrintJob) => {
	run(job).then(
		() => tell({ ok: true }),
		(error: unknown) => tell({ ok: false, reason: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error) })
	);
});
// The server ended: nobody wants it any more.
process.once('disconnect', () => process.exit(0));

async function run({ folder, document, picture }: PrintJob): Promise<void> {
	const pdf = document === 'story' ? typesetStory(folder) : typeset(folder);
	await writeFile(join(folder, `${document}.${picture ? 'png' : 'pdf'}`), picture ? await painted(pdf, picture) : pdf);
}

async function painted(pdf: Uint8Array, box: { width: number; height: number }): Promise<Buffer> {
	const pdfium = await startPdfium(mostMemory, () => {});
	const page = paintPage(pdfium, pdf, box);
	if (page === null) throw new Error('PDFium has no memory for this page');
	const { pixels, width, height } = page;
	return sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha().withMetadata({ density: dpi }).png({ compressionLevel: 7 }).toBuffer();
}

function tell(message: PrintMessage): void {
	// Only once it has left: the end of this process would cut it off.
	process.send?.(message, () => process.exit(0));
}
