import { existsSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { App } from '#server/app.ts';
import { running } from '#server/running-app.ts';

// Loaded into a server before its own program: fills its disk while the file of FULL_WHILE is there, and says so. While
// that of FULL_FOR_PICTURES is there no picture fits, though events do.

const tables = ['events', 'links', 'seats', 'sessions', 'accounts', 'invitations', 'return_codes', 'meta'];
const writes = ['INSERT', 'DELETE'];
const { FULL_WHILE: sign = '', FULL_FOR_PICTURES: forPictures = '' } = process.env;
let full = false;

setInterval(() => {
	const app = running()?.app;
	if (!app || existsSync(sign) === full) return;
	full = !full;
	if (full) fill(app);
	else makeRoom(app);
	console.error(full ? 'the disk is full' : 'there is room');
}, 20).unref();

const { open } = promises;
promises.open = (path, flags, mode) =>
	flags === 'wx' && existsSync(forPictures) ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : open(path, flags, mode);
syncBuiltinESMExports();

function fill({ database }: App): void {
	database.exec('CREATE TABLE IF NOT EXISTS filler (body BLOB)');
	// Whatever is written needs more pages than there may be: a row could still fit in one that is there.
	for (const table of tables) {
		for (const write of writes) database.exec(`CREATE TEMP TRIGGER fill_${write}_${table} BEFORE ${write} ON main.${table} BEGIN INSERT INTO filler VALUES (zeroblob(100000)); END`);
	}
	database.exec(`PRAGMA max_page_count = ${database.prepare('PRAGMA page_count').get()!['page_count']}`);
}

function makeRoom({ database }: App): void {
	database.exec('PRAGMA max_page_count = 1000000');
	for (const table of tables) for (const write of writes) database.exec(`DROP TRIGGER fill_${write}_${table}`);
}
