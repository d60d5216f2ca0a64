import type { CommandOf } from '../protocol/commands.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { checkText } from '../review/check-text.ts';
import type { HideReason } from '../review/hide-reasons.ts';
import { blockOf } from './block.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import { cardIs } from './merge.ts';
import { takesComments } from './phones.ts';
import { phonesNow } from './run-sheet.ts';
import { bringToScreen } from './screen.ts';
import { detailsOf, type EveningState, type TextId } from './state.ts';
import { themeAt } from './theme.ts';

/** What a resident typed at a theme during the evening, or said aloud and a helper typed. */
export interface Comment {
	theme: number;
	/** Null once it was withdrawn: then the words are erased. */
	text: TextId | null;
	/** Null where it was spoken in the hall: a helper typed it for somebody, and who that was stands nowhere. */
	participant: string | null;
	/** 'held': laid apart to be decided later; for its writer it waits. */
	status: 'waiting' | 'held' | 'approved' | 'hidden' | 'withdrawn';
	/** Why it was hidden; null while it is not, and where it was hidden before there were reasons. */
	reason: HideReason | null;
	/** Chosen by a person for the projector. */
	projected: boolean;
	/** Server time in ms. */
	at: number;
}

type CommentCommand = CommandOf<
	'comment.add' | 'comment.withdraw' | 'comment.support' | 'comment.review' | 'comment.project'
>;

/** May everyone in the hall read it? What is said at a grave theme is for those who review, whenever it was so marked. */
export function isPublic(state: EveningState, comment: Comment): boolean {
	const theme = themeAt(state, comment.theme);
	return comment.status === 'approved' && theme !== null && !isGrave(state, comment);
}

export function decideComment(state: EveningState, command: CommentCommand, context: Context): Decision {
	const comments = state.entries.comment;
	const { participant } = context.actor;
	switch (command.type) {
		case 'comment.add': {
			const details = detailsOf(state);
			if (details.closed) return refuse('evening.closed');
			// What was said aloud a helper types whenever it was said.
			if (participant !== null && !takesComments(phonesNow(state))) return refuse('comment.notNow');
			const theme = themeAt(state, command.theme);
			if (!theme) return refuse('theme.unknown', { theme: command.theme });
			if (blockOf(state, participant) !== null) return refuse('comment.blocked');
			const texts = new Texts(context);
			const text = texts.required(command.text, longest.comment);
			const fields: Comment = {
				theme: command.theme,
				text,
				participant,
				// Whatever the evening's setting: what is said at a grave theme is for the moderator, what was marked for a person to read.
				status: details.approval === 'none' && !cardIs(state, command.theme, 'grave') && !isMarked(command.text) ? 'approved' : 'waiting',
				reason: null,
				projected: false,
				at: context.now
			};
			// An id that is there already came from another seat: the queue answers a repeat before this.
			if (comments.has(command.comment)) return refuse('comment.notYours');
			return texts.refusal ?? accept([{ type: 'comment.added', id: command.comment, fields }], texts.bodies);
		}
		case 'comment.withdraw': {
			const comment = comments.get(command.comment);
			if (!comment) return refuse('comment.unknown');
			// What was spoken is no one helper's: whichever of them is there takes it back.
			if (comment.participant !== participant) return refuse('comment.notYours');
			if (comment.status === 'withdrawn') return accept([]);
			const withdrawn = change('comment', command.comment, comment, { status: 'withdrawn', text: null, projected: false });
			return accept([withdrawn], {}, comment.text ? [comment.text] : []);
		}
		case 'comment.support': {
			if (participant === null) return refuse('role.notAllowed');
			if (detailsOf(state).closed) return refuse('evening.closed');
			if (!takesComments(phonesNow(state))) return refuse('comment.notNow');
			const comment = comments.get(command.comment);
			if (!comment || !isPublic(state, comment)) return refuse('comment.unknown');
			if (comment.participant === participant) return refuse('comment.own');
			const already = state.supporters.get(command.comment)?.has(participant) ?? false;
			if (already === command.supported) return accept([]);
			return accept([{ type: 'comment.supported', comment: command.comment, participant, supported: command.supported }]);
		}
		case 'comment.review': {
			const events = [];
			const ids = new Set(command.comments);
			for (const id of ids) {
				const comment = comments.get(id);
				if (!comment || comment.status === 'withdrawn') return refuse('comment.unknown');
				if (command.status === 'approved' && isGrave(state, comment)) return refuse('comment.grave');
				// Each is read for itself: in a pile its marks would be passed over.
				if (command.status === 'approved' && comment.status !== 'approved' && ids.size > 1 && comment.text && isMarked(context.textOf(comment.text))) return refuse('comment.marked');
				// What is held back may not stay on the projector.
				const projected = command.status === 'approved' && comment.projected;
				const reason = command.status === 'hidden' ? command.reason : null;
				// One that was sent before there was this field has none: undoing must find that as null.
				const before = { ...comment, reason: comment.reason ?? null };
				events.push(change('comment', id, before, { status: command.status, reason, projected }));
			}
			return accept(events);
		}
		case 'comment.project': {
			if (command.projected) return projectComment(state, command.comment);
			const comment = comments.get(command.comment);
			if (!comment || comment.status === 'withdrawn') return refuse('comment.unknown');
			return accept([change('comment', command.comment, comment, { projected: false })]);
		}
	}
}

/** Brings a comment before the hall, in a balloon; from then on it stands at its theme in the light as well. */
export function projectComment(state: EveningState, id: string): Decision {
	const refusal = whyNotProjected(state, id);
	if (refusal) return refusal;
	const projected = change('comment', id, state.entries.comment.get(id)!, { projected: true });
	return accept([projected, bringToScreen(state, { mode: 'comment', comment: id, held: null })]);
}

/** Why a comment may not come before the hall; null where it may. */
export function whyNotProjected(state: EveningState, id: string): Refusal | null {
	const comment = state.entries.comment.get(id);
	if (!comment || comment.status === 'withdrawn') return refuse('comment.unknown');
	if (comment.status !== 'approved') return refuse('comment.notShown');
	if (isGrave(state, comment)) return refuse('comment.grave');
	if (cardIs(state, comment.theme, 'hidden')) return refuse('theme.hidden', { theme: comment.theme });
	return null;
}

/** Do these words perhaps tell who somebody is, accuse or insult? */
function isMarked(text: string): boolean {
	return checkText(text).length > 0;
}

/** Is it said at a card that is marked 'gevoelig'? */
export function isGrave(state: EveningState, comment: Comment): boolean {
	return cardIs(state, comment.theme, 'grave');
}
