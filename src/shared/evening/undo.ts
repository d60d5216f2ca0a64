import { refuse } from '../protocol/refusals.ts';
import { accept, type Context, type Decision } from './decision.ts';
import { change, sameValue, type Changed, type EveningEvent } from './events.ts';
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
		if (inverse === 'changed') return refuse('undo.changedSince');
		if (inverse === 'never') return refuse('undo.unknown');
		events.push(inverse);
	}
	return accept([...events, { type: 'step.undone', undone }]);
}

function invert(state: EveningState, event: EveningEvent): Changed | null | 'changed' | 'never' {
	const [noun, what] = event.type.split('.') as [Noun, string];
	if (!('id' in event) || !nouns.includes(noun)) return 'never';
	const current = state.entries[noun].get(event.id);
	if (!current) return 'changed';
	if (what === 'added') {
		// Text written or drawings made by others since would vanish with what was added: only untouched ones go.
		if (noun === 'round' && tallyOf(state, event.id).ballots.size > 0) return 'changed';
		if (noun !== 'theme' && noun !== 'round') return 'never';
		return change<Noun>(noun, event.id, current, { removed: true } as Partial<Nouns[Noun]>);
	}
	const { set, was } = event as Changed;
	if ('code' in set) return 'never';
	for (const key of Object.keys(set)) {
		if (!sameValue(current[key as keyof typeof current], set[key as keyof typeof set])) return 'changed';
	}
	const back: Record<string, unknown> = { ...was };
	// Undoing 'open' closes: the dots that were given meanwhile are not thrown away.
	if (noun === 'round' && back.phase === 'draft' && tallyOf(state, event.id).ballots.size > 0) back.phase = 'closed';
	return change<Noun>(noun, event.id, current, back as Partial<Nouns[Noun]>);
}
