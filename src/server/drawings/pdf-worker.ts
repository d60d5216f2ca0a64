import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { renderPdf, startPdfium, type RenderedPage } from './pdf.ts';
import { restrictDecoders } from './render.ts';

/** What this thread is made with. */
export type PdfJob = { path: string };

/** What it tells, in this order: how many there are, each page, the end. */
export type PdfNews = { began: { count: number; pages: number } } | { page: RenderedPage } | { ended: Refusal | null };

if (parentPort === null) throw new Error('pdf-worker.ts runs as a worker thread only');
const port = parentPort;
const tell = (news: PdfNews, moved: ArrayBuffer[] = []) => port.postMessage(news, moved);

restrictDecoders();
const { path } = workerData as PdfJob;
// Whatever throws here ends this thread, and is a PDF that can't be opened.
const refusal = await renderPdf(await startPdfium(), readFileSync(path), {
	began: (count, pages) => tell({ began: { count, pages } }),
	made: (page) => tell({ page }, [page.screen.bytes.buffer, page.thumbnail.bytes.buffer])
});
tell({ ended: refusal });
