import { parentPort, workerData } from 'node:worker_threads';
import { runImport, type ImportJob, type ImportResult } from './import-job.ts';

/** What the thread says: how far it is, and its end. */
export type ImportNews = { progress: number } | { result: ImportResult };

if (parentPort === null) throw new Error('import-worker.ts runs as a worker thread only');
const port = parentPort;
const tell = (news: ImportNews) => port.postMessage(news);
// In a thread: unpacking and reading 10,000 rows takes seconds, in which no phone would be answered.
tell({ result: await runImport(workerData as ImportJob, (progress) => tell({ progress })) });
