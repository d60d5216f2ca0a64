import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { Staff } from '../access/staff.ts';
import { readConfig } from '../config.ts';
import { lastAddress } from '../last-address.ts';
import { addressesOf, ownAddress } from '../reachable.ts';
import { StartRefusal } from '../start-refusal.ts';
import { openExistingDatabase } from '../store/database.ts';
import { isNoRoom } from '../store/no-room.ts';
import { runTool } from './run-tool.ts';

/**
 * `npm run invite`: prints a link that makes one more facilitator, while the server runs. Whoever can give this command
 * has the data already; without it a sole facilitator who forgot the password would never come in again.
 */
await runTool('Zo: npm run invite', async () => {
	parseArgs({ options: {} });
	const read = readConfig(process.env);
	if (!read.ok) throw new StartRefusal(read.problems.join('\n'));
	const { dataDir, origin, host, port } = read.config;
	const database = openExistingDatabase(dataDir);
	try {
		const staff = new Staff(database);
		const names = staff.names();
		// Before the first account there is one link already: two would leave one open for ever.
		const secret = staff.setUpSecret() ?? staff.invite();
		const path = `/regie/uitnodiging/${secret}`;
		const { here, elsewhere } = addressesOf(origin ?? lastAddress(dataDir) ?? ownAddress(host, port), networkInterfaces());
		const link = (address: string) => `  ${new URL(path, address).href}`;
		console.log(
			[
				'Deze uitnodiging werkt één keer, zeven dagen lang.',
				...(here === null ? [] : ['Op deze computer opent u deze link:', link(here)]),
				...(elsewhere.length > 0
					? [
							here === null ? 'Open deze link op een computer of telefoon:' : 'Op een andere computer of telefoon in hetzelfde netwerk opent u deze link:',
							...elsewhere.map(link)
						]
					: ['Andere computers kunnen deze server niet bereiken.']),
				...(names.length > 0 ? [`Kies een nieuwe naam en een wachtwoord. Al bezet: ${names.join(', ')}.`] : [])
			].join('\n')
		);
	} catch (error) {
		if (isNoRoom(error)) throw new StartRefusal('De schijf is vol. Maak ruimte en probeer het opnieuw.');
		throw error;
	} finally {
		database.close();
	}
});
