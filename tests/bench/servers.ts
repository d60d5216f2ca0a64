import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { SimulatedHall } from '#server/tools/simulated-hall.ts';
import { SimulatedClient, SimulatedPhone } from '#server/tools/simulated-phone.ts';
import { startSpareServer, type SpareServer } from '#server/tools/spare-server.ts';

/** Files that a process keeps open besides its connections. */
const filesBesides = 200;
/** Phones that connect at the same moment, as in a hall. */
const connectingAtOnce = 40;

/** The real program in a process of its own, stopped at the end. */
export async function startRealServer(ending: AsyncDisposableStack): Promise<SpareServer> {
	const server = await startSpareServer();
	ending.defer(() => server.stop());
	return server;
}

/** Socket.IO alone, in a process of its own. */
export interface BareServer {
	url: string;
	pid: number;
}

/** Starts Socket.IO alone; stopped at the end. */
export async function startBareServer(ending: AsyncDisposableStack): Promise<BareServer> {
	const child = fork(join(import.meta.dirname, 'bare-server.ts'), { stdio: 'inherit' });
	const exited = once(child, 'exit');
	ending.defer(async () => {
		child.disconnect();
		await exited;
	});
	const [port] = (await once(child, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}`, pid: child.pid! };
}

/** Phones that are connected to it, by the program that also connects them to the real server. */
export async function connectBare({ url }: BareServer, count: number, ending: AsyncDisposableStack): Promise<SimulatedPhone[]> {
	const phones: SimulatedPhone[] = [];
	ending.defer(() => phones.forEach((phone) => phone.close()));
	while (phones.length < count) {
		const size = Math.min(connectingAtOnce, count - phones.length);
		const batch = Array.from({ length: size }, () => SimulatedClient.connect(url, 'wijkverhaal=kaal', 'phone'));
		phones.push(...(await Promise.all(batch)).map((client) => new SimulatedPhone(client, nanoid())));
	}
	return phones;
}

/** A hall on that server, where a round over `themes` themes is open, its results too, five dots each. */
export async function openHall(
	server: SpareServer,
	themes: number,
	ending: AsyncDisposableStack
): Promise<{ hall: SimulatedHall; round: string }> {
	const hall = await SimulatedHall.open(server, 'Meting');
	ending.defer(() => hall.close());
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
	await hall.direct({ type: 'screen.show', show: { mode: 'cards', round } });
	return { hall, round };
}

/** @throws where a process may not hold so many connections at once here. */
export function needConnections(count: number): void {
	const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
	const needed = count + filesBesides;
	if (limit === 'unlimited' || Number(limit) >= needed) return;
	throw new Error(`${count} connections need ${needed} open files; here a process may have ${limit}. Allow more with: ulimit -n ${needed}`);
}
