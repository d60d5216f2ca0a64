import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareEvening, type Prepared } from './evening.ts';
import { Line, until } from './line.ts';
import { startServer, type TestServer } from './server.ts';
import { TwoLaptops } from './two-laptops.ts';

// The clock of the laptop is wrong by hours, or is put right in the middle of the evening: the clock of the hall goes on.

const hour = 3_600_000;
const minute = 60_000;
/** Loaded into a server before its own program: its computer's clock is so far off, and so much more at each signal, both in ms. */
const shiftedBy = (ms: number, step = 0) =>
	`--import data:text/javascript,${encodeURIComponent(`let off = ${ms}; const now = Date.now; Date.now = () => now() + off; process.on('SIGUSR2', () => { off += ${step}; });`)}`;

let dataDir: string;
let evening: Prepared;
let server: TestServer | undefined;
let lines: Line<'facilitator'>[];
beforeEach(async () => {
	dataDir = await mkdtemp(joinPath(tmpdir(), 'wijkverhaal-klok-'));
	lines = [];
});
afterEach(async () => {
	for (const line of lines) line.close();
	await server?.kill();
	server = undefined;
	await rm(dataDir, { recursive: true, force: true });
});

/** Somebody who comes in now: what stands there, by the server's time now. */
async function regie(address: string, { facilitator }: Prepared = evening): Promise<Line<'facilitator'>> {
	const line = await new Line<'facilitator'>({ address, ...facilitator }).open();
	lines.push(line);
	return line;
}
async function left(line: Line<'facilitator'>): Promise<number> {
	const { timer } = line.view;
	if (!timer || !('deadline' in timer)) throw new Error('No clock runs');
	return timer.deadline - ((await line.socket.emitWithAck('time')) as number);
}
async function startClock(line: Line<'facilitator'>): Promise<void> {
	for (const step of [{ step: 'set', minutes: 5 }, { step: 'start' }] as const) expect(await line.send({ type: 'screen.timer', ...step })).toMatchObject({ ok: true });
	await until(() => line.view.timer !== undefined && 'deadline' in line.view.timer, 'a clock that runs');
}
const aboutFiveMinutes = async (line: Line<'facilitator'>) => {
	expect(await left(line)).toBeGreaterThan(4.5 * minute);
	expect(await left(line)).toBeLessThanOrEqual(5 * minute);
};

it('set three hours on while a clock runs, neither ends nor stretches it, and closes no round', { timeout: 60_000 }, async () => {
	evening = await prepareEvening(dataDir, { themes: 4, rounds: [{ phase: 'draft' }] });
	server = await startServer({ dataDir, env: { NODE_OPTIONS: shiftedBy(0, 3 * hour) } });
	const facilitator = await regie(server.local);
	const round = evening.rounds[0]!;
	expect(await facilitator.send({ type: 'round.edit', round, set: { closing: 'clock' } })).toMatchObject({ ok: true });
	expect(await facilitator.send({ type: 'round.open', round })).toMatchObject({ ok: true });
	await startClock(facilitator);
	process.kill(server.pid, 'SIGUSR2');
	await sleep(200);
	// Each commit sets the alarm anew.
	expect(await facilitator.send({ type: 'evening.present', present: 18 })).toMatchObject({ ok: true });
	await sleep(3000);
	const late = await regie(server.local);
	expect(late.view.rounds[round]!.phase).toBe('open');
	await aboutFiveMinutes(late);
});

it('hours behind what its own log says, a new clock of five minutes is five minutes', { timeout: 60_000 }, async () => {
	evening = await prepareEvening(dataDir, { themes: 2 });
	server = await startServer({ dataDir, env: { NODE_OPTIONS: shiftedBy(3 * hour) } });
	await startClock(await regie(server.local));
	await server.stop();
	server = await startServer({ dataDir });
	const facilitator = await regie(server.local);
	await aboutFiveMinutes(facilitator);
	expect(await facilitator.send({ type: 'screen.timer', step: 'clear' })).toMatchObject({ ok: true });
	await startClock(facilitator);
	await aboutFiveMinutes(await regie(server.local));
});

it.each([hour, -hour])('another one than that of the laptop that takes over (%d ms), it goes on all the same', { timeout: 60_000 }, async (apart) => {
	const two = await TwoLaptops.start({ themes: 2 });
	try {
		evening = two.evening;
		await two.second.kill();
		two.second = await two.started(1, undefined, { NODE_OPTIONS: shiftedBy(apart) });
		await startClock(await regie(two.origin));
		await two.caughtUp();
		await two.first.kill();
		await two.press('lead');
		await expect.poll(() => two.stand(two.origin), { timeout: 20_000 }).toBe('leads');
		await aboutFiveMinutes(await regie(two.origin));
	} finally {
		await two.end();
	}
});

it('of the laptop that follows, set three hours back, keeps no copy waiting', { timeout: 60_000 }, async () => {
	const two = await TwoLaptops.start({ themes: 2 });
	try {
		await two.second.kill();
		two.second = await two.started(1, undefined, { NODE_OPTIONS: shiftedBy(0, -3 * hour) });
		await two.caughtUp();
		process.kill(two.second.pid, 'SIGUSR2');
		await startClock(await regie(two.origin, two.evening));
		await two.caughtUp();
	} finally {
		await two.end();
	}
});
