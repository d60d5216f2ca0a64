import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { roles } from '../protocol/roles.ts';
import { mostNotes } from './note.ts';
import { facilitator, Hall, secondFacilitator } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
	hall.do(facilitator, { type: 'note.add', note: 'note-one', text: ' Zaal bellen\n', x: 5, y: 6 });
});
const give = (command: CommandInput) => hall.give(facilitator, command);
const notes = () => hall.view('facilitator').notes;

describe('a note', () => {
	it('is seen by facilitators, and by nobody else', () => {
		expect(notes()).toEqual({ 'note-one': { id: 'note-one', text: 'Zaal bellen', x: 5, y: 6 } });
		for (const role of roles) if (role !== 'facilitator') expect(JSON.stringify(hall.view(role))).not.toContain('Zaal bellen');
	});
	it('holds its words in the table of texts alone', () => {
		expect(JSON.stringify(hall.log)).not.toContain('Zaal bellen');
		hall.texts.delete(hall.state.entries.note.get('note-one')!.text);
		expect(notes()).toEqual({});
	});
	it('is edited, moved and removed', () => {
		hall.do(secondFacilitator, { type: 'note.edit', note: 'note-one', text: 'Zaal gebeld' });
		hall.do(facilitator, { type: 'note.move', notes: [{ note: 'note-one', x: 1, y: 1 }, { note: 'note-one', x: 20, y: 30 }] });
		expect(notes()['note-one']).toMatchObject({ text: 'Zaal gebeld', x: 20, y: 30 });
		hall.do(facilitator, { type: 'note.remove', notes: ['note-one', 'note-one'] });
		expect(notes()).toEqual({});
	});
	it('moves with cards in one step, or none of them does', () => {
		hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 1, x: 40, y: 40 }], notes: [{ note: 'note-one', x: 50, y: 50 }] });
		expect(notes()['note-one']).toMatchObject({ x: 50, y: 50 });
		expect(give({ type: 'theme.move', moves: [{ theme: 1, x: 0, y: 0 }], notes: [{ note: 'note-gone', x: 0, y: 0 }] })).toEqual(refuse('note.unknown'));
		expect(hall.view('facilitator').places[1]).toMatchObject({ x: 40, y: 40 });
	});
	it.each<[string, CommandInput, ReturnType<typeof refuse>]>([
		['without words', { type: 'note.add', note: 'note-two', text: ' \u200b', x: 0, y: 0 }, refuse('text.empty')],
		['that is too long', { type: 'note.add', note: 'note-two', text: 'a'.repeat(281), x: 0, y: 0 }, refuse('text.tooLong', { most: 280, length: 281 })],
		['under an id that is taken', { type: 'note.add', note: 'note-one', text: 'Anders', x: 0, y: 0 }, refuse('message.invalid')],
		['emptied', { type: 'note.edit', note: 'note-one', text: '' }, refuse('text.empty')],
		['that is not there', { type: 'note.edit', note: 'note-two', text: 'Anders' }, refuse('note.unknown')],
		['moved that is not there', { type: 'note.move', notes: [{ note: 'note-two', x: 0, y: 0 }] }, refuse('note.unknown')],
		['removed that is not there', { type: 'note.remove', notes: ['note-one', 'note-two'] }, refuse('note.unknown')]
	])('%s is refused', (_, command, refusal) => {
		expect(give(command)).toEqual(refusal);
		expect(notes()['note-one']).toMatchObject({ text: 'Zaal bellen' });
	});
	it('more than the board holds are refused', () => {
		for (let note = 1; note < mostNotes; note += 1) hall.do(facilitator, { type: 'note.add', note: `note-${note}`.padEnd(9, '-'), text: 'Briefje', x: 0, y: 0 });
		expect(give({ type: 'note.add', note: 'note-last', text: 'Briefje', x: 0, y: 0 })).toEqual(refuse('note.tooMany', { most: mostNotes }));
	});
});

describe('undo', () => {
	it('of a note that the other changed since is refused', () => {
		const added = hall.do(facilitator, { type: 'note.add', note: 'note-two', text: 'Koffie', x: 0, y: 0 });
		hall.do(secondFacilitator, { type: 'note.edit', note: 'note-two', text: 'Koffie en thee' });
		expect(give({ type: 'undo', command: added })).toEqual(refuse('undo.changedSince'));
	});
	it('of a removal brings its words back', () => {
		const removed = hall.do(facilitator, { type: 'note.remove', notes: ['note-one'] });
		hall.do(facilitator, { type: 'undo', command: removed });
		expect(notes()['note-one']?.text).toBe('Zaal bellen');
		expect(hall.replayed().entries).toEqual(hall.state.entries);
	});
});
