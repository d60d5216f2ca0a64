import { againstFloor, atLeast, type Benchmark } from './figure.ts';
import { residentKb } from './resident.ts';
import { connectBare, needConnections, openHall, startBareServer, startRealServer } from './servers.ts';

const phoneCount = 5000;
/** Until the joining is over for the collector and the kernel too, in ms. */
const settleMs = 5000;

/** Phones connected to one process, and what it grows by for each, beside what Socket.IO alone grows by. */
export const memory: Benchmark = {
	name: 'memory',
	async measure(say) {
		needConnections(phoneCount);
		say(`connecting ${phoneCount} phones to bare Socket.IO`);
		const floor = await bareGrowth();
		say(`connecting ${phoneCount} phones to the server`);
		const { connected, growth } = await realGrowth();
		return [
			atLeast({ name: 'connected-phones', value: connected, unit: 'phones', least: phoneCount }),
			againstFloor({ name: 'memory-per-phone', value: growth, unit: 'kB', floor, most: 1.5 })
		];
	}
};

async function bareGrowth(): Promise<number> {
	await using ending = new AsyncDisposableStack();
	const server = await startBareServer(ending);
	const before = residentKb(server.pid);
	await connectBare(server, phoneCount, ending);
	await settled();
	return (residentKb(server.pid) - before) / phoneCount;
}

/** @returns the growth in kB per phone, and how many of them hear of a step in regie. */
async function realGrowth(): Promise<{ connected: number; growth: number }> {
	await using ending = new AsyncDisposableStack();
	const server = await startRealServer(ending);
	const { hall, round } = await openHall(server, 24, ending);
	const before = residentKb(server.pid);
	await hall.connectPhones(round, phoneCount, () => {});
	await hall.direct({ type: 'round.close', round });
	await settled();
	const connected = hall.phones.filter(({ seq }) => seq === hall.regie.seq).length;
	return { connected, growth: (residentKb(server.pid) - before) / phoneCount };
}

function settled(): Promise<void> {
	return new Promise((next) => setTimeout(next, settleMs));
}
