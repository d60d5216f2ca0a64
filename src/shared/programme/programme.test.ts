import { describe, expect, it } from 'vitest';
import { decideProgramme, emptyProgramme, evolveProgramme, type ProgrammeCommand } from './programme.ts';

/** A programme in which commands are given one after the other; each answer is 'ok' or the refusal's code. */
function programme() {
	const state = emptyProgramme();
	const texts = new Map<string, string>();
	const give = (command: ProgrammeCommand, seat = 'account'): string => {
		const context = {
			now: 0,
			newId: () => `text-${texts.size}`,
			textOf: (id: string) => texts.get(id) ?? '',
			newCode: () => '',
			actor: { role: 'facilitator' as const, seat, participant: null }
		};
		const decision = decideProgramme(state, command, context);
		if (!decision.ok) return decision.code;
		for (const [id, body] of Object.entries(decision.texts)) texts.set(id, body);
		for (const event of decision.events) {
			evolveProgramme(state, { seq: state.seq + 1, at: 0, command: command.id, seat: 'account', role: 'facilitator', event });
		}
		return 'ok';
	};
	return { state, give };
}

const kom = 'area-kom';
const evening = 'evening-1';
const addArea: ProgrammeCommand = { id: 'add-area', type: 'area.add', area: kom, name: 'Oude Kom' };
const list: ProgrammeCommand = { id: 'list-evening', type: 'evening.list', evening, area: kom };
const remove: ProgrammeCommand = { id: 'remove-evening', type: 'evening.remove', evening };
const undo = (command: ProgrammeCommand): ProgrammeCommand => ({ id: `undo-${command.id}`, type: 'undo', command: command.id });

/** With an area and an evening in it. */
function started() {
	const made = programme();
	expect([addArea, list].map((command) => made.give(command))).toEqual(['ok', 'ok']);
	return made;
}

describe('an area', () => {
	it('needs a name', () => {
		expect(programme().give({ ...addArea, name: '  ' })).toBe('text.empty');
	});

	it('never takes the place of one that is there', () => {
		expect(started().give({ ...addArea, id: 'add-again', name: 'Anders' })).toBe('message.invalid');
	});

	it('gets its old name back when renaming is undone', () => {
		const { state, give } = started();
		const before = state.areas.get(kom)?.name;
		const rename: ProgrammeCommand = { id: 'rename-area', type: 'area.rename', area: kom, name: 'Kom' };
		expect(give(rename)).toBe('ok');
		expect(state.areas.get(kom)?.name).not.toBe(before);
		expect(give(undo(rename))).toBe('ok');
		expect(state.areas.get(kom)?.name).toBe(before);
	});

	it('stays while it has evenings, also when adding it is undone', () => {
		const { give } = started();
		expect(give({ id: 'remove-area', type: 'area.remove', area: kom })).toBe('area.inUse');
		expect(give(undo(addArea))).toBe('undo.changedSince');
	});
});

describe('who does what in an area', () => {
	const staff = (id: string, account: string, ...roles: ('projectLeader' | 'checker' | 'facilitator')[]): ProgrammeCommand => ({ id, type: 'area.staff', area: kom, account, roles });

	it('is begun by whoever is signed in, and from then on said by a project leader', () => {
		const { give, state } = started();
		expect(give(staff('one', 'anna', 'projectLeader'), 'anna')).toBe('ok');
		expect(give(staff('two', 'bram', 'checker'), 'bram')).toBe('person.roleLacks');
		expect(give(staff('three', 'bram', 'facilitator', 'checker'), 'anna')).toBe('ok');
		expect(state.areas.get(kom)?.people).toEqual({ anna: ['projectLeader'], bram: ['checker', 'facilitator'] });
		expect(give(staff('four', 'bram'), 'anna')).toBe('ok');
		expect(state.areas.get(kom)?.people).toEqual({ anna: ['projectLeader'] });
	});

	it('keeps one who can say so', () => {
		const { give } = started();
		give(staff('one', 'anna', 'projectLeader'), 'anna');
		expect(give(staff('two', 'anna', 'checker'), 'anna')).toBe('person.lastLeader');
	});

	it('is taken back by a project leader only: not by who was taken out', () => {
		const { give, state } = started();
		const out = staff('three', 'bram');
		give(staff('one', 'anna', 'projectLeader'), 'anna');
		give(staff('two', 'bram', 'projectLeader'), 'anna');
		expect(give(out, 'anna')).toBe('ok');
		expect(give(undo(out), 'bram')).toBe('person.roleLacks');
		expect(give(undo(out), 'anna')).toBe('ok');
		expect(Object.keys(state.areas.get(kom)!.people)).toEqual(['anna', 'bram']);
	});
});

