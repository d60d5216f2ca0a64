import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFile } from './database.ts';

/** What of a data folder is its evenings. Anything else in it stays: house styles, backups. */
const evenings = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`, 'drawings'];

/**
 * Puts the evenings of the folder `fresh` in the place of those in `folder`; `fresh` is gone after it.
 * @param former where what stood in the folder goes
 * @returns that, or null where nothing stood there
 */
export async function swapFolders(folder: string, fresh: string, former: string): Promise<string | null> {
	const present = evenings.filter((name) => existsSync(join(folder, name)));
	if (present.length > 0) await mkdir(former);
	for (const name of present) await rename(join(folder, name), join(former, name));
	for (const name of evenings) if (existsSync(join(fresh, name))) await rename(join(fresh, name), join(folder, name));
	await rm(fresh, { recursive: true, force: true });
	return present.length > 0 ? former : null;
}
