import { percentiles } from '#server/tools/percentiles.ts';
import { SimulatedClient, type SimulatedPhone } from '#server/tools/simulated-phone.ts';
import { atMost, median, type Benchmark } from './figure.ts';
import { connectBare, needConnections, openHall, startBareServer, startRealServer } from './servers.ts';

const phoneCount = 300;
/** The hall taps within this time, in ms. */
const spreadMs = 1000;
const passes = 5;

/** From a tap to the frame on the screen that holds the dot, while a hall taps within one second. */
export const projector: Benchmark = {
	name: 'projector',
	async measure(say, ending) {
		needConnections(2 * phoneCount);
		const [server, bare] = [await startRealServer(ending), await startBareServer(ending)];
		const { hall, round } = await openHall(server, 24, ending);
		await hall.connectPhones(round, phoneCount, () => {});
		const barePhones = await connectBare(bare, phoneCount, ending);
		const bareScreen = await SimulatedClient.connect(bare.url, '', 'screen');
		ending.defer(() => bareScreen.close());

		const times = { bare: [] as number[], real: [] as number[] };
		for (let pass = 0; pass < passes; pass++) {
			const floor = percentiles(await tapsToScreen(barePhones, bareScreen, pass)).p95;
			const { p50, p95, p99 } = percentiles(await tapsToScreen(hall.phones, hall.screen, pass));
			say(`p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms; bare p95 ${floor} ms`);
			times.bare.push(floor);
			times.real.push(p95);
		}
		return [
			atMost({
				name: 'ballot-to-projector-p95',
				value: median(times.real),
				unit: 'ms',
				most: 150,
				floor: median(times.bare)
			})
		];
	}
};

/** Every phone gives or takes back one dot. @returns ms per tap. */
async function tapsToScreen(phones: SimulatedPhone[], screen: SimulatedClient<unknown>, pass: number): Promise<number[]> {
	const shown: { to: number; at: number }[] = [];
	screen.onFrame = ({ to }) => shown.push({ to, at: performance.now() });
	const taps = await Promise.all(
		phones.map(async (phone, index) => {
			await new Promise((next) => setTimeout(next, (index / phones.length) * spreadMs));
			const at = performance.now();
			const { answer } = await phone.give(String((index % 24) + 1), 1 - (pass % 2));
			if (!answer.ok) throw new Error(`a ballot was refused: ${answer.code}`);
			return { seq: answer.seq, at };
		})
	);
	const last = Math.max(...taps.map(({ seq }) => seq));
	while ((shown.at(-1)?.to ?? 0) < last) await new Promise((next) => setTimeout(next, 10));
	return taps.map(({ seq, at }) => shown.find(({ to }) => to >= seq)!.at - at);
}
