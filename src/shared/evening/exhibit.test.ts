import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { mostExhibits } from '../protocol/upload.ts';
import { exhibitFilesOf } from './exhibit.ts';
import { facilitator, Hall, pageCalled, projector, secondFacilitator } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});
const show = (show: CommandInput<'screen.show'>['show']) => hall.give(facilitator, { type: 'screen.show', show });
const undo = (command: string) => hall.give(secondFacilitator, { type: 'undo', command });
const onScreen = () => hall.view('screen');

describe('a PDF for the screen', () => {
	it('is regie’s, with its name and how much of it was taken; nothing of it stands in the log in words', () => {
		const exhibit = hall.exhibit(50, 400);
		const { name, count, pages } = hall.view('facilitator').exhibits[exhibit]!;
		expect([name, count, pages.length]).toEqual(['plan.pdf', 400, 50]);
		expect(JSON.stringify(hall.log)).not.toContain('plan.pdf');
		for (const role of ['screen', 'participant', 'moderator', 'illustrator'] as const) expect(JSON.stringify(hall.view(role))).not.toContain('page-of-');
	});

	it('comes to the screen page by page, turned by regie and by a clicker, never past its end', () => {
		const exhibit = hall.exhibit(3);
		expect(show({ mode: 'exhibit', exhibit, held: 1 }).ok).toBe(true);
		expect(onScreen().show).toEqual({ mode: 'exhibit', exhibit, held: 1 });
		expect(onScreen().exhibit?.pages.map(({ id }) => id)).toEqual([1, 2, 3].map((page) => pageCalled(`${exhibit}-${page}`).id));
		expect(onScreen().exhibit).not.toHaveProperty('name');
		const subject = `exhibit ${exhibit}`;
		expect(hall.give(projector, { type: 'screen.turn', subject, held: 2 }).ok).toBe(true);
		expect(onScreen().show).toMatchObject({ held: 2 });
		expect(hall.give(projector, { type: 'screen.turn', subject, held: 3 })).toEqual(refuse('exhibit.noPage'));
		expect(show({ mode: 'exhibit', exhibit, held: 3 })).toEqual(refuse('exhibit.noPage'));
		expect(show({ mode: 'exhibit', exhibit: 'exhibit-none' })).toEqual(refuse('exhibit.unknown'));
		expect(hall.view('participant').now).toEqual({ mode: 'exhibit', exhibit });
		show({ mode: 'join' });
		expect(onScreen()).not.toHaveProperty('exhibit');
	});

	it('is seen small before it is put on', () => {
		const exhibit = hall.exhibit(3);
		hall.do(facilitator, { type: 'screen.prepare', show: { mode: 'exhibit', exhibit, held: 2 } });
		expect(hall.view('facilitator').next?.view).toMatchObject({ show: { mode: 'exhibit', exhibit, held: 2 }, exhibit: { id: exhibit } });
		expect(onScreen()).not.toHaveProperty('exhibit');
		hall.do(facilitator, { type: 'exhibit.remove', exhibit });
		expect(hall.view('facilitator').next).not.toHaveProperty('view');
	});

	it('is named and described, and that is taken back', () => {
		const exhibit = hall.exhibit();
		const described = hall.do(facilitator, { type: 'exhibit.describe', exhibit, name: 'Plan\nvan het plein', alt: 'Een plattegrond.' });
		expect(hall.view('facilitator').exhibits[exhibit]).toMatchObject({ name: 'Plan van het plein', alt: 'Een plattegrond.' });
		undo(described);
		expect(hall.view('facilitator').exhibits[exhibit]).toMatchObject({ name: 'plan.pdf' });
		expect(hall.give(facilitator, { type: 'exhibit.describe', exhibit, name: '', alt: 'x'.repeat(601) })).toMatchObject({ code: 'text.tooLong' });
	});

	it('that is removed is gone from the screen at once, and comes back with one press; its files are kept for that', () => {
		const exhibit = hall.exhibit(2);
		show({ mode: 'exhibit', exhibit, held: 1 });
		const removed = hall.do(facilitator, { type: 'exhibit.remove', exhibit });
		expect(onScreen().show).toEqual({ mode: 'welcome' });
		expect(onScreen()).not.toHaveProperty('exhibit');
		expect(hall.view('facilitator').exhibits).toEqual({});
		expect(exhibitFilesOf(hall.state).size).toBe(4);
		expect(hall.give(facilitator, { type: 'exhibit.remove', exhibit })).toEqual(refuse('exhibit.unknown'));
		expect(undo(removed).ok).toBe(true);
		expect(onScreen().show).toEqual({ mode: 'exhibit', exhibit, held: 1 });
	});

	it('whose coming is taken back is gone, unless somebody described it since', () => {
		const add = (exhibit: string) => hall.do(facilitator, { type: 'exhibit.add', exhibit, kind: 'picture', name: `${'lang'.repeat(60)}.png`, pages: [pageCalled(exhibit)], count: 1 });
		undo(add('exhibit-one'));
		expect(hall.view('facilitator').exhibits).toEqual({});
		const added = add('exhibit-two');
		expect(hall.view('facilitator').exhibits['exhibit-two']!.name).toHaveLength(120);
		hall.do(facilitator, { type: 'exhibit.describe', exhibit: 'exhibit-two', name: 'Kaart', alt: '' });
		expect(undo(added)).toEqual(refuse('undo.changedSince'));
	});

	it('is one of so many at most; a removed one makes room', () => {
		const all = Array.from({ length: mostExhibits }, () => hall.exhibit(1));
		const one: CommandInput = { type: 'exhibit.add', exhibit: 'exhibit-more', kind: 'picture', name: '', pages: [pageCalled('more')], count: 1 };
		expect(hall.give(facilitator, one)).toEqual(refuse('exhibit.tooMany', { most: mostExhibits }));
		hall.do(facilitator, { type: 'exhibit.remove', exhibit: all[0]! });
		expect(hall.give(facilitator, one).ok).toBe(true);
	});
});
