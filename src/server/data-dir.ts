import { existsSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from './drawings/disk.ts';
import { StartRefusal } from './start-refusal.ts';
import { databaseFile } from './store/database.ts';

const REASONS: Record<string, string> = {
	ENOTDIR: 'Een deel van dit pad is een bestand, geen map.',
	EEXIST: 'Op deze plek staat een bestand, geen map.',
	EACCES: 'U mag in deze map niet schrijven.',
	EPERM: 'U mag in deze map niet schrijven.',
	EROFS: 'Deze schijf is alleen om te lezen.',
	ENAMETOOLONG: 'Dit pad is te lang.'
};

/**
 * Makes the data folder if needed, and writes a byte in it: an evening must not start in a folder
 * that turns out to be read-only at the first vote.
 * @throws {StartRefusal} saying in Dutch why it can't be used and what to do.
 */
export async function prepareDataDir(path: string): Promise<void> {
	const probe = join(path, `.schrijfproef-${process.pid}`);
	try {
		await makeFolder(path);
		try {
			await writeFile(probe, '.');
		} finally {
			// On a full disk there is a file, with nothing in it.
			await rm(probe, { force: true }).catch(() => {});
		}
	} catch (error) {
		throw refusal(path, error);
	}
}

/** Another folder is advised only where none was begun: a server without its evenings looks as if all is lost. */
function refusal(path: string, error: unknown): StartRefusal {
	const code = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend';
	const isFull = isDiskFull(error);
	const isBegun = existsSync(join(path, databaseFile));
	return new StartRefusal(
		[
			`In de map voor de gegevens kan niet geschreven worden: ${path}`,
			isFull ? 'De schijf is vol.' : (REASONS[code] ?? `De computer meldt: ${code}.`),
			...(isFull ? ['Maak eerst ruimte en probeer het dan opnieuw.'] : []),
			isBegun ? 'Uw avonden staan in deze map. Kies dus geen andere map.' : `${isFull ? 'Of kies' : 'Kies'} een andere map, zo: DATA_DIR=/pad/naar/map npm start`
		].join('\n')
	);
}

/** Level by level: Node's own recursive mkdir never ends where a level can't be made, as in /proc. */
async function makeFolder(path: string): Promise<void> {
	try {
		await mkdir(path);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
		if (code !== 'ENOENT' || dirname(path) === path || existsSync(dirname(path))) throw error;
		await makeFolder(dirname(path));
		await mkdir(path);
	}
}
