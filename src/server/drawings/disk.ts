import { randomBytes } from 'node:crypto';
import { open, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// EFBIG: the file-size limit that a hosting company set, which to a person is the same full disk.
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether a failed write means that the disk, or this program's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' && fullDisk.has(error.code);
}

/** Whether so many bytes can be written in `folder` now. Tried: the free space that a system tells knows of no quota. */
export async function hasRoom(folder: string, bytes: number): Promise<boolean> {
	const probe = join(folder, `.ruimteproef-${process.pid}`);
	try {
		// Not zeros: some file systems keep those in no room at all.
		await writeFile(probe, randomBytes(bytes));
		return true;
	} catch (error) {
		if (isDiskFull(error)) return false;
		throw error;
	} finally {
		await rm(probe, { force: true });
	}
}

/** The bytes that the system says are free for this program in `folder`. A quota can make it fewer: only `hasRoom` knows. */
export async function freeBytes(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

/** Makes a rename or removal inside `folder` survive a power cut: the name itself is on disk after this. */
export async function syncFolder(folder: string): Promise<void> {
	// Windows can't open a folder as a file, and writes names through by itself.
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
