import { Worker } from 'node:worker_threads';
import type { WorkbookJob } from './workbook-worker.ts';

/** A workbook is made within this time, in ms, or not at all. */
const mostMs = 60_000;

let turn: Promise<unknown> = Promise.resolve();

/** Makes a workbook of these sheets in a thread, one after the other. @throws where it could not be made */
export function makeWorkbook(sheets: WorkbookJob['sheets']): Promise<Uint8Array> {
	const made = turn.then(() => inThread(sheets));
	turn = made.catch(() => {});
	return made;
}

function inThread(sheets: WorkbookJob['sheets']): Promise<Uint8Array> {
	const job: WorkbookJob = { sheets };
	const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), { workerData: job, env: {}, resourceLimits: { maxOldGenerationSizeMb: 768 } });
	worker.unref();
	return new Promise<Uint8Array>((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('The workbook took too long')), mostMs);
		worker.once('message', (bytes: Uint8Array) => resolve(bytes));
		worker.once('error', reject);
		worker.once('exit', (code) => reject(new Error(`The thread of a workbook ended with code ${code}`)));
		worker.once('exit', () => clearTimeout(timer));
	}).finally(() => void worker.terminate());
}
