import { execFileSync } from 'node:child_process';

/** Resident memory of a process, kB. */
export function residentKb(pid: number): number {
	return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}

/** Resident memory of a process and of those that it started, kB. */
export function residentOfAllKb(pid: number): number {
	const each = execFileSync('ps', ['-o', 'rss=', '-p', String(pid), '--ppid', String(pid)], { encoding: 'utf8' });
	return each.trim().split('\n').reduce((sum, one) => sum + Number(one), 0);
}
