import { refuse } from '../../protocol/refusals.ts';
import { receiveBatch, withdrawBatch } from './batch.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { writeFormat } from './format-rules.ts';
import { newestNotice, receiveForm, withdrawForm } from './form.ts';
import { decideParagraph } from './paragraph.ts';
import { decideScout } from './scout.ts';
import { checkStatement, mergeStatement, placeStatement, splitStatement } from './statement.ts';
import { decideStory } from './story.ts';
import { keepSentTheme } from './sent-theme.ts';
import { decideTheme } from './theme.ts';
import type { CollectionState } from './state.ts';
import { undo } from './undo.ts';

/** The longest 'wat doen we met uw antwoorden', in UTF-16 units. */
export const longestNotice = 4000;

/** What a command leads to: events, or a refusal. Changes nothing. */
export function decideCollection(state: CollectionState, command: CollectionCommand, context: Context): Decision {
	switch (command.type) {
		case 'scout.add':
		case 'scout.rename':
		case 'scout.remove':
			return decideScout(state, command, context);
		case 'form.receive':
			return receiveForm(state, command, context);
		case 'form.withdraw':
			return withdrawForm(state, command.form, context);
		case 'batch.receive':
			return receiveBatch(state, command, context);
		case 'batch.withdraw':
			return withdrawBatch(state, command.batch, context);
		case 'statement.approve':
		case 'statement.quarantine':
		case 'statement.reject':
			return checkStatement(state, command, context);
		case 'statement.place':
			return placeStatement(state, command, context);
		case 'statement.merge':
			return mergeStatement(state, command, context);
		case 'statement.split':
			return splitStatement(state, command.statement, context);
		case 'theme.add':
		case 'theme.rename':
		case 'theme.remove':
			return decideTheme(state, command, context);
		case 'story.begin':
		case 'story.title':
		case 'story.remove':
		case 'story.publish':
		case 'story.takeBack':
			return decideStory(state, command, context);
		case 'paragraph.add':
		case 'paragraph.write':
		case 'paragraph.sources':
		case 'paragraph.cut':
		case 'paragraph.move':
		case 'paragraph.release':
			return decideParagraph(state, command, context);
		case 'theme.sent':
			return keepSentTheme(state, command, context);
		case 'notice.write': {
			const draft = new Draft(state, context);
			const version = newestNotice(state) + 1;
			draft.add('notice', context.newId(), { version, text: draft.texts.required(command.text, longestNotice) });
			return draft.end();
		}
		case 'format.write':
			return writeFormat(state, command.format, context);
		case 'undo':
			return undo(state, command.command, context);
		default:
			return refuse('message.invalid');
	}
}
