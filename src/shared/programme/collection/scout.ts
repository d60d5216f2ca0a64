import { refuse } from '../../protocol/refusals.ts';
import { longest } from '../../protocol/text.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import type { CollectionState } from './state.ts';

type Command = Extract<CollectionCommand, { type: 'scout.add' | 'scout.rename' | 'scout.remove' }>;

/** Scouts at most: their numbers have three digits. */
export const mostScouts = 999;

/** A scout comes, gets another name, or goes. A number is never given twice: it stands on cards. */
export function decideScout(state: CollectionState, command: Command, context: Context): Decision {
	const draft = new Draft(state, context);
	if (command.type === 'scout.add') {
		if (state.entries.scout.has(command.scout)) return refuse('message.invalid');
		if (!context.hasArea(command.area)) return refuse('area.unknown');
		const number = state.entries.scout.size + 1;
		if (number > mostScouts) return refuse('scout.tooMany', { most: mostScouts });
		draft.add('scout', command.scout, { number, area: command.area, name: draft.texts.required(command.name, longest.line), removed: false });
		return draft.end();
	}
	const current = state.entries.scout.get(command.scout);
	if (!current || current.removed) return refuse('scout.unknown');
	if (command.type === 'scout.remove') draft.change('scout', command.scout, { removed: true });
	else draft.change('scout', command.scout, { name: draft.texts.required(command.name, longest.line, current.name) });
	return draft.end();
}
