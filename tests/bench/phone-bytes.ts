import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import type { ParticipantView } from '#shared/views/views.ts';
import { joinEvening, SimulatedClient, SimulatedPhone } from '#server/tools/simulated-phone.ts';
import { atMost, type Benchmark } from './figure.ts';
import { needConnections, openHall, startRealServer } from './servers.ts';

const phoneCount = 3000;
const themes = 24;
const spreadMs = 10_000;

/** What one phone receives while 3,000 phones, itself too, vote within ten seconds and the round closes. */
export const phoneBytes: Benchmark = {
	name: 'phone-bytes',
	async measure(say, ending) {
		needConnections(phoneCount);
		const server = await startRealServer(ending);
		say(`connecting ${phoneCount} phones`);
		const { hall, round } = await openHall(server, themes, ending);
		await hall.connectPhones(round, phoneCount - 1, () => {});
		const meter = await startMeter(Number(new URL(server.url).port), ending);
		const { cookie, seat } = await joinEvening(server.url, hall.code);
		const phone = await SimulatedClient.connect<ParticipantView>(meter.url, cookie, seat);
		ending.defer(() => phone.close());
		const phones = [...hall.phones, new SimulatedPhone(phone, round)];
		// Joining is told to the phones as well: let that pass.
		await new Promise((next) => setTimeout(next, 1500));

		const before = meter.received();
		await Promise.all(
			phones.map(async (voter, index) => {
				await new Promise((next) => setTimeout(next, (index / phones.length) * spreadMs));
				const { answer } = await voter.give(String(((index * 7) % themes) + 1), 1);
				if (!answer.ok) throw new Error(`a ballot was refused: ${answer.code}`);
			})
		);
		await hall.direct({ type: 'round.close', round });
		while (phone.view.rounds[round]?.phase !== 'closed') await new Promise((next) => setTimeout(next, 20));
		const bytes = meter.received() - before;
		if (phone.view.rounds[round].voted !== phoneCount) throw new Error('the phone did not get every vote');

		return [atMost({ name: 'bytes-to-a-phone', value: bytes / 1000, unit: 'kB', most: 8 })];
	}
};

/** A wire that counts: what goes through it to the client, every byte of the connection. */
async function startMeter(port: number, ending: AsyncDisposableStack): Promise<{ url: string; received(): number }> {
	let received = 0;
	const meter = createServer((client) => {
		const server = connect(port, '127.0.0.1');
		server.on('data', (chunk) => (received += chunk.length));
		client.pipe(server).pipe(client);
		client.on('error', () => server.destroy());
		server.on('error', () => client.destroy());
	}).listen(0, '127.0.0.1');
	ending.defer(() => void meter.close());
	await once(meter, 'listening');
	return {
		url: `http://127.0.0.1:${(meter.address() as AddressInfo).port}`,
		received: () => received
	};
}
