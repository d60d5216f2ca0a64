import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { restoreBackup } from '../store/backup-file.ts';
import { StartRefusal } from '../start-refusal.ts';
import { runTool } from './run-tool.ts';

const usage = 'Zo: npm run restore -- --from BESTAND';

/** `npm run restore`: puts a backup in the place of the data folder's content. The server must not run. */
await runTool(usage, async () => {
	const { values } = parseArgs({ options: { from: { type: 'string' } } });
	if (values.from === undefined) throw new StartRefusal(`Wijs met --from de reservekopie aan.\n${usage}`);
	const from = resolve(values.from);
	if (!existsSync(from)) throw new StartRefusal(`Het bestand ${from} bestaat niet.\n${usage}`);
	const read = readConfig(process.env);
	if (!read.ok) throw new StartRefusal(read.problems.join('\n'));
	const { dataDir } = read.config;
	await prepareDataDir(dataDir);
	const unlock = lockFolder(dataDir);
	try {
		const former = await restoreBackup(dataDir, from, new Date());
		console.log(`De reservekopie staat in ${dataDir}. Start Wijkverhaal: telefoons geven hun stippen vanzelf opnieuw door.`);
		if (former !== null) console.log(`Wat er stond, staat nu in ${former}. Verwijder die map als alles klopt.`);
	} finally {
		unlock();
	}
});
