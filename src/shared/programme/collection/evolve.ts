import type { Stored } from '../../evening/events.ts';
import type { CollectionEvent, CollectionState, Noun, Nouns } from './state.ts';

/** What residents sent is theirs to take back, by code, and words that are gone cannot come back. What went to an evening is taken back there: no steps to undo. */
const noSteps: ReadonlySet<string> = new Set(['form.receive', 'batch.receive', 'form.withdraw', 'batch.withdraw', 'theme.sent', 'undo']);

/** Takes one event up into the state, in place: the only function that changes a collection. */
export function evolveCollection(state: CollectionState, stored: Stored<CollectionEvent>): void {
	const { event } = stored;
	state.seq = stored.seq;
	if (event.type === 'step.undone') {
		state.steps.get(event.undone)!.undone = true;
		return;
	}
	const [noun, what] = event.type.split('.') as [Noun, 'added' | 'changed'];
	write(state, noun, event.id, what === 'added' ? (event as { fields: Nouns[Noun] }).fields : { ...state.entries[noun].get(event.id)!, ...(event as { set: Partial<Nouns[Noun]> }).set } as Nouns[Noun]);
	if (event.type === 'form.added' && event.fields.proof !== null) state.formOfProof.set(event.fields.proof, event.id);
	if (event.type === 'form.changed' && event.set.proof) state.formOfProof.set(event.set.proof, event.id);
	if (event.type === 'statement.changed' && event.set.mergedInto) {
		const under = state.mergedUnder.get(event.set.mergedInto);
		if (under) under.add(event.id);
		else state.mergedUnder.set(event.set.mergedInto, new Set([event.id]));
	}
	if (noSteps.has(stored.did ?? '')) return;
	const step = state.steps.get(stored.command);
	if (step) step.events.push(event);
	else state.steps.set(stored.command, { did: stored.did ?? '', events: [event], undone: false });
}

function write<N extends Noun>(state: CollectionState, noun: N, id: string, fields: Nouns[N]): void {
	state.entries[noun].set(id, fields);
}
