import type { CommandOf } from '../protocol/commands.ts';
import type { EveningState } from './state.ts';

/**
 * Did another move one of these after the view that the move was made on? A move that waited for a line would else take
 * back what a colleague did meanwhile. One's own moves follow each other faster than views come.
 * @param seat who moves
 */
export function isMovedSince({ moved }: EveningState, { seen, ...command }: Pick<CommandOf<'theme.move'>, 'seen' | 'notes'> & { moves?: CommandOf<'theme.move'>['moves'] }, seat: string): boolean {
	if (seen === undefined) return false;
	const seqs = [...(command.moves ?? []).map(({ theme }) => moved.theme.get(String(theme))), ...command.notes.map(({ note }) => moved.note.get(note))];
	const later = new Set(seqs.filter((seq) => seq !== undefined && seq > seen));
	return later.size > 0 && [...moved.by.values()].some((by) => later.has(by.seq) && by.seat !== seat);
}
