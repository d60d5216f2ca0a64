import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const name = 'adres.txt';

/**
 * Keeps under which address the server was started last, for commands that print links: they run in another terminal,
 * where PORT and ORIGIN may not be set.
 * @param address without a path. Where it can't be written nothing happens: the server goes on.
 */
export function keepAddress(dataDir: string, address: string): void {
	try {
		writeFileSync(join(dataDir, name), `${address}\n`);
	} catch {
		// A full disk says so at the first thing that somebody saves.
	}
}

/** @returns null where no server was started on this folder, or something else stands there. */
export function lastAddress(dataDir: string): string | null {
	try {
		return URL.parse(readFileSync(join(dataDir, name), 'utf8').trim())?.origin ?? null;
	} catch {
		return null;
	}
}
