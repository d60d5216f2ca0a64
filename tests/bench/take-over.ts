import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EveningEvent } from '#shared/evening/events.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { emptyEvening, tallyOf } from '#shared/evening/state.ts';
import { copyFolder, writeFollowing } from '#server/standby/stand.ts';
import { databaseFile } from '#server/store/database.ts';
import { sqliteEventStore } from '#server/store/sqlite.ts';
import { percentiles } from '#server/tools/percentiles.ts';
import { Chance } from '../chance.ts';
import { TwoLaptops } from '../two-laptops.ts';
import { atMost, type Benchmark } from './figure.ts';
import { KeepingPhone } from './keeping-phone.ts';
import { needConnections } from './servers.ts';

const phoneCount = 300;
const joiningAtOnce = 40;
const times = 10;
/** The plug is pulled at a random moment of this long, in ms: more than a copy is old at most. */
const longestVoting = 12_000;
/** Each phone taps about once in so long, in ms. */
const tapEvery = 2000;
const themes = 24;
const budget = 5;
const seed = 20261127;

/**
 * The laptop that leads loses its power while 300 phones vote, and the one that follows takes over at its address; ten
 * times, the two changing places. Beside it, as the floor, the same laptop started again after it lost its power.
 */
export const takeOver: Benchmark = {
	name: 'take-over',
	async measure(say, ending) {
		needConnections(phoneCount);
		const two = await TwoLaptops.start({ themes, rounds: [{ budget, most: 3, results: 'open' }] });
		ending.defer(() => two.end());
		const round = two.evening.rounds[0]!;
		const chance = new Chance(seed);
		const phones: KeepingPhone[] = [];
		ending.defer(() => phones.forEach((phone) => phone.close()));
		while (phones.length < phoneCount) {
			const size = Math.min(joiningAtOnce, phoneCount - phones.length);
			phones.push(...(await Promise.all(Array.from({ length: size }, () => KeepingPhone.join(two.origin, two.evening.code)))));
		}

		/** Everyone votes for a while, the plug is pulled, somebody does `mend`. @returns how long each phone was away, in ms */
		const pull = async (voting: number, kill: () => Promise<void>, mend: () => Promise<void>): Promise<number[]> => {
			let goesOn = true;
			const tapping = vote(phones, round, chance, () => goesOn);
			await sleep(voting);
			const start = performance.now();
			await kill();
			const back = phones.map(async (phone) => (await phone.back()) - start);
			await mend();
			const away = await Promise.all(back);
			goesOn = false;
			await tapping;
			while (!phones.every(({ isSettled }) => isSettled)) await sleep(20);
			return away;
		};

		const floor = percentiles(
			await pull(
				2000,
				() => two.first.kill(),
				async () => void (two.first = await two.started(0))
			)
		).p95;
		say(`started again: phones back, p95 ${floor} ms`);

		const away: number[] = [];
		let lost = 0;
		for (let time = 1, leads: 0 | 1 = 0; time <= times; time += 1, leads = leads === 0 ? 1 : 0) {
			const laptop = leads === 0 ? 'first' : 'second';
			const dead = leads;
			await two.follows();
			let young = 0;
			const taken = await pull(
				Math.round(chance.next() * longestVoting),
				() => two[laptop].kill(),
				async () => {
					young = lacking(phones, round, ballotsIn(two.folders[dead === 0 ? 1 : 0], two.evening.id, round));
					const pressed = await two.press('lead');
					if (pressed.status !== 200) throw new Error('the second laptop did not take over');
				}
			);
			away.push(...taken);
			// It comes back as the one that follows; what the server holds is read from the copy that it gets.
			await writeFollowing(two.folders[dead], { from: two.origin, code: two.code, addresses: [] });
			two[laptop] = await two.started(dead);
			await two.follows();
			const lostNow = lacking(phones, round, ballotsIn(two.folders[dead], two.evening.id, round));
			lost += lostNow;
			const all = lacking(phones, round, new Map());
			say(`${time}: phones back, p95 ${percentiles(taken).p95} ms; of ${all} acknowledged dots ${young} were younger than the copy, ${lostNow} are lost`);
		}
		const { p50, p95 } = percentiles(away);
		say(`${away.length} times back, p50 ${p50} ms, p95 ${p95} ms`);
		return [
			atMost({ name: 'take-over-back-p95', value: p95, unit: 'ms', most: 15_000, floor }),
			atMost({ name: 'take-over-dots-lost', value: lost, unit: 'dots', most: 0 })
		];
	}
};

/** Every phone gives and takes back dots, within what it may, until told otherwise. */
async function vote(phones: readonly KeepingPhone[], round: string, chance: Chance, goesOn: () => boolean): Promise<void> {
	while (goesOn()) {
		const { ballots } = chance.of(phones);
		const dots = ballots.dots(round);
		const option = String(1 + chance.below(themes));
		const count = dots[option] ?? 0;
		const more = count < 3 && sum(Object.values(dots)) < budget && chance.is(0.7);
		if (more || count > 0) ballots.set(round, option, count + (more ? 1 : -1));
		await sleep(tapEvery / phones.length);
	}
}

/** Participant -> dots, in the copy that a laptop has. */
function ballotsIn(folder: string, evening: string, round: string): Map<string, Record<string, number>> {
	const database = new DatabaseSync(join(copyFolder(folder), databaseFile), { readOnly: true });
	try {
		const state = emptyEvening();
		for (const stored of sqliteEventStore(database).load<EveningEvent>(evening).events) evolve(state, stored);
		return new Map([...tallyOf(state, round).ballots].map(([participant, { dots }]) => [participant, dots]));
	} finally {
		database.close();
	}
}

/** How many of the dots that servers acknowledged to these phones are not among those. */
function lacking(phones: readonly KeepingPhone[], round: string, held: Map<string, Record<string, number>>): number {
	return sum(phones.flatMap(({ participant, acknowledged }) => Object.entries(acknowledged[round]?.dots ?? {}).map(([option, dots]) => Math.max(0, dots - (held.get(participant)?.[option] ?? 0)))));
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
