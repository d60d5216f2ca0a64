import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual, promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ballot, Snapshot } from '#shared/protocol/frames.ts';
import type { Views } from '#shared/views/views.ts';
import { Chance } from './chance.ts';
import { inDataDir, prepareEvening, type Prepared } from './evening.ts';
import { join, Line, tapAll, TestPhone, until } from './line.ts';
import { freePort, startServer, type TestServer } from './server.ts';

const ROOT = resolve(import.meta.dirname, '..');
const seed = Number(process.env['SEED'] ?? 20261124);
const options = ['1', '2', '3', '4', '5', '6'];
const budget = 10;

let dataDir: string;
let evening: Prepared;
let round: string;
let port: number;
let server: TestServer;
let phones: TestPhone[];
let facilitator: Line<'facilitator'>;
let screen: Line<'facilitator'>;

beforeEach(async () => {
	dataDir = await mkdtemp(joinPath(tmpdir(), 'wijkverhaal-crash-'));
	evening = await prepareEvening(dataDir, { themes: 6, rounds: [{ budget, most: 4, results: 'open' }] });
	round = evening.rounds[0]!;
	// The phones come back to the address they know: the server must have it again after a crash.
	port = await freePort();
	server = await started();
	phones = [];
	for (let phone = 0; phone < 10; phone += 1) await addPhone();
	const seated = { address: server.local, ...evening.facilitator };
	facilitator = await new Line<'facilitator'>(seated).open();
	screen = await new Line<'facilitator'>(seated).open();
});
afterEach(async () => {
	for (const { line } of phones) line.close();
	facilitator?.close();
	screen?.close();
	await server?.kill();
	await rm(dataDir, { recursive: true, force: true });
});

function started(): Promise<TestServer> {
	return startServer({ dataDir, env: { PORT: String(port), HOST: '127.0.0.1' } });
}

async function addPhone(): Promise<void> {
	const phone = new TestPhone(await join(server.local, evening.code));
	await phone.line.open();
	phones.push(phone);
}

const burst = (chance: Chance, ms: number) => tapAll(phones, { round, options, budget, most: 4 }, chance, ms);

/** Everyone has a line again, and nothing is under way. */
async function settled(): Promise<void> {
	await until(() => [...phones.map(({ line }) => line), facilitator, screen].every((line) => line.isLive), 'line for everyone', 30_000);
	await until(() => phones.every(({ ballots, line }) => ballots.allSaved && line.outbox.pending.length === 0), 'answer to every dot', 30_000);
}

const withoutZeros = (dots: Record<string, number>) => Object.fromEntries(Object.entries(dots).filter(([, count]) => count > 0));

/** What the server holds, in a state made anew from its disk. */
function ballotsOnDisk(): Promise<Map<string, Ballot>> {
	return inDataDir(dataDir, async (app) => new Map(app.evenings.get(evening.id)!.state.tallies.get(round)?.ballots));
}

async function expectAllEqual(): Promise<void> {
	await settled();
	const fresh = await new Line<'facilitator'>({ address: server.local, ...evening.facilitator }).open();
	const total: Record<string, number> = Object.fromEntries(options.map((option) => [option, 0]));
	for (const { ballots, acknowledged } of phones) {
		const held = acknowledged[round]?.dots ?? {};
		expect(withoutZeros(held)).toEqual(ballots.dots(round));
		expect(Object.values(held).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget);
		for (const [option, count] of Object.entries(ballots.dots(round))) total[option]! += count;
	}
	// Frames are paced: the last ones may still be on their way.
	await until(() => isDeepStrictEqual(fresh.view.rounds[round]!.totals, total), `round with the totals ${JSON.stringify(total)}`);
	const atOnce = (line: Line<'facilitator'>): Snapshot<Views['facilitator']> => ({ epoch: line.replica.epoch, seq: line.replica.seq, view: line.view });
	await until(() => facilitator.replica.seq === fresh.replica.seq && screen.replica.seq === fresh.replica.seq, 'replica that is up to date');
	expect(atOnce(facilitator)).toEqual(atOnce(fresh));
	expect(atOnce(screen)).toEqual(atOnce(fresh));
	const freshPhone = await new Line<'participant'>(await join(server.local, evening.code)).open();
	await until(() => phones.every(({ line }) => isDeepStrictEqual(line.view.rounds[round]!.totals, total)), 'phone that is up to date');
	await until(() => phones.every(({ line }) => line.replica.seq === freshPhone.replica.seq), 'phone as far as a new one');
	for (const { line } of phones) expect(line.view).toEqual(freshPhone.view);
	fresh.close();
	freshPhone.close();
}

describe('the power goes in the middle of a voting burst', () => {
	it('twenty times: every acknowledged dot counts once, no budget is exceeded, every replica equals the server', { timeout: 240_000 }, async () => {
		console.log(`crash: seed ${seed}`);
		const chance = new Chance(seed);
		for (let crash = 0; crash < 20; crash += 1) {
			const voting = burst(chance, 200 + chance.below(300));
			await sleep(30 + chance.below(300));
			const killed = server.kill();
			// What the phones know to be saved at this moment must be on the disk.
			const acknowledged = phones.map(({ acknowledged }) => acknowledged[round]);
			await killed;
			await voting;
			const onDisk = await ballotsOnDisk();
			for (const [index, ballot] of acknowledged.entries()) {
				if (!ballot) continue;
				const kept = onDisk.get(phones[index]!.line.own!.participant)!;
				expect(kept.revision).toBeGreaterThanOrEqual(ballot.revision);
				if (kept.revision === ballot.revision) expect(withoutZeros(kept.dots)).toEqual(withoutZeros(ballot.dots));
			}
			server = await started();
			await settled();
		}
		await expectAllEqual();
		expect(phones.flatMap(({ refused }) => refused)).toEqual([]);
	});
});

describe('a backup made in the middle of a voting burst is put back', () => {
	async function tool(name: 'backup' | 'restore', ...args: string[]): Promise<void> {
		await promisify(execFile)(process.execPath, [joinPath(ROOT, `src/server/tools/${name}.ts`), ...args], { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir } });
	}

	it('phones offer their ballots again, also those that joined after it: none acknowledged is missing', { timeout: 120_000 }, async () => {
		console.log(`restore: seed ${seed}`);
		const chance = new Chance(seed + 1);
		const file = joinPath(dataDir, 'reserve.wv');
		const voting = burst(chance, 3_000);
		await sleep(200);
		await tool('backup', '--to', file);
		await voting;
		const { epoch } = facilitator.replica;
		for (let late = 0; late < 3; late += 1) await addPhone();
		await burst(chance, 800);
		await settled();
		const before = phones.map(({ ballots }) => ballots.dots(round));
		// Something on the way, too, when the server goes.
		const last = burst(chance, 300);
		await server.kill();
		await last;
		const wished = phones.map(({ ballots }) => ballots.dots(round));
		expect(wished).not.toEqual(before);
		await tool('restore', '--from', file);
		const lost = await ballotsOnDisk();
		expect([...lost.values()].map(({ dots }) => withoutZeros(dots))).not.toEqual(wished.slice(0, lost.size));
		server = await started();
		await expectAllEqual();
		expect(phones.map(({ ballots }) => ballots.dots(round))).toEqual(wished);
		expect(facilitator.replica.epoch).not.toBe(epoch);
		expect(phones.flatMap(({ refused }) => refused)).toEqual([]);
	});
});
