import { afterEach, beforeEach, expect, it } from 'vitest';
import { nanoid } from 'nanoid';
import { helpCounts } from '#shared/evening/help.ts';
import { anEvening, openTestApp, type TestApp } from '../test-app.ts';
import type { LiveEvening } from './evening.ts';

let test: TestApp;
let evening: LiveEvening;
beforeEach(async () => {
	test = await openTestApp();
	evening = await anEvening(test.app);
});
afterEach(() => test.end());

const ask = (who: string, situation: string, now: number, id = nanoid()) => test.app.help.count(evening, who, { id, situation }, now);

it('the same phone for the same card counts once in ten seconds; another phone, another card and a later time count', async () => {
	await ask('seat-1', 'home', 0);
	await ask('seat-1', 'home', 3000);
	expect(helpCounts(evening.state)).toEqual({ home: 1 });
	await ask('seat-2', 'home', 3000);
	await ask('seat-1', 'danger', 3000);
	await ask('seat-1', 'home', 20_000);
	expect(helpCounts(evening.state)).toEqual({ home: 3, danger: 1 });
});

it('a form that is sent again counts once, however late', async () => {
	const id = nanoid();
	await ask('seat-1', 'child', 0, id);
	await ask('seat-1', 'child', 60_000, id);
	expect(helpCounts(evening.state)).toEqual({ child: 1 });
});

it('what is no situation is none', async () => {
	expect(await ask('seat-1', 'anything', 0)).toBe(false);
	expect(await ask('seat-1', 'home', 0, 'x')).toBe(false);
	expect(helpCounts(evening.state)).toEqual({});
});

it('nothing in the database leads from a count to who asked, and a restart keeps it', async () => {
	const joined = await test.app.joining.join('browser-1', evening.code);
	if (!joined.ok) throw new Error(joined.code);
	await ask(joined.seat.id, 'suicide', 0);
	const { database } = test.app;
	const rows = database.prepare("SELECT * FROM events WHERE type LIKE 'help.%'").all();
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({ seat: 'nobody' });
	const told = JSON.stringify(rows);
	for (const one of [joined.seat.id, joined.seat.participant!, 'browser-1']) expect(told).not.toContain(one);
	// Nor does the command's id stand anywhere beside a seat.
	expect(database.prepare('SELECT count(*) AS n FROM events WHERE command = ?').get(String(rows[0]!.command))).toEqual({ n: 1 });
	const app = await test.restart();
	expect(helpCounts(app.evenings.get(evening.id)!.state)).toEqual({ suicide: 1 });
});
