import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartRefusal } from '../start-refusal.ts';
import { isDamaged } from './damage.ts';

/**
 * Keeps a data folder for one program: two servers on one folder would each tell their own story. The lock is the
 * operating system's (held on an empty database), so that it is gone with the process, also after a power cut.
 * @returns lets go of it.
 * @throws {StartRefusal} while another program has it.
 */
export function lockFolder(folder: string): () => void {
	const path = join(folder, 'in-gebruik.db');
	const lock = new DatabaseSync(path);
	try {
		lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
	} catch (error) {
		lock.close();
		// Nothing is in it, and nobody can hold it: it is made anew.
		if (isDamaged(error)) {
			rmSync(path);
			return lockFolder(folder);
		}
		throw new StartRefusal(
			`Wijkverhaal draait al met de gegevens in ${folder}.\nStop eerst dat programma, of kies een andere map met DATA_DIR.`
		);
	}
	return () => lock.close();
}
