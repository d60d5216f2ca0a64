/**
 * Every refusal that a command, a join or a page can get. A refusal is a value, never an exception; its code
 * names a message in src/messages (`refusal_<code with _ for .>`), so that each language says what to do now.
 */
export const refusalCodes = [
	// admission
	'message.tooLarge',
	'message.invalid',
	'protocol.version',
	'seat.unknown',
	'seat.revoked',
	'role.notAllowed',
	'rate.slowDown',
	'disk.full',
	'server.stopping',
	'server.fault',
	// joining
	'code.unknown',
	'code.replaced',
	'code.closed',
	'door.closed',
	'second.notAllowed',
	'voteCard.needed',
	'voteCard.unknown',
	'voteCard.tooMany',
	'browser.noCookies',
	'return.unknown',
	'pin.wrong',
	'pin.wait',
	'link.replaced',
	// evening
	'evening.closed',
	'evening.unknown',
	'evening.nameWrong',
	// an evening that comes in a file
	'eveningFile.foreign',
	'eveningFile.newer',
	'eveningFile.damaged',
	'eveningFile.tooLarge',
	'eveningFile.present',
	'eveningFile.broken',
	'eveningFile.otherServer',
	'eveningFile.key',
	'area.unknown',
	'area.inUse',
	'account.wrong',
	'account.wait',
	'account.nameTaken',
	'account.passwordShort',
	'invitation.used',
	// text
	'text.empty',
	'text.tooLong',
	'text.tooManyLines',
	// themes
	'theme.unknown',
	'theme.numberTaken',
	'theme.tooMany',
	'theme.inRound',
	'theme.locked',
	'theme.hidden',
	'theme.merged',
	// groups on the board
	'group.unknown',
	// moves on the board
	'board.movedSince',
	// notes on the board
	'note.unknown',
	'note.tooMany',
	// rounds and ballots
	'round.unknown',
	'round.noOptions',
	'round.anotherOpen',
	'round.notDraft',
	'round.notOpen',
	'round.isOpen',
	'round.notClosed',
	'round.closed',
	'round.hidden',
	'ballot.option',
	'ballot.budget',
	'ballot.most',
	'ballot.stale',
	// the run-sheet
	'segment.unknown',
	'segment.current',
	'segment.tooMany',
	'segment.noRound',
	'runSheet.elsewhere',
	'template.unknown',
	// what residents thought of the evening
	'feedback.notNow',
	// papers counted by hand
	'paper.unknown',
	'paper.budget',
	'paper.most',
	'paper.present',
	'paper.table',
	// comments
	'comment.unknown',
	'comment.notYours',
	'comment.notShown',
	'comment.grave',
	'comment.marked',
	'comment.own',
	'comment.notNow',
	'comment.blocked',
	// participants who may send no comments
	'block.unknown',
	// drawings, and pictures that come in
	'drawing.unknown',
	'drawing.notChecked',
	'drawing.otherVersion',
	'drawing.tooManyStages',
	'drawing.withdrawn',
	'drawing.notOnWall',
	'drawing.empty',
	'drawing.notAPicture',
	'drawing.truncated',
	'drawing.svg',
	'drawing.kind',
	'drawing.project',
	'drawing.tooManyPixels',
	'drawing.tooWide',
	'drawing.tooLarge',
	'drawing.tooSlow',
	'upload.broken',
	// what illustrators and regie tell each other
	'claim.unknown',
	'message.unknown',
	// the strip of the evening
	'panel.unknown',
	'panel.tooMany',
	'strip.empty',
	// pictures and PDFs for the screen
	'exhibit.unknown',
	'exhibit.noPage',
	'exhibit.tooMany',
	'pdf.encrypted',
	'pdf.broken',
	'pdf.empty',
	'pdf.tooSlow',
	// screen
	'screen.elsewhere',
	'wifi.none',
	'wifi.password',
	'timer.none',
	// a rehearsal that the server plays itself
	'rehearsal.running',
	'rehearsal.roundOpen',
	// what scouts collect
	'form.unknown',
	'form.withdrawn',
	'form.changedElsewhere',
	'form.codeTaken',
	'form.format',
	'form.tooLong',
	'form.themes',
	'format.tooMany',
	'format.noOpen',
	'format.kind',
	'format.options',
	'answer.wait',
	'form.empty',
	'batch.unknown',
	'batch.known',
	'batch.rows',
	'formFile.tooLarge',
	'formFile.kind',
	'formFile.oldExcel',
	'formFile.broken',
	'formFile.tooSlow',
	'scout.unknown',
	'scout.tooMany',
	'statement.unknown',
	'statement.changedSince',
	'statement.merged',
	'statement.mergedAlready',
	'statement.placedElsewhere',
	'theme.inUse',
	'story.unknown',
	'story.published',
	'story.changedSince',
	'person.roleLacks',
	'person.lastLeader',
	'person.unknown',
	// undo
	'undo.unknown',
	'undo.changedSince',
	'undo.twice'
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Numbers and names that the message of a code may mention, for instance `{ most: 3 }`. */
export type RefusalParameters = Record<string, string | number>;

/** `{ ok: false, code, parameters? }`: nothing was changed. */
export interface Refusal {
	ok: false;
	code: RefusalCode;
	parameters?: RefusalParameters;
}

/** Makes a refusal; the one place that knows its shape. */
export function refuse(code: RefusalCode, parameters?: RefusalParameters): Refusal {
	return parameters ? { ok: false, code, parameters } : { ok: false, code };
}
