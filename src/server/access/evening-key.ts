import type { DatabaseSync } from 'node:sqlite';
import { sign } from './keys.ts';

/**
 * The key of one evening: the one that it came with, in a file, or one that follows from the server's. It signs what must
 * be good on whichever server the evening goes on: the vote cards in the hall.
 * @param key the server's
 */
export function keyOfEvening(database: DatabaseSync, key: string, evening: string): string {
	const row = database.prepare('SELECT key FROM carried WHERE stream = ?').get(evening);
	return row ? String(row.key) : sign(key, `evening ${evening}`);
}
