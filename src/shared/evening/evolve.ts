import { countBallot } from './ballot.ts';
import type { Added, Changed, EveningEvent, Stored } from './events.ts';
import { keepReviewed } from './review-log.ts';
import { detailsOf, madeUp, type EveningState, type Noun, type Nouns } from './state.ts';
import { hearNumbers } from './theme.ts';

/**
 * Takes one event up into the state, in place. The only function that changes a state: replaying a log from
 * `emptyEvening()` gives the same state as living through it.
 */
export function evolve(state: EveningState, stored: Stored<EveningEvent>): void {
	state.seq = stored.seq;
	takeUp(state, stored);
	keepReviewed(state, stored);
	hearNumbers(state, stored.event);
}

function takeUp(state: EveningState, stored: Stored<EveningEvent>): void {
	const { event } = stored;
	switch (event.type) {
		case 'participant.joined':
			state.participants.set(event.participant, { comments: [], supported: new Set() });
			if (!event.participant.startsWith(madeUp)) state.joined += 1;
			return;
		case 'ballot.changed':
			countBallot(state, event.round, event.participant, event.ballot);
			return;
		case 'feedback.given':
			state.feedback.set(event.participant, event.feedback);
			return;
		case 'comment.supported': {
			const before = state.supporters.get(event.comment);
			// A new set each time: views tell by identity whether the count may have changed.
			const supporters = new Set(before);
			if (event.supported) supporters.add(event.participant);
			else supporters.delete(event.participant);
			state.supporters.set(event.comment, supporters);
			const { supported } = state.participants.get(event.participant)!;
			if (event.supported) supported.add(event.comment);
			else supported.delete(event.comment);
			return;
		}
		case 'step.undone': {
			state.steps.get(event.undone)!.undone = true;
			const own = state.steps.get(stored.command);
			if (own) own.undoes = event.undone;
			keepUnmoved(state, event.undone);
			return;
		}
		default:
			write(state, event);
			keepMoved(state, stored, event);
			if (event.type === 'round.changed' && event.set.phase === 'closed') keepClosing(state, stored, event.id);
			remember(state, stored);
	}
}

function keepClosing(state: EveningState, { seq, did }: Stored<EveningEvent>, round: string): void {
	// Taking back that it was reopened makes it no later than it was.
	const before = did === 'undo' ? state.closings.get(round) : undefined;
	state.closings.set(round, { present: detailsOf(state).present, joined: state.joined, seq: before?.seq ?? seq });
}

function write(state: EveningState, event: Added | Changed): void {
	const noun = event.type.slice(0, event.type.indexOf('.')) as Noun;
	const entries = state.entries[noun] as Map<string, Nouns[Noun]>;
	if (event.type === 'comment.added' && event.fields.participant !== null) state.participants.get(event.fields.participant)!.comments.push(event.id);
	if ('fields' in event) entries.set(event.id, event.fields);
	else entries.set(event.id, { ...entries.get(event.id)!, ...event.set } as Nouns[Noun]);
}

/** Keeps what was moved last: that lies on top. */
function keepMoved({ moved }: EveningState, { command, seq, seat }: Stored<EveningEvent>, event: Added | Changed): void {
	if ((event.type !== 'theme.changed' && event.type !== 'note.changed') || (event.set.x === undefined && event.set.y === undefined)) return;
	const noun = event.type === 'theme.changed' ? 'theme' : 'note';
	let by = moved.by.get(command);
	if (!by) moved.by.set(command, (by = { seq, seat, before: [] }));
	by.before.push({ noun, id: event.id, seq: moved[noun].get(event.id) });
	moved[noun].set(event.id, by.seq);
}

/** What this command moved lies as deep as before it. */
function keepUnmoved({ moved }: EveningState, undone: string): void {
	for (const { noun, id, seq } of moved.by.get(undone)?.before.toReversed() ?? []) {
		if (seq === undefined) moved[noun].delete(id);
		else moved[noun].set(id, seq);
	}
}

/** What illustrators and regie tell each other is no step of the evening: each takes back their own. */
function isTalk({ type }: EveningEvent): boolean {
	return type.startsWith('claim.') || type.startsWith('message.');
}

/** Keeps what staff did, so that it can be undone; what participants do is theirs alone. */
function remember(state: EveningState, stored: Stored<EveningEvent>): void {
	if (stored.role === 'participant' || stored.role === 'screen' || isTalk(stored.event)) return;
	const { command, seat, role, did = null, at, event } = stored;
	const step = state.steps.get(command);
	if (step) step.events.push(event);
	else state.steps.set(command, { seat, role, did, at, events: [event], undone: false, undoes: null });
}
