import { afterEach, beforeEach, expect, it } from 'vitest';
import { nanoid } from 'nanoid';
import type { ProgrammeCommand } from '#shared/programme/programme.ts';
import { detailsOf } from '#shared/evening/state.ts';
import { StoreFull } from '../store/event-store.ts';
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

it('a copy stands in the same area with a code of its own; undone, it is gone from the list', async () => {
	const command = nanoid();
	const copied = await test.app.evenings.copy(evening, { title: 'Nog een keer', date: '2027-01-12' }, 'account', command);
	if (!copied.ok) throw new Error(copied.code);
	expect(listed()).toEqual([['Oude Kom', [evening, copied.evening.id]], ['Dijk', []]]);
	expect(copied.evening.code).not.toBe(test.app.evenings.get(evening)!.code);
	expect(Object.values(copied.evening.published('facilitator').view.themes).map(({ number, title }) => [number, title])).toEqual([[1, 'Parkeren'], [2, 'Zwerfvuil'], [3, 'Verlichting']]);
	await give({ id: nanoid(), type: 'undo', command });
	expect(listed()).toEqual([['Oude Kom', [evening]], ['Dijk', []]]);
	expect(await test.app.evenings.copy(copied.evening.id, { title: 'Van een die weg is', date: '2027-01-12' }, 'account')).toMatchObject({ code: 'evening.unknown' });
});

it('of a copy for which the disk has no room nothing stays, whichever part did not fit', async () => {
	const { store } = test.app;
	const { append } = store;
	for (let fits = 0; fits < 3; fits += 1) {
		let left = fits;
		store.append = async (group) => {
			if ((left -= 1) < 0) throw new StoreFull();
			return append(group);
		};
		expect(await test.app.evenings.copy(evening, { title: 'Kopie', date: '2027-01-12' }, 'account')).toEqual({ ok: false, code: 'disk.full' });
		store.append = append;
		expect(listed()).toEqual([['Oude Kom', [evening]], ['Dijk', []]]);
		expect(store.streams().toSorted()).toEqual([evening, 'programme'].toSorted());
	}
	expect(await test.app.evenings.copy(evening, { title: '  ', date: '2027-01-12' }, 'account')).toEqual({ ok: false, code: 'text.empty' });
	expect(store.streams()).toHaveLength(2);
});
