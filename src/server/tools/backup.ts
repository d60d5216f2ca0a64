import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openExistingDatabase } from '../store/database.ts';
import { isDamaged } from '../store/damage.ts';
import { isNoRoom } from '../store/no-room.ts';
import { writeBackup } from '../store/backup-file.ts';
import { StartRefusal } from '../start-refusal.ts';
import { runTool } from './run-tool.ts';

const usage = 'Zo: npm run backup -- --to BESTAND';

/** SQLite does not say; the folder does. */
function whyNot(folder: string): string {
	try {
		accessSync(folder, constants.W_OK);
		return '';
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EROFS' ? ' Die schijf is alleen om te lezen.' : ' In die map mag u niet schrijven.';
	}
}

/** `npm run backup`: database and drawings in one file, while the server runs. */
await runTool(usage, async () => {
	const { values } = parseArgs({ options: { to: { type: 'string' } } });
	if (values.to === undefined) throw new StartRefusal(`Zeg met --to waar de reservekopie moet komen.\n${usage}`);
	const read = readConfig(process.env);
	if (!read.ok) throw new StartRefusal(read.problems.join('\n'));
	// Says in words when there is nothing to back up, or when the data are of a newer program.
	openExistingDatabase(read.config.dataDir).close();
	const to = resolve(values.to);
	// An older backup may be the one that is needed.
	if (existsSync(to)) throw new StartRefusal(`${to} bestaat al.\nKies een andere naam, bijvoorbeeld met de datum erin.`);
	if (!existsSync(dirname(to))) throw new StartRefusal(`De map ${dirname(to)} bestaat niet.\nMaak die map eerst, of kies een andere plek.`);
	try {
		const { bytes, drawings, lacking } = await writeBackup(read.config.dataDir, to);
		console.log(`Reservekopie gemaakt: ${to} (${(bytes / 1e6).toFixed(1)} MB, ${drawings} tekeningbestanden).`);
		if (lacking > 0) console.error(`Let op: ${lacking} tekeningbestanden ontbreken in ${read.config.dataDir}. De reservekopie is gemaakt zonder die.`);
	} catch (error) {
		if (error instanceof StartRefusal || isDamaged(error)) throw error;
		if (isNoRoom(error)) throw new StartRefusal(`De schijf bij ${to} is vol.\nMaak ruimte, of kies een andere plek.`);
		throw new StartRefusal(`De reservekopie kan niet naar ${to}.${whyNot(dirname(to))}\nKies een plek waar u mag schrijven en ruimte is.`);
	}
});
