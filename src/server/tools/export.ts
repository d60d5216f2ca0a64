import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { detailsOf, emptyEvening } from '#shared/evening/state.ts';
import { evolve } from '#shared/evening/evolve.ts';
import type { EveningEvent } from '#shared/evening/events.ts';
import type { RefusalCode } from '#shared/protocol/refusals.ts';
import { normalCode } from '../access/keys.ts';
import { readConfig } from '../config.ts';
import { fileKeyOf, publicNameOf } from '../copies/seal.ts';
import { writeSealed, type EveningToWrite } from '../copies/write-evening-file.ts';
import { listDrawingFiles } from '../drawings/files.ts';
import { isDamaged } from '../store/damage.ts';
import { openExistingDatabase, readMeta } from '../store/database.ts';
import { isNoRoom } from '../store/no-room.ts';
import { sqliteEventStore } from '../store/sqlite.ts';
import { takeUp } from '../store/take-up.ts';
import { StartRefusal } from '../start-refusal.ts';
import { runTool } from './run-tool.ts';
import { exportFormats, exportRound, formatExport, type ExportFormat } from './round-export.ts';

const usage = 'Zo: npm run export -- --evening CODE [--round NUMMER] --format json|csv|pb [--to BESTAND]\nOf de hele avond, om verder te gaan op een andere server: npm run export -- --evening CODE --format avond --for SLEUTEL --to BESTAND.avond';
const reasons: Partial<Record<RefusalCode, string>> = {
	'round.unknown': 'Deze avond heeft geen stemronde over thema’s met dat nummer.',
	'round.notClosed': 'Deze stemronde is niet gesloten. Alleen van een gesloten ronde is er een uitslag.'
};

/** A server's key may begin with a dash, which would be taken for an option. */
function joinKey(given: string[], argument: string): string[] {
	return given.at(-1) === '--for' ? [...given.slice(0, -1), `--for=${argument}`] : [...given, argument];
}

/** `npm run export`: a closed round of an evening, from the log, to a file or on stdout; or the evening as one file. The server may go on running. */
await runTool(usage, async () => {
	const { values } = parseArgs({
		args: process.argv.slice(2).reduce(joinKey, []),
		options: { evening: { type: 'string' }, round: { type: 'string' }, format: { type: 'string', default: 'json' }, to: { type: 'string' }, for: { type: 'string' } }
	});
	const { evening, round, format, to } = values;
	if (evening === undefined) throw new StartRefusal(`Zeg met --evening om welke avond het gaat.\n${usage}`);
	const whole = format === 'avond';
	if (!whole && !isFormat(format)) throw new StartRefusal(`Het soort "${format}" bestaat niet.\n${usage}`);
	if (round !== undefined && !/^[1-9]\d*$/.test(round)) throw new StartRefusal(`"${round}" is geen ronde.\n${usage}`);
	const read = readConfig(process.env);
	if (!read.ok) throw new StartRefusal(read.problems.join('\n'));

	if (whole && (to === undefined || round !== undefined)) throw new StartRefusal(`Zeg met --to waar het bestand moet komen, en noem geen ronde.\n${usage}`);

	const database = openExistingDatabase(read.config.dataDir);
	const store = sqliteEventStore(database);
	const code = normalCode(evening);
	for (const stream of store.streams()) {
		const { events, texts } = store.load<EveningEvent>(stream);
		const first = events[0]?.event;
		if (first?.type !== 'evening.added') continue;
		const state = takeUp(emptyEvening(), events, evolve);
		if (state.entries.evening.get('this')?.code !== code) continue;
		if (!isFormat(format)) return saveEvening(database, read.config.dataDir, { id: stream, area: texts.get(detailsOf(state).area) ?? '', state }, resolve(to!), values.for);
		const exported = exportRound(state, (id) => texts.get(id) ?? '', round === undefined ? undefined : Number(round));
		if ('ok' in exported && round === undefined) throw new StartRefusal('Deze avond heeft nog geen gesloten stemronde. Sluit eerst een ronde.');
		if ('ok' in exported) throw new StartRefusal(reasons[exported.code] ?? exported.code);
		const text = formatExport(exported, format);
		if (to === undefined) await print(text);
		else await write(resolve(to), text);
		return;
	}
	throw new StartRefusal(`Er is geen avond met de code ${code} in ${read.config.dataDir}.`);
});

/** The evening as one file; one that is there may be the only one that is left, and is never overwritten. */
async function saveEvening(database: DatabaseSync, dataDir: string, evening: EveningToWrite, to: string, forServer: string | undefined): Promise<void> {
	if (existsSync(to)) throw new StartRefusal(`${to} bestaat al.\nKies een andere naam.`);
	const paths = new Map((await listDrawingFiles(dataDir)).map((file) => [file.hash, file]));
	const key = readMeta(database, 'key')!;
	try {
		const written = await writeSealed(database, key, evening, async (hash) => paths.get(hash), to, forServer ?? publicNameOf(fileKeyOf(key)));
		if (!written.ok) throw new StartRefusal(`"${forServer}" is geen sleutel van een server. Die staat daar in regie, bij ‘Avond uit bestand’.`);
		const { lacking } = written;
		console.log(`De avond staat in ${to}.\n${forServer === undefined ? 'Alleen deze server' : 'Alleen de server van die sleutel'} kan het bestand openen.`);
		if (lacking > 0) console.error(`Let op: ${lacking} tekeningbestanden ontbreken in ${dataDir}. Het bestand is gemaakt zonder die.`);
	} catch (error) {
		if (error instanceof StartRefusal || isDamaged(error)) throw error;
		if (isNoRoom(error)) throw new StartRefusal(`De schijf bij ${to} is vol.\nMaak ruimte, of kies een andere plek.`);
		throw new StartRefusal(`De avond kan niet naar ${to}.\nKies een plek waar u mag schrijven en ruimte is.`);
	}
}

/** An older result may be the one that was reported: it is never overwritten. */
async function write(to: string, text: string): Promise<void> {
	try {
		await writeFile(to, text, { flag: 'wx' });
	} catch (error) {
		const code = codeOf(error);
		// Half a result looks like one, and would be in the way of the next.
		if (code !== 'EEXIST') await rm(to, { force: true }).catch(() => {});
		throw new StartRefusal(
			code === 'EEXIST' ? `${to} bestaat al.\nKies een andere naam.` : `De uitslag kan niet naar ${to} (${code}).\nKies een plek waar u mag schrijven en ruimte is.`
		);
	}
	console.log(`De uitslag staat in ${to}.`);
}

/** To stdout, which may be a full disk or a pipe that was closed. */
async function print(text: string): Promise<void> {
	await new Promise<void>((settle, fail) => {
		process.stdout.once('error', fail);
		process.stdout.write(text, (error) => (error ? fail(error) : settle()));
	}).catch((error: unknown) => {
		// Who reads no further, as `head` does, has what it wanted.
		if (codeOf(error) !== 'EPIPE') throw new StartRefusal(`De uitslag kan niet worden geschreven (${codeOf(error)}).\nKies met --to een plek waar ruimte is.`);
	});
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'onbekend';
}

function isFormat(format: string): format is ExportFormat {
	return exportFormats.includes(format as ExportFormat);
}
