import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall, secondFacilitator } from './test-hall.ts';
import { histories, play, startedHall } from './test-history.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const group = 'group-of-streets';
const give = (command: CommandInput) => hall.give(facilitator, command);
const undo = (command: string) => hall.give(facilitator, { type: 'undo', command });
const make = (...themes: number[]) => hall.do(facilitator, { type: 'group.add', group, name: 'Straat', themes });
const groups = () => Object.values(hall.view('facilitator').groups).map(({ name, themes }) => [name, ...themes]);

describe('a group', () => {
	it('has a name and its themes, in the order of their numbers', () => {
		make(3, 1, 3);
		expect(hall.view('facilitator').groups).toEqual({ [group]: { id: group, name: 'Straat', themes: [1, 3] } });
	});

	it('is renamed and folded; to empty it takes all its themes out', () => {
		make(1, 2);
		give({ type: 'group.rename', group, name: '  Weg  ' });
		give({ type: 'group.fold', group, folded: true });
		expect(hall.view('facilitator').groups[group]).toEqual({ id: group, name: 'Weg', themes: [1, 2], folded: true });
		give({ type: 'group.empty', group });
		expect(groups()).toEqual([]);
		expect(give({ type: 'group.rename', group, name: 'Weg' })).toEqual(refuse('group.unknown'));
	});

	it('takes up themes, and gives them away to another', () => {
		make(1);
		give({ type: 'theme.group', themes: [2, 3], group });
		give({ type: 'group.add', group: 'group-of-parks', name: 'Groen', themes: [2] });
		expect(groups()).toEqual([['Straat', 1, 3], ['Groen', 2]]);
		give({ type: 'theme.move', moves: [{ theme: 3, x: 9, y: 9, group: 'group-of-parks' }, { theme: 1, x: 5, y: 5 }] });
		expect(groups()).toEqual([['Straat', 1], ['Groen', 2, 3]]);
	});

	it('is none without themes: it goes with the last of them, however that goes', () => {
		for (const last of [
			{ type: 'theme.group', themes: [1, 2], group: null },
			{ type: 'group.add', group: 'group-of-all', name: 'Alles', themes: [1, 2, 3] },
			{ type: 'theme.move', moves: [{ theme: 1, x: 9, y: 9, group: null }, { theme: 2, x: 9, y: 9, group: null }] },
			{ type: 'theme.remove', themes: [1, 2] }
		] satisfies CommandInput[]) {
			hall = new Hall();
			make(1, 2);
			const id = hall.do(facilitator, last);
			expect(Object.keys(hall.view('facilitator').groups)).not.toContain(group);
			expect(give({ type: 'theme.group', themes: [3], group })).toEqual(refuse('group.unknown'));
			expect(undo(id)).toMatchObject({ ok: true });
			expect(groups()).toEqual([['Straat', 1, 2]]);
		}
	});

	it.each<[string, CommandInput, ReturnType<typeof refuse>]>([
		['without a name', { type: 'group.add', group: 'group-of-none', name: ' \u200b ', themes: [1] }, refuse('text.empty')],
		['with a name that is too long', { type: 'group.add', group: 'group-of-none', name: 'a'.repeat(81), themes: [1] }, refuse('text.tooLong', { most: 80, length: 81 })],
		['of a theme that is not there', { type: 'group.add', group: 'group-of-none', name: 'Straat', themes: [1, 99] }, refuse('theme.unknown', { theme: 99 })],
		['under an id that is taken', { type: 'group.add', group, name: 'Straat', themes: [3] }, refuse('message.invalid')]
	])('%s is refused as a whole', (_, command, refusal) => {
		make(1, 2);
		expect(give(command)).toEqual(refusal);
		expect(groups()).toEqual([['Straat', 1, 2]]);
	});

	it('that is not there takes no theme up, also not with a move', () => {
		expect(give({ type: 'theme.group', themes: [1], group })).toEqual(refuse('group.unknown'));
		const { x, y } = hall.view('facilitator').places['1']!;
		expect(give({ type: 'theme.move', moves: [{ theme: 1, x: 9, y: 9, group }] })).toEqual(refuse('group.unknown'));
		expect(hall.view('facilitator').places['1']).toMatchObject({ x, y });
	});

	it('is seen by facilitators alone', () => {
		make(1, 2);
		for (const role of ['moderator', 'screen', 'participant', 'illustrator'] as const) expect(JSON.stringify(hall.view(role))).not.toContain('Straat');
	});
});

describe('undo of a group', () => {
	it('is refused where somebody put another card in it since', () => {
		const made = make(1, 2);
		hall.do(secondFacilitator, { type: 'theme.group', themes: [3], group });
		expect(undo(made)).toEqual(refuse('undo.changedSince'));
		expect(groups()).toEqual([['Straat', 1, 2, 3]]);
	});

	it('is refused where the group that a card would go back to is gone', () => {
		make(1, 2);
		const out = hall.do(facilitator, { type: 'theme.group', themes: [1], group: null });
		hall.do(secondFacilitator, { type: 'group.empty', group });
		expect(undo(out)).toEqual(refuse('undo.changedSince'));
	});

	it('brings a removed theme back without its group, where that is gone', () => {
		make(1, 2);
		const removed = hall.do(facilitator, { type: 'theme.remove', themes: [1] });
		hall.do(secondFacilitator, { type: 'group.empty', group });
		expect(undo(removed)).toMatchObject({ ok: true });
		expect(hall.view('facilitator').themes['1']).toBeDefined();
		expect(groups()).toEqual([]);
	});

	it('brings it back with the cards that are still there', () => {
		make(1, 2);
		const emptied = hall.do(facilitator, { type: 'group.empty', group });
		hall.do(secondFacilitator, { type: 'theme.remove', themes: [1] });
		expect(undo(emptied)).toMatchObject({ ok: true });
		expect(groups()).toEqual([['Straat', 2]]);
	});

	it('lets a theme that goes again leave the group that it was put in meanwhile', () => {
		const removed = hall.do(facilitator, { type: 'theme.remove', themes: [1] });
		const back = hall.do(facilitator, { type: 'undo', command: removed });
		make(1, 2);
		expect(undo(back)).toMatchObject({ ok: true });
		expect(groups()).toEqual([['Straat', 2]]);
		expect(hall.state.entries.theme.get('1')).toMatchObject({ removed: true, group: null });
	});

	it('can itself be undone', () => {
		const made = make(1, 2);
		const undone = hall.do(facilitator, { type: 'undo', command: made });
		expect(groups()).toEqual([]);
		expect(undo(undone)).toMatchObject({ ok: true });
		expect(groups()).toEqual([['Straat', 1, 2]]);
	});
});

it('in every history each group has a theme, and no theme a group that is gone', () => {
	fc.assert(
		fc.property(histories(), (steps) => {
			const hall = startedHall();
			play(hall, steps, () => {
				const members = new Set<string>();
				for (const { group, removed } of hall.state.entries.theme.values()) {
					if (group === null) continue;
					members.add(group);
					expect([removed, hall.state.entries.group.get(group)?.removed]).toEqual([false, false]);
				}
				for (const [id, { removed }] of hall.state.entries.group) expect(members.has(id)).toBe(!removed);
			});
		})
	);
});
