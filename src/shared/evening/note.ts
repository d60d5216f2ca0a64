import type { CommandOf } from '../protocol/commands.ts';
import { isMovedSince } from './moved-since.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import type { EveningState, TextId } from './state.ts';

/** A free note on the board, for facilitators only. */
export interface Note {
	text: TextId;
	/** Place of its top left corner on the board, in board units (a note is 240 × 160). */
	x: number;
	y: number;
	removed: boolean;
}

/** Notes at most on one board. */
export const mostNotes = 500;

type NoteCommand = CommandOf<'note.add' | 'note.edit' | 'note.move' | 'note.remove'>;

export function decideNote(state: EveningState, command: NoteCommand, context: Context): Decision {
	switch (command.type) {
		case 'note.add': {
			// Else the words of the note that is there would be gone.
			if (state.entries.note.has(command.note)) return refuse('message.invalid');
			const lying = [...state.entries.note.values()].filter(({ removed }) => !removed);
			if (lying.length >= mostNotes) return refuse('note.tooMany', { most: mostNotes });
			const texts = new Texts(context);
			const text = texts.required(command.text, longest.note);
			const { x, y } = command;
			return texts.refusal ?? accept([{ type: 'note.added', id: command.note, fields: { text, x, y, removed: false } }], texts.bodies);
		}
		case 'note.edit': {
			const note = noteAt(state, command.note);
			if (!note) return refuse('note.unknown');
			const texts = new Texts(context);
			const text = texts.required(command.text, longest.note, note.text);
			return texts.refusal ?? accept([change('note', command.note, note, { text })], texts.bodies);
		}
		case 'note.move': {
			if (isMovedSince(state, command, context.actor.seat)) return refuse('board.movedSince');
			const events = moveNotes(state, command.notes);
			return 'ok' in events ? events : accept(events);
		}
		case 'note.remove': {
			const events = [];
			for (const id of new Set(command.notes)) {
				const note = noteAt(state, id);
				if (!note) return refuse('note.unknown');
				events.push(change('note', id, note, { removed: true }));
			}
			return accept(events);
		}
	}
}

/** Lays notes there; of two moves of one note the last counts. */
export function moveNotes(state: EveningState, moves: CommandOf<'note.move'>['notes']): (EveningEvent | null)[] | Refusal {
	const events = [];
	for (const { note: id, x, y } of new Map(moves.map((move) => [move.note, move])).values()) {
		const note = noteAt(state, id);
		if (!note) return refuse('note.unknown');
		events.push(change('note', id, note, { x, y }));
	}
	return events;
}

/** The note with this id, unless it was removed. */
function noteAt(state: EveningState, id: string): Note | null {
	const note = state.entries.note.get(id);
	return note && !note.removed ? note : null;
}
