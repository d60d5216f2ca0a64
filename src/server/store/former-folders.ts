import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** `vorige-`: what stood in the data folder before a restore or a take-over. `terugzetten-`: a restore that was cut short. */
const formerName = /^(?:vorige|terugzetten)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-\d{3}Z$/;

/** Where what stands in the data folder goes now. */
export function formerFolder(dataDir: string, now: Date): string {
	return join(dataDir, `vorige-${now.toISOString().replace(/[:.]/g, '-')}`);
}

/** A folder within the data folder that holds evenings as they were. `at`: since when it stands there, in ms since 1970. */
export interface FormerFolder {
	name: string;
	at: number;
}

/** Those that are there, the newest first. */
export async function listFormerFolders(dataDir: string): Promise<FormerFolder[]> {
	const folders = (await readdir(dataDir)).flatMap((name) => {
		const [, day, hours, minutes, seconds] = formerName.exec(name) ?? [];
		return day === undefined ? [] : [{ name, at: Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`) }];
	});
	return folders.sort((one, other) => other.at - one.at);
}

/** Takes all of them away for good: they hold what was destroyed since. */
export async function removeFormerFolders(dataDir: string): Promise<void> {
	for (const { name } of await listFormerFolders(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true });
}
