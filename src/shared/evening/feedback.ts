import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { phonesNow } from './run-sheet.ts';
import { detailsOf, type EveningState, type TextId } from './state.ts';

/** What a participant thought of the evening: a face, and a sentence for the organisers. */
export interface Feedback {
	/** From 1, sad, to 5, glad. */
	face: number;
	sentence: TextId | null;
}

export function decideFeedback(state: EveningState, command: CommandOf<'feedback.give'>, context: Context): Decision {
	const { participant } = context.actor;
	if (participant === null) return refuse('role.notAllowed');
	if (detailsOf(state).closed) return refuse('evening.closed');
	if (phonesNow(state) !== 'faces') return refuse('feedback.notNow');
	const before = state.feedback.get(participant);
	const texts = new Texts(context);
	const sentence = texts.optional(command.sentence, longest.explanation, before?.sentence);
	if (texts.refusal) return texts.refusal;
	if (before && before.face === command.face && before.sentence === sentence) return accept([]);
	// What one took back must not stay in the file.
	const former = before?.sentence && before.sentence !== sentence ? [before.sentence] : [];
	return accept([{ type: 'feedback.given', participant, feedback: { face: command.face, sentence }, was: before ?? null }], texts.bodies, former);
}
