import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askText } from '#server/standby/asking.ts';
import { Chance } from './chance.ts';
import { join, Line, tapAll, TestPhone, until } from './line.ts';
import { otherAddress, TwoLaptops } from './two-laptops.ts';

// A second laptop follows the first, and takes over from it: with real processes.

const seed = Number(process.env['SEED'] ?? 20261124);
const options = ['1', '2', '3', '4', '5', '6'];

let two: TwoLaptops;
let round: string;
let phones: TestPhone[];
let facilitator: Line<'facilitator'>;

beforeEach(async () => {
	two = await TwoLaptops.start({ themes: 6, rounds: [{ budget: 10, most: 4, results: 'open' }] });
	round = two.evening.rounds[0]!;
	phones = [];
	for (let phone = 0; phone < 8; phone += 1) await addPhone();
	facilitator = await regieAt(two.origin).open();
});
afterEach(async () => {
	for (const { line } of phones) line.close();
	facilitator?.close();
	await two?.end();
});

async function addPhone(): Promise<void> {
	const phone = new TestPhone(await join(two.origin, two.evening.code));
	await phone.line.open();
	phones.push(phone);
}

const regieAt = (address: string) => new Line<'facilitator'>({ ...two.evening.facilitator, address });

/** Somebody who was at a server of that epoch comes by this address. */
function wander(address: string, epoch: string): Line<'facilitator'> {
	const line = regieAt(address);
	line.replica.catchUp({ snapshot: { epoch, seq: 1, view: {} } });
	line.socket.connect();
	return line;
}

/** A page as a browser asks for it that knows the laptop by a name. */
async function asked(address: string, path: string, name: string): Promise<{ status: number | undefined; text: string }> {
	const headers = { host: `${name}:${two.port}`, accept: 'text/html' };
	const [answer] = (await once(get({ host: address, port: two.port, path, headers }), 'response')) as [IncomingMessage];
	return { status: answer.statusCode, text: Buffer.concat(await Array.fromAsync(answer)).toString() };
}

const burst = (chance: Chance, ms: number) => tapAll(phones, { round, options, budget: 10, most: 4 }, chance, ms);

/** The phones have a line, and the server holds every dot that any of them shows. */
async function expectEveryDot(): Promise<void> {
	await until(() => [...phones.map(({ line }) => line), facilitator].every((line) => line.isLive), 'line for everyone', 30_000);
	await until(() => phones.every(({ ballots, line }) => ballots.allSaved && line.outbox.pending.length === 0), 'answer to every dot', 30_000);
	const totals: Record<string, number> = Object.fromEntries(options.map((option) => [option, 0]));
	for (const { ballots } of phones) for (const [option, count] of Object.entries(ballots.dots(round))) totals[option]! += count;
	await expect.poll(() => facilitator.view.rounds[round]?.totals, { timeout: 20_000 }).toEqual(totals);
	expect(phones.flatMap(({ refused }) => refused)).toEqual([]);
}

describe('the first laptop dies', () => {
	it('the second goes on at its address: no dot is lost, nor of who joined after the copy; the first stops when it comes back', { timeout: 120_000 }, async () => {
		console.log(`standby: seed ${seed}`);
		const chance = new Chance(seed);
		await burst(chance, 1000);
		await two.follows();
		const { epoch } = facilitator.replica;
		// The copy is a second old when the plug is pulled.
		const voting = burst(chance, 1500);
		await sleep(700);
		await addPhone();
		await voting;
		const last = burst(chance, 300);
		await two.first.kill();
		await last;
		const wished = phones.map(({ ballots }) => ballots.dots(round));
		expect((await two.press('lead')).status).toBe(200);
		await expectEveryDot();
		expect(phones.map(({ ballots }) => ballots.dots(round))).toEqual(wished);
		expect(facilitator.replica.epoch).not.toBe(epoch);
		expect(await two.stand(two.origin)).toBe('leads');

		// Somebody who was at the second one brings it what goes on: it takes nothing more.
		const elsewhere = two.at('127.0.0.3');
		two.first = await two.started(0, '127.0.0.3');
		const lost = wander(elsewhere, facilitator.replica.epoch);
		await expect.poll(() => two.stand(elsewhere), { timeout: 15_000 }).toBe('relieved');
		lost.close();
		const told = await asked('127.0.0.3', `/mee/${two.evening.code}`, 'hal.test');
		expect(told).toMatchObject({ status: 503, text: expect.stringContaining('De avond gaat verder op een andere laptop.') });
		// Also after a start.
		await two.first.kill();
		two.first = await two.started(0, '127.0.0.3');
		expect(await two.stand(elsewhere)).toBe('relieved');
	});

	it('after a start of its own the second still follows, and takes over from the copy that it has', { timeout: 120_000 }, async () => {
		await burst(new Chance(seed), 500);
		await two.follows();
		await two.second.kill();
		await two.first.kill();
		two.second = await two.started(1);
		await two.says('De eerste laptop antwoordt niet.');
		await two.says('De kopie is van');
		await two.press('lead');
		await expectEveryDot();
	});
});

