import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { SimulatedHall } from '#server/tools/simulated-hall.ts';
import type { SpareServer } from '#server/tools/spare-server.ts';

/** Files that a process keeps open besides its connections. */
const filesBesides = 200;

/** Socket.IO alone, in a process of its own. */
export interface BareServer {
	url: string;
	pid: number;
	stop(): Promise<void>;
}

export async function startBareServer(): Promise<BareServer> {
	const child = fork(join(import.meta.dirname, 'bare-server.ts'), { stdio: 'inherit' });
	const exited = once(child, 'exit');
	const [port] = (await once(child, 'message')) as [number];
	return {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid!,
		async stop() {
			child.disconnect();
			await exited;
		}
	};
}

/** A hall on that server with a round over `themes` themes open, its results too, five dots each. @returns with the round's id. */
export async function openHall(server: SpareServer, themes: number): Promise<{ hall: SimulatedHall; round: string }> {
	const hall = await SimulatedHall.open(server, 'Meting');
	const numbers = Array.from({ length: themes }, (_, index) => index + 1);
	await hall.direct({
		type: 'theme.add',
		themes: numbers.map((number) => {
			const { title, main, quotes } = defaultThemes[(number - 1) % defaultThemes.length]!;
			return { title, main, quotes: quotes.slice(0, 3), number };
		})
	});
	const round = nanoid();
	const fields = { title: 'Waar zet u uw stippen?', budget: 5, most: 2, results: 'open' as const };
	await hall.direct({ type: 'round.add', round, kind: 'themes', ...fields, themes: numbers, lines: [] });
	await hall.direct({ type: 'round.open', round });
	await hall.direct({ type: 'screen.show', show: { mode: 'cards', round, page: null } });
	return { hall, round };
}

/** @throws where this process may not hold so many connections at once. */
export function needConnections(count: number): void {
	process.report.excludeNetwork = true;
	const { userLimits } = process.report.getReport() as { userLimits: { open_files: { soft: number | 'unlimited' } } };
	const { soft } = userLimits.open_files;
	if (soft === 'unlimited' || soft >= count + filesBesides) return;
	throw new Error(`this needs ${count + filesBesides} open files, and a process may have ${soft} here; allow more with: ulimit -n ${count + filesBesides}`);
}
