import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartRefusal } from '../start-refusal.ts';

/**
 * Keeps a data folder for one program: two servers on one folder would each tell their own story. The lock is the
 * operating system's (held on an empty database), so that it is gone with the process, also after a power cut.
 * @returns lets go of it.
 * @throws {StartRefusal} while another program has it.
 */
export function lockFolder(folder: string): () => void {
	const lock = new DatabaseSync(join(folder, 'in-gebruik.db'));
	try {
		lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
	} catch {
		lock.close();
		throw new StartRefusal(
			`Wijkverhaal draait al met de gegevens in ${folder}.\nStop eerst dat programma, of kies een andere map met DATA_DIR.`
		);
	}
	return () => lock.close();
}
