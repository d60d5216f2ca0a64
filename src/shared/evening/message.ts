import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import type { EveningState, TextId } from './state.ts';

/** A short message between illustrators and regie: all of them read it, and nobody else. */
export interface Message {
	/** Null once it was taken back: its words are gone then. */
	text: TextId | null;
	/** Of an illustrator, as it was typed; null for regie, for who typed none, and once it was taken back. */
	name: TextId | null;
	from: 'regie' | 'illustrator';
	seat: string;
	/** Server time in ms. */
	at: number;
}

export function decideMessage(state: EveningState, command: CommandOf<'message.send' | 'message.takeBack'>, context: Context): Decision {
	const current = state.entries.message.get(command.message);
	const { seat, role } = context.actor;
	if (command.type === 'message.takeBack') {
		if (!current || current.seat !== seat) return refuse('message.unknown');
		if (current.text === null) return accept([]);
		const erased = [current.text, ...(current.name === null ? [] : [current.name])];
		return accept([change('message', command.message, current, { text: null, name: null })], {}, erased);
	}
	if (current) return refuse('message.invalid');
	const texts = new Texts(context);
	const text = texts.required(command.text, longest.message);
	const from = role === 'illustrator' ? 'illustrator' : 'regie';
	const name = from === 'regie' ? null : texts.optional(command.name, longest.line);
	return texts.refusal ?? accept([{ type: 'message.added', id: command.message, fields: { text, name, from, seat, at: context.now } }], texts.bodies);
}
