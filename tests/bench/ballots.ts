import { SimulatedClient, SimulatedPhone } from '#server/tools/simulated-phone.ts';
import { startSpareServer } from '#server/tools/spare-server.ts';
import { againstFloor, type Benchmark } from './figure.ts';
import { needConnections, openHall, startBareServer } from './servers.ts';

const phoneCount = 500;
const themes = 24;
/** Ballots of each phone in one pass: below what a seat may send at once. */
const ballotsEach = 50;
/** Until every seat may send as many again, in ms. */
const refillMs = 5000;
const passes = 5;

/** Durable ballots acknowledged per second, beside what bare Socket.IO acknowledges to the same phones. */
export const ballots: Benchmark = {
	name: 'ballots',
	async measure(say) {
		needConnections(2 * phoneCount);
		const [server, bare] = [await startSpareServer(), await startBareServer()];
		const { hall, round } = await openHall(server, themes);
		await hall.connectPhones(round, phoneCount, say);
		const barePhones = await connectBare(bare.url, round);

		const rates = { bare: [] as number[], real: [] as number[] };
		// The first pass is for the compilers.
		for (let pass = 0; pass <= passes; pass++) {
			rates.bare.push(await ballotsPerSecond(barePhones));
			rates.real.push(await ballotsPerSecond(hall.phones));
			say(`${Math.round(rates.real.at(-1)!)} stemmen per seconde, kaal ${Math.round(rates.bare.at(-1)!)}`);
			await new Promise((next) => setTimeout(next, refillMs));
		}
		for (const phone of barePhones) phone.close();
		hall.close();
		await Promise.all([server.stop(), bare.stop()]);
		return [
			againstFloor({
				name: 'durable-ballots',
				value: median(rates.real.slice(1)),
				unit: 'ballots/s',
				floor: median(rates.bare.slice(1)),
				least: 0.7
			})
		];
	}
};

async function connectBare(url: string, round: string): Promise<SimulatedPhone[]> {
	const phones = [];
	while (phones.length < phoneCount) phones.push(new SimulatedPhone(await SimulatedClient.connect(url, '', 'phone'), round));
	return phones;
}

/** Every phone gives a dot to five themes and takes them back, one ballot in flight at a time. */
async function ballotsPerSecond(phones: SimulatedPhone[]): Promise<number> {
	const start = performance.now();
	await Promise.all(
		phones.map(async (phone, index) => {
			for (let ballot = 0; ballot < ballotsEach; ballot++) {
				const option = String(((index + (ballot % 5)) % themes) + 1);
				const { answer } = await phone.give(option, Math.floor(ballot / 5) % 2 === 0 ? 1 : 0);
				if (answer.ok === false) throw new Error(`a ballot was refused: ${answer.code}`);
			}
		})
	);
	return (phones.length * ballotsEach) / ((performance.now() - start) / 1000);
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
