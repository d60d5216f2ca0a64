import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { accept, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import type { EveningState } from './state.ts';

/** A participant who may send no comments for now. Dots, and what was recognised, are not touched by it. */
export interface Block {
	participant: string;
	/** The comment at which it was decided. */
	comment: string;
	/** Server time in ms. */
	at: number;
	removed: boolean;
}

export function decideBlock(state: EveningState, command: CommandOf<'block.add' | 'block.remove'>, context: Context): Decision {
	const current = state.entries.block.get(command.block);
	if (command.type === 'block.remove') {
		if (!current) return refuse('block.unknown');
		return accept([change('block', command.block, current, { removed: true })]);
	}
	// One that its writer took back meanwhile will do: who sends and withdraws disturbs as well.
	const comment = state.entries.comment.get(command.comment);
	// What was spoken in the hall a helper typed: nobody sent it.
	if (!comment || comment.participant === null) return refuse('comment.unknown');
	// A colleague was faster.
	if (blockOf(state, comment.participant) !== null) return accept([]);
	if (current) return refuse('block.unknown');
	const fields: Block = { participant: comment.participant, comment: command.comment, at: context.now, removed: false };
	return accept([{ type: 'block.added', id: command.block, fields }]);
}

/** The id of the block that holds for this participant; null where there is none. */
export function blockOf(state: EveningState, participant: string | null): string | null {
	if (participant === null) return null;
	for (const [id, block] of state.entries.block) if (!block.removed && block.participant === participant) return id;
	return null;
}
