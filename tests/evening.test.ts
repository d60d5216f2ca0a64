import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { direct, inDataDir, prepareEvening } from './evening.ts';
import { startServer } from './server.ts';

let dataDir: string;
beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-evening-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

it('an evening made beforehand runs on a real server, under a facilitator who is signed in', async () => {
	const evening = await prepareEvening(dataDir, {
		themes: 24,
		rounds: [{ phase: 'shown', ballots: [{ 1: 2, 7: 1 }, { 7: 2 }] }, { lines: ['Koffie', 'Thee'], phase: 'open' }],
		comments: [{ theme: 7, text: 'Vooral op zaterdag.' }]
	});
	const server = await startServer({ dataDir });
	const direction = await direct(server.local, evening.facilitator);
	await direction.do({ type: 'round.close', round: evening.rounds[1]! });
	direction.close();
	await server.stop();

	await inDataDir(dataDir, async (app) => {
		const { view } = app.evenings.get(evening.id)!.published('facilitator');
		expect(Object.keys(view.themes)).toHaveLength(24);
		expect(view.rounds[evening.rounds[0]!]).toMatchObject({ phase: 'closed', voted: 2, shown: true });
		expect(view.rounds[evening.rounds[0]!]?.totals).toMatchObject({ 1: 2, 7: 3 });
		expect(view.rounds[evening.rounds[1]!]).toMatchObject({ phase: 'closed', kind: 'practice' });
		expect(view.comments[evening.comments[0]!]).toMatchObject({ theme: 7, status: 'approved' });
	});
});
