import { open } from 'node:fs/promises';

// EFBIG: the file-size limit that a hosting company set, which to a person is the same full disk.
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether a failed write means that the disk, or this program's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' && fullDisk.has(error.code);
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
