import { execFileSync } from 'node:child_process';

/** Resident memory of a process, kB. */
export function residentKb(pid: number): number {
	return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
