import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readConfig } from '../config.ts';
import { prepareDataDir } from '../data-dir.ts';
import { askText, NoAnswer } from '../standby/asking.ts';
import { leaderState } from '../standby/leader.ts';
import { isLineCode } from '../standby/sealed-line.ts';
import { originOf, writeFollowing } from '../standby/stand.ts';
import { StartRefusal } from '../start-refusal.ts';
import { newestVersion } from '../store/database.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { runTool } from './run-tool.ts';

const usage = 'Zo: npm run follow -- --from ADRES --code CODE\nDe hele opdracht staat in regie op de eerste laptop, bij Voor de deuren opengaan.';

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
	const dataDir = resolve(read.config.dataDir);
	await prepareDataDir(dataDir);
	// Refuses while a server runs on this folder.
	lockFolder(dataDir)();
	await writeFollowing(dataDir, { from, code, addresses });
	await import('../start.ts');
});

/** @returns the origins by which phones reach that laptop. @throws {StartRefusal} where it can't be followed */
async function greet(from: string, code: string): Promise<string[]> {
	try {
		const { version, addresses } = v.parse(leaderState, JSON.parse(await askText(from, code, { method: 'GET', path: '/api/reserve/state', body: '' })));
		if (version === newestVersion) return addresses;
		throw new StartRefusal('De eerste laptop heeft een andere versie van Wijkverhaal. Zet op allebei dezelfde.');
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		throw new StartRefusal(
			error.why === 'away'
				? `Op ${from} antwoordt niemand. Draait de eerste laptop, en zit deze in hetzelfde netwerk?`
				: `Op ${from} past deze code niet. Kopieer de opdracht opnieuw uit regie op de eerste laptop.`
		);
	}
}
