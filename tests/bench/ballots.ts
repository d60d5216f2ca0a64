import type { SimulatedPhone } from '#server/tools/simulated-phone.ts';
import { againstFloor, median, type Benchmark } from './figure.ts';
import { connectBare, needConnections, openHall, startBareServer, startRealServer } from './servers.ts';

const phoneCount = 500;
const themes = 24;
/** Ballots of each phone in one pass: below what a seat may send at once. */
const ballotsEach = 30;
/** Until every seat may send as many again, in ms. */
const refillMs = 3000;
const passes = 9;

/** Durable ballots acknowledged per second, beside what bare Socket.IO acknowledges to the same program. */
export const ballots: Benchmark = {
	name: 'ballots',
	async measure(say, ending) {
		needConnections(2 * phoneCount);
		const [server, bare] = [await startRealServer(ending), await startBareServer(ending)];
		const { hall, round } = await openHall(server, themes, ending);
		await hall.connectPhones(round, phoneCount, () => {});
		const barePhones = await connectBare(bare, phoneCount, ending);

		const rates = { bare: [] as number[], real: [] as number[] };
		// Short passes in turn: what else the machine does hits both. The first is for the compilers.
		for (let pass = 0; pass <= passes; pass++) {
			const [floor, rate] = [await ballotsPerSecond(barePhones), await ballotsPerSecond(hall.phones)];
			say(`${Math.round(rate)} ballots/s, bare ${Math.round(floor)}`);
			if (pass > 0) {
				rates.bare.push(floor);
				rates.real.push(rate);
			}
			await new Promise((next) => setTimeout(next, refillMs));
		}
		return [
			againstFloor({
				name: 'durable-ballots',
				value: median(rates.real),
				unit: 'ballots/s',
				floor: median(rates.bare),
				least: 0.7
			})
		];
	}
};

/** Every phone gives a dot to five themes and takes them back, over and over, one ballot in flight at a time. */
async function ballotsPerSecond(phones: SimulatedPhone[]): Promise<number> {
	const start = performance.now();
	await Promise.all(
		phones.map(async (phone, index) => {
			for (let ballot = 0; ballot < ballotsEach; ballot++) {
				const option = String(((index + (ballot % 5)) % themes) + 1);
				const { answer } = await phone.give(option, Math.floor(ballot / 5) % 2 === 0 ? 1 : 0);
				if (!answer.ok) throw new Error(`a ballot was refused: ${answer.code}`);
			}
		})
	);
	return (phones.length * ballotsEach) / ((performance.now() - start) / 1000);
}
