import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
// Not used here, yet it must be loaded on the main thread: when the last worker that holds sharp's
// libraries ends, they would be unloaded, and the next worker could not register them again.
import 'sharp';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { HEAD_BYTES, identify } from './kind.ts';
import type { RenderedPage } from './pdf.ts';
import type { PdfJob, PdfNews } from './pdf-worker.ts';

/** Who follows a PDF being made into pictures. */
export interface Reader {
	/** How many pages the file has, and how many of them are made. */
	began(count: number, pages: number): void;
	/** A page, in order. The next one is not waited with. */
	page(page: RenderedPage): void;
	/** Breaks it off. */
	signal?: AbortSignal;
}

/**
 * Makes pictures of PDFs, one file after the other, each in a thread of its own: what an untrusted file does to PDFium
 * ends with that thread, and drawings that come in meanwhile wait for none of it.
 */
export class PdfPages {
	readonly #stepMs: number;
	readonly #wholeMs: number;
	readonly #mostMemory: number;
	readonly #onCrash: (reason: unknown) => void;
	readonly #program: URL;
	#turn: Promise<unknown> = Promise.resolve();
	/** Ends what is under way. */
	#abandon: ((refusal: Refusal) => Promise<unknown>) | null = null;
	#closed = false;

	/**
	 * @param options.stepMs the time that a page may take, 20 seconds unless told
	 * @param options.wholeMs the time that a file may take, 3 minutes unless told
	 * @param options.mostMemory what PDFium may use, in bytes; 768 MB unless told: a file of 40 MB with a large scan in it fits
	 * @param options.onCrash told about each thread that ended by itself, for the log
	 */
	constructor(options: { stepMs?: number; wholeMs?: number; mostMemory?: number; onCrash?: (reason: unknown) => void; program?: URL } = {}) {
		this.#stepMs = options.stepMs ?? 20_000;
		this.#wholeMs = options.wholeMs ?? 180_000;
		this.#mostMemory = options.mostMemory ?? 768 * 1024 ** 2;
		this.#onCrash = options.onCrash ?? (() => {});
		this.#program = options.program ?? new URL('./pdf-worker.ts', import.meta.url);
	}

	/**
	 * Reads the PDF at a path, which is left as it is. Never rejects.
	 * @param only the number of the page that becomes a drawing; null for all of them
	 * @returns null when all pages were told; `upload.broken` after `close` or when it was broken off.
	 */
	read(path: string, reader: Reader, only: number | null = null): Promise<Refusal | null> {
		const result = this.#turn.then(() => this.#run(path, reader, only));
		this.#turn = result;
		return result;
	}

	/** Ends what is under way and what waits. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#abandon?.(refuse('upload.broken'));
	}

	#run(path: string, reader: Reader, only: number | null): Promise<Refusal | null> {
		if (this.#closed || reader.signal?.aborted) return Promise.resolve(refuse('upload.broken'));
		const job: PdfJob = { path, mostMemory: this.#mostMemory, only };
		// A PDF has no business with what this program was started with.
		const worker = new Worker(this.#program, { workerData: job, env: {}, resourceLimits: { maxOldGenerationSizeMb: 512 } });
		worker.unref();
		return new Promise((resolve) => {
			let timer: NodeJS.Timeout | undefined;
			let reason: unknown;
			const settle = (refusal: Refusal | null): void => {
				clearTimeout(timer);
				clearTimeout(whole);
				reader.signal?.removeEventListener('abort', stop);
				this.#abandon = null;
				resolve(refusal);
			};
			const abandon = (refusal: Refusal): Promise<unknown> => {
				settle(refusal);
				return worker.terminate();
			};
			const stop = () => void abandon(refuse('upload.broken'));
			const waitForStep = () => {
				clearTimeout(timer);
				timer = setTimeout(() => void abandon(refuse('pdf.tooSlow')), this.#stepMs);
			};
			const whole = setTimeout(() => void abandon(refuse('pdf.tooSlow')), this.#wholeMs);
			this.#abandon = abandon;
			reader.signal?.addEventListener('abort', stop);
			waitForStep();
			worker.on('message', (news: PdfNews) => {
				if (this.#abandon !== abandon) return;
				waitForStep();
				if ('began' in news) reader.began(news.began.count, news.began.pages);
				else if ('page' in news) reader.page(news.page);
				else settle(news.ended);
			});
			worker.on('error', (error) => (reason = error));
			worker.on('exit', (code) => {
				if (this.#abandon !== abandon) return;
				this.#onCrash(reason ?? new Error(`The thread of a PDF ended by itself with code ${code}`));
				settle(refuse('pdf.broken'));
			});
		});
	}
}

/** Whether the file at a path is a PDF, by its first bytes. */
export async function isPdf(path: string): Promise<boolean> {
	const file = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
		return identify(buffer.subarray(0, bytesRead)) === 'pdf';
	} finally {
		await file.close();
	}
}
