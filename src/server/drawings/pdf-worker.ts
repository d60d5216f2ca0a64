import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { renderPdf, startPdfium, type RenderedPage } from './pdf.ts';
import { restrictDecoders } from './render.ts';

/** What this thread is made with. */
export type PdfJob = { path: string; mostMemory: number; only: number | null };

/** What it tells, in this order: how many there are, each page, the end. */
export type PdfNews = { began: { count: number; pages: number } } | { page: RenderedPage } | { ended: Refusal | null };

if (parentPort === null) throw new Error('pdf-worker.ts runs as a worker thread only');
const port = parentPort;
const tell = (news: PdfNews, moved: ArrayBuffer[] = []) => port.postMessage(news, moved);

restrictDecoders();
const { path, mostMemory, only } = workerData as PdfJob;
let isOutOfMemory = false;
try {
	const pdfium = await startPdfium(mostMemory, () => (isOutOfMemory = true));
	const refusal = await renderPdf(pdfium, readFileSync(path), only, {
		began: (count, pages) => tell({ began: { count, pages } }),
		made: (page) => tell({ page }, [page.screen.bytes.buffer, page.thumbnail.bytes.buffer])
	});
	tell({ ended: refusal });
} catch (error) {
	// Whatever else throws here ends this thread, and is a PDF that can't be opened.
	if (!isOutOfMemory) throw error;
	tell({ ended: refuse('pdf.tooSlow') });
}
