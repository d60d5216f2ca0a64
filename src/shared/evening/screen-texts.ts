import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { cleanText, longest, mostOwnLines } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import { screenOf, type EveningState, type TextId } from './state.ts';

/** What regie writes for the screen: the house rules, and a text of its own. */
export function decideScreenText(state: EveningState, command: CommandOf<'screen.rules' | 'screen.text'>, context: Context): Decision {
	const screen = screenOf(state);
	const texts = new Texts(context);
	if (command.type === 'screen.rules') {
		const rules: TextId[] = [];
		for (const rule of command.rules) {
			const id = texts.optional(oneLine(rule), longest.rule, screen.rules?.[rules.length] ?? null);
			if (id !== null) rules.push(id);
		}
		return texts.refusal ?? accept([change('screen', 'this', screen, { rules })], texts.bodies);
	}
	const heading = texts.optional(oneLine(command.heading), longest.heading, screen.heading);
	const lines = texts.optional(command.lines, longest.ownText, screen.lines);
	if (cleanText(command.lines).split('\n').length > mostOwnLines) return refuse('text.tooManyLines', { most: mostOwnLines });
	// What stands before the hall may be changed, not emptied: that is for 'Scherm leeg' or another picture.
	if (heading === null && lines === null) return refuse('text.empty');
	return texts.refusal ?? accept([change('screen', 'this', screen, { heading, lines })], texts.bodies);
}

/** A line break in a rule or a heading is a slip of a paste. */
function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ');
}
