import { afterEach, beforeEach, expect, it } from 'vitest';
import { nanoid } from 'nanoid';
import type { ProgrammeCommand } from '#shared/programme/programme.ts';
import { detailsOf } from '#shared/evening/state.ts';
import { anEvening, openTestApp, type TestApp } from '../test-app.ts';

let test: TestApp;
let evening: string;
let dijk: string;
beforeEach(async () => {
	test = await openTestApp();
	evening = (await anEvening(test.app)).id;
	dijk = nanoid();
	await give({ id: nanoid(), type: 'area.add', area: dijk, name: 'Dijk' });
});
afterEach(() => test.end());

async function give(command: ProgrammeCommand): Promise<void> {
	expect(await test.app.programme.submit(command, 'account')).toMatchObject({ ok: true });
}
/** The name that the evening's own pages and phones show. */
function shownArea(): string {
	const live = test.app.evenings.get(evening)!;
	return live.textOf(detailsOf(live.state).area);
}
const listed = () => test.app.programme.areas().map(({ name, evenings }) => [name, evenings]);

it('an evening that goes to another area is listed there and shows its name; undone, it is back in both', async () => {
	const move = nanoid();
	await give({ id: move, type: 'evening.move', evening, area: dijk });
	await test.app.evenings.tellAreaNames('account');
	expect(shownArea()).toBe('Dijk');
	expect(listed()).toEqual([['Oude Kom', []], ['Dijk', [evening]]]);
	await give({ id: nanoid(), type: 'area.rename', area: dijk, name: 'Nieuwe Dijk' });
	await test.app.evenings.tellAreaNames('account');
	expect(shownArea()).toBe('Nieuwe Dijk');
	await give({ id: nanoid(), type: 'undo', command: move });
	await test.app.evenings.tellAreaNames('account');
	expect(shownArea()).toBe('Oude Kom');
	expect(listed()).toEqual([['Oude Kom', [evening]], ['Nieuwe Dijk', []]]);
});

it('a power cut before the evening was told: it is told at the next start', async () => {
	await give({ id: nanoid(), type: 'evening.move', evening, area: dijk });
	expect(shownArea()).toBe('Oude Kom');
	await test.restart();
	expect(shownArea()).toBe('Dijk');
});
