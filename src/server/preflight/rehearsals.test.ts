import { nanoid } from 'nanoid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuse } from '#shared/protocol/refusals.ts';
import { writeMeta } from '../store/database.ts';
import { anEvening, facilitator, give, openTestApp, type TestApp } from '../test-app.ts';
import { beginRehearsal } from './begin-rehearsal.ts';

// What it does with phones that are connected, the journey of the page shows.

let test: TestApp;
beforeEach(async () => void (test = await openTestApp()));
afterEach(() => test.end());

const nowhere = 'http://127.0.0.1:9';

it('is refused while a round is open in any evening, and says in which', async () => {
	const { app } = test;
	const evening = await anEvening(app, 'Avond in de Kom');
	const round = nanoid();
	await give(evening, facilitator, { type: 'round.add', round, kind: 'themes', title: 'Waar?', budget: 3, most: 1, results: 'open', themes: [1], lines: [] });
	await give(evening, facilitator, { type: 'round.open', round });
	expect(await app.rehearsals.start(nowhere, 10)).toEqual(refuse('rehearsal.roundOpen', { evening: 'Avond in de Kom' }));
	expect(app.evenings.all()).toHaveLength(1);
	expect(app.rehearsals.state).toEqual({ phase: 'none' });
});

it('is the only one, and takes its evening and its area along when it is stopped', async () => {
	const { app } = test;
	const [first, second] = await Promise.all([app.rehearsals.start(nowhere, 10), app.rehearsals.start(nowhere, 10)]);
	expect([first, second]).toEqual([{ ok: true }, refuse('rehearsal.running')]);
	expect(app.evenings.all()).toHaveLength(1);
	await app.rehearsals.stop();
	expect(app.rehearsals.state).toMatchObject({ phase: 'ended', why: 'stopped' });
	expect([app.evenings.all().length, app.programme.areas()]).toEqual([0, []]);
});

it('that a power cut broke off is taken away at the next start; an evening that people made stays', async () => {
	const evening = await anEvening(test.app);
	const made = await beginRehearsal(test.app, 'Oefening');
	writeMeta(test.app.database, 'rehearsal', made.ok ? made.evening : '');
	const app = await test.restart();
	expect(app.evenings.all().map(({ id }) => id)).toEqual([evening.id]);
	expect(await test.restart()).toBeDefined();
});
