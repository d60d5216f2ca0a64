import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Where a limit on the size of a file, which stands in for a full disk, can't be set. */
export const withoutLimits = process.platform === 'win32';
if (withoutLimits) console.warn('Skipped: this system sets no limit on the size of a file.');

/**
 * Runs a module in a process that can write no file above 100 blocks (51,200 or 102,400 bytes,
 * depending on the shell).
 * @param program the module's text; it prints one JSON value and ends by itself
 * @param argument available to it as `process.argv[1]`
 * @returns that value
 */
export async function onSmallDisk(program: string, argument: string): Promise<unknown> {
	const command = 'ulimit -f 100; exec "$0" --input-type=module -e "$1" "$2"';
	const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, program, argument]);
	return JSON.parse(stdout);
}
