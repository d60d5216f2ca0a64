import { nanoid } from 'nanoid';
import type { CommandInput } from '#shared/protocol/commands.ts';
import { percentiles } from '#server/tools/percentiles.ts';
import { joinEvening, SimulatedClient } from '#server/tools/simulated-phone.ts';
import type { ParticipantView } from '#shared/views/views.ts';
import { atMost, type Benchmark } from './figure.ts';
import { needConnections, openHall, startRealServer } from './servers.ts';

const phoneCount = 300;
const joiningAtOnce = 40;
const times = 10;

/** A step of regie's that the hall waits for, and how a phone knows that it is there. */
interface Told {
	name: string;
	command: CommandInput;
	isThere(view: ParticipantView): boolean;
}

/** From regie's step (on by the run-sheet, the clock, a round closed, its result shown) until each of 300 phones knows it. */
export const steps: Benchmark = {
	name: 'steps',
	async measure(say, ending) {
		needConnections(phoneCount);
		const server = await startRealServer(ending);
		const { hall, round } = await openHall(server, 24, ending);
		await hall.direct({ type: 'round.close', round });
		const segments = (['watch', 'dots'] as const).map((phones) => ({ segment: nanoid(), title: phones, minutes: 5, show: null, phones, round: phones === 'dots' ? round : null, clock: false, notes: '' }));
		const [watch, dots] = segments.map(({ segment }) => segment) as [string, string];
		await hall.direct({ type: 'segment.add', segments, before: null });
		await hall.direct({ type: 'runSheet.go', to: watch, from: null });
		const phones: SimulatedClient<ParticipantView>[] = [];
		ending.defer(() => phones.forEach((phone) => phone.close()));
		while (phones.length < phoneCount) {
			const batch = Array.from({ length: Math.min(joiningAtOnce, phoneCount - phones.length) }, async () => {
				const { cookie, seat } = await joinEvening(server.url, hall.code);
				return SimulatedClient.connect<ParticipantView>(server.url, cookie, seat);
			});
			phones.push(...(await Promise.all(batch)));
		}
		// Joining is told to the phones as well: let that pass.
		await new Promise((next) => setTimeout(next, 1500));

		const ofRound = (view: ParticipantView) => view.rounds[round]!;
		const once: Told[] = [
			{ name: 'step', command: { type: 'runSheet.go', to: dots, from: watch }, isThere: (view) => view.segment?.phones === 'dots' && ofRound(view).phase === 'open' },
			{ name: 'timer', command: { type: 'screen.timer', step: 'set', minutes: 3 }, isThere: (view) => view.timer !== undefined },
			{ name: 'close', command: { type: 'round.close', round }, isThere: (view) => ofRound(view).phase === 'closed' },
			{ name: 'reveal', command: { type: 'round.show', round, shown: true }, isThere: (view) => ofRound(view).shown === true },
			{ name: 'step', command: { type: 'runSheet.go', to: watch, from: dots }, isThere: (view) => view.segment?.phones === 'watch' },
			{ name: 'timer', command: { type: 'screen.timer', step: 'clear' }, isThere: (view) => view.timer === undefined }
		];
		const taken = new Map<string, number[]>();
		for (let time = 0; time < times; time += 1) {
			for (const { name, command, isThere } of once) {
				const start = performance.now();
				const there = phones.map((phone) => reached(phone, isThere).then((at) => at - start));
				await hall.direct(command);
				taken.set(name, [...(taken.get(name) ?? []), ...(await Promise.all(there))]);
			}
		}
		return [...taken].map(([name, ms]) => {
			const { p50, p95 } = percentiles(ms);
			say(`${name}: ${ms.length} times on ${phoneCount} phones, p50 ${p50} ms, p95 ${p95} ms`);
			return atMost({ name: `${name}-to-phones-p95`, value: p95, unit: 'ms', most: 500 });
		});
	}
};

/** When this phone's view is so, by `performance.now()`. @throws where it is not within ten seconds */
function reached(phone: SimulatedClient<ParticipantView>, isThere: (view: ParticipantView) => boolean): Promise<number> {
	return new Promise((settle, fail) => {
		const late = setTimeout(() => fail(new Error('a phone was not told')), 10_000);
		const look = () => {
			if (!isThere(phone.view)) return;
			clearTimeout(late);
			phone.onFrame = () => {};
			settle(performance.now());
		};
		phone.onFrame = look;
		look();
	});
}
