import type { Command } from '../protocol/commands.ts';
import { decideBallot } from './ballot.ts';
import { decideBlock } from './block.ts';
import { decideClaim } from './claim.ts';
import { decideComment } from './comment.ts';
import { accept, type Context, type Decision } from './decision.ts';
import { beginEvening, decideDetails } from './details.ts';
import { decideDrawing } from './drawing.ts';
import { decideExhibit } from './exhibit.ts';
import { decideFeedback } from './feedback.ts';
import { decideGroup } from './group.ts';
import { decideHelp } from './help.ts';
import { decideMerge } from './merge.ts';
import { decideMessage } from './message.ts';
import { decideNote } from './note.ts';
import { decidePaper } from './paper.ts';
import { decideRound } from './round.ts';
import { decideRunSheet } from './run-sheet.ts';
import { decideScreen } from './screen.ts';
import { decideScreenText } from './screen-texts.ts';
import { decideStrip } from './strip.ts';
import { refuse } from '../protocol/refusals.ts';
import type { EveningState } from './state.ts';
import { decideTimer } from './timer.ts';
import { decideTheme } from './theme.ts';
import { decideUndo } from './undo.ts';

/**
 * What a command leads to in this state: events, or a refusal. Changes nothing. That the role may give the command
 * was asked before; what this participant or this moment allows is asked here.
 */
export function decide(state: EveningState, command: Command, context: Context): Decision {
	const { participant } = context.actor;
	// A seat that was made after the backup that was put back joins first; the sockets see to it.
	if (participant !== null && command.type !== 'participant.join' && !state.participants.has(participant))
		return refuse('seat.unknown');
	switch (command.type) {
		case 'evening.begin':
			return beginEvening(state, command, context);
		case 'evening.rename':
		case 'evening.area':
		case 'evening.contact':
		case 'evening.date':
		case 'evening.door':
		case 'evening.code':
		case 'evening.approval':
		case 'evening.style':
		case 'evening.present':
		case 'evening.close':
		case 'evening.second':
		case 'evening.turns':
		case 'evening.hangAtOnce':
		case 'evening.voteCards':
		case 'evening.hall':
		case 'evening.wifi':
		case 'evening.wifiShown':
		case 'evening.rehearsal':
		case 'voteCard.make':
			return decideDetails(state, command, context);
		case 'theme.add':
		case 'theme.edit':
		case 'quote.withdraw':
		case 'theme.remove':
		case 'theme.move':
		case 'theme.lock':
		case 'theme.hide':
			return decideTheme(state, command, context);
		case 'theme.merge':
		case 'theme.split':
			return decideMerge(state, command);
		case 'group.add':
		case 'group.rename':
		case 'group.fold':
		case 'group.empty':
		case 'theme.group':
			return decideGroup(state, command, context);
		case 'paper.count':
		case 'paper.remove':
			return decidePaper(state, command, context);
		case 'help.ask':
		case 'help.putAway':
			return decideHelp(state, command, context);
		case 'note.add':
		case 'note.edit':
		case 'note.move':
		case 'note.remove':
			return decideNote(state, command, context);
		case 'round.add':
		case 'round.edit':
		case 'round.remove':
		case 'round.open':
		case 'round.close':
		case 'round.reopen':
		case 'round.show':
			return decideRound(state, command, context);
		case 'segment.add':
		case 'segment.edit':
		case 'segment.move':
		case 'segment.remove':
		case 'runSheet.begins':
		case 'runSheet.go':
		case 'runSheet.pause':
			return decideRunSheet(state, command, context);
		case 'feedback.give':
			return decideFeedback(state, command, context);
		case 'ballot.set':
		case 'ballot.offer':
			return decideBallot(state, command, context);
		case 'comment.add':
		case 'comment.withdraw':
		case 'comment.support':
		case 'comment.review':
		case 'comment.project':
			return decideComment(state, command, context);
		case 'block.add':
		case 'block.remove':
			return decideBlock(state, command, context);
		case 'drawing.offer':
		case 'drawing.replace':
		case 'drawing.crop':
		case 'drawing.stages':
		case 'drawing.describe':
		case 'drawing.place':
		case 'drawing.takeDown':
		case 'drawing.withdraw':
			return decideDrawing(state, command, context);
		case 'claim.add':
		case 'claim.remove':
			return decideClaim(state, command, context);
		case 'message.send':
		case 'message.takeBack':
			return decideMessage(state, command, context);
		case 'strip.edit':
		case 'panel.add':
		case 'panel.edit':
		case 'panel.move':
		case 'panel.remove':
			return decideStrip(state, command, context);
		case 'exhibit.add':
		case 'exhibit.describe':
		case 'exhibit.remove':
			return decideExhibit(state, command, context);
		case 'screen.show':
		case 'screen.prepare':
		case 'screen.turn':
		case 'screen.blank':
			return decideScreen(state, command);
		case 'screen.rules':
		case 'screen.text':
			return decideScreenText(state, command, context);
		case 'screen.timer':
			return decideTimer(state, command, context);
		case 'participant.join': {
			if (participant === null || state.participants.has(participant)) return accept([]);
			return accept([{ type: 'participant.joined', participant }]);
		}
		case 'undo':
			return decideUndo(state, command.command, context);
	}
}