describe('the first laptop lives', () => {
	// On this computer the second can't have an address that is in use.
	beforeEach(async () => {
		await two.second.kill();
		two.second = await two.started(1, otherAddress);
		await two.follows();
	});

	it('it stops and gives a last copy, so that nothing at all is lost; and it can be taken back', { timeout: 120_000 }, async () => {
		const said = await phones[0]!.line.send({ type: 'comment.add', comment: 'laatste-woord', theme: 1, text: 'Vlak voor de wissel.' });
		expect(said.ok).toBe(true);
		await two.press('lead');
		await expect.poll(() => two.stand(two.at(otherAddress)), { timeout: 20_000 }).toBe('leads');
		await expect.poll(() => two.stand(two.origin), { timeout: 20_000 }).toBe('relieved');
		const there = await regieAt(two.at(otherAddress)).open();
		expect(there.view.comments['laatste-woord']).toMatchObject({ text: 'Vlak voor de wissel.' });
		there.close();

		// A mistake: the first goes on, and the second stops as soon as it hears so.
		await two.press('lead', two.origin);
		await expect.poll(() => two.stand(two.origin), { timeout: 20_000 }).toBe('leads');
		await until(() => facilitator.isLive, 'line for regie', 20_000);
		const late = wander(two.at(otherAddress), facilitator.replica.epoch);
		await expect.poll(() => two.stand(two.at(otherAddress)), { timeout: 20_000 }).toBe('relieved');
		late.close();
	});

	it('one that only lost its network is told by the second, as soon as it is there again', { timeout: 60_000 }, async () => {
		await two.first.kill();
		await two.press('lead');
		await expect.poll(() => two.stand(two.at(otherAddress)), { timeout: 20_000 }).toBe('leads');
		two.first = await two.started(0);
		await expect.poll(() => two.stand(two.origin), { timeout: 20_000 }).toBe('relieved');
	});

	it('the second stops following when it is told to, and keeps nothing of it', { timeout: 60_000 }, async () => {
		expect(await readdir(two.folders[1])).toContain('reserve');
		await two.press('stopFollowing');
		await expect.poll(() => two.stand(two.at(otherAddress)), { timeout: 20_000 }).toBe('leads');
		expect(await readdir(two.folders[1])).not.toContain('reserve');
		expect(await two.stand(two.origin)).toBe('leads');
	});
});

it('only who has the code may follow, and the page of the copy is for who sits at the laptop', { timeout: 60_000 }, async () => {
	const question = { method: 'GET', path: '/api/standby/copy', body: '' };
	await expect(askText(two.origin, 'AAAAA-AAAAA-AAAAA-AAAAA', question)).rejects.toMatchObject({ why: 'code' });
	expect((await fetch(`${two.origin}/api/standby/copy`)).status).toBe(403);
	expect(JSON.parse(await askText(two.origin, two.code, { ...question, path: '/api/standby/state' }))).toMatchObject({ addresses: [] });
	// By a name that somebody made lead here, as a page on the internet can.
	expect(await asked('127.0.0.1', '/reserve', 'kwaad.example')).toMatchObject({ status: 400 });
	expect((await fetch(`${two.at('127.0.0.1')}/regie`, { redirect: 'manual' })).headers.get('location')).toBe('/reserve');
});
