import { refuse, type Refusal } from '../protocol/refusals.ts';
import { accept, type Context, type Decision } from './decision.ts';
import { change, sameValue, type Changed, type EveningEvent } from './events.ts';
import { otherOpenRound } from './round.ts';
import { nouns, tallyOf, type EveningState, type Noun, type Nouns } from './state.ts';

/**
 * Takes one command back: restores the fields that it wrote, unless somebody changed one of them since. Ballots,
 * joins and support are never undone by others; a new join code is never undone, since the old one may have leaked.
 */
export function decideUndo(state: EveningState, undone: string, context: Context): Decision {
	const step = state.steps.get(undone);
	if (!step) return refuse('undo.unknown');
	if (step.undone) return refuse('undo.twice');
	// A moderator takes back the own steps only; facilitators share theirs.
	if (context.actor.role !== 'facilitator' && step.seat !== context.actor.seat) return refuse('undo.unknown');
	const events: (EveningEvent | null)[] = [];
	for (const event of [...step.events].reverse()) {
		const inverse = invert(state, event);
		if (inverse && 'ok' in inverse) return inverse;
		events.push(inverse);
	}
	return accept([...events, { type: 'step.undone', undone }]);
}

/** The event that takes `event` back; null where nothing is left to take back. */
function invert(state: EveningState, event: EveningEvent): Changed | Refusal | null {
	const [noun, what] = event.type.split('.') as [Noun, string];
	if (!('id' in event) || !nouns.includes(noun)) return refuse('undo.unknown');
	const current = state.entries[noun].get(event.id);
	if (!current) return refuse('undo.changedSince');
	if (what === 'added') {
		// Text written or drawings made by others since would vanish with what was added: only untouched ones go.
		if (noun === 'round' && tallyOf(state, event.id).ballots.size > 0) return refuse('undo.changedSince');
		if (noun !== 'theme' && noun !== 'round') return refuse('undo.unknown');
		return change<Noun>(noun, event.id, current, { removed: true } as Partial<Nouns[Noun]>);
	}
	const { set, was } = event as Changed;
	if ('code' in set) return refuse('undo.unknown');
	for (const key of Object.keys(set)) {
		if (!sameValue(current[key as keyof typeof current], set[key as keyof typeof set])) return refuse('undo.changedSince');
	}
	const back: Record<string, unknown> = { ...was };
	if (noun === 'round') {
		if ('removed' in current && current.removed && !('removed' in set)) return refuse('undo.changedSince');
		// Undoing 'open' closes: the dots that were given meanwhile are not thrown away.
		if (back.phase === 'draft' && tallyOf(state, event.id).ballots.size > 0) back.phase = 'closed';
		// Undoing 'close' opens, and the other facilitator may have opened the next one meanwhile.
		const other = back.phase === 'open' && otherOpenRound(state, event.id);
		if (other) return refuse('round.anotherOpen', { round: other.number });
	}
	return change<Noun>(noun, event.id, current, back as Partial<Nouns[Noun]>);
}
