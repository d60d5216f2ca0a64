import { parentPort, workerData } from 'node:worker_threads';
import { writeBackup } from './backup-file.ts';
import { isDamaged } from './damage.ts';
import { isNoRoom } from './no-room.ts';
import { isDiskFull } from '../drawings/disk.ts';

/** What the thread is given, and what it says at its end. */
export type BackupJob = { folder: string; to: string };
export type BackupMade = { ok: true; bytes: number; drawings: number; lacking: number } | { ok: false; full: boolean; damaged: boolean; message: string };

if (parentPort === null) throw new Error('backup-worker.ts runs as a worker thread only');
const { folder, to } = workerData as BackupJob;
// In a thread: checking and copying a whole evening takes seconds, in which no phone would be answered.
parentPort.postMessage(
	await writeBackup(folder, to).then(
		(made): BackupMade => ({ ok: true, ...made }),
		(error: unknown): BackupMade => ({ ok: false, full: isNoRoom(error) || isDiskFull(error), damaged: isDamaged(error), message: error instanceof Error ? error.message : String(error) })
	)
);
