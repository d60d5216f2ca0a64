import type { CommandType } from './commands.ts';

/** Who a seat speaks for. A `helper` counts papers, types what is said aloud, and minds the kiosk. */
export const roles = ['facilitator', 'moderator', 'helper', 'screen', 'participant', 'illustrator'] as const;
export type Role = (typeof roles)[number];

const facilitator: readonly Role[] = ['facilitator'];
const reviewers: readonly Role[] = ['facilitator', 'moderator'];
const participant: readonly Role[] = ['participant'];
/** Papers are counted where they were handed in. */
const counters: readonly Role[] = ['facilitator', 'helper'];
/** Residents, and who types for one that spoke. */
const speakers: readonly Role[] = ['participant', 'helper'];
/** What they did can be taken back; of all but facilitators the own steps only, and of illustrators what they did to the strip. */
const undoers: readonly Role[] = ['facilitator', 'moderator', 'helper', 'illustrator'];
/** The laptop at the projector too: a clicker is plugged into it, and its keys come to the screen's own page. */
const presenters: readonly Role[] = ['facilitator', 'screen'];
const illustrator: readonly Role[] = ['illustrator'];
const drawers: readonly Role[] = ['illustrator', 'facilitator'];

/** The table of who may give which command. A test asserts every command × every role on the running server. */
export const allowedRoles: Record<CommandType, readonly Role[]> = {
	'evening.begin': facilitator,
	'evening.rename': facilitator,
	'evening.area': facilitator,
	'evening.contact': facilitator,
	'evening.date': facilitator,
	'evening.door': facilitator,
	'evening.code': facilitator,
	'evening.approval': facilitator,
	'evening.style': facilitator,
	'evening.present': facilitator,
	'evening.close': facilitator,
	'evening.second': facilitator,
	'evening.turns': facilitator,
	'evening.hangAtOnce': facilitator,
	'evening.voteCards': facilitator,
	'evening.hall': facilitator,
	'evening.wifi': facilitator,
	'evening.wifiShown': facilitator,
	'evening.rehearsal': facilitator,
	'voteCard.make': facilitator,
	'theme.add': facilitator,
	'theme.edit': facilitator,
	'quote.withdraw': facilitator,
	'theme.remove': facilitator,
	'theme.move': facilitator,
	'theme.lock': facilitator,
	'theme.hide': facilitator,
	'theme.group': facilitator,
	'theme.merge': facilitator,
	'theme.split': facilitator,
	'group.add': facilitator,
	'group.rename': facilitator,
	'group.fold': facilitator,
	'group.empty': facilitator,
	'note.add': facilitator,
	'note.edit': facilitator,
	'note.move': facilitator,
	'note.remove': facilitator,
	'round.add': facilitator,
	'round.edit': facilitator,
	'round.remove': facilitator,
	'round.open': facilitator,
	'round.close': facilitator,
	'round.reopen': facilitator,
	'round.show': facilitator,
	'paper.count': counters,
	'paper.remove': counters,
	'segment.add': facilitator,
	'segment.edit': facilitator,
	'segment.move': facilitator,
	'segment.remove': facilitator,
	'runSheet.begins': facilitator,
	'runSheet.go': facilitator,
	'runSheet.pause': facilitator,
	'feedback.give': participant,
	'help.ask': participant,
	'help.putAway': facilitator,
	'ballot.set': participant,
	'ballot.offer': participant,
	'comment.add': speakers,
	'comment.withdraw': speakers,
	'comment.support': participant,
	'comment.review': reviewers,
	'comment.project': facilitator,
	'block.add': reviewers,
	'block.remove': reviewers,
	'drawing.offer': drawers,
	'drawing.replace': drawers,
	'drawing.crop': drawers,
	'drawing.stages': drawers,
	'drawing.describe': drawers,
	'drawing.place': facilitator,
	'drawing.takeDown': facilitator,
	'drawing.withdraw': drawers,
	'claim.add': illustrator,
	'claim.remove': illustrator,
	'message.send': drawers,
	'message.takeBack': drawers,
	'strip.edit': drawers,
	'panel.add': drawers,
	'panel.edit': drawers,
	'panel.move': drawers,
	'panel.remove': drawers,
	'exhibit.add': facilitator,
	'exhibit.describe': facilitator,
	'exhibit.remove': facilitator,
	'screen.show': facilitator,
	'screen.prepare': facilitator,
	'screen.turn': presenters,
	'screen.blank': presenters,
	'screen.rules': facilitator,
	'screen.text': facilitator,
	'screen.timer': facilitator,
	'participant.join': participant,
	undo: undoers
};

/** May this role give this command at all? */
export function mayCommand(role: Role, type: CommandType): boolean {
	return allowedRoles[type].includes(role);
}