describe('an evening', () => {
	it('is listed once, in an area that is there', () => {
		const { give } = started();
		expect(give({ ...list, id: 'list-again' })).toBe('message.invalid');
		expect(give({ ...list, id: 'list-another', evening: 'evening-2', area: 'area-weg' })).toBe('area.unknown');
	});

	it('that was removed comes back by undo, once', () => {
		const { state, give } = started();
		expect(give(remove)).toBe('ok');
		expect(state.evenings.get(evening)?.removed).toBe(true);
		expect(give(undo(remove))).toBe('ok');
		expect(state.evenings.get(evening)?.removed).toBe(false);
		expect(give(undo(remove))).toBe('undo.twice');
	});

	it('that was removed long ago can be brought back', () => {
		const { state, give } = started();
		give(remove);
		expect(give({ id: 'restore-evening', type: 'evening.restore', evening })).toBe('ok');
		expect(state.evenings.get(evening)?.removed).toBe(false);
		expect(give({ id: 'restore-again', type: 'evening.restore', evening })).toBe('evening.unknown');
	});

	it('brings its area back with it: in an area that is gone no page would show it', () => {
		const { state, give } = started();
		give(remove);
		expect(give({ id: 'remove-area', type: 'area.remove', area: kom })).toBe('ok');
		expect(give(undo(remove))).toBe('undo.changedSince');
		const restore: ProgrammeCommand = { id: 'restore-evening', type: 'evening.restore', evening };
		expect(give(restore)).toBe('ok');
		expect(state.areas.get(kom)?.removed).toBe(false);
		expect(give(undo(restore))).toBe('ok');
		expect(state.evenings.get(evening)?.removed).toBe(true);
	});

	it('goes to another area that is there, and back by undo', () => {
		const { state, give } = started();
		give({ id: 'add-another', type: 'area.add', area: 'area-dijk', name: 'Dijk' });
		const move: ProgrammeCommand = { id: 'move-evening', type: 'evening.move', evening, area: 'area-dijk' };
		expect(give({ ...move, id: 'move-nowhere', area: 'area-weg' })).toBe('area.unknown');
		expect(give({ ...move, id: 'move-nothing', evening: 'evening-2' })).toBe('evening.unknown');
		expect(give(move)).toBe('ok');
		expect(state.evenings.get(evening)).toEqual({ area: 'area-dijk', removed: false });
		// The area that it left is empty now, the other is not.
		expect(give({ id: 'remove-dijk', type: 'area.remove', area: 'area-dijk' })).toBe('area.inUse');
		expect(give(undo(move))).toBe('ok');
		expect(state.evenings.get(evening)?.area).toBe(kom);
	});

	it('does not go back to an area that is gone, nor over a later move', () => {
		const { state, give } = started();
		for (const area of ['area-dijk', 'area-plas']) give({ id: `add-${area}`, type: 'area.add', area, name: area });
		const move = (area: string): ProgrammeCommand => ({ id: `move-${area}`, type: 'evening.move', evening, area });
		give(move('area-dijk'));
		give(move('area-plas'));
		expect(give(undo(move('area-dijk')))).toBe('undo.changedSince');
		give({ id: 'remove-dijk', type: 'area.remove', area: 'area-dijk' });
		expect(give(undo(move('area-plas')))).toBe('undo.changedSince');
		expect(state.evenings.get(evening)?.area).toBe('area-plas');
		expect(give({ ...move('area-dijk'), id: 'move-again' })).toBe('area.unknown');
	});

	it('that was removed is not moved; where it belonged it comes back', () => {
		const { state, give } = started();
		give({ id: 'add-another', type: 'area.add', area: 'area-dijk', name: 'Dijk' });
		give(remove);
		expect(give({ id: 'move-evening', type: 'evening.move', evening, area: 'area-dijk' })).toBe('evening.unknown');
		give(undo(remove));
		expect(state.evenings.get(evening)?.area).toBe(kom);
	});

	it('that was destroyed is unknown: nothing brings it back', () => {
		const { state, give } = started();
		give(remove);
		expect(give({ id: 'destroy-evening', type: 'evening.destroy', evening })).toBe('ok');
		expect(state.evenings.size).toBe(0);
		expect(give({ id: 'restore-evening', type: 'evening.restore', evening })).toBe('evening.unknown');
		expect(give(undo(remove))).toBe('undo.changedSince');
	});
});
