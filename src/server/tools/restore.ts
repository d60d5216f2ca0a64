import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { restoreBackup, type Restored } from '../store/backup-file.ts';
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
	const isNew = !existsSync(dataDir);
	await prepareDataDir(dataDir);
	const unlock = lockFolder(dataDir);
	let restored: Restored;
	try {
		restored = await restoreBackup(dataDir, from, new Date());
	} catch (error) {
		unlock();
		// What is refused leaves nothing behind.
		if (isNew) await rm(dataDir, { recursive: true, force: true });
		throw error;
	}
	unlock();
	const { former, known } = restored;
	console.log(
		[
			`De reservekopie staat in ${dataDir}.`,
			...(former === null ? [] : [`Wat er stond, staat nu in ${former}. Verwijder die map als alles klopt.`]),
			...(known === 'all' ? ['Start Wijkverhaal, zo: npm start'] : lookFirst(known)),
			'',
			'Telefoons geven hun stippen voor een open stemronde vanzelf opnieuw door.',
			'Wie zonder JavaScript stemt, moet stippen van na de kopie opnieuw geven.',
			'Ook reacties van na de kopie komen niet terug. Vraag om die opnieuw te geven.'
		].join('\n')
	);
});

/** What may be back that must not be, and how to look at it while no phone can reach the server. */
function lookFirst(known: 'part' | 'nothing'): string[] {
	return [
		'',
		known === 'part' ? 'Let op: de vorige gegevens zijn beschadigd en niet helemaal te lezen.' : 'Let op: in deze map stonden geen gegevens van deze avonden om mee te vergelijken.',
		'Wat na de kopie is gewist, verborgen of teruggetrokken, kan daardoor terug zijn.',
		'Ook een vernietigde avond of een oude code of link kan er weer zijn.',
		'Kijk dat na voordat er telefoons bij komen. Start daarvoor zo: HOST=127.0.0.1 npm start',
		'Staat er een proxy voor de server? Zet die zolang uit.',
		'Kijk in regie bij Reacties en Tekeningen. Maak bij Instellingen nieuwe links en een nieuwe code.',
		'Stop Wijkverhaal daarna, en start weer gewoon: npm start'
	];
}
