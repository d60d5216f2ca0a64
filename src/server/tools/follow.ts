import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { greet } from '../standby/greet.ts';
import { isLineCode } from '../standby/sealed-line.ts';
import { originOf, writeFollowing } from '../standby/stand.ts';
import { StartRefusal } from '../start-refusal.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { runTool } from './run-tool.ts';

const usage = 'Zo: npm run follow -- --from ADRES --code CODE\nDe hele opdracht staat in regie op de eerste laptop, bij Voor de deuren opengaan.';

const reasons = {
	away: (from: string) => `Op ${from} antwoordt niemand. Draait de eerste laptop, en zit deze in hetzelfde netwerk?`,
	code: (from: string) => `Op ${from} past deze code niet. Kopieer de opdracht opnieuw uit regie op de eerste laptop.`,
	version: () => 'De eerste laptop heeft een andere versie van Wijkverhaal. Zet op allebei dezelfde.'
};

/**
 * `npm run follow`: makes this laptop the reserve of another, and starts it. From then on `npm start` does the same, until
 * its page says otherwise.
 */
await runTool(usage, async () => {
	const { values } = parseArgs({ options: { from: { type: 'string' }, code: { type: 'string' } } });
	const from = originOf(values.from ?? '');
	if (from === null) throw new StartRefusal(`Geef achter --from het adres van de eerste laptop, zoals http://192.168.1.10:3000.\n${usage}`);
	const code = values.code ?? '';
	if (!isLineCode(code)) throw new StartRefusal(`Geef achter --code de code van vier keer vijf tekens.\n${usage}`);
	const read = readConfig(process.env);
	if (!read.ok) throw new StartRefusal(read.problems.join('\n'));
	const addresses = await greet(from, code);
	if (!Array.isArray(addresses)) throw new StartRefusal(reasons[addresses](from));
	const dataDir = resolve(read.config.dataDir);
	await prepareDataDir(dataDir);
	// Refuses while a server runs on this folder.
	lockFolder(dataDir)();
	await writeFollowing(dataDir, { from, code, addresses });
	await import('../start.ts');
});
