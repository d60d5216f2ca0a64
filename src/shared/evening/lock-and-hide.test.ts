import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall, secondFacilitator } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});
const give = (command: CommandInput) => hall.give(facilitator, command);
const lock = (themes: number[], locked = true) => hall.do(facilitator, { type: 'theme.lock', themes, locked });
const hide = (themes: number[], hidden = true) => hall.do(facilitator, { type: 'theme.hide', themes, hidden });

describe('a card on the lock', () => {
	it.each<[string, CommandInput]>([
		['moved', { type: 'theme.move', moves: [{ theme: 1, x: 5, y: 5 }, { theme: 2, x: 5, y: 5 }] }],
		['edited', { type: 'theme.edit', theme: 2, set: { title: 'Anders' } }],
		['removed', { type: 'theme.remove', themes: [1, 2] }],
		['put in a group', { type: 'theme.group', themes: [2], group: 'group-of-streets' }],
		['gathered in a new one', { type: 'group.add', group: 'group-of-others', name: 'Anders', themes: [1, 2] }]
	])('is not %s, nor is what goes with it, until the lock is off', (_, command) => {
		hall.do(facilitator, { type: 'group.add', group: 'group-of-streets', name: 'Straat', themes: [3] });
		lock([2]);
		const before = hall.view('facilitator');
		expect(give(command)).toEqual(refuse('theme.locked', { theme: 2 }));
		expect(hall.view('facilitator')).toEqual(before);
		lock([2], false);
		expect(give(command)).toMatchObject({ ok: true });
	});

	it('keeps its group from being emptied', () => {
		hall.do(facilitator, { type: 'group.add', group: 'group-of-streets', name: 'Straat', themes: [1, 2] });
		lock([2]);
		expect(give({ type: 'group.empty', group: 'group-of-streets' })).toEqual(refuse('theme.locked', { theme: 2 }));
	});

	it('is not moved by an undo either; the lock itself is taken back', () => {
		const moved = hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 1, x: 5, y: 5 }] });
		const locked = hall.do(secondFacilitator, { type: 'theme.lock', themes: [1], locked: true });
		expect(give({ type: 'undo', command: moved })).toEqual(refuse('theme.locked', { theme: 1 }));
		expect(give({ type: 'undo', command: locked })).toMatchObject({ ok: true });
		expect(give({ type: 'undo', command: moved })).toMatchObject({ ok: true });
		expect(hall.view('facilitator').locked).toEqual([]);
	});

	it('is told to facilitators', () => {
		lock([3, 1]);
		expect(hall.view('facilitator').locked).toEqual([1, 3]);
	});
});

describe('a theme that is hidden from the screen', () => {
	it('is not on it, with its comments and drawings; phones and regie have it', () => {
		const comment = hall.comment(hall.resident('ans'));
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		hall.drawing();
		hide([1]);
		const { themes, comments, drawings } = hall.view('screen');
		expect([Object.keys(themes), Object.keys(comments), Object.keys(drawings)]).toEqual([['2', '3'], [], []]);
		for (const role of ['facilitator', 'participant', 'illustrator'] as const) {
			const view = hall.view(role);
			expect([Object.keys(view.themes), Object.keys(view.comments).length, Object.keys(view.drawings).length]).toEqual([['1', '2', '3'], 1, 1]);
		}
		hide([1], false);
		expect(Object.keys(hall.view('screen').themes)).toEqual(['1', '2', '3']);
	});

	it('leaves the screen with all cards, where it stood in the light', () => {
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'theme', theme: 2 } });
		hide([2]);
		for (const role of ['screen', 'facilitator'] as const) expect(hall.view(role).show).toEqual({ mode: 'cards' });
		expect(hall.view('participant').now).toEqual({ mode: 'cards' });
	});

	it('is not put on it: neither it, nor its drawing, nor a comment at it', () => {
		const comment = hall.comment(hall.resident('ans'));
		const drawing = hall.drawing();
		hide([1]);
		const refused = refuse('theme.hidden', { theme: 1 });
		expect(give({ type: 'screen.show', show: { mode: 'theme', theme: 1 } })).toEqual(refused);
		expect(give({ type: 'screen.show', show: { mode: 'drawing', drawing } })).toEqual(refused);
		expect(give({ type: 'comment.project', comment, projected: true })).toEqual(refused);
	});

	it('keeps its dots, and its place in the ranking of the phones', () => {
		const round = hall.round('open');
		hall.dots(hall.resident('ans'), round, '1', 2);
		hall.do(facilitator, { type: 'round.close', round });
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		hide([1]);
		expect(hall.view('participant').rounds[round]?.totals).toEqual({ '1': 2, '2': 0 });
	});
});
