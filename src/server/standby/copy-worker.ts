import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { databaseFile } from '../store/database.ts';

/** What the thread is asked, and what it says to that. */
export interface CopyAsked {
	to: string;
}
export type CopyMade = { ok: true } | { ok: false; message: string };

if (parentPort === null) throw new Error('copy-worker.ts runs as a worker thread only');
const port = parentPort;
const { folder } = workerData as { folder: string };

// In a thread: writing out a whole database takes as long as a few hundred ballots. One statement, and so one moment of
// the database, however many ballots come in meanwhile; SQLite's backup function begins anew at each.
port.on('message', ({ to }: CopyAsked) => {
	try {
		rmSync(to, { force: true });
		const source = new DatabaseSync(join(folder, databaseFile), { readOnly: true, timeout: 5000 });
		try {
			source.prepare('VACUUM INTO ?').run(to);
		} finally {
			source.close();
		}
		port.postMessage({ ok: true } satisfies CopyMade);
	} catch (error) {
		rmSync(to, { force: true });
		port.postMessage({ ok: false, message: error instanceof Error ? error.message : String(error) } satisfies CopyMade);
	}
});
